package se.rond.login;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What the provider is told: the properties {@code rond.provider}.
 *
 * @param issuer what tokens name as {@code iss}, and where a browser finds the login
 * @param folder where the signing key and the secret of systems are kept, so that a token outlives
 *     a restart
 */
@ConfigurationProperties("rond.provider")
record ProviderSettings(String issuer, Path folder) {}
