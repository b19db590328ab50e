package se.rond.dispatch.request;

import se.rond.access.Caller;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.care.PatientReference;
import se.rond.contracts.care.ProtectedIdentity;

/** Whose identity is protected, by what was said of requests. */
public interface Protections {

  /** Returns true if the patient is not protected, or {@link MayIdentify} is kept. */
  boolean mayIdentify(AssessmentRequestId request, Caller caller);

  /** Returns true if {@link MayIdentify} is kept of every request that says that the patient is. */
  boolean mayTakeBack(PatientReference patient, Caller caller);

  /**
   * Says of a request itself why its patient is protected, where another of the patient's requests
   * alone says so: it will be about somebody else.
   */
  void carry(PatientReference patient, AssessmentRequestId request);

  /** Keeps that the patient of a request is protected, and of two reasons the stronger. */
  void mark(AssessmentRequestId request, ProtectedIdentity why);

  /** Locks all requests of a patient, in the order in which others lock several. */
  void lockRequests(PatientReference patient);

  /** Takes it back of all requests of a patient, which are locked. */
  void unmark(PatientReference patient);

  /**
   * Keeps a patient protected from whom a protected request is taken away, as it was by that. A
   * reader for whom the patient is masked would see the other requests else.
   */
  void keepFor(PatientReference patient, AssessmentRequestId takenAway);
}
