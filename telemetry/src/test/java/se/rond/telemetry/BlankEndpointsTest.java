package se.rond.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class BlankEndpointsTest {

  @ParameterizedTest(name = "endpoint [{0}] -> enabled {1}")
  @CsvSource({"'',false", "'  ',false", "http://localhost:4318/v1/traces,"})
  void aBlankEndpointSwitchesItsExporterOff(String endpoint, String enabled) {
    var environment = new StandardEnvironment();
    environment
        .getPropertySources()
        .addLast(
            new MapPropertySource(
                "given",
                Map.of("management.opentelemetry.tracing.export.otlp.endpoint", endpoint)));

    new BlankEndpoints().postProcessEnvironment(environment, new SpringApplication());

    assertThat(environment.getProperty("management.tracing.export.otlp.enabled"))
        .isEqualTo(enabled);
    assertThat(environment.getProperty("management.logging.export.otlp.enabled")).isNull();
  }
}
