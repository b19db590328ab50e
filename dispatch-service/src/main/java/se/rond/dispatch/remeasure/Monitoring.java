package se.rond.dispatch.remeasure;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.rond.contracts.care.Level;
import se.rond.contracts.triage.TriageDecision.EarlyWarningScore;
import se.rond.contracts.triage.TriageDecision.Parts;

/**
 * How often a patient who waits is measured: the minimum frequency of RCP, NEWS2, 2017 (clinical
 * reference 1.2), by the score and by the level, whichever is more often.
 */
final class Monitoring {

  /**
   * What the reference calls continuous cannot have a deadline; as often as it makes sense to tell.
   * 15 min, chosen.
   */
  static final Duration CONTINUOUS = Duration.ofMinutes(15);

  private static final Duration HOURLY = Duration.ofHours(1);

  /** Of "4–6-hourly" what the reference has for this product: re-measure within 6 h. */
  private static final Duration SIX_HOURLY = Duration.ofHours(6);

  private static final Duration TWELVE_HOURLY = Duration.ofHours(12);

  private Monitoring() {}

  /**
   * What the score asks for: 12-hourly at 0, 6-hourly from 1, hourly from 5 or with 3 points for
   * one value, continuous from 7. A missing value is never taken as normal: without a total the
   * least that it can be counts, and 0 of that is not 0. Nothing where nothing is scored.
   */
  static Optional<Duration> byScore(EarlyWarningScore news2) {
    var total = news2.total();
    var points = total == null ? news2.minimumPossible() : total;
    if (points == null) {
      return Optional.empty();
    }
    if (points >= 7) {
      return Optional.of(CONTINUOUS);
    }
    if (points >= 5 || hasThree(news2.parts())) {
      return Optional.of(HOURLY);
    }
    return Optional.of(points == 0 && total != null ? TWELVE_HOURLY : SIX_HOURLY);
  }

  /**
   * What the level asks for, whatever led to it: as the scores that lead to it (clinical reference
   * 1.2, last column). A nurse's visit and advice ask for nothing by themselves.
   */
  static Optional<Duration> byLevel(Level level) {
    return switch (level) {
      case EMERGENCY_112 -> Optional.of(CONTINUOUS);
      case PHYSICIAN_NOW, MOBILE_TEAM_2H -> Optional.of(HOURLY);
      case MOBILE_TEAM_TODAY, PHYSICIAN_TODAY -> Optional.of(SIX_HOURLY);
      case NURSE, ADVICE -> Optional.empty();
    };
  }

  /** The more frequent of both; null where neither asks for anything. */
  static @Nullable Duration shortest(@Nullable Duration byScore, Optional<Duration> byLevel) {
    return Stream.concat(Stream.ofNullable(byScore), byLevel.stream())
        .min(Duration::compareTo)
        .orElse(null);
  }

  private static boolean hasThree(Parts parts) {
    return Stream.of(
            parts.respirationRate(),
            parts.oxygenSaturation(),
            parts.supplementalOxygen(),
            parts.systolicPressure(),
            parts.pulse(),
            parts.consciousness(),
            parts.temperature())
        .anyMatch(points -> points != null && points == 3);
  }
}
