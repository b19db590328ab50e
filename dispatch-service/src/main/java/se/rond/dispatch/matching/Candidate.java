package se.rond.dispatch.matching;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import se.rond.contracts.care.Capability;
import se.rond.contracts.care.ResponderId;

/**
 * A responder who may be asked.
 *
 * @param eta when the responder would be with the patient, open work first
 * @param inTime whether that is within the target
 * @param followLater wanted capabilities this responder lacks, which another may bring later
 * @param capacity how much a function does at once; null for as much as comes. One that is
 *     exhausted is asked only where nobody else would be
 * @param lastLapsedAt when this responder last let an offer of this need go unanswered; null if
 *     never
 * @param failed whether this responder has taken this need before and could not go on
 */
public record Candidate(
    ResponderId responder,
    Instant eta,
    boolean inTime,
    Set<Capability> followLater,
    int openAssignments,
    @Nullable Capacity capacity,
    @Nullable Instant lastLapsedAt,
    boolean failed) {

  public Candidate {
    followLater = Set.copyOf(followLater);
  }

  /** Returns true if one more would be beyond what this responder does at once. */
  boolean exhausted() {
    return capacity != null && capacity.exhausted();
  }

  /** Returns true if this responder has neither kept silent about this need nor given it up. */
  boolean fresh() {
    return lastLapsedAt == null && !failed;
  }
}
