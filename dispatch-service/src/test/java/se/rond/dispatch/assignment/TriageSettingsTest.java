package se.rond.dispatch.assignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TriageSettingsTest {

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT29S", "PT30M1S", "-PT2M"})
  void aTimeOutsideItsRangeIsNamedWithWhatWasExpected(Duration triageWait) {
    assertThatThrownBy(() -> new TriageSettings(triageWait))
        .hasMessageContaining("rond.dispatch.triage-wait")
        .hasMessageContaining("PT30S")
        .hasMessageContaining("PT30M");
  }

  @Test
  void theEndsOfTheRangeAreTaken() {
    var noon = Instant.parse("2026-11-21T12:00:00Z");
    for (var triageWait : new Duration[] {Duration.ofSeconds(30), Duration.ofMinutes(30)}) {
      assertThat(new TriageSettings(triageWait).waitUntil(noon)).isEqualTo(noon.plus(triageWait));
    }
  }
}
