package se.rond.testsupport;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.time.Instant;
import java.util.Date;

/** What nobody is let in with, each from claims that were good. */
enum BadToken {
  NONE("NOT_LOGGED_IN", "Bearer"),
  EXPIRED,
  NOT_YET_VALID,
  FOR_ANOTHER_SYSTEM,
  OF_ANOTHER_ISSUER,
  /** Good in itself, of a login that is too weak: RFC 9470. */
  OF_A_WEAK_LOGIN("ASSURANCE_TOO_LOW", "Bearer error=\"insufficient_user_authentication\""),
  NOT_SIGNED,
  /** By its name the provider's key, and another. */
  SIGNED_BY_ANOTHER_KEY,
  SIGNED_WITH_THE_PUBLIC_KEY_AS_A_SECRET,
  NO_TOKEN_AT_ALL;

  private static final RSAKey STRANGER = TestLogin.anyKey();

  private final String problem;
  private final String challenge;

  BadToken() {
    this("INVALID_TOKEN", "Bearer error=\"invalid_token\"");
  }

  BadToken(String problem, String challenge) {
    this.problem = problem;
    this.challenge = challenge;
  }

  /** The type of the refusal. */
  String problem() {
    return problem;
  }

  /** How the refusal asks for a login. */
  String challenge() {
    return challenge;
  }

  String made(JWTClaimsSet.Builder good, TestLogin login) {
    var now = Instant.now();
    return switch (this) {
      case NONE -> "";
      // The leeway is 30 s.
      case EXPIRED -> login.sign(good.expirationTime(Date.from(now.minusSeconds(31))).build());
      case NOT_YET_VALID -> login.sign(good.notBeforeTime(Date.from(now.plusSeconds(60))).build());
      case FOR_ANOTHER_SYSTEM -> login.sign(good.audience("journal").build());
      case OF_ANOTHER_ISSUER -> login.sign(good.issuer("https://login.example/other").build());
      case OF_A_WEAK_LOGIN -> login.sign(good.claim("acr", "loa2").build());
      case NOT_SIGNED -> new PlainJWT(good.build()).serialize();
      case SIGNED_BY_ANOTHER_KEY ->
          TestLogin.sign(
              good.build(),
              new RSAKey.Builder(STRANGER).keyID(login.key().getKeyID()).build(),
              JOSEObjectType.JWT);
      case SIGNED_WITH_THE_PUBLIC_KEY_AS_A_SECRET -> signedWithThePublicKey(good.build(), login);
      case NO_TOKEN_AT_ALL -> "nobody";
    };
  }

  private static String signedWithThePublicKey(JWTClaimsSet claims, TestLogin login) {
    try {
      var token =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(login.key().getKeyID()).build(),
              claims);
      token.sign(new MACSigner(login.key().toPublicJWK().toJSONString().getBytes(UTF_8)));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException("Expected to be able to sign", e);
    }
  }
}
