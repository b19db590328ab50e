package se.rond.dispatch.escalation;

import org.jspecify.annotations.Nullable;
import se.rond.contracts.care.Need;
import se.rond.contracts.care.ReserveRoutineId;

/**
 * What a person says a reserve routine was.
 *
 * @param routine the one that is meant: a late repetition resolves no later one
 * @param hired who was hired for it; null if nobody was
 */
public record Resolution(ReserveRoutineId routine, ResolutionCause cause, @Nullable Hired hired) {

  /**
   * Returns whether nobody of the agreement has to accept a need of that kind any more, as the
   * person says: who is hired for want of a physician is no team.
   */
  boolean seesTo(Need kind) {
    return cause == ResolutionCause.NOT_NEEDED
        || hired != null && cause.missing().map(kind::equals).orElse(true);
  }
}
