package se.rond.notification.stream.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import se.rond.notification.NotificationApplication;
import se.rond.testsupport.EmbeddedBroker;
import se.rond.testsupport.EmbeddedDatabase;
import se.rond.testsupport.TestLogin;

class ProcessIT {

  @Test
  void openStreamsEndProperlyWhenTheProcessDoes() throws Exception {
    var service = start("rond.demo=true");
    try (var device = Device.connect(portOf(service), "/stream")) {
      await().until(() -> device.heartbeats() > 0);

      service.close();

      await().until(() -> !device.end().isEmpty());
      assertThat(device.end()).isEqualTo("by the server");
    }
  }

  @Test
  void oneConnectionTooManyIsAskedToComeBackAndFindsRoomWhenAnotherLeft() throws Exception {
    try (var service =
        start(
            "rond.demo=true",
            "rond.notification.stream.connections=1",
            "rond.notification.stream.heartbeat=200ms")) {
      var first = Device.connect(portOf(service), "/stream");
      await().until(() -> first.heartbeats() > 0);

      try (var refused = Device.connect(portOf(service), "/stream")) {
        assertThat(refused.response().statusCode()).isEqualTo(503);
        assertThat(refused.response().headers().firstValue("Retry-After")).hasValue("5");
        assertThat(refused.response().headers().firstValue("Content-Type"))
            .hasValue("application/problem+json");
      }

      first.close();
      await()
          .until(
              () -> {
                try (var again = Device.connect(portOf(service), "/stream")) {
                  return again.response().statusCode() == 200;
                }
              });
    }
  }

  @Test
  void outsideDemoModeOnlyHealthIsOpen() throws Exception {
    try (var login = TestLogin.start();
        var service =
            start(
                "rond.demo=false",
                "rond.login.issuer=" + TestLogin.ISSUER,
                "rond.login.keys=" + login.keys(),
                "spring.flyway.enabled=false");
        var stream = Device.connect(portOf(service), "/stream", "X-Rond-Caller", "PHYSICIAN");
        var readiness = Device.connect(portOf(service), "/actuator/health/readiness")) {
      assertThat(stream.response().statusCode()).isEqualTo(401);
      assertThat(stream.response().headers().firstValue("Content-Type").orElseThrow())
          .startsWith("application/problem+json");
      assertThat(readiness.response().statusCode()).isEqualTo(200);
    }
  }

  @Test
  void whoHasLoggedInListensAsThemselvesAlone() throws Exception {
    try (var login = TestLogin.start();
        var service =
            start(
                "rond.demo=false",
                "rond.login.issuer=" + TestLogin.ISSUER,
                "rond.login.keys=" + login.keys(),
                "spring.flyway.enabled=false")) {
      var token =
          "Bearer "
              + login.sign(
                  new JWTClaimsSet.Builder()
                      .issuer(TestLogin.ISSUER)
                      .audience(List.of("rond"))
                      .expirationTime(Date.from(Instant.now().plusSeconds(300)))
                      .claim("acr", "loa3")
                      .claim("role", "MOBILE_TEAM")
                      .claim("employeeHsaId", "SE2120000829-T001")
                      .claim("commissionHsaId", "SE2120000829-C001")
                      .claim("careUnitHsaId", "SE2120000829-U001")
                      .claim("careProviderHsaId", "SE2120000829-P001")
                      .claim("municipalities", List.of("1080"))
                      .claim("responders", List.of("M11"))
                      .build());
      assertThat(statusOf(service, "/stream", token)).isEqualTo(200);
      assertThat(statusOf(service, "/stream?recipient=M11", token)).isEqualTo(200);
      assertThat(statusOf(service, "/stream?recipient=SE2120000829-T001", token)).isEqualTo(200);
      assertThat(statusOf(service, "/stream?recipient=M12", token)).isEqualTo(404);
      assertThat(statusOf(service, "/stream?recipient=SE2120000829-N001", token)).isEqualTo(404);
    }
  }

  private static int statusOf(ConfigurableApplicationContext service, String path, String token)
      throws Exception {
    try (var device = Device.connect(portOf(service), path, "Authorization", token)) {
      return device.response().statusCode();
    }
  }

  @Test
  void withoutKafkaPeopleStillReadWhatTheyHaveBeenTold() throws Exception {
    try (var service =
            start(
                "rond.demo=true",
                "spring.kafka.bootstrap-servers=localhost:1",
                "spring.kafka.listener.auto-startup=true");
        var readiness = Device.connect(portOf(service), "/actuator/health/readiness");
        var stream = Device.connect(portOf(service), "/stream")) {
      assertThat(readiness.response().statusCode()).isEqualTo(200);
      await().until(() -> stream.heartbeats() > 0);
    }
  }

  /** A process of its own, as far as one JVM allows; it does not compete for records. */
  private static ConfigurableApplicationContext start(String... properties) {
    var all =
        new HashMap<>(
            Map.of(
                "server.port", "0",
                "spring.datasource.url", EmbeddedDatabase.url(),
                "spring.kafka.bootstrap-servers", EmbeddedBroker.bootstrapServers(),
                "spring.kafka.listener.auto-startup", "false",
                "spring.lifecycle.timeout-per-shutdown-phase", "1m"));
    for (var property : properties) {
      var parts = property.split("=", 2);
      all.put(parts[0], parts[1]);
    }
    return new SpringApplicationBuilder(NotificationApplication.class)
        .web(WebApplicationType.SERVLET)
        .run(
            all.entrySet().stream()
                .map(property -> "--" + property.getKey() + "=" + property.getValue())
                .toArray(String[]::new));
  }

  private static int portOf(ConfigurableApplicationContext service) {
    return service.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
  }
}
