package se.rond.triage.assessment;

import se.rond.contracts.triage.AssessmentRequestEvent.RequestCancelled;

/** All assessments that were made. */
public interface Assessments {

  /**
   * Adds one, unless its revision of the request was judged before or the request is cancelled.
   * Returns true if it was added.
   */
  boolean add(Assessment assessment);

  /** Keeps that a request is cancelled, also one that was never judged. */
  void cancel(RequestCancelled cancelled);
}
