package se.rond.login;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** An app and the browser it opens: what they send to the provider, and what comes back. */
final class Browser implements AutoCloseable {
  static final String REDIRECT_URI = "http://127.0.0.1:49152/callback";

  private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

  private final URI provider;
  private final HttpClient http =
      HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

  Browser(URI provider) {
    this.provider = provider;
  }

  /** Logs in from the page, and returns the address that the browser is sent back to. */
  URI logIn(String account, Map<String, String> wish) throws IOException, InterruptedException {
    var asked = authorize(wish);
    assertThat(asked.statusCode()).isEqualTo(302);
    assertThat(location(asked).getPath()).isEqualTo("/login");
    var page = get(location(asked));
    var csrf = CSRF.matcher(page.body());
    assertThat(csrf.find()).as("%s", page.body()).isTrue();
    var chosen =
        post("/login", "", Map.of("username", account, "password", "demo", "_csrf", csrf.group(1)));
    assertThat(chosen.statusCode()).isEqualTo(302);
    return location(get(location(chosen)));
  }

  HttpResponse<String> authorize(Map<String, String> wish)
      throws IOException, InterruptedException {
    return get(provider.resolve("/oauth2/authorize?" + form(wish)));
  }

  HttpResponse<String> get(URI uri) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(provider.resolve(uri)).header("Accept", "text/html").build(),
        BodyHandlers.ofString(UTF_8));
  }

  HttpResponse<String> post(String path, String authorization, Map<String, String> fields)
      throws IOException, InterruptedException {
    var post =
        HttpRequest.newBuilder(provider.resolve(path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form(fields)));
    if (!authorization.isEmpty()) {
      post.header("Authorization", authorization);
    }
    return http.send(post.build(), BodyHandlers.ofString(UTF_8));
  }

  /** What is asked for an app with that verifier. */
  static Map<String, String> wish(String verifier) {
    return Map.of(
        "response_type",
        "code",
        "client_id",
        "rond-app",
        "scope",
        "openid",
        "state",
        "s1",
        "redirect_uri",
        REDIRECT_URI,
        "code_challenge",
        challenge(verifier),
        "code_challenge_method",
        "S256");
  }

  static Map<String, String> query(URI uri) {
    return Arrays.stream(uri.getRawQuery().split("&"))
        .map(pair -> pair.split("=", 2))
        .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], UTF_8)));
  }

  private static String challenge(String verifier) {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private URI location(HttpResponse<String> answer) {
    return provider.resolve(answer.headers().firstValue("Location").orElseThrow());
  }

  private static String form(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
        .collect(Collectors.joining("&"));
  }

  @Override
  public void close() {
    http.close();
  }
}
