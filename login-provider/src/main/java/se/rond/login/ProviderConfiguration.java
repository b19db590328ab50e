package se.rond.login;

import static org.springframework.security.config.Customizer.withDefaults;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.web.SecurityFilterChain;
import se.rond.access.DemoMode;
import se.rond.access.login.LoginSettings;

/** Spring Authorization Server with the accounts and clients of the demonstration. */
@Configuration(proxyBeanMethods = false)
class ProviderConfiguration {

  /** Built before anything listens, so that what must not start does not. */
  @Bean
  SecurityFilterChain provider(HttpSecurity http, DemoMode mode, ServerProperties server) {
    requireDemonstration(mode, server);
    return http.oauth2AuthorizationServer(provider -> provider.oidc(withDefaults()))
        .authorizeHttpRequests(
            requests ->
                requests
                    .requestMatchers(LoginPage.PATH, LoginPage.ACCOUNTS, "/error")
                    .permitAll()
                    .anyRequest()
                    .authenticated())
        // Who logged in, for the app that has the token.
        .oauth2ResourceServer(tokens -> tokens.jwt(withDefaults()))
        .formLogin(login -> login.loginPage(LoginPage.PATH))
        .build();
  }

  private static void requireDemonstration(DemoMode mode, ServerProperties server) {
    if (!mode.demo()) {
      throw new IllegalStateException(
          "Expected rond.demo=true, found false: here anybody may be anybody.\nMaybe name the region's"
              + " own provider in the settings of the services (docs/how-to/log-in.md).");
    }
    var address = server.getAddress();
    if (address == null || !address.isLoopbackAddress()) {
      throw new IllegalStateException(
          "Expected server.address to be one of this machine alone, such as 127.0.0.1, found "
              + (address == null ? "none" : address.getHostAddress())
              + ".");
    }
  }

  @Bean
  AuthorizationServerSettings settings(ProviderSettings settings) {
    return AuthorizationServerSettings.builder().issuer(settings.issuer()).build();
  }

  @Bean
  JWKSource<SecurityContext> signingKey(ProviderSettings settings) {
    return new ImmutableJWKSet<>(new JWKSet(SigningKey.in(settings.folder())));
  }

  @Bean
  RegisteredClientRepository clients(ProviderSettings settings) {
    return Clients.of(settings.folder());
  }

  @Bean
  Claims claims(LoginSettings expected) {
    return new Claims(expected);
  }

  @Bean
  UserDetailsService accounts() {
    return name ->
        Accounts.find(name)
            .map(
                account ->
                    User.withUsername(account.name())
                        .password("{noop}" + Accounts.PASSWORD)
                        .roles(account.caller().role().name())
                        .build())
            .orElseThrow(() -> new UsernameNotFoundException("Expected an account of the list"));
  }
}
