package se.rond.testsupport;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A provider that people log in at, as far as those who check tokens see of one: an address with
 * its public keys, and what it signs.
 */
public final class TestLogin implements AutoCloseable {
  public static final String ISSUER = "https://login.example/rond";

  private final HttpServer server;
  private final AtomicInteger asked = new AtomicInteger();
  private volatile RSAKey key;
  private volatile boolean isAway;

  private TestLogin(HttpServer server) {
    this.server = server;
    this.key = anyKey();
  }

  /** Starts one on a free port of the loopback address. */
  public static TestLogin start() {
    try {
      var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      var login = new TestLogin(server);
      server.createContext(
          "/keys",
          exchange -> {
            login.asked.incrementAndGet();
            try (exchange) {
              var keys = new JWKSet(login.key.toPublicJWK()).toString().getBytes(UTF_8);
              exchange.sendResponseHeaders(login.isAway ? 503 : 200, keys.length);
              exchange.getResponseBody().write(keys);
            }
          });
      server.start();
      return login;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where its public keys are. */
  public URI keys() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/keys");
  }

  /** The key it signs with. */
  public RSAKey key() {
    return key;
  }

  /** How often its keys were asked for. */
  public int asked() {
    return asked.get();
  }

  /** Signs with another key from now on, and publishes no other. */
  public void changeKey() {
    key = anyKey();
  }

  /** Answers nobody any more, or again. */
  public void beAway(boolean away) {
    isAway = away;
  }

  /** The claims as a token, signed with its key. */
  public String sign(JWTClaimsSet claims) {
    return sign(claims, key, JOSEObjectType.JWT);
  }

  /** The claims as a token of that kind, signed with that key. */
  public static String sign(JWTClaimsSet claims, RSAKey key, JOSEObjectType kind) {
    try {
      var token =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.RS256).type(kind).keyID(key.getKeyID()).build(),
              claims);
      token.sign(new RSASSASigner(key));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException("Expected to be able to sign", e);
    }
  }

  /** A key that nobody has published. */
  public static RSAKey anyKey() {
    try {
      return new RSAKeyGenerator(2048).keyID(UUID.randomUUID().toString()).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException("Expected to be able to make a key", e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
