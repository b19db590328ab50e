package se.rond.reliability.week;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * A week of Blekinge and Halland as the demonstration staffs them: every request ends, few in the
 * reserve routine, and of those everybody is told who is to be.
 *
 * <p>The build plays its first two days, with the night in which the clocks go forward; {@code
 * ./reliability week} the whole of it, with a seed and as many requests as you choose.
 */
class WeekIT {

  private static final long SEED = Long.getLong("rond.week.seed", 1);

  private static final int PER_DAY = Integer.getInteger("rond.week.requests-per-day", 45);

  private static final int DAYS = Integer.getInteger("rond.week.days", 2);

  /** What is promised for 45 requests a day and the staff of the demonstration, in percent. */
  private static final int MOST_IN_RESERVE_ROUTINE = 3;

  private static final int PROMISED_FOR = 45;

  @Test
  void everyRequestOfAWeekEndsAndNothingWaitsUnseen() throws IOException {
    try (var region = new Region(Week.begins().minus(Duration.ofHours(1)), SEED)) {

      var played = Week.play(region, SEED, PER_DAY, DAYS);

      var verdict = new Verdict(played);
      System.out.println(WeekTable.write(played, verdict));
      assertThat(verdict.requests()).isEqualTo(played.cases().size()).isPositive();
      assertSoftly(
          softly -> {
            softly.assertThat(verdict.unended()).as("seed %d: not ended", SEED).isEmpty();
            softly.assertThat(played.surprises()).as("seed %d: surprises", SEED).isEmpty();
            softly.assertThat(verdict.untoldManagers()).as("managers not told").isEmpty();
            softly.assertThat(verdict.unheardAlarms()).as("alarms nobody hears").isEmpty();
            softly.assertThat(verdict.inTwoPlaces()).as("teams in two places").isEmpty();
            softly.assertThat(verdict.askedTwice()).as("needs with two").isEmpty();
            softly.assertThat(verdict.unclearResponsibility()).as("responsibility").isEmpty();
            softly.assertThat(played.ledger().disagreements()).as("who has the ball").isEmpty();
            softly.assertThat(verdict.brokenUnseen()).as("broken promises").isEmpty();
            softly.assertThat(verdict.timesOfAnotherClock()).as("another clock").isEmpty();
            softly.assertThat(region.findNextDeadline()).as("something is still due").isEmpty();
            if (PER_DAY <= PROMISED_FOR) {
              softly
                  .assertThat(verdict.inReserveRoutine() * 100)
                  .as("of %d requests in reserve routine, in percent", verdict.requests())
                  .isLessThanOrEqualTo(MOST_IN_RESERVE_ROUTINE * verdict.requests());
            }
          });
    }
  }
}
