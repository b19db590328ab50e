package se.rond.dispatch.accesslog;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.care.PatientReference;
import se.rond.contracts.care.ResponderId;
import se.rond.dispatch.sight.Sight;

/**
 * Writes who does what with whose data, in the transaction that does it: what is not written is not
 * done, and what is not done is not written. What Rond does by itself is nobody's access.
 */
@Component
public class AccessLog {

  private final Calls calls;
  private final Entries entries;

  AccessLog(Calls calls, Entries entries) {
    this.calls = calls;
    this.entries = entries;
  }

  /** One request is shown. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void read(AssessmentRequestId request) {
    expectSight();
    expectCommit();
    addAll(Entry.of(call(), Activity.READ), List.of(request));
  }

  /**
   * A list is shown.
   *
   * @param criteria what it was limited to, by name, checked before: no clinical text, and nobody's
   *     number
   * @param shown the requests in it
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void search(Map<String, String> criteria, Collection<AssessmentRequestId> shown) {
    expectSight();
    enterSearch(criteria, shown);
  }

  /**
   * Something that the service reads is shown, such as entries of this log.
   *
   * @param criteria what it was limited to
   * @param about the requests that it is about
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void searchAsService(Map<String, String> criteria, Collection<AssessmentRequestId> about) {
    enterSearch(criteria, about);
  }

  private void enterSearch(Map<String, String> criteria, Collection<AssessmentRequestId> shown) {
    expectCommit();
    var entry = Entry.of(call(), Activity.SEARCH).limitedTo(criteria);
    if (shown.isEmpty()) {
      entries.add(entry);
    } else {
      addAll(entry, shown);
    }
  }

  /**
   * A list of what a responder has is shown.
   *
   * @param responder as it was asked for; one that does not exist is not repeated, since somebody
   *     may have taken a number or a name for one
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void searchOf(ResponderId responder, Collection<AssessmentRequestId> shown) {
    search(
        Map.of("responder", entries.isResponder(responder) ? responder.value() : "UNKNOWN"), shown);
  }

  /** What the log says about a patient is given to somebody, to be handed on to the patient. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void export(PatientReference patient) {
    expectCommit();
    entries.add(Entry.of(call(), Activity.EXPORT), null, patient);
  }

  /** Requests are held by the call, if there is one, and may be changed. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void change(Collection<AssessmentRequestId> requests) {
    calls
        .find()
        .ifPresent(
            call -> {
              expectCommit();
              entries.add(Entry.of(call, Activity.CHANGE), requests);
            });
  }

  /** A request is about somebody else from now on; this is whom it was about. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void changeOfPatient(AssessmentRequestId request, PatientReference before) {
    calls
        .find()
        .ifPresent(call -> entries.add(Entry.of(call, Activity.CHANGE), request.value(), before));
  }

  /** Something is changed that is a patient's and no request's, such as a block. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void changeOf(PatientReference patient, UUID what) {
    expectCommit();
    entries.add(Entry.of(call(), Activity.CHANGE), what, patient);
  }

  /** What there is of a patient is shown, beside requests. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void searchAbout(Optional<PatientReference> patient) {
    expectCommit();
    var entry = Entry.of(call(), Activity.SEARCH);
    patient.ifPresentOrElse(found -> entries.add(entry, null, found), () -> entries.add(entry));
  }

  /** A step of an emergency opening; the operation says which. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void emergencyOpening(AssessmentRequestId request) {
    expectCommit();
    entries.add(Entry.of(call(), Activity.EMERGENCY_OPENING), List.of(request));
  }

  /** The caller may not see a request, or the part of it that was asked for. */
  @Transactional
  public void denied(Call call, AssessmentRequestId request) {
    entries.add(Entry.of(call, Activity.DENIED), List.of(request));
  }

  /**
   * The caller may not do this, whoever it is about.
   *
   * @param request nothing if none was named
   */
  @Transactional
  public void forbidden(Call call, Optional<AssessmentRequestId> request) {
    var entry = Entry.of(call, Activity.DENIED);
    if (request.isEmpty() || entries.add(entry, List.of(request.get())) == 0) {
      entries.add(entry);
    }
  }

  private void addAll(Entry entry, Collection<AssessmentRequestId> requests) {
    if (entries.add(entry, requests) == 0) {
      throw new IllegalStateException("Expected " + requests + " to exist, but found none of them");
    }
  }

  private Call call() {
    return calls
        .find()
        .orElseThrow(
            () -> new IllegalStateException("Expected a call that is answered, but found none"));
  }

  private static void expectSight() {
    if (Sight.find().isEmpty()) {
      throw new IllegalStateException(
          "Expected what is shown to be read as the caller, but found it read as the service.\n"
              + "Maybe the handler says that it changes something, or is not called by its proxy.");
    }
  }

  private void expectCommit() {
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            calls.committed();
          }
        });
  }
}
