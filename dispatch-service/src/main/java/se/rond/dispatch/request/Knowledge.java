package se.rond.dispatch.request;

import se.rond.contracts.care.ClinicalContent;
import se.rond.contracts.care.ContextUsed;

/**
 * What is known of a patient, by everything that was told of a request and of those joined to it.
 */
public interface Knowledge {

  /**
   * What is judged.
   *
   * @param context what counts of what is known of the patient from before
   */
  record Known(ClinicalContent content, ContextUsed context) {}

  /** Puts together what is known by now of a locked request, as triage is asked about it. */
  Known load(AssessmentRequest request);
}
