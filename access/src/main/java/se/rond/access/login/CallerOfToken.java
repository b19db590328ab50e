package se.rond.access.login;

import static java.util.Objects.requireNonNullElse;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;
import se.rond.access.Caller;
import se.rond.access.Role;
import se.rond.contracts.care.HsaId;
import se.rond.contracts.care.MunicipalityCode;
import se.rond.contracts.care.ResponderId;
import se.rond.contracts.language.Text;

/** Reads the {@link Caller} from the claims of a token that has been checked. */
public final class CallerOfToken {
  private final LoginSettings settings;

  CallerOfToken(LoginSettings settings) {
    this.settings = settings;
  }

  /**
   * Returns who calls.
   *
   * @throws LoginRefused if a claim is missing or cannot be used, or the login was too weak for
   *     patient data, which is all that Rond has
   */
  public Caller read(Jwt token) {
    var claims = settings.claims();
    var role = role(token);
    if (role != Role.INTEGRATION) {
      requireAssurance(token);
    }
    var person = hsaId(token, claims.person());
    return new Caller(
        person,
        requireNonNullElse(text(token, claims.name()), person.value()),
        role,
        // A system has no assignment: it is not a person who chose one.
        role == Role.INTEGRATION ? null : hsaId(token, claims.commission()),
        hsaId(token, claims.unit()),
        hsaId(token, claims.careProvider()),
        set(
            token,
            claims.municipalities(),
            MunicipalityCode::isWellFormed,
            MunicipalityCode::new,
            MunicipalityCode.FORM),
        set(
            token,
            claims.responders(),
            ResponderId::isWellFormed,
            ResponderId::new,
            ResponderId.FORM));
  }

  private void requireAssurance(Jwt token) {
    var acr = text(token, "acr");
    if (acr == null || !settings.assurance().contains(acr)) {
      throw LoginRefused.assurance(settings.assurance());
    }
  }

  private Role role(Jwt token) {
    var name = text(token, settings.claims().role());
    return Stream.of(Role.values())
        .filter(role -> role.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                unusable(
                    settings.claims().role(),
                    Stream.of(Role.values()).map(Role::name).collect(Collectors.joining(", "))));
  }

  private static HsaId hsaId(Jwt token, String claim) {
    var value = text(token, claim);
    if (value == null || !HsaId.isWellFormed(value)) {
      throw unusable(claim, HsaId.FORM);
    }
    return new HsaId(value);
  }

  /** A claim that is absent is an empty set: who is responsible for nothing may see nothing. */
  private static <T> Set<T> set(
      Jwt token,
      String claim,
      Predicate<String> isWellFormed,
      Function<String, T> of,
      String form) {
    var values =
        switch (token.getClaims().get(claim)) {
          case null -> List.of();
          case Collection<?> several -> several;
          case Object one -> throw unusable(claim, "[" + form + "]");
        };
    return values.stream()
        .map(
            value -> {
              if (value instanceof String text && isWellFormed.test(text)) {
                return of.apply(text);
              }
              throw unusable(claim, "[" + form + "]");
            })
        .collect(Collectors.toUnmodifiableSet());
  }

  private static @Nullable String text(Jwt token, String claim) {
    return token.getClaims().get(claim) instanceof String text && !text.isBlank() ? text : null;
  }

  private static LoginRefused unusable(String claim, String expected) {
    return LoginRefused.token(
        Text.of(
                "Expected the claim {0} of the token to be: {1}",
                "Vi väntade oss att uppgiften {0} i token är: {1}")
            .with(claim, expected));
  }
}
