package se.rond.dispatch.assignment;

import java.time.Instant;
import se.rond.contracts.care.Level;

/**
 * How a need came to be demanded, as far as its ladder goes.
 *
 * @param ladder whose ladder leads to what the level promises, or to what was ordered
 * @param since what the time to accept runs from: the receipt of the request, or when more was
 *     found to be needed
 * @param promisedFrom what the time for contact runs from
 * @param isOrdered whether somebody asked for just that, at a level of its own
 */
record Demand(Level ladder, Instant since, Instant promisedFrom, boolean isOrdered) {

  /** What follows from the level of a request. */
  Demand(Level ladder, Instant since, Instant promisedFrom) {
    this(ladder, since, promisedFrom, false);
  }

  /** What is asked for by itself, with a promise from then on. */
  static Demand ordered(Level ladder, Instant at) {
    return new Demand(ladder, at, at, true);
  }
}
