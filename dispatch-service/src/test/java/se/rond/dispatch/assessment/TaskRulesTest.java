package se.rond.dispatch.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import se.rond.dispatch.agreement.Calendar;

class TaskRulesTest {

  @ParameterizedTest(name = "{0} -> {1}: {2}")
  @CsvSource(
      textBlock =
          """
          2026-11-18T10:00, 2026-11-19T17:00, the next day
          2026-11-18T00:30, 2026-11-19T17:00, the next day after a night
          2026-11-20T16:00, 2026-11-23T17:00, Monday after a Friday
          2026-11-22T03:10, 2026-11-23T17:00, Monday after a Sunday
          2026-12-23T10:00, 2026-12-24T17:00, an eve that nobody said is closed
          2026-12-24T10:00, 2026-12-28T17:00, past Christmas and a weekend
          2026-03-27T10:00, 2026-03-30T17:00, past the change of the clocks
          2026-04-02T10:00, 2026-04-07T17:00, past Easter
          """)
  void aTaskIsDueByTheEndOfTheNextWorkingDay(
      LocalDateTime raised, LocalDateTime due, String because) {
    assertThat(TaskRules.USUAL.findEndOfNextOpenDay(raised.atZone(Calendar.SWEDEN).toInstant()))
        .as(because)
        .hasValue(due.atZone(Calendar.SWEDEN).toInstant());
  }
}
