package se.rond.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainSpansTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "method",
        "uri",
        "status",
        "messaging.system",
        "messaging.source.name",
        "messaging.kafka.message.offset",
        "spring.kafka.listener.id"
      })
  void whatIsOnTheListLeaves(String attribute) {
    assertThat(PlainSpans.isPlain(attribute)).isTrue();
  }

  /** The key of somebody else's record may be a number of a person. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "http.url",
        "messaging.kafka.message.key",
        "messaging.message.body.size",
        "messaging.",
        "messaging.system.unheard",
        "spring.kafka.unheard"
      })
  void whatNobodyHasLookedAtStaysInside(String attribute) {
    assertThat(PlainSpans.isPlain(attribute)).isFalse();
  }
}
