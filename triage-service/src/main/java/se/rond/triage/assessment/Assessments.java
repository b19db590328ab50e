package se.rond.triage.assessment;

import se.rond.contracts.triage.AssessmentRequestEvent.RequestCancelled;

/** All assessments that were made. */
public interface Assessments {

  /**
   * Adds one, if its revision of the request is newer than all that are there and the request is
   * not cancelled. Returns true if it was added.
   */
  boolean add(Assessment assessment);

  /** Keeps that a request is cancelled, also one that was never judged. */
  void cancel(RequestCancelled cancelled);
}
