package se.rond.dispatch.intake;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.dispatch.request.Advice;
import se.rond.dispatch.request.RequestState;

/**
 * The answer to a submitted request: stored with it, and repeated to whoever sends it again.
 *
 * @param state where it stood when it was stored; for a joined one, where the open one stood
 * @param alarm the number of the alarm that the advice is about, to be answered with it; null
 *     without one
 * @param joined the open request of the same patient that it was joined to; null if there was none
 */
public record FirstAnswer(
    AssessmentRequestId id,
    RequestState state,
    Advice advice,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer alarm,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable AssessmentRequestId joined) {}
