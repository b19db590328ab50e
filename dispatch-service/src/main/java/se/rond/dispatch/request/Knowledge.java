package se.rond.dispatch.request;

import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.care.ClinicalContent;

/**
 * What is known of a patient, by everything that was told of a request and of those joined to it.
 */
public interface Knowledge {

  /** Puts together what is known by now, as triage is asked about it. */
  ClinicalContent load(AssessmentRequestId request);
}
