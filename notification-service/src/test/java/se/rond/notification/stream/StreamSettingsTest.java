package se.rond.notification.stream;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreamSettingsTest {

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          PT0.099S,   PT1S,      4000,   heartbeat
          PT1M0.001S, PT1S,      4000,   heartbeat
          PT15S,      PT0.009S,  4000,   poll
          PT15S,      PT1M0.001S,4000,   poll
          PT15S,      PT1S,      0,      connections
          PT15S,      PT1S,      100001, connections
          """)
  void aValueOutsideItsBoundsIsRefusedByName(
      Duration heartbeat, Duration poll, int connections, String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new StreamSettings(heartbeat, poll, connections))
        .withMessageContaining("Expected rond.notification.stream." + name);
  }
}
