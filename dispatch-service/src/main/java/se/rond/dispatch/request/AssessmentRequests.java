package se.rond.dispatch.request;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import se.rond.access.Caller;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.care.ContactCause;
import se.rond.contracts.care.PatientReference;
import se.rond.contracts.triage.TriageDecision;

/**
 * The requests there are. Whoever changes anything about one holds its row from lock to commit. Who
 * locks a patient too does so first, as intake must; else two could wait for each other.
 */
public interface AssessmentRequests {

  /**
   * Finds and locks a request the caller may see; one that the caller may not is as good as none.
   * For one that was joined to another, that other one.
   */
  Optional<AssessmentRequest> findAndLock(AssessmentRequestId id, Caller caller);

  /**
   * Finds whom a request is about that the caller may see, without locking it; for one that was
   * joined to another, whom that other one is about.
   */
  Optional<PatientReference> findPatient(AssessmentRequestId id, Caller caller);

  /** Finds and locks a request on behalf of Rond itself. */
  Optional<AssessmentRequest> findAndLock(AssessmentRequestId id);

  /**
   * Finds and locks the oldest open request about a patient that the caller may see. One that waits
   * for nothing but another look at the patient is none: who asks for help now is not answered by
   * it.
   */
  Optional<AssessmentRequest> findOpenAndLock(PatientReference patient, Caller caller);

  /**
   * Lists and locks all open requests about a locked patient, whoever may see them, the earliest
   * first; also those that wait for nothing but another look.
   */
  List<AssessmentRequest> listOpenAndLock(PatientReference patient);

  /** Lists and locks those joined to a locked request, the earliest first. */
  List<AssessmentRequest> listJoinedAndLock(AssessmentRequestId id);

  /**
   * Parts all that is joined to a request from it. Its alarms are counted on, so that no word about
   * one of them answers another.
   *
   * @param open one of them, which is by itself from now on; the others are joined to it
   */
  void part(AssessmentRequest open, AssessmentRequestId from);

  /** Lists why help was asked for: in the request, and in those that were joined to it. */
  Set<ContactCause> listCauses(AssessmentRequestId id);

  /**
   * Stores what may change of a locked request. Triage is not waited for any more if it has judged
   * the newest revision, or if there is nothing left to judge.
   */
  void store(AssessmentRequest request);

  /**
   * Keeps what triage decided on a revision; false if one on that revision counted before. The one
   * on the newest revision is shown, as it was decided.
   */
  boolean keepDecision(
      AssessmentRequestId id, int revision, TriageDecision decision, Instant countedAt);

  /**
   * Returns whether what is found of a revision says something new of the patient: what was last
   * told by then was not judged before. Another place and what is known from other requests are
   * nothing that was told of the patient.
   */
  boolean isNewlyTold(AssessmentRequestId id, int revision);

  /** Adds a line to what people read. */
  void note(AssessmentRequestId id, TimelineEntry entry);
}
