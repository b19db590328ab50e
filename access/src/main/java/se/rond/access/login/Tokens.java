package se.rond.access.login;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.net.MalformedURLException;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.stream.Collectors;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/** Checks tokens: signature, algorithm, kind, time, issuer and audience. */
final class Tokens {
  private static final int CONNECT_MILLIS = 2_000;
  private static final int READ_MILLIS = 2_000;

  /** A provider has a handful of keys, of a few hundred bytes each. */
  private static final int MOST_BYTES_OF_KEYS = 100_000;

  /** After that the next call has them read again; a key that is not known makes it sooner. */
  private static final Duration KEYS_ARE_FRESH = Duration.ofMinutes(5);

  /** How long a call waits for another that reads the keys. */
  private static final Duration KEYS_ARE_READ_WITHIN = Duration.ofSeconds(5);

  /**
   * In so long they are read at most twice for keys that are not known, whoever makes them up. Who
   * comes in between is told that the login cannot be checked, not that it is wrong: the provider
   * may have a new key.
   */
  private static final Duration KEYS_ARE_LOOKED_FOR_EVERY = Duration.ofSeconds(5);

  private Tokens() {}

  /** Returns what checks the tokens of that provider; it is asked when the first one comes. */
  static JwtDecoder of(String issuer, URI keys, LoginSettings settings) {
    var processor = new DefaultJWTProcessor<SecurityContext>();
    processor.setJWSKeySelector(
        new JWSVerificationKeySelector<>(
            settings.algorithms().stream()
                .map(JWSAlgorithm::parse)
                .collect(Collectors.toUnmodifiableSet()),
            source(keys, settings.keysWithoutProvider())));
    // An access token by RFC 9068, or one of a provider that does not say so.
    processor.setJWSTypeVerifier(
        new DefaultJOSEObjectTypeVerifier<>(
            JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
    // The claims are looked at below, once.
    processor.setJWTClaimsSetVerifier((_, _) -> {});
    var decoder = new NimbusJwtDecoder(processor);
    var time = new JwtTimestampValidator(settings.leeway());
    time.setAllowEmptyExpiryClaim(false);
    decoder.setJwtValidator(
        new DelegatingOAuth2TokenValidator<>(
            time,
            new JwtIssuerValidator(issuer),
            // To a key of the client's, which nobody here could check.
            Tokens::isBoundToNothing,
            new JwtClaimValidator<Collection<String>>(
                "aud", audience -> audience != null && audience.contains(settings.audience()))));
    return decoder;
  }

  private static JWKSource<SecurityContext> source(URI keys, Duration withoutProvider) {
    try {
      return JWKSourceBuilder.<SecurityContext>create(
              keys.toURL(),
              new DefaultResourceRetriever(CONNECT_MILLIS, READ_MILLIS, MOST_BYTES_OF_KEYS))
          .cache(KEYS_ARE_FRESH.toMillis(), KEYS_ARE_READ_WITHIN.toMillis())
          .rateLimited(KEYS_ARE_LOOKED_FOR_EVERY.toMillis())
          .retrying(true)
          .outageTolerant(withoutProvider.toMillis())
          .build();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(
          "Expected rond.login.keys to be an address, found '" + keys + "'", e);
    }
  }

  private static OAuth2TokenValidatorResult isBoundToNothing(Jwt token) {
    return token.hasClaim("cnf")
        ? OAuth2TokenValidatorResult.failure(
            new OAuth2Error("invalid_token", "Expected a token without cnf", null))
        : OAuth2TokenValidatorResult.success();
  }
}
