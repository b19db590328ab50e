package se.rond.access.login;

import java.net.URI;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/** What checks tokens and reads callers from them. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LoginSettings.class)
public class LoginConfiguration {

  @Bean
  JwtDecoder tokens(LoginSettings settings) {
    var issuer = settings.issuer();
    var keys = settings.keys();
    if (issuer == null || keys == null) {
      return _ -> {
        throw new BadJwtException("Expected rond.login.issuer to name who is believed, found none");
      };
    }
    return Tokens.of(issuer, URI.create(keys), settings);
  }

  @Bean
  CallerOfToken callerOfToken(LoginSettings settings) {
    return new CallerOfToken(settings);
  }
}
