package se.rond.dispatch.shortage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class CountTest {

  @ParameterizedTest(name = "{0} is told as {1}")
  @CsvSource({"0, 0", "1, '\"<5\"'", "4, '\"<5\"'", "5, 5", "1200, 1200"})
  void fewAreToldAsFew(long value, String told) {
    assertThat(new JsonMapper().writeValueAsString(new Count(value))).isEqualTo(told);
  }

  @Test
  void aSumThatWouldTellOneOfItsPartsIsNotTold() {
    assertThat(Count.sum(List.of(new Count(5), new Count(0), new Count(7))))
        .isEqualTo(new Count(12));
    assertThat(Count.sum(List.of(new Count(5), new Count(3)))).isNull();
  }
}
