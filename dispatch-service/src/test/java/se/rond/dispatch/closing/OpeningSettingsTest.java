package se.rond.dispatch.closing;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpeningSettingsTest {

  @Test
  void anHourAndAQuarterAreFine() {
    assertThatNoException()
        .isThrownBy(() -> new OpeningSettings(Duration.ofMinutes(60), Duration.ofMinutes(15)));
  }

  @ParameterizedTest
  @CsvSource({
    "4, 15, stays-open",
    "721, 15, stays-open",
    "60, 0, confirm-within",
    "60, 61, confirm-within"
  })
  void whatIsTooShortOrTooLongIsNamed(int open, int confirm, String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new OpeningSettings(Duration.ofMinutes(open), Duration.ofMinutes(confirm)))
        .withMessageContaining(name);
  }
}
