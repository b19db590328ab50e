package se.rond.dispatch.assessment;

import java.time.Instant;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.dispatch.request.BodyDigest;

/**
 * What is stored under an id: enough to tell a repetition from something else.
 *
 * @param request the one it counts for
 * @param toldOf the one that was named: the same, or one that was joined to it
 */
public record Earlier(
    AssessmentRequestId request,
    AssessmentRequestId toldOf,
    Instant receivedAt,
    BodyDigest digest,
    Receipt receipt) {}
