package se.rond.dispatch.agreement;

import java.time.Duration;
import java.time.Instant;
import se.rond.contracts.care.Level;

/**
 * Works out when somebody is to be in contact.
 *
 * <p>The limit of the target runs on the clock, through nights, weekends and the change of the
 * clocks: no calendar makes it longer, so nobody waits over a weekend. Where the target names a
 * working day, contact is made before the end of the first one that has an hour left within the
 * limit, but never sooner than the fall-back itself would promise: who asks a minute before closing
 * time is not more urgent than {@code PHYSICIAN_NOW}. Where no working hour is left within the
 * limit, the level cannot be had, and the ladder of its fall-back is climbed from the start, on the
 * same clock (clinical reference 2.11).
 *
 * <p>Whoever asks later is never promised an earlier time.
 */
final class Deadlines {

  private Deadlines() {}

  static Promise of(Terms terms, Level level, Occasion occasion) {
    var target = terms.target(level);
    var raisedAt = occasion.raisedAt();
    var latest = raisedAt.plus(target.contactWithin(occasion));
    if (target.calendar().equals(CalendarName.ROUND_THE_CLOCK)) {
      return new Promise(latest, level);
    }
    var calendar = terms.calendar(target.calendar());
    return calendar
        .findOpenDay(raisedAt, latest)
        .flatMap(calendar::closesOn)
        .map(closes -> later(closes, soonest(terms, level, raisedAt)))
        .map(byClosing -> new Promise(earlier(latest, byClosing), level))
        .orElseGet(() -> new Promise(latest, terms.findFallBack(level).orElse(level)));
  }

  /** The least time that a promise of that level leaves, whatever the occasion. */
  static Duration shortest(Terms terms, Level level) {
    var target = terms.target(level);
    var shortest = target.shortestContactWithin();
    return target.calendar().equals(CalendarName.ROUND_THE_CLOCK)
        ? shortest
        : terms
            .findFallBack(level)
            .map(to -> terms.target(to).contactWithin())
            .filter(above -> above.compareTo(shortest) < 0)
            .orElse(shortest);
  }

  /** What a person asked for at that instant would promise at the level above. */
  private static Instant soonest(Terms terms, Level level, Instant raisedAt) {
    return terms
        .findFallBack(level)
        .map(to -> raisedAt.plus(terms.target(to).contactWithin()))
        .orElse(raisedAt);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
