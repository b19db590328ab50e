package se.rond.dispatch.remeasure;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * By when a patient is to be measured again.
 *
 * @param measuredAt when vital signs were measured last, as far as is known
 * @param every how often they are to be; null where nothing asks for it
 * @param by the deadline; null where nothing is to be measured, or somebody is with the patient
 * @param toldAt when somebody was told that it has passed; null if nobody was
 */
public record Remeasure(
    Instant measuredAt, @Nullable Duration every, @Nullable Instant by, @Nullable Instant toldAt) {

  /**
   * Who has just been asked to measure, or told that a colleague cannot come, is not late yet: no
   * deadline is sooner than this after it is set. 15 min, chosen.
   */
  static final Duration GRACE = Duration.ofMinutes(15);

  public Remeasure {
    if (toldAt != null && by == null) {
      throw new IllegalArgumentException("Expected a deadline that somebody was told of");
    }
  }

  /** One of which nothing is asked yet. */
  static Remeasure since(Instant measuredAt) {
    return new Remeasure(measuredAt, null, null, null);
  }

  /** Later vital signs; of a time before the last ones they change nothing. */
  Remeasure measured(Instant at) {
    return at.isAfter(measuredAt) ? new Remeasure(at, null, null, null) : this;
  }

  /**
   * What holds from now on. A deadline stays as long as nothing about it changes, and becomes later
   * only by measuring.
   *
   * @param asked how often the patient is to be measured; null where nothing asks for it
   * @param isWaiting whether the patient waits with nobody there
   */
  Remeasure next(@Nullable Duration asked, boolean isWaiting, Instant now) {
    if (asked == null || !isWaiting) {
      return new Remeasure(measuredAt, asked, null, null);
    }
    if (by != null && asked.equals(every)) {
      return this;
    }
    var regular = measuredAt.plus(asked);
    var soonest = now.plus(GRACE);
    var fresh = regular.isBefore(soonest) ? soonest : regular;
    return new Remeasure(
        measuredAt, asked, by != null && toldAt == null && by.isBefore(fresh) ? by : fresh, null);
  }

  /**
   * The same, and somebody was told to measure at once. A deadline that is still to come is told of
   * all the same when it has passed.
   */
  Remeasure toldAtOnce(Instant at) {
    return by == null || by.isAfter(at) ? this : told(at);
  }

  /** The same, and somebody was told. */
  Remeasure told(Instant at) {
    return new Remeasure(measuredAt, every, by, at);
  }

  /** Returns true if somebody is to be told. */
  boolean isDueAt(Instant now) {
    return by != null && toldAt == null && !by.isAfter(now);
  }
}
