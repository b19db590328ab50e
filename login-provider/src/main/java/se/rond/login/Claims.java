package se.rond.login;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import se.rond.access.Caller;
import se.rond.access.DemoCallers;
import se.rond.access.Role;
import se.rond.access.login.LoginSettings;
import se.rond.contracts.care.MunicipalityCode;
import se.rond.contracts.care.ResponderId;

/** Makes an access token say who calls, in the words that the services expect. */
final class Claims implements OAuth2TokenCustomizer<JwtEncodingContext> {
  private final LoginSettings expected;

  Claims(LoginSettings expected) {
    this.expected = expected;
  }

  @Override
  public void customize(JwtEncodingContext context) {
    if (!OAuth2TokenType.ACCESS_TOKEN.equals(context.getTokenType())) {
      return; // An id token is for the app.
    }
    if (AuthorizationGrantType.CLIENT_CREDENTIALS.equals(context.getAuthorizationGrantType())) {
      context.getClaims().claims(claims -> say(claims, DemoCallers.of(Role.INTEGRATION)));
      return;
    }
    var name = requireNonNull(context.<Authentication>getPrincipal(), "principal").getName();
    var account =
        Accounts.find(name)
            .orElseThrow(
                () -> new IllegalStateException("Expected an account, found '" + name + "'"));
    context.getClaims().claims(claims -> say(claims, account.caller()));
  }

  private void say(Map<String, Object> claims, Caller caller) {
    var names = expected.claims();
    claims.put("aud", List.of(expected.audience()));
    claims.put(names.person(), caller.person().value());
    claims.put(names.name(), caller.name());
    claims.put(names.role(), caller.role().name());
    claims.put(names.unit(), caller.unit().value());
    claims.put(names.careProvider(), caller.careProvider().value());
    claims.put(names.municipalities(), sorted(caller.municipalities(), MunicipalityCode::value));
    claims.put(names.responders(), sorted(caller.responders(), ResponderId::value));
    var commission = caller.commission();
    // A system has chosen no assignment, and nobody has logged in.
    if (caller.role() != Role.INTEGRATION && commission != null) {
      claims.put(names.commission(), commission.value());
      // Said and not true: nobody has shown a card. It is why this provider is for demonstrations.
      claims.put("acr", expected.assurance().getFirst());
    }
  }

  private static <T> List<String> sorted(Set<T> values, Function<T, String> text) {
    return values.stream().map(text).sorted().toList();
  }
}
