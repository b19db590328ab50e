package se.rond.triage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import se.rond.testsupport.DatabaseOutage;
import se.rond.testsupport.ServiceProcess;
import tools.jackson.databind.json.JsonMapper;

/** What an orchestrator sees of a service whose surroundings fail. */
class HealthIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String READINESS = "/actuator/health/readiness";
  private static final String LIVENESS = "/actuator/health/liveness";

  /** The blank endpoint is how a composition says that nobody has set one. */
  @Test
  void isReadyWithoutKafkaAndNotWithoutItsDatabaseAndIsNeverToBeRestarted() {
    try (var service =
        ServiceProcess.start(
            TriageApplication.class,
            "spring.kafka.bootstrap-servers=localhost:1",
            "management.opentelemetry.tracing.export.otlp.endpoint=",
            "logging.structured.format.console=ecs")) {
      await().atMost(PATIENCE).until(() -> service.status(READINESS) == 200);

      try (var _ = DatabaseOutage.of("triage")) {
        await().atMost(PATIENCE).until(() -> service.status(READINESS) == 503);
        assertThat(service.status(LIVENESS)).isEqualTo(200);
        assertThat(service.status("/actuator/prometheus")).isEqualTo(200);
      }

      await().atMost(PATIENCE).until(() -> service.status(READINESS) == 200);
      assertThat(service.status(LIVENESS)).isEqualTo(200);
      assertThat(service.lines())
          .isNotEmpty()
          .allSatisfy(line -> assertThat(JsonMapper.shared().readTree(line).isObject()).isTrue());
    }
  }
}
