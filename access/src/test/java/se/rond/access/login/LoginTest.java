package se.rond.access.login;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import se.rond.access.AllowedTo;
import se.rond.access.Caller;
import se.rond.access.Role;
import se.rond.contracts.care.MunicipalityCode;
import se.rond.testsupport.TestLogin;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tokens good and bad, at a real server that asks a real address for the keys. */
@ExtendWith(OutputCaptureExtension.class)
class LoginTest {
  private static final String NAME = "Namn Som Inte Loggas";

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private static TestLogin login;
  private static ConfigurableApplicationContext service;

  @BeforeAll
  static void start() {
    login = TestLogin.start();
    service = serviceOf(login, "rond.demo=false");
  }

  @AfterAll
  static void stop() {
    HTTP.close();
    service.close();
    login.close();
  }

  @Test
  void aTokenSaysWhoCalls() throws Exception {
    var answer = get(service, "/who", "Bearer " + login.sign(nurse().build()));

    assertThat(answer.body())
        .isEqualTo(
            "MUNICIPAL_NURSE SE2120000829-N001 SE2120000829-C001 SE2120000829-U001 SE2120000829-P001"
                + " [1060, 1080] [NF-1080] "
                + NAME);
  }

  @ParameterizedTest
  @ValueSource(strings = {"loa3", "loa4", "http://id.sambi.se/loa/loa3"})
  void aLoginAtLevelThreeOrFourIsEnough(String acr) throws Exception {
    var token = login.sign(nurse().claim("acr", acr).build());

    assertThat(get(service, "/who", "Bearer " + token).statusCode()).isEqualTo(200);
  }

  @Test
  void anAccessTokenMaySayThatItIsOne() throws Exception {
    var token = TestLogin.sign(nurse().build(), login.key(), new JOSEObjectType("at+jwt"));

    assertThat(get(service, "/who", "Bearer " + token).statusCode()).isEqualTo(200);
  }

  @Test
  void aSystemHasNeitherAssignmentNorAssurance() throws Exception {
    var system =
        nurse()
            .claim("role", Role.INTEGRATION.name())
            .claim("acr", null)
            .claim("name", null)
            .claim("commissionHsaId", null)
            .build();

    assertThat(get(service, "/who", "Bearer " + login.sign(system)).body())
        .isEqualTo(
            "INTEGRATION SE2120000829-N001 null SE2120000829-U001 SE2120000829-P001 [1060, 1080]"
                + " [NF-1080] SE2120000829-N001");
  }

  @Test
  void whoIsResponsibleForNoMunicipalityHasNone() throws Exception {
    var token = login.sign(nurse().claim("municipalities", null).claim("responders", null).build());

    assertThat(get(service, "/who", "Bearer " + token).body()).contains(" [] [] ");
  }

  static Stream<Arguments> badTokens() {
    return Stream.of(
        bad("expired", by(claims -> claims.expirationTime(inSeconds(-31)))),
        bad("without an end", by(claims -> claims.expirationTime(null))),
        bad("from the future", by(claims -> claims.notBeforeTime(inSeconds(60)))),
        bad("of another issuer", by(claims -> claims.issuer("https://login.example/other"))),
        bad("of an issuer that begins alike", by(claims -> claims.issuer(TestLogin.ISSUER + "/"))),
        bad("without an issuer", by(claims -> claims.issuer(null))),
        bad("for another system", by(claims -> claims.audience("journal"))),
        bad("for nobody", by(claims -> claims.audience((String) null))),
        bad("without a role", by(claims -> claims.claim("role", null))),
        bad("with an unknown role", by(claims -> claims.claim("role", "JANITOR"))),
        bad("with several roles", by(claims -> claims.claim("role", List.of("PHYSICIAN", "MAS")))),
        bad("without a person", by(claims -> claims.claim("employeeHsaId", null))),
        bad("with a person that is none", by(claims -> claims.claim("employeeHsaId", "nurse 1"))),
        bad("without an assignment", by(claims -> claims.claim("commissionHsaId", null))),
        bad("without a unit", by(claims -> claims.claim("careUnitHsaId", null))),
        bad("without a provider of care", by(claims -> claims.claim("careProviderHsaId", null))),
        bad("with one municipality", by(claims -> claims.claim("municipalities", "1080"))),
        bad(
            "with a municipality of no kind",
            by(claims -> claims.claim("municipalities", List.of("10801")))),
        bad(
            "with a responder of no kind",
            by(claims -> claims.claim("responders", List.of("M 1")))),
        bad("bound to a key", by(claims -> claims.claim("cnf", Map.of("jkt", "x")))),
        bad("not signed", claims -> new PlainJWT(claims.build()).serialize()),
        bad("signed with the public key as a secret", LoginTest::signedWithThePublicKey),
        bad("signed by an algorithm that is not taken", LoginTest::signedOtherwise),
        bad(
            "of another kind",
            claims ->
                TestLogin.sign(claims.build(), login.key(), new JOSEObjectType("logout+jwt"))),
        bad("changed afterwards", LoginTest::changed),
        bad("cut off", claims -> login.sign(claims.build()).substring(0, 60)),
        bad("none at all", _ -> "nobody"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badTokens")
  void aBadTokenLetsNobodyInAndIsNotRepeated(
      String name, Function<JWTClaimsSet.Builder, String> made, CapturedOutput output)
      throws Exception {
    for (var path : List.of("/who", "/open", "/nowhere", "/actuator/info")) {
      var answer = get(service, path, "Bearer " + made.apply(nurse()));

      assertThat(answer.statusCode()).as(name).isEqualTo(401);
      assertThat(problem(answer).get("type").stringValue())
          .isEqualTo("urn:rond:problem:INVALID_TOKEN");
      assertThat(answer.headers().firstValue("WWW-Authenticate"))
          .hasValue("Bearer error=\"invalid_token\"");
      assertThat(answer.body()).doesNotContain("N001", "JANITOR", "nurse 1", NAME);
    }
    assertThat(output).doesNotContain(NAME);
  }

  /** Its key is looked for at the provider, but not as often as somebody likes. */
  @Test
  void aTokenThatSomebodyElseSignedLetsNobodyIn() throws Exception {
    try (var provider = TestLogin.start();
        var fresh = serviceOf(provider, "rond.demo=false")) {
      var token = TestLogin.sign(nurse().build(), TestLogin.anyKey(), JOSEObjectType.JWT);
      assertThat(get(fresh, "/open", "Bearer " + token).statusCode()).isEqualTo(401);

      for (var tries = 0; tries < 20; tries++) {
        var other = new RSAKey.Builder(provider.key()).keyID("made-up-" + tries).build();
        var another = TestLogin.sign(nurse().build(), other, JOSEObjectType.JWT);
        assertThat(get(fresh, "/open", "Bearer " + another).statusCode()).isIn(401, 503);
      }
      assertThat(provider.asked()).isLessThan(20);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"loa2", "", "LOA3", "http://id.sambi.se/loa/loa2"})
  void aWeakLoginIsAskedForAStrongerOne(String acr) throws Exception {
    var answer = get(service, "/open", "Bearer " + login.sign(nurse().claim("acr", acr).build()));

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(problem(answer).get("type").stringValue())
        .isEqualTo("urn:rond:problem:ASSURANCE_TOO_LOW");
    assertThat(answer.headers().firstValue("WWW-Authenticate").orElseThrow())
        .startsWith("Bearer error=\"insufficient_user_authentication\", acr_values=\"loa3 ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Basic bnVyc2U6bnVyc2U=", "PHYSICIAN"})
  void withoutATokenNobodyIsLetIn(String authorization) throws Exception {
    var answer = get(service, "/open", authorization);

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(problem(answer).get("type").stringValue())
        .isEqualTo("urn:rond:problem:NOT_LOGGED_IN");
    assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
  }

  @Test
  void aLoginThatDoesNotSayHowStrongItWasIsWeak() throws Exception {
    var answer = get(service, "/open", "Bearer " + login.sign(nurse().claim("acr", null).build()));

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(problem(answer).get("type").stringValue())
        .isEqualTo("urn:rond:problem:ASSURANCE_TOO_LOW");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/.well-known/oauth-protected-resource", "/.well-known/x", "/login"})
  void nothingElseIsOpen(String path) throws Exception {
    assertThat(get(service, path, "").statusCode()).isEqualTo(401);
  }

  @Test
  void aTokenIsTakenAsABearersAlone() throws Exception {
    var answer = get(service, "/open", "DPoP " + login.sign(nurse().build()));

    assertThat(problem(answer).get("type").stringValue())
        .isEqualTo("urn:rond:problem:NOT_LOGGED_IN");
  }

  @Test
  void whoAsksForHealthIsNotAskedWhoTheyAre() throws Exception {
    assertThat(get(service, "/actuator/health", "Bearer nobody").statusCode()).isEqualTo(404);
  }

  @Test
  void outsideDemoModeNobodyNamesTheirOwnRole() throws Exception {
    var answer =
        HTTP.send(
            HttpRequest.newBuilder(uri(service, "/open")).header("X-Rond-Caller", "MAS").build(),
            BodyHandlers.ofString());

    assertThat(answer.statusCode()).isEqualTo(401);
  }

  @Test
  void inADemonstrationABadTokenIsNotANurse() throws Exception {
    try (var demonstration = serviceOf(login, "rond.demo=true")) {
      var token = login.sign(nurse().build());

      assertThat(get(demonstration, "/who", "").body()).startsWith("MUNICIPAL_NURSE SE2321000081-");
      assertThat(get(demonstration, "/who", "Bearer " + token).body())
          .startsWith("MUNICIPAL_NURSE SE2120000829-N001");
      assertThat(get(demonstration, "/who", "Bearer " + token + "x").statusCode()).isEqualTo(401);
    }
  }

  @Test
  void aStreamGoesOnToItsEnd() throws Exception {
    var answer = get(service, "/stream", "Bearer " + login.sign(nurse().build()));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("data:1", "data:2");
  }

  @Test
  void anotherKeyOfTheProviderIsFetched() throws Exception {
    try (var provider = TestLogin.start();
        var fresh = serviceOf(provider, "rond.demo=false")) {
      assertThat(provider.asked()).as("asked at the start").isZero();
      assertThat(get(fresh, "/who", "Bearer " + provider.sign(nurse().build())).statusCode())
          .isEqualTo(200);
      provider.changeKey();

      assertThat(get(fresh, "/who", "Bearer " + provider.sign(nurse().build())).statusCode())
          .isEqualTo(200);
    }
  }

  @Test
  void whoHasATokenGoesOnWhileTheProviderIsAway() throws Exception {
    try (var provider = TestLogin.start();
        var fresh = serviceOf(provider, "rond.demo=false")) {
      var token = provider.sign(nurse().build());
      provider.beAway(true);
      var before = get(fresh, "/who", "Bearer " + token);
      assertThat(before.statusCode()).isEqualTo(503);
      assertThat(problem(before).get("type").stringValue())
          .isEqualTo("urn:rond:problem:LOGIN_AWAY");

      provider.beAway(false);
      assertThat(get(fresh, "/who", "Bearer " + token).statusCode()).isEqualTo(200);
      provider.beAway(true);
      assertThat(get(fresh, "/who", "Bearer " + token).statusCode()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rond.login.issuer=https://login.example",
        "rond.login.keys=https://login.example/keys",
        "rond.login.keys=http://login.example/keys rond.login.issuer=https://login.example",
        "rond.login.algorithms=RS256,none",
        "rond.login.algorithms=HS256",
        "rond.login.algorithms=",
        "rond.login.audience=",
        "rond.login.assurance=",
        "rond.login.leeway=3m",
        "rond.login.leeway=-1s",
        "rond.login.keys-without-provider=25h"
      })
  void aWrongSettingStopsTheStartAndNamesTheProperty(String properties) {
    var first = properties.substring(0, properties.indexOf('='));
    new ApplicationContextRunner()
        .withUserConfiguration(LoginConfiguration.class)
        .withPropertyValues(properties.split(" "))
        .run(context -> assertThat(context).getFailure().hasStackTraceContaining(first));
  }

  private static Arguments bad(String name, Function<JWTClaimsSet.Builder, String> made) {
    return Arguments.of(name, made);
  }

  private static Function<JWTClaimsSet.Builder, String> by(
      UnaryOperator<JWTClaimsSet.Builder> change) {
    return claims -> login.sign(change.apply(claims).build());
  }

  private static JWTClaimsSet.Builder nurse() {
    return new JWTClaimsSet.Builder()
        .issuer(TestLogin.ISSUER)
        .audience(List.of("rond"))
        .subject("nurse")
        .issueTime(inSeconds(0))
        .expirationTime(inSeconds(300))
        .claim("acr", "loa3")
        .claim("role", "MUNICIPAL_NURSE")
        .claim("name", NAME)
        .claim("employeeHsaId", "SE2120000829-N001")
        .claim("commissionHsaId", "SE2120000829-C001")
        .claim("careUnitHsaId", "SE2120000829-U001")
        .claim("careProviderHsaId", "SE2120000829-P001")
        .claim("municipalities", List.of("1080", "1060"))
        .claim("responders", List.of("NF-1080"));
  }

  /** From now on, since the service's clock is that of this machine. */
  private static Date inSeconds(long seconds) {
    return Date.from(Instant.now().plusSeconds(seconds));
  }

  private static String signedWithThePublicKey(JWTClaimsSet.Builder claims) {
    try {
      var token =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(login.key().getKeyID()).build(),
              claims.build());
      token.sign(new MACSigner(login.key().toRSAPublicKey().getEncoded()));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String signedOtherwise(JWTClaimsSet.Builder claims) {
    try {
      var token =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.RS512).keyID(login.key().getKeyID()).build(),
              claims.build());
      token.sign(new RSASSASigner(login.key()));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The signature of one, the claims of another. */
  private static String changed(JWTClaimsSet.Builder claims) {
    var signed = login.sign(claims.build()).split("\\.");
    var other = login.sign(claims.claim("role", "PHYSICIAN").build()).split("\\.");
    return signed[0] + "." + other[1] + "." + signed[2];
  }

  private static HttpResponse<String> get(
      ConfigurableApplicationContext service, String path, String authorization)
      throws IOException, InterruptedException {
    var call = HttpRequest.newBuilder(uri(service, path));
    if (!authorization.isEmpty()) {
      call.header("Authorization", authorization);
    }
    return HTTP.send(call.build(), BodyHandlers.ofString(UTF_8));
  }

  private static JsonNode problem(HttpResponse<String> answer) {
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    return JsonMapper.shared().readTree(answer.body());
  }

  private static URI uri(ConfigurableApplicationContext service, String path) {
    return URI.create(
        "http://localhost:"
            + ((WebServerApplicationContext) service).getWebServer().getPort()
            + path);
  }

  private static ConfigurableApplicationContext serviceOf(TestLogin login, String mode) {
    return new SpringApplicationBuilder(Service.class)
        .web(WebApplicationType.SERVLET)
        .properties(
            "server.port=0",
            "spring.main.banner-mode=off",
            "rond.login.issuer=" + TestLogin.ISSUER,
            "rond.login.keys=" + login.keys(),
            mode)
        .run();
  }

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class Service {
    @Bean
    Doors doors() {
      return new Doors();
    }
  }

  @RestController
  static class Doors {
    @AllowedTo.Everybody
    @GetMapping("/who")
    String who(Caller caller) {
      return "%s %s %s %s %s %s %s %s"
          .formatted(
              caller.role(),
              caller.person(),
              caller.commission(),
              caller.unit(),
              caller.careProvider(),
              caller.municipalities().stream()
                  .map(MunicipalityCode::value)
                  .sorted()
                  .collect(Collectors.toList()),
              caller.responders(),
              caller.name());
    }

    @AllowedTo.Everybody
    @GetMapping("/open")
    String open() {
      return "no caller asked for";
    }

    @AllowedTo.Everybody
    @GetMapping("/stream")
    SseEmitter stream(Caller caller) {
      var stream = new SseEmitter();
      Thread.ofVirtual().start(() -> tell(stream));
      return stream;
    }

    private static void tell(SseEmitter stream) {
      try {
        stream.send(1);
        stream.send(2);
        stream.complete();
      } catch (IOException e) {
        stream.completeWithError(e);
      }
    }
  }
}
