package se.rond.telemetry;

import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Takes a blank OTLP endpoint for none. A composition that passes on a variable nobody has set says
 * just that, and Spring Boot would build an exporter for the address "" and not start.
 */
final class BlankEndpoints implements EnvironmentPostProcessor, Ordered {

  /** An endpoint, and what switches its exporter off. */
  private static final Map<String, String> SWITCHES =
      Map.of(
          "management.opentelemetry.tracing.export.otlp.endpoint",
          "management.tracing.export.otlp.enabled",
          "management.opentelemetry.logging.export.otlp.endpoint",
          "management.logging.export.otlp.enabled");

  BlankEndpoints() {}

  @Override
  public void postProcessEnvironment(
      ConfigurableEnvironment environment, SpringApplication application) {
    var off = new HashMap<String, Object>();
    SWITCHES.forEach(
        (endpoint, exporter) -> {
          var address = environment.getProperty(endpoint);
          if (address != null && address.isBlank()) {
            off.put(exporter, "false");
          }
        });
    if (!off.isEmpty()) {
      environment.getPropertySources().addFirst(new MapPropertySource("blank OTLP endpoints", off));
    }
  }

  /** After everything that makes properties. */
  @Override
  public int getOrder() {
    return Ordered.LOWEST_PRECEDENCE;
  }
}
