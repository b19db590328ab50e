package se.rond.dispatch.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DeviceTimeTest {

  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);

  @Test
  void whatIsToldWithoutATimeHasJustHappened() {
    assertThat(new DeviceTime(null, null).happened(NOON)).isEqualTo(NOON);
    assertThat(new DeviceTime(null, NOON.minus(HOUR)).happened(NOON)).isEqualTo(NOON);
  }

  @Test
  void aClockThatIsOffMovesTheTime() {
    var slow = new DeviceTime(NOON.minus(HOUR.multipliedBy(2)), NOON.minus(HOUR));

    assertThat(slow.happened(NOON)).isEqualTo(NOON.minus(HOUR));
    assertThat(slow.byOurClock(NOON, NOON)).isEqualTo(NOON.plus(HOUR));
  }

  @Test
  void nothingHasHappenedInTheFuture() {
    assertThat(new DeviceTime(NOON.plus(HOUR), null).happened(NOON)).isEqualTo(NOON);
  }
}
