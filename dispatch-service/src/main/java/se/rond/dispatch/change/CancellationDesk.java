package se.rond.dispatch.change;

import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import se.rond.access.Caller;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.care.PatientReference;
import se.rond.contracts.dispatch.DispatchEvent;
import se.rond.contracts.intake.Change.Cancellation;
import se.rond.contracts.intake.Change.CancellationReason;
import se.rond.contracts.topic.Topic;
import se.rond.contracts.triage.AssessmentRequestEvent;
import se.rond.dispatch.assignment.EmergencyDesk;
import se.rond.dispatch.assignment.OpenWork;
import se.rond.dispatch.change.ChangeResult.Done;
import se.rond.dispatch.change.ChangeResult.Reason;
import se.rond.dispatch.change.ChangeResult.Refused;
import se.rond.dispatch.remeasure.RemeasureDesk;
import se.rond.dispatch.request.AssessmentRequest;
import se.rond.dispatch.request.AssessmentRequests;
import se.rond.dispatch.request.Patients;
import se.rond.dispatch.request.RequestState;
import se.rond.dispatch.request.TimelineEntry;
import se.rond.messaging.Outbox;

/** Takes that nobody needs to come. */
@Service
public class CancellationDesk {

  private final AssessmentRequests requests;
  private final Changes changes;
  private final Parting parting;
  private final OtherRequests others;
  private final Patients patients;
  private final OpenWork work;
  private final EmergencyDesk emergencies;
  private final RemeasureDesk remeasures;
  private final Outbox outbox;
  private final InstantSource clock;

  CancellationDesk(
      AssessmentRequests requests,
      Changes changes,
      Parting parting,
      OtherRequests others,
      Patients patients,
      OpenWork work,
      EmergencyDesk emergencies,
      RemeasureDesk remeasures,
      Outbox outbox,
      InstantSource clock) {
    this.requests = requests;
    this.changes = changes;
    this.parting = parting;
    this.others = others;
    this.patients = patients;
    this.work = work;
    this.emergencies = emergencies;
    this.remeasures = remeasures;
    this.outbox = outbox;
    this.clock = clock;
  }

  /**
   * Cancels a request: nobody comes who is not there yet. Whoever cancels speaks for the own
   * request only: what others raised is parted from it and stays open, and so is everything that
   * was joined to one that should never have been raised.
   *
   * @return nothing if the caller may see no such request
   */
  @Transactional
  public Optional<ChangeResult> cancel(AssessmentRequestId id, Cancellation told, Caller caller) {
    return requests.findPatient(id, caller).flatMap(patient -> cancel(id, told, patient, caller));
  }

  /** The patient is locked before the request, as intake does: one that is parted is open then. */
  private Optional<ChangeResult> cancel(
      AssessmentRequestId id, Cancellation told, PatientReference patient, Caller caller) {
    patients.lock(patient);
    return requests
        .findAndLock(id, caller)
        .map(
            request -> {
              if (!request.id().equals(id)) {
                return new Refused(Reason.REQUEST_JOINED, request.state());
              }
              if (!request.patient().equals(patient)) {
                throw new OptimisticLockingFailureException(
                    "Expected request "
                        + id
                        + " to be about the patient it was about a moment ago, but somebody has just corrected it");
              }
              return cancel(request, told, TimelineEntry.actor(caller));
            });
  }

  private ChangeResult cancel(AssessmentRequest request, Cancellation told, String actor) {
    return switch (request.state()) {
      case CANCELLED ->
          changes.findCancellation(request.id()).filter(told.reason()::equals).isPresent()
              ? new Done(ChangeAnswer.of(request))
              : new Refused(Reason.ALREADY_CANCELLED, request.state());
      case DOCUMENTING, CLOSED, JOINED -> Refused.over(request.state());
      case EMERGENCY_DIRECTED ->
          emergencies.isAnswered(request.id())
              ? cancelOpen(request, told, actor)
              : new Refused(Reason.EMERGENCY_NOT_ACKNOWLEDGED, request.state());
      case RECEIVED, WAITING, ASSIGNED, UNDER_WAY -> cancelOpen(request, told, actor);
    };
  }

  private ChangeResult cancelOpen(AssessmentRequest request, Cancellation told, String actor) {
    return work.isSomebodyWithPatient(request.id())
        ? new Refused(Reason.WITH_PATIENT, request.state())
        : new Done(ChangeAnswer.of(cancelled(request, told, actor)));
  }

  private AssessmentRequest cancelled(AssessmentRequest request, Cancellation told, String actor) {
    var now = clock.instant();
    var cancelled = request.revised().in(RequestState.CANCELLED);
    var beside = others.list(request.id(), Set.of(request.patient()));
    requests.store(cancelled);
    changes.keepCancellation(request.id(), told.reason());
    work.withdrawAll(cancelled, actor);
    remeasures.settle(cancelled, now);
    requests.note(
        request.id(),
        new TimelineEntry(now, "RequestCancelled", actor, null, told.reason().name()));
    outbox.add(
        Topic.DISPATCH_ASSESSMENT_REQUESTS,
        request.id().toString(),
        new AssessmentRequestEvent.RequestCancelled(
            cancelled.id(),
            cancelled.revision(),
            cancelled.patient(),
            cancelled.municipality(),
            now));
    outbox.add(
        Topic.DISPATCH_REQUESTS,
        request.id().toString(),
        new DispatchEvent.RequestCancelled(
            cancelled.id(), cancelled.municipality(), cancelled.requester(), now));
    var joined = requests.listJoinedAndLock(request.id());
    if (told.reason() == CancellationReason.RAISED_IN_ERROR
        || joined.stream().anyMatch(one -> !one.requester().equals(request.requester()))) {
      parting.part(cancelled, joined, now, actor);
    }
    others.askAnew(beside, now, actor);
    return cancelled;
  }
}
