package se.rond.login;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;

/** What tokens are given to: an app in somebody's hand, and a system with nobody behind it. */
final class Clients {
  // Neither is called rond, which is whom access tokens are for: an id token for it would look like
  // one.
  static final String APP = "rond-app";
  static final String SYSTEM = "rond-system";

  /** By RFC 8252 an app listens on a port of its own choice. */
  private static final String REDIRECT_URI = "http://127.0.0.1/callback";

  /** A token that was taken back counts until it ends; long enough to paste some lines. */
  private static final TokenSettings TOKENS =
      TokenSettings.builder().accessTokenTimeToLive(Duration.ofMinutes(15)).build();

  private static final int SECRET_BYTES = 32;

  private Clients() {}

  static RegisteredClientRepository of(Path folder) {
    return new InMemoryRegisteredClientRepository(
        RegisteredClient.withId(APP)
            .clientId(APP)
            .clientAuthenticationMethod(ClientAuthenticationMethod.NONE)
            .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
            .redirectUri(REDIRECT_URI)
            .scope(OidcScopes.OPENID)
            .clientSettings(ClientSettings.builder().requireProofKey(true).build())
            .tokenSettings(TOKENS)
            .build(),
        RegisteredClient.withId(SYSTEM)
            .clientId(SYSTEM)
            // As it stands in the file beside it; whoever reads the one reads the other.
            .clientSecret("{noop}" + Kept.in(folder, "system-secret", Clients::drawSecret))
            .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
            .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
            .tokenSettings(TOKENS)
            .build());
  }

  private static String drawSecret() {
    var secret = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(secret);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
  }
}
