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
    @Nullable Instant lastLapsedAt,
    boolean failed) {

  public Candidate {
    followLater = Set.copyOf(followLater);
  }
}
