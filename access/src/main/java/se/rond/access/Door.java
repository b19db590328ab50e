package se.rond.access;

import jakarta.servlet.DispatcherType;
import java.util.regex.Pattern;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationProvider;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationConverter;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.util.matcher.RequestMatcher;
import se.rond.access.login.CallerAuthentication;
import se.rond.access.login.CallerOfToken;
import se.rond.access.login.RefusalOfLogin;

/**
 * The only door. Finds out who calls before any handler runs, so that a handler which does not ask
 * for its {@link Caller} is no way in. Only health and meters are open, because those who ask for
 * them have no account, and neither tells about a person.
 */
final class Door {
  /**
   * On the path as it was sent. Without dots, escapes or parameters there is only one way to read
   * it, so that what is open here cannot become another path further in.
   */
  private static final Pattern OPEN =
      Pattern.compile("/actuator/(health(/[A-Za-z0-9_-]+)*|prometheus)");

  private static final RequestMatcher IS_OPEN =
      request ->
          OPEN.matcher(request.getRequestURI().substring(request.getContextPath().length()))
              .matches();

  private Door() {}

  static SecurityFilterChain of(
      HttpSecurity http, DemoMode mode, JwtDecoder tokens, CallerOfToken callers) {
    var refusal = new RefusalOfLogin();
    http.csrf(AbstractHttpConfigurer::disable) // No cookie says who calls.
        .sessionManagement(
            session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .requestCache(AbstractHttpConfigurer::disable)
        .anonymous(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .addFilter(bearer(tokens, callers, refusal))
        .exceptionHandling(handling -> handling.authenticationEntryPoint(refusal))
        .authorizeHttpRequests(
            requests ->
                requests
                    // What goes on with a request that was let in, and what becomes of one that was
                    // not.
                    .dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR)
                    .permitAll()
                    .requestMatchers(IS_OPEN)
                    .permitAll()
                    .anyRequest()
                    .authenticated());
    if (mode.demo()) {
      http.addFilterBefore(new DemoLogin(), AuthorizationFilter.class);
    }
    return http.build();
  }

  /**
   * By hand: Spring's configurer would add a way in for tokens that are bound to a key, which
   * nobody here can check, and a page about this server that is open to everybody.
   */
  private static BearerTokenAuthenticationFilter bearer(
      JwtDecoder tokens, CallerOfToken callers, RefusalOfLogin refusal) {
    var provider = new JwtAuthenticationProvider(tokens);
    provider.setJwtAuthenticationConverter(token -> new CallerAuthentication(callers.read(token)));
    var header = new BearerTokenAuthenticationConverter();
    var filter =
        new BearerTokenAuthenticationFilter(
            new ProviderManager(provider),
            // Who asks for health is not asked who they are, whatever they send.
            request -> IS_OPEN.matches(request) ? null : header.convert(request));
    filter.setAuthenticationEntryPoint(refusal);
    // Spring's would make a provider that is away a defect of ours.
    filter.setAuthenticationFailureHandler(refusal);
    return filter;
  }
}
