package se.rond.access.login;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import se.rond.access.problem.ProblemWriter;
import se.rond.contracts.language.Text;

/** Answers whoever is not let in, with a problem document as everywhere else. */
public final class RefusalOfLogin
    implements AuthenticationEntryPoint, AuthenticationFailureHandler {

  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException refused)
      throws IOException {
    ProblemWriter.write(request, response, toTell(refused).problem());
  }

  @Override
  public void onAuthenticationFailure(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException refused)
      throws IOException {
    commence(request, response, refused);
  }

  private static LoginRefused toTell(AuthenticationException refused) {
    return switch (refused) {
      case LoginRefused told -> told;
      case AuthenticationCredentialsNotFoundException _ -> LoginRefused.nobody();
      // The provider's keys could not be read; whether the token is good is not known.
      case AuthenticationServiceException _ -> LoginRefused.unknown();
      case AuthenticationException _ ->
          LoginRefused.token(
              Text.of(
                  "Expected a token that the provider has signed for this system and that has not"
                      + " expired; log in again.",
                  "Vi väntade oss en token som inloggningstjänsten har signerat för det här systemet"
                      + " och som inte har gått ut; logga in igen."));
    };
  }
}
