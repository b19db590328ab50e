package se.rond.dispatch.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClockReadingTest {

  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  private static ClockReading reading(Duration askedAt, Duration time, Duration took) {
    return new ClockReading(askedAt.toNanos(), NOON.plus(time), askedAt.plus(took).toNanos());
  }

  private static Duration seconds(double seconds) {
    return Duration.ofMillis((long) (seconds * 1_000));
  }

  @ParameterizedTest(name = "{0} s passed, the clock shows {1} s more: set by {2} s")
  @CsvSource({"60, 60, 0", "0.5, 0.5, 0", "60, 3660, 3600", "60, -3540, -3600", "60, 67, 7"})
  void whatDidNotPassWasSet(double passed, double shown, double set) {
    var before = reading(Duration.ZERO, Duration.ZERO, Duration.ZERO);
    var after = reading(seconds(passed), seconds(shown), Duration.ZERO);

    assertThat(after.jumpSince(before)).isEqualTo(seconds(set));
  }

  @Test
  void aSlowAnswerIsNoJump() {
    var before = reading(Duration.ZERO, seconds(9), seconds(9));
    var after = reading(seconds(10), seconds(10), seconds(20));

    assertThat(after.jumpSince(before)).isZero();
  }

  @Test
  void ofAJumpBehindASlowAnswerOnlyWhatIsCertainCounts() {
    var before = reading(Duration.ZERO, Duration.ZERO, seconds(4));
    var after = reading(seconds(10), seconds(70), seconds(6));

    assertThat(after.jumpSince(before)).isEqualTo(seconds(70 - 16));
  }

  /** Wherever within the question the answer was made, a clock that nobody set shows no jump. */
  @Test
  void aClockThatNobodySetNeverJumps() {
    var random = new Random(42);
    for (var i = 0; i < 10_000; i++) {
      var earlier = honest(random, 0);
      var later = honest(random, 60_000_000_000L);

      assertThat(later.jumpSince(earlier)).isZero();
    }
  }

  private static ClockReading honest(Random random, long from) {
    var askedAt = from + random.nextLong(20_000_000_000L);
    var took = random.nextLong(10_000_000_000L);
    var answered = askedAt + (took == 0 ? 0 : random.nextLong(took));
    return new ClockReading(askedAt, NOON.plusNanos(answered), askedAt + took);
  }
}
