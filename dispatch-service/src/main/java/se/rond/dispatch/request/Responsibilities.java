package se.rond.dispatch.request;

import se.rond.contracts.care.AssessmentRequestId;

/** Who carries the responsibility for each request. */
public interface Responsibilities {

  /** Tells who it is for a request that there is. */
  Responsible load(AssessmentRequestId request);
}
