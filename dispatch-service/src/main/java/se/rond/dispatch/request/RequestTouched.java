package se.rond.dispatch.request;

import se.rond.contracts.care.AssessmentRequestId;

/**
 * Published inside the transaction that has locked or added a request, and so may change it:
 * whoever keeps something that follows from all of a request looks at it again before the commit.
 */
public record RequestTouched(AssessmentRequestId request) {}
