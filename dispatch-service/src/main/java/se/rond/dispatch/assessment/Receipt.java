package se.rond.dispatch.assessment;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.dispatch.request.Advice;
import se.rond.dispatch.request.AssessmentRequest;
import se.rond.dispatch.request.RequestState;

/**
 * The answer to what was told: stored with it, and repeated to whoever sends it again.
 *
 * @param id of what was told
 * @param request the one it counts for; for one that was joined to another, that other one
 * @param alarm the number of the alarm that the advice is about; null without one
 */
public record Receipt(
    UUID id,
    AssessmentRequestId request,
    RequestState state,
    Advice advice,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer alarm) {

  static Receipt of(UUID id, AssessmentRequest request, @Nullable Integer alarm) {
    return new Receipt(
        id,
        request.id(),
        request.state(),
        request.state() == RequestState.EMERGENCY_DIRECTED ? Advice.RING_112_NU : Advice.NONE,
        request.state() == RequestState.EMERGENCY_DIRECTED ? alarm : null);
  }
}
