package se.rond.login;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static se.rond.service.Service.text;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.ParseException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import se.rond.access.Caller;
import se.rond.access.DemoCallers;
import se.rond.access.Role;
import se.rond.service.Service;

/** From the login page to the door of a service, over HTTP, as an app goes. */
class LoginProviderIT {
  private static final String VERIFIER = "a-verifier-of-forty-three-characters-or-more";

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir static Path folder;

  private static URI provider;
  private static ConfigurableApplicationContext running;
  private static ConfigurableApplicationContext service;

  @BeforeAll
  static void start() throws IOException {
    provider = URI.create("http://localhost:" + freePort());
    running = providerAt(provider);
    service =
        new SpringApplicationBuilder(Service.class)
            .run(
                "--server.port=0",
                "--rond.demo=false",
                "--rond.login.issuer=" + provider,
                "--rond.login.keys=" + provider + "/oauth2/jwks");
  }

  @AfterAll
  static void stop() {
    HTTP.close();
    service.close();
    running.close();
  }

  static List<Accounts.Account> accounts() {
    return Accounts.all();
  }

  @ParameterizedTest
  @MethodSource("accounts")
  void whoLogsInIsWhoTheServiceSeesCalling(Accounts.Account account) throws Exception {
    var token = accessToken(account.name());

    var answer = who(token);
    assertThat(answer.statusCode()).as("%s", answer.body()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(text(account.caller()));
  }

  @Test
  void thereIsSomebodyOfEachRoleThatPeopleHaveAndTwoNursesOfOneMunicipality() {
    assertThat(Accounts.all().stream().map(account -> account.caller().role()))
        .contains(
            Stream.of(Role.values()).filter(role -> role != Role.INTEGRATION).toArray(Role[]::new));
    assertThat(Accounts.all())
        .filteredOn(account -> account.caller().municipalities().size() == 1)
        .extracting(Accounts.Account::name)
        .containsExactly("NURSE_KARLSKRONA", "NURSE_VARBERG");
    assertThat(Accounts.all())
        .extracting(account -> account.caller().person())
        .doesNotHaveDuplicates();
  }

  @Test
  void aSystemGetsATokenForItsSecret() throws Exception {
    var secret = Files.readString(folder.resolve("system-secret"));

    var answer = token("Basic " + base64("rond-system:" + secret), systemsWish());

    assertThat(answer.statusCode()).isEqualTo(200);
    var seen = who((String) json(answer).get("access_token"));
    var expected = DemoCallers.of(Role.INTEGRATION);
    assertThat(seen.body())
        .isEqualTo(
            text(
                new Caller(
                    expected.person(),
                    expected.name(),
                    expected.role(),
                    null,
                    expected.unit(),
                    expected.careProvider(),
                    expected.municipalities(),
                    expected.responders())));
  }

  @Test
  void aSystemWithAnotherSecretGetsNone() throws Exception {
    var answer = token("Basic " + base64("rond-system:" + "guessed"), systemsWish());

    assertThat(answer.statusCode()).isEqualTo(401);
  }

  /** The app has nothing to show that it is one, so nobody would be behind such a token. */
  @Test
  void anAppGetsNoTokenWithoutAPerson() throws Exception {
    var wish = new HashMap<>(systemsWish());
    wish.put("client_id", "rond-app");

    assertThat(token("", wish).statusCode()).isBetween(400, 401);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:49152/elsewhere",
        "http://evil.example/callback",
        "https://127.0.0.1:49152/callback",
        "http://127.0.0.1.evil.example/callback",
        "http://127.0.0.1@evil.example/callback"
      })
  void nobodyIsSentToAnotherAddress(String address) throws Exception {
    var wish = new HashMap<>(Browser.wish(VERIFIER));
    wish.put("redirect_uri", address);
    try (var browser = new Browser(provider)) {
      var answer = browser.authorize(wish);

      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.headers().firstValue("Location")).isEmpty();
    }
  }

  @Test
  void anAppThatBringsNoChallengeGetsNoCode() throws Exception {
    var wish = new HashMap<>(Browser.wish(VERIFIER));
    wish.remove("code_challenge");
    wish.remove("code_challenge_method");
    try (var browser = new Browser(provider)) {
      browser.logIn("MAS", Browser.wish(VERIFIER));

      var answer = browser.authorize(wish);

      assertThat(answer.headers().firstValue("Location").orElse(""))
          .contains("error=invalid_request")
          .doesNotContain("code=");
    }
  }

  @Test
  void whoCaughtTheCodeGetsNoTokenWithoutTheVerifier() throws Exception {
    try (var browser = new Browser(provider)) {
      var code = Browser.query(browser.logIn("MAS", Browser.wish(VERIFIER))).get("code");

      var answer = browser.post("/oauth2/token", "", exchange(code, VERIFIER + "!"));

      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(json(answer).get("error")).isEqualTo("invalid_grant");
    }
  }

  @Test
  void aCodeIsGoodForOneToken() throws Exception {
    try (var browser = new Browser(provider)) {
      var code = Browser.query(browser.logIn("MAS", Browser.wish(VERIFIER))).get("code");

      assertThat(browser.post("/oauth2/token", "", exchange(code, VERIFIER)).statusCode())
          .isEqualTo(200);
      assertThat(browser.post("/oauth2/token", "", exchange(code, VERIFIER)).statusCode())
          .isEqualTo(400);
    }
  }

  @Test
  void anIdTokenOpensNoDoor() throws Exception {
    assertThat(who((String) tokens("MAS").get("id_token")).statusCode()).isEqualTo(401);
  }

  @Test
  void anAppReadsWhoLoggedInAtTheProvider() throws Exception {
    var call =
        HttpRequest.newBuilder(provider.resolve("/userinfo"))
            .header("Authorization", "Bearer " + accessToken("MAS"))
            .build();

    assertThat(json(HTTP.send(call, BodyHandlers.ofString(UTF_8)))).containsEntry("sub", "MAS");
  }

  @Test
  void aTokenLastsForMinutesAndCannotBeRenewed() throws Exception {
    var tokens = tokens("MAS");

    assertThat(((Number) tokens.get("expires_in")).intValue()).isBetween(1, 900);
    assertThat(tokens).doesNotContainKey("refresh_token");
  }

  @Test
  void aLoginFromAnotherPageIsRefused() throws Exception {
    try (var browser = new Browser(provider)) {
      var answer = browser.post("/login", "", Map.of("username", "MAS", "password", "demo"));

      assertThat(answer.statusCode()).isEqualTo(403);
    }
  }

  @Test
  void theLoginPageNamesEverybodyInBothLanguages() throws Exception {
    try (var browser = new Browser(provider)) {
      var page = browser.get(provider.resolve("/login"));

      assertThat(page.body()).contains("<html lang=\"sv\">", "Logga in", "lang=\"en\"", "Log in");
      assertThat(page.body()).contains("Demosköterska Varberg");
      assertThat(Accounts.all())
          .allSatisfy(
              account -> assertThat(page.body()).contains("value=\"" + account.name() + "\""));
      assertThat(get(provider.resolve("/accounts")).lines())
          .containsExactlyElementsOf(Accounts.all().stream().map(Accounts.Account::name).toList());
    }
  }

  @Test
  void aTokenOutlivesARestart() throws Exception {
    var before = accessToken("PHYSICIAN");
    var secret = Files.readString(folder.resolve("system-secret"));
    var keys = get(provider.resolve("/oauth2/jwks"));

    running.close();
    running = providerAt(provider);

    assertThat(get(provider.resolve("/oauth2/jwks"))).isEqualTo(keys);
    assertThat(Files.readString(folder.resolve("system-secret"))).isEqualTo(secret);
    assertThat(who(before).statusCode()).isEqualTo(200);
  }

  @Test
  void nobodyButTheOwnerReadsWhatIsKept() throws Exception {
    for (var file : List.of("signing-key.json", "system-secret")) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(file))))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void thePublishedKeyIsThePublicHalf() throws Exception {
    assertThat(get(provider.resolve("/oauth2/jwks"))).contains("\"n\":").doesNotContain("\"d\":");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--rond.demo=false", "--server.address=0.0.0.0"})
  void itStartsForNobodyElse(String setting) {
    assertThatThrownBy(
            () ->
                new SpringApplicationBuilder(LoginProviderApplication.class)
                    .run(
                        "--server.port=0",
                        "--rond.provider.folder=" + folder,
                        "--rond.demo=" + !setting.contains("demo"),
                        setting.contains("demo") ? "--server.address=127.0.0.1" : setting))
        .hasStackTraceContaining(setting.replaceAll("--([^=]*)=.*", "Expected $1"));
  }

  private static ConfigurableApplicationContext providerAt(URI uri) {
    return new SpringApplicationBuilder(LoginProviderApplication.class)
        .run(
            "--server.port=" + uri.getPort(),
            "--rond.provider.folder=" + folder,
            "--rond.demo=true");
  }

  private static Map<String, Object> tokens(String account) throws Exception {
    try (var browser = new Browser(provider)) {
      var back = browser.logIn(account, Browser.wish(VERIFIER));
      assertThat(back.toString()).startsWith(Browser.REDIRECT_URI + "?");
      var answer = Browser.query(back);
      assertThat(answer).containsEntry("state", "s1");
      return json(browser.post("/oauth2/token", "", exchange(answer.get("code"), VERIFIER)));
    }
  }

  private static String accessToken(String account) throws Exception {
    return (String) tokens(account).get("access_token");
  }

  private static Map<String, String> exchange(String code, String verifier) {
    return Map.of(
        "grant_type",
        "authorization_code",
        "client_id",
        "rond-app",
        "redirect_uri",
        Browser.REDIRECT_URI,
        "code",
        code,
        "code_verifier",
        verifier);
  }

  private static Map<String, String> systemsWish() {
    return Map.of("grant_type", "client_credentials");
  }

  private static HttpResponse<String> token(String authorization, Map<String, String> fields)
      throws Exception {
    try (var browser = new Browser(provider)) {
      return browser.post("/oauth2/token", authorization, fields);
    }
  }

  private static HttpResponse<String> who(String token) throws Exception {
    var port = ((WebServerApplicationContext) service).getWebServer().getPort();
    return HTTP.send(
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/who"))
            .header("Authorization", "Bearer " + token)
            .build(),
        BodyHandlers.ofString(UTF_8));
  }

  private static String get(URI uri) throws Exception {
    return HTTP.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString(UTF_8)).body();
  }

  private static Map<String, Object> json(HttpResponse<String> answer) throws ParseException {
    return JSONObjectUtils.parse(answer.body());
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }

  /** What tokens name as their issuer has a port, which has to be known before the start. */
  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
