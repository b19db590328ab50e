package se.rond.dispatch.remeasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RemeasureTest {

  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration SIX_HOURS = Duration.ofHours(6);
  private static final Remeasure SIX_HOURLY = Remeasure.since(NOON).next(SIX_HOURS, true, NOON);

  @Test
  void countsFromTheLastVitalSigns() {
    assertThat(SIX_HOURLY.by()).isEqualTo(NOON.plus(SIX_HOURS));
    assertThat(SIX_HOURLY.isDueAt(NOON.plus(SIX_HOURS).minusMillis(1))).isFalse();
    assertThat(SIX_HOURLY.isDueAt(NOON.plus(SIX_HOURS))).isTrue();
  }

  @Test
  void isNothingWhereNothingAsksOrSomebodyIsThere() {
    assertThat(Remeasure.since(NOON).next(null, true, NOON).by()).isNull();
    assertThat(SIX_HOURLY.next(SIX_HOURS, false, NOON).by()).isNull();
    assertThat(SIX_HOURLY.next(null, true, NOON).isDueAt(Instant.MAX)).isFalse();
  }

  @Test
  void staysAsLongAsNothingChanges() {
    assertThat(SIX_HOURLY.next(SIX_HOURS, true, NOON.plus(HOUR))).isEqualTo(SIX_HOURLY);
    var told = SIX_HOURLY.told(NOON.plus(SIX_HOURS));
    assertThat(told.next(SIX_HOURS, true, NOON.plus(Duration.ofHours(7)))).isEqualTo(told);
    assertThat(told.isDueAt(NOON.plus(Duration.ofHours(9)))).as("told once").isFalse();
  }

  @Test
  void isMovedByNewVitalSignsAndByNoOlderOnes() {
    var later = SIX_HOURLY.told(NOON.plus(SIX_HOURS)).measured(NOON.plus(SIX_HOURS));

    assertThat(later.next(SIX_HOURS, true, NOON.plus(SIX_HOURS)).by())
        .isEqualTo(NOON.plus(Duration.ofHours(12)));
    assertThat(later.toldAt()).isNull();
    assertThat(SIX_HOURLY.measured(NOON)).isEqualTo(SIX_HOURLY);
    assertThat(SIX_HOURLY.measured(NOON.minusSeconds(1))).isEqualTo(SIX_HOURLY);
  }

  @Test
  void comesSoonerWhenMoreIsAskedButNotAtOnce() {
    assertThat(SIX_HOURLY.next(HOUR, true, NOON.plusSeconds(60)).by()).isEqualTo(NOON.plus(HOUR));
    var late = NOON.plus(Duration.ofHours(2));
    assertThat(SIX_HOURLY.next(HOUR, true, late).by()).isEqualTo(late.plus(Remeasure.GRACE));
  }

  @Test
  void isHeardOfAgainWhenMoreIsAskedAfterItWasTold() {
    var told = SIX_HOURLY.told(NOON.plus(SIX_HOURS));
    var now = NOON.plus(Duration.ofHours(7));

    var next = told.next(HOUR, true, now);

    assertThat(next.by()).isEqualTo(now.plus(Remeasure.GRACE));
    assertThat(next.toldAt()).isNull();
  }

  @Test
  void comesBackWhenWhoWasThereGaveUp() {
    var there = SIX_HOURLY.next(SIX_HOURS, false, NOON.plus(HOUR));

    assertThat(there.next(SIX_HOURS, true, NOON.plus(HOUR)).by()).isEqualTo(NOON.plus(SIX_HOURS));
    var late = NOON.plus(Duration.ofHours(8));
    assertThat(there.next(SIX_HOURS, true, late).by()).isEqualTo(late.plus(Remeasure.GRACE));
  }

  /** While nobody measures, comes or is told, a deadline never becomes later. */
  @Test
  void becomesLaterOnlyByMeasuring() {
    for (var seed = 0; seed < 200; seed++) {
      var random = new Random(seed);
      var remeasure = SIX_HOURLY;
      var now = NOON;
      for (var step = 0; step < 20; step++) {
        now = now.plusSeconds(random.nextInt(1_200));
        var asked = Duration.ofHours(1 + random.nextInt(12));
        var next = remeasure.next(asked, true, now);
        if (!remeasure.isDueAt(now)) {
          assertThat(next.by()).as("seed " + seed).isBeforeOrEqualTo(remeasure.by());
        }
        remeasure = next;
      }
    }
  }

  @Test
  void whatIsStillToComeIsToldOfThoughSomebodyWasToldToMeasureAtOnce() {
    var early = SIX_HOURLY.toldAtOnce(NOON.plus(HOUR));

    assertThat(early).isEqualTo(SIX_HOURLY);
    assertThat(early.next(SIX_HOURS, true, NOON.plus(HOUR)).isDueAt(NOON.plus(SIX_HOURS))).isTrue();
    var late = NOON.plus(Duration.ofHours(7));
    assertThat(SIX_HOURLY.toldAtOnce(late)).as("was due").isEqualTo(SIX_HOURLY.told(late));
    var told = SIX_HOURLY.told(NOON.plus(SIX_HOURS));
    assertThat(told.toldAtOnce(late)).as("was told before").isEqualTo(SIX_HOURLY.told(late));
    var nothing = SIX_HOURLY.next(SIX_HOURS, false, late);
    assertThat(nothing.toldAtOnce(late)).isEqualTo(nothing);
  }

  @Test
  void nobodyIsToldOfNothing() {
    assertThatThrownBy(() -> new Remeasure(NOON, null, null, NOON))
        .hasMessageContaining("Expected a deadline");
  }
}
