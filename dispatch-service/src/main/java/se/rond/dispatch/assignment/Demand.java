package se.rond.dispatch.assignment;

import java.time.Instant;
import se.rond.contracts.care.Level;

/**
 * How a need came to be demanded, as far as its ladder goes.
 *
 * @param ladder whose ladder leads to what the level promises
 * @param since what the time to accept runs from: the receipt of the request, or when more was
 *     found to be needed
 * @param promisedFrom what the time for contact runs from
 */
record Demand(Level ladder, Instant since, Instant promisedFrom) {}
