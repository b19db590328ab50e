package se.rond.dispatch.change;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import se.rond.access.Caller;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.care.PatientReference;
import se.rond.contracts.dispatch.DispatchEvent.Change;
import se.rond.contracts.intake.Change.Correction;
import se.rond.contracts.intake.Change.Protection;
import se.rond.contracts.intake.Change.WrongPatient;
import se.rond.dispatch.accesslog.AccessLog;
import se.rond.dispatch.change.ChangeResult.Done;
import se.rond.dispatch.change.ChangeResult.Reason;
import se.rond.dispatch.change.ChangeResult.Refused;
import se.rond.dispatch.request.AssessmentRequest;
import se.rond.dispatch.request.AssessmentRequests;
import se.rond.dispatch.request.Patients;
import se.rond.dispatch.request.Protections;
import tools.jackson.databind.JsonNode;

/** Puts the right patient into a request, and whether that one's identity is protected. */
@Service
public class CorrectionDesk {

  private final AssessmentRequests requests;
  private final Changes changes;
  private final Revisions revisions;
  private final Parting parting;
  private final OtherRequests others;
  private final Patients patients;
  private final AccessLog log;
  private final Protections protections;
  private final InstantSource clock;
  private final Supplier<UUID> freshIds;

  CorrectionDesk(
      AssessmentRequests requests,
      Changes changes,
      Revisions revisions,
      Parting parting,
      OtherRequests others,
      Patients patients,
      AccessLog log,
      Protections protections,
      InstantSource clock,
      Supplier<UUID> freshIds) {
    this.requests = requests;
    this.changes = changes;
    this.revisions = revisions;
    this.parting = parting;
    this.others = others;
    this.patients = patients;
    this.log = log;
    this.protections = protections;
    this.clock = clock;
    this.freshIds = freshIds;
  }

  /**
   * Puts right what was said of who the patient is; nothing if the caller may see no such request.
   */
  @Transactional
  public Optional<ChangeResult> correct(
      AssessmentRequestId id, Correction told, JsonNode body, Caller caller) {
    return requests
        .findPatient(id, caller)
        .flatMap(
            patient ->
                switch (told) {
                  case WrongPatient wrong -> correct(id, wrong, patient, body, caller);
                  case Protection protection -> protect(id, protection, patient, body, caller);
                });
  }

  /**
   * Keeps whether the patient is protected, also of a request that is over or joined to another.
   * Who is shown the patient masked may say that the patient is protected, but not that nobody need
   * be: that would be to see who it is.
   */
  private Optional<ChangeResult> protect(
      AssessmentRequestId id,
      Protection told,
      PatientReference patient,
      JsonNode body,
      Caller caller) {
    patients.lock(patient);
    if (told.protectedIdentity() == null) {
      protections.lockRequests(patient);
    }
    return requests
        .findAndLock(id, caller)
        .map(
            request -> {
              requireStillAbout(request, List.of(patient));
              var sent = Sent.now(told.id(), id, body, clock.instant(), caller);
              return revisions
                  .findEarlier(request, sent, Change.PATIENT)
                  .orElseGet(() -> protectedAnew(request, told, sent, caller));
            });
  }

  private ChangeResult protectedAnew(
      AssessmentRequest request, Protection told, Sent sent, Caller caller) {
    var why = told.protectedIdentity();
    if (why == null && !protections.mayTakeBack(request.patient(), caller)) {
      return new Refused(Reason.IDENTITY_STAYS_PROTECTED, request.state());
    }
    return revisions.revise(
        request,
        request.revised(),
        sent,
        Change.PATIENT,
        _ -> {
          if (why == null) {
            protections.unmark(request.patient());
          } else {
            protections.mark(request.id(), why);
          }
        });
  }

  private static void requireStillAbout(
      AssessmentRequest request, List<PatientReference> expected) {
    if (!expected.contains(request.patient())) {
      throw new OptimisticLockingFailureException(
          "Expected request "
              + request.id()
              + " to be about the patient it was about a moment ago, but somebody has just corrected it");
    }
  }

  /**
   * Puts the right patient into a request, also one that is over. What was done for the patient
   * stays as it is; whom the request was about before is retracted, and kept with the change. What
   * was joined to it is about that patient still, and is parted from it. That a patient is
   * protected was said of whoever lies there, and goes with the request.
   *
   * <p>Both patients are locked before the request, as intake locks the one before the other.
   */
  private Optional<ChangeResult> correct(
      AssessmentRequestId id,
      WrongPatient told,
      PatientReference wrong,
      JsonNode body,
      Caller caller) {
    var right =
        patients.referenceAndLock(told.patient(), new PatientReference(freshIds.get()), wrong);
    return requests
        .findAndLock(id, caller)
        .map(
            request -> {
              if (!request.id().equals(id)) {
                return new Refused(Reason.REQUEST_JOINED, request.state());
              }
              requireStillAbout(request, List.of(wrong, right));
              var sent = Sent.now(told.id(), id, body, clock.instant(), caller);
              return revisions
                  .findEarlier(request, sent, Change.PATIENT)
                  .orElseGet(() -> corrected(request, told, right, sent, caller));
            });
  }

  private ChangeResult corrected(
      AssessmentRequest request,
      WrongPatient told,
      PatientReference right,
      Sent sent,
      Caller caller) {
    if (right.equals(request.patient())) {
      // Nothing is corrected, but the id stands for it from now on.
      return revisions.revise(
          request, request.revised(), sent, Change.PATIENT, _ -> mark(request, told));
    }
    var alsoOpen = requests.findOpenAndLock(right, caller).map(AssessmentRequest::id);
    var joined = requests.listJoinedAndLock(request.id());
    var corrected = request.revised().about(right);
    log.changeOfPatient(request.id(), request.patient());
    var beside = others.list(request.id(), Set.of(request.patient(), right));
    var result =
        revisions.revise(
            request,
            corrected,
            sent,
            Change.PATIENT,
            change -> {
              if (!protections.mayIdentify(request.id(), caller)) {
                protections.carry(request.patient(), request.id());
                protections.keepFor(request.patient(), request.id());
              }
              mark(request, told);
              changes.replacePatient(
                  request.id(),
                  change.id(),
                  request.patient(),
                  told.patient(),
                  told.patient().ageYearsAt(sent.receivedAt()).orElse(null));
              // What is judged from here on remembers nothing of it about the wrong patient.
              requests.store(corrected);
              parting.part(corrected, joined, change.receivedAt(), change.actor());
            });
    if (!(result instanceof Done(var first))) {
      return result;
    }
    others.askAnew(beside, sent.receivedAt(), sent.actor());
    if (!joined.isEmpty()) {
      // Whose ambulance it was that somebody spoke of, nobody knows now.
      revisions.directAnew(corrected, sent.actor());
    }
    var answer = revisions.withAlarm(first);
    return revisions.answered(sent, alsoOpen.map(answer::beside).orElse(answer));
  }

  private void mark(AssessmentRequest request, WrongPatient told) {
    if (told.protectedIdentity() != null) {
      protections.mark(request.id(), told.protectedIdentity());
    }
  }
}
