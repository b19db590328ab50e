package se.rond.dispatch.change;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import se.rond.access.Caller;
import se.rond.clinical.TriageRules;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.care.ClinicalContent;
import se.rond.contracts.care.PatientReference;
import se.rond.contracts.care.TriageContext;
import se.rond.contracts.dispatch.DispatchEvent;
import se.rond.contracts.intake.Change.Acknowledgement;
import se.rond.contracts.intake.Change.Cancellation;
import se.rond.contracts.intake.Change.NewPlace;
import se.rond.contracts.intake.Change.Observations;
import se.rond.contracts.intake.Change.WrongPatient;
import se.rond.contracts.intake.Submission;
import se.rond.contracts.topic.Topic;
import se.rond.contracts.triage.AssessmentRequestEvent;
import se.rond.dispatch.assignment.EmergencyDesk;
import se.rond.dispatch.assignment.OpenWork;
import se.rond.dispatch.change.Changes.NewChange;
import se.rond.dispatch.matching.Position;
import se.rond.dispatch.request.Advice;
import se.rond.dispatch.request.AssessmentRequest;
import se.rond.dispatch.request.AssessmentRequests;
import se.rond.dispatch.request.BodyDigest;
import se.rond.dispatch.request.Patients;
import se.rond.dispatch.request.RequestState;
import se.rond.dispatch.request.TimelineEntry;
import se.rond.dispatch.roster.Municipalities;
import se.rond.messaging.Outbox;
import tools.jackson.databind.JsonNode;

/**
 * Takes what is told of a request after it was raised.
 *
 * <p>Whoever comes here holds the request's row until commit. What changes what triage judges by
 * makes a new revision, which is sent to triage in the same commit; what means 112 is not left to
 * triage, but directed there and then.
 */
@Service
public class ChangeDesk {

  private static final boolean OPEN_ONLY = true;
  private static final boolean ALSO_OVER = false;

  private final TriageRules rules;
  private final AssessmentRequests requests;
  private final Changes changes;
  private final Patients patients;
  private final Municipalities municipalities;
  private final OpenWork work;
  private final EmergencyDesk emergencies;
  private final Outbox outbox;
  private final InstantSource clock;
  private final Supplier<UUID> freshIds;

  ChangeDesk(
      TriageRules rules,
      AssessmentRequests requests,
      Changes changes,
      Patients patients,
      Municipalities municipalities,
      OpenWork work,
      EmergencyDesk emergencies,
      Outbox outbox,
      InstantSource clock,
      Supplier<UUID> freshIds) {
    this.rules = rules;
    this.requests = requests;
    this.changes = changes;
    this.patients = patients;
    this.municipalities = municipalities;
    this.work = work;
    this.emergencies = emergencies;
    this.outbox = outbox;
    this.clock = clock;
    this.freshIds = freshIds;
  }

  /** What became of a change. */
  public sealed interface Result {
    /** It is stored, now or by an earlier sending of the same. */
    record Done(ChangeAnswer answer) implements Result {}

    /** Another body was stored under this id before. */
    record BodyDiffers() implements Result {}

    /** The request is not in a state for it. */
    record Refused(Reason reason, RequestState found) implements Result {}

    /** Rond does not serve the municipality, or not for this caller. */
    record NotServed(List<String> served) implements Result {}
  }

  /** Why a change was refused. The names are problem types: add, never rename. */
  public enum Reason {
    /** The request is closed. */
    REQUEST_CLOSED,
    /** The request is cancelled. */
    REQUEST_CANCELLED,
    /** The request is cancelled for another reason. */
    ALREADY_CANCELLED,
    /** Somebody is with the patient; the visit is completed, not cancelled. */
    WITH_PATIENT,
    /** The nurse was told to ring 112 and has not said what became of it. */
    EMERGENCY_NOT_ACKNOWLEDGED,
    /** Nobody was told to ring 112. */
    NOT_AN_EMERGENCY,
    /** It was joined to another one, which is somebody else's to correct or cancel. */
    REQUEST_JOINED
  }

  /**
   * What can be said of observations at once; it needs nothing but their content, not even a
   * database. Why help was asked for is not known here, so each finding weighs the most it can.
   */
  public Advice advice(ClinicalContent content) {
    return means112(content) ? Advice.RING_112_NU : Advice.NONE;
  }

  /**
   * Adds observations to what is known.
   *
   * @return nothing if the caller may see no such request
   */
  @Transactional
  public Optional<Result> observe(
      AssessmentRequestId id, Observations told, JsonNode body, Caller caller) {
    return requests
        .findAndLock(id, caller)
        .map(
            request -> {
              var now = clock.instant();
              var sent = new Sent(told.id(), body, observedAt(told, now), now, actor(caller));
              return once(request, sent, OPEN_ONLY)
                  .orElseGet(
                      () ->
                          revise(
                              request.revised(),
                              sent,
                              DispatchEvent.Change.OBSERVATIONS,
                              told.content().movedBy(skew(told, now)),
                              _ -> {}));
            });
  }

  /**
   * Joins a second request for a patient to a locked open one, as observations.
   *
   * @param second with every time by our clock
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public ChangeAnswer join(
      AssessmentRequest open, Submission second, Instant receivedAt, JsonNode body, Caller caller) {
    var sent = new Sent(second.id().value(), body, observedAt(second), receivedAt, actor(caller));
    return switch (revise(
        open.revised().judged(second.nurseLevel()),
        sent,
        DispatchEvent.Change.JOINED,
        second.content(),
        _ -> {})) {
      case Result.Done(var answer) -> answer;
      case Result.BodyDiffers _, Result.Refused _, Result.NotServed _ ->
          throw new IllegalStateException(
              "Expected the id of request " + second.id() + " to stand for no change yet");
    };
  }

  /**
   * Keeps where the patient is now.
   *
   * @return nothing if the caller may see no such request
   */
  @Transactional
  public Optional<Result> move(
      AssessmentRequestId id, NewPlace told, JsonNode body, Caller caller) {
    return requests
        .findAndLock(id, caller)
        .map(
            request -> {
              var sent = Sent.now(told.id(), body, clock.instant(), actor(caller));
              return once(request, sent, OPEN_ONLY)
                  .orElseGet(() -> moved(request, told, sent, caller));
            });
  }

  private Result moved(AssessmentRequest request, NewPlace told, Sent sent, Caller caller) {
    var municipality = told.place().municipality();
    var centre = municipalities.findCentre(municipality);
    if (centre.isEmpty() || !caller.municipalities().contains(municipality)) {
      return new Result.NotServed(municipalities.listServed(caller));
    }
    var stated = told.place().position();
    var place = stated == null ? centre.get() : new Position(stated.latitude(), stated.longitude());
    var moved = request.revised().at(municipality, place);
    var result =
        revise(
            moved,
            sent,
            DispatchEvent.Change.PLACE,
            null,
            change -> changes.replacePlace(request.id(), change.id(), sent.body()));
    if (result instanceof Result.Done(var answer) && answer.state() == moved.state()) {
      work.moved(moved, sent.actor());
    }
    return result;
  }

  /**
   * Puts the right patient into a request, also one that is over. What was done for the patient
   * stays as it is; whom the request was about before is retracted, and kept with the change.
   *
   * @return nothing if the caller may see no such request
   */
  @Transactional
  public Optional<Result> correct(
      AssessmentRequestId id, WrongPatient told, JsonNode body, Caller caller) {
    return requests
        .findAndLock(id, caller)
        .map(
            request -> {
              if (!request.id().equals(id)) {
                return new Result.Refused(Reason.REQUEST_JOINED, request.state());
              }
              var sent = Sent.now(told.id(), body, clock.instant(), actor(caller));
              return once(request, sent, ALSO_OVER)
                  .orElseGet(() -> corrected(request, told, sent, caller));
            });
  }

  private Result corrected(AssessmentRequest request, WrongPatient told, Sent sent, Caller caller) {
    var right = patients.referenceAndLock(told.patient(), new PatientReference(freshIds.get()));
    if (right.equals(request.patient())) {
      return new Result.Done(answer(request));
    }
    var alsoOpen = requests.findOpenAndLock(right, caller).map(AssessmentRequest::id);
    var result =
        revise(
            request.revised().about(right),
            sent,
            DispatchEvent.Change.PATIENT,
            null,
            change ->
                changes.replacePatient(
                    request.id(),
                    change.id(),
                    request.patient(),
                    told.patient(),
                    told.patient().ageYearsAt(sent.receivedAt()).orElse(null)));
    return alsoOpen.isPresent() && result instanceof Result.Done(var answer)
        ? done(sent.id(), answer.beside(alsoOpen.get()))
        : result;
  }

  /**
   * Cancels a request: nobody comes who is not there yet.
   *
   * @return nothing if the caller may see no such request
   */
  @Transactional
  public Optional<Result> cancel(AssessmentRequestId id, Cancellation told, Caller caller) {
    return requests
        .findAndLock(id, caller)
        .map(
            request ->
                request.id().equals(id)
                    ? cancel(request, told, actor(caller))
                    : new Result.Refused(Reason.REQUEST_JOINED, request.state()));
  }

  private Result cancel(AssessmentRequest request, Cancellation told, String actor) {
    return switch (request.state()) {
      case CANCELLED ->
          changes.findCancellation(request.id()).filter(told.reason()::equals).isPresent()
              ? new Result.Done(answer(request))
              : new Result.Refused(Reason.ALREADY_CANCELLED, request.state());
      case CLOSED, JOINED -> over(request);
      case EMERGENCY_DIRECTED ->
          emergencies.isAcknowledged(request.id())
              ? cancelOpen(request, told, actor)
              : new Result.Refused(Reason.EMERGENCY_NOT_ACKNOWLEDGED, request.state());
      case RECEIVED, WAITING, ASSIGNED, UNDER_WAY -> cancelOpen(request, told, actor);
    };
  }

  private Result cancelOpen(AssessmentRequest request, Cancellation told, String actor) {
    return work.isSomebodyWithPatient(request.id())
        ? new Result.Refused(Reason.WITH_PATIENT, request.state())
        : new Result.Done(answer(cancelled(request, told, actor)));
  }

  private AssessmentRequest cancelled(AssessmentRequest request, Cancellation told, String actor) {
    var now = clock.instant();
    var cancelled = request.revised().in(RequestState.CANCELLED);
    requests.store(cancelled);
    changes.keepCancellation(request.id(), told.reason());
    work.withdrawAll(cancelled, actor);
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
    return cancelled;
  }

  /**
   * Takes what became of RING 112.
   *
   * @return nothing if the caller may see no such request
   */
  @Transactional
  public Optional<Result> acknowledge(AssessmentRequestId id, Acknowledgement told, Caller caller) {
    return requests.findAndLock(id, caller).map(request -> acknowledge(request, told, caller));
  }

  private Result acknowledge(AssessmentRequest request, Acknowledgement told, Caller caller) {
    if (emergencies.isSaid(request.id(), told)) {
      return new Result.Done(answer(request));
    }
    return switch (request.state()) {
      case EMERGENCY_DIRECTED -> {
        emergencies.acknowledge(request, told, actor(caller));
        yield new Result.Done(answer(request));
      }
      case RECEIVED, WAITING, ASSIGNED, UNDER_WAY ->
          new Result.Refused(Reason.NOT_AN_EMERGENCY, request.state());
      case CLOSED, CANCELLED, JOINED -> over(request);
    };
  }

  /**
   * A change as it came.
   *
   * @param at when it was so, by the device's corrected clock
   */
  private record Sent(UUID id, JsonNode body, Instant at, Instant receivedAt, String actor) {
    static Sent now(UUID id, JsonNode body, Instant now, String actor) {
      return new Sent(id, body, now, now, actor);
    }
  }

  /** What to say without doing anything; nothing if the change is new and can be made. */
  private Optional<Result> once(AssessmentRequest request, Sent sent, boolean openOnly) {
    var earlier = changes.find(request.id(), sent.id());
    if (earlier.isPresent()) {
      return Optional.of(
          earlier.get().digest().equals(BodyDigest.of(sent.body()))
              ? new Result.Done(earlier.get().answer())
              : new Result.BodyDiffers());
    }
    return openOnly && !request.state().isOpen() ? Optional.of(over(request)) : Optional.empty();
  }

  private static Result over(AssessmentRequest request) {
    return new Result.Refused(
        request.state() == RequestState.CANCELLED
            ? Reason.REQUEST_CANCELLED
            : Reason.REQUEST_CLOSED,
        request.state());
  }

  /**
   * Stores a change and what follows from it, and tells triage and those concerned.
   *
   * @param keep stores what only this kind of change has, before anybody is told
   */
  private Result revise(
      AssessmentRequest revised,
      Sent sent,
      DispatchEvent.Change kind,
      @Nullable ClinicalContent observed,
      Consumer<Sent> keep) {
    var isNew =
        changes.add(
            new NewChange(
                sent.id(),
                revised.id(),
                revised.revision(),
                kind,
                sent.at(),
                sent.receivedAt(),
                sent.actor(),
                observed,
                sent.body(),
                BodyDigest.of(sent.body())));
    if (!isNew) {
      return new Result.BodyDiffers();
    }
    requests.store(revised);
    keep.accept(sent);
    var history = changes.loadHistory(revised.id());
    var known = KnownContent.of(history.raised(), history.after(), rules);
    changes.keepVitalsTime(revised.id(), known.vitals().measuredAt());
    tell(revised, kind, known, sent);
    return done(sent.id(), answer(directed(revised, known, observed, sent.actor())));
  }

  private void tell(
      AssessmentRequest revised, DispatchEvent.Change kind, ClinicalContent known, Sent sent) {
    var now = sent.receivedAt();
    requests.note(
        revised.id(), new TimelineEntry(now, "RequestUpdated", sent.actor(), null, kind.name()));
    outbox.add(
        Topic.DISPATCH_ASSESSMENT_REQUESTS,
        revised.id().toString(),
        new AssessmentRequestEvent.RequestUpdated(
            revised.id(),
            revised.revision(),
            revised.patient(),
            revised.municipality(),
            revised.raisedAt(),
            known,
            TriageContext.UNKNOWN,
            now));
    outbox.add(
        Topic.DISPATCH_REQUESTS,
        revised.id().toString(),
        new DispatchEvent.RequestUpdated(
            revised.id(),
            revised.municipality(),
            revised.requester(),
            revised.revision(),
            kind,
            work.listResponders(revised.id()),
            now));
  }

  /** What was joined came from somebody who raised a request of their own. */
  private static boolean isRequest(@Nullable ClinicalContent told) {
    return told != null && told.contactCause() != null;
  }

  /**
   * Directs to 112 at once what means so, by everything that is known or by what was observed now
   * alone: a worse value that arrives late is not outweighed by a better one.
   */
  private AssessmentRequest directed(
      AssessmentRequest request,
      ClinicalContent known,
      @Nullable ClinicalContent observed,
      String actor) {
    if (!request.state().isOpen()) {
      return request;
    }
    var isNew = observed != null && means112(KnownContent.alone(observed, known));
    if (request.state() == RequestState.EMERGENCY_DIRECTED) {
      if (isNew) {
        emergencies.directAgain(request, isRequest(observed), actor);
      }
      return request;
    }
    return isNew || means112(known) ? emergencies.direct(request, actor) : request;
  }

  private boolean means112(ClinicalContent content) {
    return rules.demandsEmergency(content, TriageContext.UNKNOWN);
  }

  private Result done(UUID change, ChangeAnswer answer) {
    changes.keepAnswer(change, answer);
    return new Result.Done(answer);
  }

  private static ChangeAnswer answer(AssessmentRequest request) {
    return new ChangeAnswer(
        request.id(),
        request.revision(),
        request.state(),
        request.state() == RequestState.EMERGENCY_DIRECTED ? Advice.RING_112_NU : Advice.NONE,
        null);
  }

  /** By how much the device's clock was off when it sent. */
  private static Duration skew(Observations told, Instant receivedAt) {
    return told.deviceClock() == null
        ? Duration.ZERO
        : Duration.between(told.deviceClock(), receivedAt);
  }

  /** Nothing is observed in the future. */
  private static Instant observedAt(Observations told, Instant receivedAt) {
    var stated =
        told.observedAt() == null ? told.content().vitals().measuredAt() : told.observedAt();
    if (stated == null) {
      return receivedAt;
    }
    var corrected = stated.plus(skew(told, receivedAt));
    return corrected.isAfter(receivedAt) ? receivedAt : corrected;
  }

  private static Instant observedAt(Submission submission) {
    var measuredAt = submission.content().vitals().measuredAt();
    return measuredAt == null ? submission.raisedAt() : measuredAt;
  }

  private static String actor(Caller caller) {
    return caller.role() + " " + caller.person();
  }
}
