package se.rond.access.login;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;

/**
 * Whose tokens are taken, and how they say who calls: the properties {@code rond.login}. Any OpenID
 * Connect provider will do that signs its access tokens (docs/how-to/log-in.md).
 *
 * @param issuer what {@code iss} must be, to the letter; absent only in demo mode
 * @param keys where the provider's public keys are (its {@code jwks_uri}), read when the first
 *     token comes and again when a token names a key that is not known
 * @param audience what must be among {@code aud}: a token for another system is not for this one
 * @param algorithms which signatures are taken: of those with a public key, and no other
 * @param assurance which {@code acr} show assurance level 3 at least (clinical reference 7.5); the
 *     longer ones are Sambi's names for the same
 * @param leeway by how much clocks may differ, at most 2 min
 * @param keysWithoutProvider how long the last keys are believed while the provider cannot be
 *     reached, at most 24 h: a nurse with a token goes on
 * @param claims how the provider calls what is asked of a token
 */
@ConfigurationProperties("rond.login")
public record LoginSettings(
    @Nullable String issuer,
    @Nullable String keys,
    @DefaultValue("rond") String audience,
    @DefaultValue({"RS256", "PS256", "ES256"}) List<String> algorithms,
    @DefaultValue({"loa3", "loa4", "http://id.sambi.se/loa/loa3", "http://id.sambi.se/loa/loa4"})
        List<String> assurance,
    @DefaultValue("30s") Duration leeway,
    @DefaultValue("4h") Duration keysWithoutProvider,
    @DefaultValue Claims claims) {

  /** With a secret key whoever checks a token could make one; without a key anybody could. */
  private static final Set<String> SIGNED_WITH_A_PRIVATE_KEY =
      Set.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512");

  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  public LoginSettings {
    Assert.isTrue(
        (issuer == null) == (keys == null),
        "Expected rond.login.issuer and rond.login.keys both or neither, found one of them");
    Assert.isTrue(
        issuer == null || isAddress(issuer),
        () -> "Expected rond.login.issuer to be an address, found '" + issuer + "'");
    Assert.isTrue(
        keys == null || isAddress(keys) && (isEncrypted(keys) || isOnLoopback(keys)),
        () ->
            "Expected rond.login.keys to begin with https:// (http:// on this machine alone), found '"
                + keys
                + "'");
    Assert.hasText(audience, "Expected rond.login.audience to have a value, found none");
    Assert.isTrue(
        !algorithms.isEmpty() && SIGNED_WITH_A_PRIVATE_KEY.containsAll(algorithms),
        "Expected rond.login.algorithms to be some of "
            + SIGNED_WITH_A_PRIVATE_KEY.stream().sorted().toList()
            + ", found "
            + algorithms);
    Assert.notEmpty(assurance, "Expected rond.login.assurance to have a value, found none");
    requireWithin("rond.login.leeway", leeway, Duration.ZERO, Duration.ofMinutes(2));
    requireWithin(
        "rond.login.keys-without-provider",
        keysWithoutProvider,
        Duration.ofMinutes(10),
        Duration.ofHours(24));
    algorithms = List.copyOf(algorithms);
    assurance = List.copyOf(assurance);
  }

  /**
   * The names of the claims, such as a provider lets one choose them.
   *
   * @param person the HSA-id of the person, or of the function's account
   * @param name what colleagues call the person; the HSA-id stands in where there is none
   * @param role one of {@link se.rond.access.Role}
   * @param commission the HSA-id of the assignment (<i>medarbetaruppdrag</i>) chosen at login
   * @param unit the HSA-id of the care unit that the assignment is for
   * @param careProvider the HSA-id of the care provider of that unit
   * @param municipalities a list of municipality codes
   * @param responders a list of the responders the person answers as; none where it is absent
   */
  public record Claims(
      @DefaultValue("employeeHsaId") String person,
      @DefaultValue("name") String name,
      @DefaultValue("role") String role,
      @DefaultValue("commissionHsaId") String commission,
      @DefaultValue("careUnitHsaId") String unit,
      @DefaultValue("careProviderHsaId") String careProvider,
      @DefaultValue("municipalities") String municipalities,
      @DefaultValue("responders") String responders) {}

  /** Returns true if somebody can log in at all. */
  public boolean isSet() {
    return issuer != null;
  }

  private static boolean isAddress(String text) {
    try {
      return URI.create(text).getHost() != null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean isEncrypted(String address) {
    return "https".equals(URI.create(address).getScheme());
  }

  private static boolean isOnLoopback(String address) {
    var uri = URI.create(address);
    return "http".equals(uri.getScheme()) && LOOPBACK.contains(uri.getHost());
  }

  private static void requireWithin(String property, Duration value, Duration from, Duration to) {
    Assert.isTrue(
        value.compareTo(from) >= 0 && value.compareTo(to) <= 0,
        () -> "Expected %s from %s to %s, found %s".formatted(property, from, to, value));
  }
}
