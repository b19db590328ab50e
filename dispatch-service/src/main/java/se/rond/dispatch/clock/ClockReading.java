package se.rond.dispatch.clock;

import java.time.Duration;
import java.time.Instant;

/**
 * The database's time, and between which two moments of the process it was read: asking takes time,
 * and nobody knows when in between the answer was made.
 *
 * @param askedAt by the process' monotonic clock, in ns
 * @param answeredAt by the same
 */
record ClockReading(long askedAt, Instant time, long answeredAt) {

  /**
   * Returns by how much the time was set since an earlier reading, as far as that is certain:
   * forwards or, negative, backwards; zero where the time that passed explains it.
   */
  Duration jumpSince(ClockReading earlier) {
    var passed = Duration.between(earlier.time, time);
    var shortest = Duration.ofNanos(askedAt - earlier.answeredAt);
    var longest = Duration.ofNanos(answeredAt - earlier.askedAt);
    if (passed.compareTo(longest) > 0) {
      return passed.minus(longest);
    }
    return passed.compareTo(shortest) < 0 ? passed.minus(shortest) : Duration.ZERO;
  }
}
