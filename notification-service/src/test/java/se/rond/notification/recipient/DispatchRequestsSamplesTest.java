package se.rond.notification.recipient;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import se.rond.contracts.dispatch.DispatchEvent;
import se.rond.contracts.dispatch.DispatchEvent.AboutAssignment;
import se.rond.contracts.dispatch.DispatchEvent.AboutHandover;
import se.rond.contracts.dispatch.DispatchEvent.AboutRequest;
import se.rond.contracts.dispatch.DispatchEvent.AboutReserveRoutine;
import se.rond.contracts.dispatch.DispatchEvent.Alarm;
import se.rond.contracts.dispatch.DispatchEvent.RecordOpenedInEmergency;
import tools.jackson.databind.json.JsonMapper;

/** The consumer's end of {@code dispatch.requests.v1}: the samples that dispatch promises. */
class DispatchRequestsSamplesTest {
  private static final JsonMapper JSON = JsonMapper.shared();

  static Stream<Class<?>> promised() {
    return Stream.of(
            AboutRequest.class,
            AboutAssignment.class,
            AboutHandover.class,
            AboutReserveRoutine.class,
            Alarm.class)
        .flatMap(family -> Stream.<Class<?>>of(family.getPermittedSubclasses()))
        .filter(Class::isRecord);
  }

  @ParameterizedTest
  @MethodSource("promised")
  void everyPromisedEventNamesWhomToTellAndIsToldAsItCame(Class<?> type) throws IOException {
    var sample = sample(type.getSimpleName());

    var event = JSON.readValue(sample, DispatchEvent.class);

    assertThat(event)
        .isInstanceOfSatisfying(
            AboutRequest.class,
            told -> {
              // Whoever follows up hears of it by municipality, and nobody by name.
              if (!(told instanceof RecordOpenedInEmergency)) {
                assertThat(Recipients.of(told, Set.of())).isNotEmpty();
              }
            })
        .isInstanceOf(type);
    assertThat(JSON.readTree(JSON.writerFor(DispatchEvent.class).writeValueAsString(event)))
        .isEqualTo(JSON.readTree(sample));
  }

  private static byte[] sample(String type) throws IOException {
    var path = "/samples/dispatch.requests.v1/" + type + ".v1.json";
    try (var sample = DispatchRequestsSamplesTest.class.getResourceAsStream(path)) {
      assertThat(sample).as(path).isNotNull();
      return sample.readAllBytes();
    }
  }
}
