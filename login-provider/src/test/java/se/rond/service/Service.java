package se.rond.service;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import se.rond.access.AllowedTo;
import se.rond.access.Caller;

/**
 * A service, as far as its door: the real one, of the module access. In a package that the provider
 * does not look through.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration(
    excludeName = {
      "org.springframework.boot.security.oauth2.server.authorization.autoconfigure.servlet.OAuth2AuthorizationServerAutoConfiguration",
      "org.springframework.boot.security.oauth2.server.authorization.autoconfigure.servlet.OAuth2AuthorizationServerJwtAutoConfiguration"
    })
public class Service {

  /** All that is known of a caller, in one order, whatever that of the sets is. */
  public static String text(Caller caller) {
    return "%s %s %s %s %s %s %s %s"
        .formatted(
            caller.role(),
            caller.person(),
            caller.commission(),
            caller.unit(),
            caller.careProvider(),
            caller.municipalities().stream().map(String::valueOf).sorted().toList(),
            caller.responders().stream().map(String::valueOf).sorted().toList(),
            caller.name());
  }

  @RestController
  static class Who {
    @AllowedTo.Everybody
    @GetMapping(path = "/who", produces = "text/plain;charset=UTF-8")
    String who(Caller caller) {
      return text(caller);
    }
  }
}
