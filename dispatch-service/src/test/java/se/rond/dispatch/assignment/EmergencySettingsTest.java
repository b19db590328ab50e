package se.rond.dispatch.assignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmergencySettingsTest {

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT59M", "P7DT1S", "-PT12H"})
  void aTimeOutsideItsRangeIsNamedWithWhatWasExpected(Duration overAfter) {
    assertThatThrownBy(() -> new EmergencySettings(overAfter))
        .hasMessageContaining("rond.dispatch.emergency.over-after")
        .hasMessageContaining("PT1H");
  }

  @Test
  void theEndsOfTheRangeAreTaken() {
    for (var overAfter : new Duration[] {Duration.ofHours(1), Duration.ofDays(7)}) {
      assertThat(new EmergencySettings(overAfter).overAfter()).isEqualTo(overAfter);
    }
  }
}
