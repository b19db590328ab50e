package se.rond.login;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import se.rond.access.DemoMode;
import se.rond.access.login.LoginSettings;

/**
 * The provider of a demonstration: anybody on this machine may be anybody of {@link Accounts}. A
 * region has its own provider (docs/how-to/log-in.md), and this one starts nowhere else.
 */
// The door of a service does not belong here: it takes tokens, and this is where they come from.
@SpringBootApplication(
    proxyBeanMethods = false,
    excludeName = {
      "se.rond.access.AccessAutoConfiguration",
      "se.rond.access.problem.ProblemAutoConfiguration",
      "se.rond.telemetry.TelemetryAutoConfiguration"
    })
@EnableConfigurationProperties({DemoMode.class, LoginSettings.class, ProviderSettings.class})
public class LoginProviderApplication {

  public static void main(String[] arguments) {
    SpringApplication.run(LoginProviderApplication.class, arguments);
  }
}
