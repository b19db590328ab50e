package se.rond.dispatch.request;

import se.rond.contracts.care.PatientReference;
import se.rond.contracts.intake.PatientIdentifier;

/** The only place where a number meets the random reference that stands for it everywhere else. */
public interface Patients {

  /**
   * Returns the random reference of a patient; the first time a new one. The patient's row is
   * locked until commit, so that two requests for one patient come one after the other.
   */
  PatientReference referenceAndLock(PatientIdentifier patient, PatientReference ifNew);
}
