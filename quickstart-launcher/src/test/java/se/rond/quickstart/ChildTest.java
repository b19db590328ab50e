package se.rond.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChildTest {
  @ParameterizedTest(name = "after {0} ends in a row: {1} ms")
  @CsvSource({"1, 500", "2, 1000", "3, 2000", "5, 8000", "6, 15000", "7, 15000", "1000000, 15000"})
  void thePauseBeforeARestartGrowsToABound(int endsInARow, long millis) {
    assertThat(Child.pause(endsInARow)).hasMillis(millis);
  }
}
