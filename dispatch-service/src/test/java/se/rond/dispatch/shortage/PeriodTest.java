package se.rond.dispatch.shortage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeriodTest {

  @ParameterizedTest(name = "{0} has {1} h")
  @CsvSource({"2026-11-21, 24", "2026-03-29, 23", "2026-10-25, 25"})
  void aDayIsAsLongAsItIsInSweden(LocalDate day, int hours) {
    var period = new Period(day, day.plusDays(1));

    assertThat(Duration.between(period.beginsAt(), period.endsAt())).hasHours(hours);
  }

  @Test
  void aPeriodBeginsWhereTheOneBeforeItEnds() {
    var october = new Period(LocalDate.of(2026, 10, 1), LocalDate.of(2026, 11, 1));
    var november = new Period(LocalDate.of(2026, 11, 1), LocalDate.of(2026, 12, 1));

    assertThat(october.beginsAt()).isEqualTo(Instant.parse("2026-09-30T22:00:00Z"));
    assertThat(october.endsAt())
        .isEqualTo(november.beginsAt())
        .isEqualTo(Instant.parse("2026-10-31T23:00:00Z"));
  }

  @Test
  void aPeriodHasADayAndAtMostAYear() {
    var day = LocalDate.of(2024, 1, 1);

    assertThat(Period.isPossible(day, day)).isFalse();
    assertThat(Period.isPossible(day, day.minusDays(1))).isFalse();
    assertThat(Period.isPossible(day, day.plusYears(1))).as("a leap year").isTrue();
    assertThat(Period.isPossible(day, day.plusYears(1).plusDays(1))).isFalse();
    assertThatThrownBy(() -> new Period(day, day)).hasMessageContaining("366");
  }
}
