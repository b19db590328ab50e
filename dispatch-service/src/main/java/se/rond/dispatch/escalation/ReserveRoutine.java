package se.rond.dispatch.escalation;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.care.ReserveRoutineId;
import se.rond.contracts.care.ResponderId;

/**
 * The end of a ladder (<i>reservrutin</i>): a manager is in charge until a person resolves it.
 *
 * @param role what the ladder calls the manager
 * @param managers those who were told; none where the agreement names no recipient
 * @param resolution null while it is open
 */
public record ReserveRoutine(
    ReserveRoutineId id,
    AssessmentRequestId request,
    String role,
    List<ResponderId> managers,
    Instant activatedAt,
    @Nullable Resolution resolution) {

  public ReserveRoutine {
    managers = List.copyOf(managers);
  }
}
