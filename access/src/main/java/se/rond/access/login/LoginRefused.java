package se.rond.access.login;

import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.AuthenticationException;
import se.rond.access.problem.Problem;
import se.rond.contracts.language.Text;

/** A caller who is not let in, and what they are told. What the token held is not repeated. */
public final class LoginRefused extends AuthenticationException {

  private final transient Problem problem;

  private LoginRefused(String type, Problem problem) {
    super(type);
    this.problem = problem;
  }

  public Problem problem() {
    return problem;
  }

  /** There is no token at all. */
  public static LoginRefused nobody() {
    return refused(
        HttpStatus.UNAUTHORIZED,
        "NOT_LOGGED_IN",
        Text.of("Not logged in", "Inte inloggad"),
        Text.of(
            "Expected the header Authorization with a bearer token, found none.",
            "Vi väntade oss HTTP-huvudet Authorization med en bearer-token men hittade ingen."),
        "Bearer");
  }

  /**
   * The token cannot be taken.
   *
   * @param why what was expected of it; nothing from the token itself
   */
  static LoginRefused token(Text why) {
    return refused(
        HttpStatus.UNAUTHORIZED,
        "INVALID_TOKEN",
        Text.of("The login is not valid", "Inloggningen gäller inte"),
        why,
        "Bearer error=\"invalid_token\"");
  }

  /** A token that is signed, in time and for this system is asked of more than that: RFC 9470. */
  static LoginRefused assurance(List<String> expected) {
    return refused(
        HttpStatus.UNAUTHORIZED,
        "ASSURANCE_TOO_LOW",
        Text.of("A stronger login is needed", "En starkare inloggning behövs"),
        Text.of(
            "Expected a login at assurance level 3 at least; log in again, with SITHS or the like.",
            "Vi väntade oss en inloggning på minst tillitsnivå 3; logga in igen, med SITHS eller"
                + " liknande."),
        "Bearer error=\"insufficient_user_authentication\", acr_values=\""
            + String.join(" ", expected)
            + "\"");
  }

  /** The provider's keys are not known yet, and it cannot be asked. */
  static LoginRefused unknown() {
    return new LoginRefused(
        "LOGIN_AWAY",
        Problem.of(
            HttpStatus.SERVICE_UNAVAILABLE,
            "LOGIN_AWAY",
            Text.of("The login cannot be checked", "Inloggningen går inte att kontrollera"),
            Text.of(
                "Expected to reach the provider of the login; send the same again, nothing is done"
                    + " twice",
                "Vi väntade oss att nå inloggningstjänsten; skicka samma igen, ingenting görs två"
                    + " gånger")));
  }

  private static LoginRefused refused(
      HttpStatus status, String type, Text title, Text detail, String challenge) {
    return new LoginRefused(
        type,
        Problem.of(status, type, title, detail).header(HttpHeaders.WWW_AUTHENTICATE, challenge));
  }
}
