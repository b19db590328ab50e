package se.rond.dispatch.change;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.dispatch.request.Advice;
import se.rond.dispatch.request.AssessmentRequest;
import se.rond.dispatch.request.RequestState;

/**
 * The answer to a change: stored with it, and repeated to whoever sends it again.
 *
 * @param id the request that was changed; for one that was joined to another, that other one
 * @param revision the revision that the change made
 * @param advice what the nurse's screen shows at once, by everything that is known
 * @param alarm the number of the alarm that the advice is about, to be answered with it; null
 *     without one
 * @param alsoOpen another open request about the patient a correction named; null if there is none
 */
public record ChangeAnswer(
    AssessmentRequestId id,
    int revision,
    RequestState state,
    Advice advice,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer alarm,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable AssessmentRequestId alsoOpen) {

  /** The answer for a request as it stands, without an alarm. */
  static ChangeAnswer of(AssessmentRequest request) {
    return new ChangeAnswer(
        request.id(),
        request.revision(),
        request.state(),
        request.state() == RequestState.EMERGENCY_DIRECTED ? Advice.RING_112_NU : Advice.NONE,
        null,
        null);
  }

  ChangeAnswer about(@Nullable Integer newAlarm) {
    return new ChangeAnswer(id, revision, state, advice, newAlarm, alsoOpen);
  }

  ChangeAnswer beside(AssessmentRequestId other) {
    return new ChangeAnswer(id, revision, state, advice, alarm, other);
  }
}
