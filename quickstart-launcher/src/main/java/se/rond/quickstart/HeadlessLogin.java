package se.rond.quickstart;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Logs in as an app and its browser do, by authorization code and PKCE, without either. There is no
 * way in that only this one takes.
 */
final class HeadlessLogin {
  /** A system has no person, and so no page to log in at. */
  private static final String SYSTEM = "INTEGRATION";

  /** Nothing listens there: the code is read from where the browser would be sent. */
  private static final String REDIRECT_URI = "http://127.0.0.1/callback";

  private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
  private static final Pattern CODE = Pattern.compile("[?&]code=([^&]+)");
  private static final Pattern TOKEN = Pattern.compile("\"access_token\" *: *\"([^\"]+)\"");

  /** An answer takes milliseconds; the bound is for a machine that is busy with something else. */
  private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(60);

  private static final int VERIFIER_BYTES = 32;

  private final URI provider;
  private final Path secrets;

  /**
   * @param provider where the login answers
   * @param secrets the folder where it keeps what a system shows
   */
  HeadlessLogin(URI provider, Path secrets) {
    this.provider = provider;
    this.secrets = secrets;
  }

  /**
   * Returns a bearer token.
   *
   * @param name of a role or of somebody who can log in, in any case
   * @throws UnknownAccount if nobody is called so
   */
  String token(String name) throws IOException {
    try (var http =
        HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .connectTimeout(ANSWERS_WITHIN)
            .build()) {
      if (name.equalsIgnoreCase(SYSTEM)) {
        return systemsToken(http);
      }
      var accounts = send(http, get("/accounts")).body().lines().toList();
      var account =
          accounts.stream()
              .filter(name::equalsIgnoreCase)
              .findFirst()
              .orElseThrow(
                  () -> new UnknownAccount(name, String.join("\n  ", accounts) + "\n  " + SYSTEM));
      return personsToken(http, account);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /** Nobody is called so. */
  static final class UnknownAccount extends IOException {
    UnknownAccount(String name, String accounts) {
      super("Expected one of\n  " + accounts + "\nfound '" + name + "'");
    }
  }

  private String personsToken(HttpClient http, String account)
      throws IOException, InterruptedException {
    var verifier = drawVerifier();
    var wish = new LinkedHashMap<String, String>();
    wish.put("response_type", "code");
    wish.put("client_id", "rond-app");
    wish.put("redirect_uri", REDIRECT_URI);
    wish.put("code_challenge", challenge(verifier));
    wish.put("code_challenge_method", "S256");
    var page = follow(http, send(http, get("/oauth2/authorize?" + form(wish))));
    var chosen =
        send(
            http,
            post(
                "/login",
                Map.of("username", account, "password", "demo", "_csrf", only(CSRF, page.body()))));
    var back = follow(http, chosen).headers().firstValue("Location").orElse("");
    var exchange =
        Map.of(
            "grant_type",
            "authorization_code",
            "client_id",
            "rond-app",
            "redirect_uri",
            REDIRECT_URI,
            "code",
            only(CODE, back),
            "code_verifier",
            verifier);
    return only(TOKEN, send(http, post("/oauth2/token", exchange)).body());
  }

  private String systemsToken(HttpClient http) throws IOException, InterruptedException {
    var shown = "rond-system:" + Files.readString(secrets.resolve("system-secret"));
    var wish =
        post("/oauth2/token", Map.of("grant_type", "client_credentials"))
            .header(
                "Authorization",
                "Basic " + Base64.getEncoder().encodeToString(shown.getBytes(UTF_8)));
    return only(TOKEN, send(http, wish).body());
  }

  private HttpRequest.Builder get(String path) {
    // As a browser says it: only that one is sent to the page.
    return HttpRequest.newBuilder(provider.resolve(path)).header("Accept", "text/html,text/plain");
  }

  private HttpRequest.Builder post(String path, Map<String, String> fields) {
    return HttpRequest.newBuilder(provider.resolve(path))
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(BodyPublishers.ofString(form(fields)));
  }

  private HttpResponse<String> follow(HttpClient http, HttpResponse<String> answer)
      throws IOException, InterruptedException {
    var next = answer.headers().firstValue("Location").orElseThrow(() -> unexpected(answer.body()));
    return send(http, get(next));
  }

  private static HttpResponse<String> send(HttpClient http, HttpRequest.Builder call)
      throws IOException, InterruptedException {
    return http.send(call.timeout(ANSWERS_WITHIN).build(), BodyHandlers.ofString(UTF_8));
  }

  private static String only(Pattern pattern, String text) throws IOException {
    var found = pattern.matcher(text);
    if (!found.find()) {
      throw unexpected(text);
    }
    return found.group(1);
  }

  private static IOException unexpected(String answer) {
    return new IOException(
        "Expected the login to go on, found: " + answer.lines().limit(5).toList());
  }

  private static String drawVerifier() {
    var drawn = new byte[VERIFIER_BYTES];
    new SecureRandom().nextBytes(drawn);
    return HexFormat.of().formatHex(drawn);
  }

  private static String challenge(String verifier) {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Expected every JDK to have SHA-256", e);
    }
  }

  private static String form(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
        .collect(Collectors.joining("&"));
  }
}
