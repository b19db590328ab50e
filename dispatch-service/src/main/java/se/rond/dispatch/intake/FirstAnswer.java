package se.rond.dispatch.intake;

import se.rond.contracts.care.AssessmentRequestId;
import se.rond.dispatch.request.RequestState;

/** The answer to a submitted request: stored with it, and repeated to whoever sends it again. */
public record FirstAnswer(AssessmentRequestId id, RequestState state, Advice advice) {}
