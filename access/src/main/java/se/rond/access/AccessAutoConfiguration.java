package se.rond.access;

import java.util.List;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import se.rond.access.login.CallerOfToken;
import se.rond.access.login.LoginConfiguration;
import se.rond.access.login.LoginSettings;
import se.rond.access.problem.Problem;
import se.rond.access.problem.ProblemWriter;

/**
 * Puts the {@link Caller} at every HTTP edge of a service that has this module on its class path.
 */
// Where there is a door, Spring Boot makes none of its own, nor a user with a password.
@AutoConfiguration(
    before = {
      UserDetailsServiceAutoConfiguration.class,
      ManagementWebSecurityAutoConfiguration.class,
      ServletWebSecurityAutoConfiguration.class
    })
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@EnableConfigurationProperties(DemoMode.class)
@EnableWebSecurity
@Import(LoginConfiguration.class)
class AccessAutoConfiguration {

  @Bean
  SecurityFilterChain door(
      HttpSecurity http,
      DemoMode mode,
      LoginSettings login,
      JwtDecoder tokens,
      CallerOfToken callers) {
    if (!mode.demo() && !login.isSet()) {
      throw new IllegalStateException(
          "Expected rond.login.issuer and rond.login.keys to name the provider that people log in at, found"
              + " neither.\nMaybe this is a demonstration: with rond.demo=true nobody logs in.");
    }
    return Door.of(http, mode, tokens, callers);
  }

  /** A call is one span already; who was let in is in no trace. */
  @Bean
  SecurityObservationSettings noSpansOfTheDoor() {
    return SecurityObservationSettings.noObservations();
  }

  /** Only paths that can be read in one way; headers and parameters are for who reads them. */
  @Bean
  HttpFirewall unambiguousPaths() {
    var firewall = new StrictHttpFirewall();
    firewall.setUnsafeAllowAnyHttpMethod(true);
    firewall.setAllowedHeaderNames(_ -> true);
    firewall.setAllowedHeaderValues(_ -> true);
    firewall.setAllowedParameterNames(_ -> true);
    firewall.setAllowedParameterValues(_ -> true);
    return firewall;
  }

  @Bean
  RequestRejectedHandler unreadablePaths() {
    return (request, response, _) -> ProblemWriter.write(request, response, Problem.unreadable());
  }

  /** A handler that nobody has thought of who may call it is no handler yet. */
  @Bean
  SmartInitializingSingleton everyHandlerSaysWhoMayCallIt(
      @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping handlers) {
    return () -> RoleCheck.checkAll(handlers);
  }

  @Bean
  WebMvcConfigurer callersOfHandlers() {
    return new WebMvcConfigurer() {
      @Override
      public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new CallerArgumentResolver());
      }

      @Override
      public void addInterceptors(InterceptorRegistry interceptors) {
        interceptors.addInterceptor(new RoleCheck());
      }
    };
  }
}
