package se.rond.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PortsTest {

  @Test
  void drawsEachPortOnceAndNoneThatIsSpokenFor() {
    var spokenFor =
        IntStream.range(10_000, 15_000).mapToObj(half -> 2 * half).collect(Collectors.toSet());

    var drawn = Ports.free(100, spokenFor);

    assertThat(drawn).hasSize(100).doesNotHaveDuplicates().doesNotContainAnyElementsOf(spokenFor);
  }
}
