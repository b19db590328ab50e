package se.rond.dispatch.matching;

import java.time.Instant;
import java.util.Set;
import se.rond.contracts.care.Capability;
import se.rond.contracts.care.ResponderId;

/**
 * A responder who may be asked.
 *
 * @param eta when the responder would be with the patient, open work first
 * @param inTime whether that is within the target
 * @param followLater wanted capabilities this responder lacks, which another may bring later
 * @param lapsedBefore whether an earlier offer of this need went unanswered
 */
public record Candidate(
    ResponderId responder,
    Instant eta,
    boolean inTime,
    Set<Capability> followLater,
    int openAssignments,
    boolean lapsedBefore) {

  public Candidate {
    followLater = Set.copyOf(followLater);
  }
}
