package se.rond.testsupport;

import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A service as it runs outside demo mode, beside the one of the test and on the same database: only
 * who has a token of its login is let in. It reads no topic, and the tables are there.
 */
public final class ServiceWithLogin implements AutoCloseable {
  private final TestLogin login;
  private final ConfigurableApplicationContext service;

  private ServiceWithLogin(TestLogin login, ConfigurableApplicationContext service) {
    this.login = login;
    this.service = service;
  }

  /** Starts it on a free port, with those properties besides. */
  public static ServiceWithLogin start(Class<?> application, String... properties) {
    var login = TestLogin.start();
    var all =
        new ArrayList<>(
            List.of(
                "--server.port=0",
                "--rond.demo=false",
                "--rond.login.issuer=" + TestLogin.ISSUER,
                "--rond.login.keys=" + login.keys(),
                "--spring.datasource.url=" + EmbeddedDatabase.url(),
                "--spring.kafka.bootstrap-servers=" + EmbeddedBroker.bootstrapServers(),
                "--spring.kafka.listener.auto-startup=false",
                // The demonstration's seed is in the tables, and would be missed.
                "--spring.flyway.enabled=false"));
    for (var property : properties) {
      all.add("--" + property);
    }
    return new ServiceWithLogin(
        login,
        new SpringApplicationBuilder(application)
            .web(WebApplicationType.SERVLET)
            .run(all.toArray(String[]::new)));
  }

  /** Whose tokens it takes. */
  public TestLogin login() {
    return login;
  }

  public int port() {
    return service.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
  }

  @Override
  public void close() {
    service.close();
    login.close();
  }
}
