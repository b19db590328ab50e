package se.rond.dispatch.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;
import se.rond.telemetry.Meters;
import se.rond.testsupport.EmbeddedInfrastructure;

/**
 * The watch with both clocks in the test's hands. Its times are long ago, so that nobody else who
 * sweeps holds anything back for them.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@EmbeddedInfrastructure
class ClockWatchIT {

  private static final Instant LONG_AGO = Instant.parse("2020-02-29T12:00:00Z");

  private final JdbcClient jdbc;
  private final ClockWatch watch;
  private final ClockWatch other;

  private Instant time = LONG_AGO;
  private Duration monotonic = Duration.ZERO;

  @Autowired
  ClockWatchIT(Grace grace, Meters meters, JdbcClient jdbc) {
    this.jdbc = jdbc;
    watch = new ClockWatch(() -> time, () -> monotonic.toNanos(), grace, meters);
    other = new ClockWatch(() -> time, () -> monotonic.toNanos(), grace, meters);
  }

  @AfterEach
  void forget() {
    jdbc.sql("delete from clock_jump").update();
  }

  private void pass(Duration passed, Duration shown) {
    monotonic = monotonic.plus(passed);
    time = time.plus(shown);
  }

  private static Duration seconds(long seconds) {
    return Duration.ofSeconds(seconds);
  }

  @Test
  void whatPassesIsNoJump() {
    watch.read();
    pass(seconds(3_600), seconds(3_604));

    watch.read();

    assertThat(watch.isHeld(time)).isFalse();
  }

  @Test
  void aClockThatWasSetForwardsHoldsEverythingForOneAnswerWindow() {
    watch.read();
    pass(seconds(1), seconds(3_601));

    var now = watch.read();

    assertThat(watch.isHeld(now)).isTrue();
    assertThat(other.isHeld(now)).as("at another instance").isTrue();
    var millisecond = Duration.ofMillis(1);
    pass(ClockWatch.GRACE.minus(millisecond), ClockWatch.GRACE.minus(millisecond));
    assertThat(watch.isHeld(time)).isTrue();
    pass(millisecond, millisecond);
    assertThat(watch.isHeld(time)).isFalse();
  }

  /** An answer, or the next batch of a flood, may come before the next sweep has looked. */
  @Test
  void aClockThatWasSetForwardsHoldsEverythingBeforeAnybodyHasLooked() {
    watch.read();
    pass(seconds(1), seconds(3_601));
    assertThat(watch.isHeld(time)).isTrue();
    assertThat(other.isHeld(time)).as("nothing is kept by asking").isFalse();
    pass(seconds(0), seconds(-7_200));
    assertThat(watch.isHeld(time)).as("back takes no time from anybody").isFalse();
  }

  /** A lane has read the time a moment before the sweep that saw the jump. */
  @Test
  void whatIsKeptAMomentAfterTheTimeWasReadIsWaitedFor() {
    watch.read();
    pass(seconds(1), seconds(3_601));
    var justBefore = time.minusMillis(1);
    watch.read();

    assertThat(watch.isHeld(justBefore)).isTrue();
    assertThat(other.isHeld(justBefore)).as("at another instance").isTrue();
  }

  @Test
  void whatWasKeptBeforeTheClockWentBackIsNotWaitedForForHours() {
    watch.read();
    pass(seconds(1), seconds(3_601));
    watch.read();
    pass(seconds(60), seconds(-3_540));

    assertThat(watch.isHeld(time)).as("by who has not seen it go back").isFalse();
    var now = watch.read();

    assertThat(watch.isHeld(now)).isTrue();
    pass(ClockWatch.GRACE, ClockWatch.GRACE);
    assertThat(watch.isHeld(time)).isFalse();
  }

  @Test
  void aNewProcessHasNothingToCompareWith() {
    pass(seconds(1), seconds(3_601));

    assertThat(watch.isHeld(watch.read())).isFalse();
  }

  @Test
  void aJumpCountsOnce() {
    watch.read();
    pass(seconds(1), seconds(3_601));
    var now = watch.read();
    pass(seconds(1), seconds(1));
    watch.read();

    assertThat(
            jdbc.sql(
                    "select seen_at = cast(? as timestamptz) and jump_ms = 3600000 from clock_jump")
                .param(now.toString())
                .query(Boolean.class)
                .single())
        .isTrue();
  }
}
