package se.rond.dispatch.assignment;

import se.rond.contracts.care.AssessmentRequestId;

/** Whether somebody is to look at a patient again. */
public interface Reassessments {

  /**
   * Returns whether a re-assessment of the request waits: nobody has met it, and the patient was
   * not handed on.
   */
  boolean isPending(AssessmentRequestId request);
}
