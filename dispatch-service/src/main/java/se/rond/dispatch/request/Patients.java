package se.rond.dispatch.request;

import java.util.Optional;
import se.rond.contracts.care.PatientReference;
import se.rond.contracts.intake.PatientIdentifier;

/** The only place where a number meets the random reference that stands for it everywhere else. */
public interface Patients {

  /**
   * Returns the random reference of a patient; the first time a new one. The patient's row is
   * locked until commit, so that two requests for one patient come one after the other.
   */
  PatientReference referenceAndLock(PatientIdentifier patient, PatientReference ifNew);

  /**
   * As {@link #referenceAndLock}, and locks the row of somebody known too. The two are locked in
   * the order of their numbers, whichever is which: a new patient has no reference yet to order by,
   * and who took them in another order could wait for us while we wait for them.
   */
  PatientReference referenceAndLock(
      PatientIdentifier patient, PatientReference ifNew, PatientReference known);

  /** Finds the random reference of a patient; nothing if no request was ever about the patient. */
  Optional<PatientReference> find(PatientIdentifier patient);

  /** Locks the row of a patient until commit. */
  void lock(PatientReference patient);
}
