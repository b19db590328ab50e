package se.rond.dispatch.assignment;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import se.rond.contracts.care.Level;
import se.rond.contracts.dispatch.DispatchEvent;
import se.rond.contracts.topic.Topic;
import se.rond.dispatch.DispatchMeter;
import se.rond.dispatch.DispatchMeter.Offer;
import se.rond.dispatch.assignment.Assignment.Accepted;
import se.rond.dispatch.assignment.Assignment.Completed;
import se.rond.dispatch.assignment.Assignment.Declined;
import se.rond.dispatch.assignment.Assignment.Documentable;
import se.rond.dispatch.assignment.Assignment.EnRoute;
import se.rond.dispatch.assignment.Assignment.Failed;
import se.rond.dispatch.assignment.Assignment.HandoverOffered;
import se.rond.dispatch.assignment.Assignment.Lapsed;
import se.rond.dispatch.assignment.Assignment.Offered;
import se.rond.dispatch.assignment.Assignment.Unassigned;
import se.rond.dispatch.assignment.Assignment.WithPatient;
import se.rond.dispatch.assignment.Assignment.Withdrawn;
import se.rond.dispatch.assignment.AssignmentEvent.ArrivalDelayed;
import se.rond.dispatch.assignment.AssignmentEvent.AssignmentCompleted;
import se.rond.dispatch.assignment.AssignmentEvent.AssignmentFailed;
import se.rond.dispatch.assignment.AssignmentEvent.AssignmentWithdrawn;
import se.rond.dispatch.assignment.AssignmentEvent.HandedOver;
import se.rond.dispatch.assignment.AssignmentEvent.HandoverAccepted;
import se.rond.dispatch.assignment.AssignmentEvent.HandoverDeclined;
import se.rond.dispatch.assignment.AssignmentEvent.HandoverLapsed;
import se.rond.dispatch.assignment.AssignmentEvent.HandoverWithdrawn;
import se.rond.dispatch.assignment.AssignmentEvent.JournalReferenced;
import se.rond.dispatch.assignment.AssignmentEvent.OfferAccepted;
import se.rond.dispatch.assignment.AssignmentEvent.OfferDeclined;
import se.rond.dispatch.assignment.AssignmentEvent.OfferLapsed;
import se.rond.dispatch.assignment.AssignmentEvent.OfferWithdrawn;
import se.rond.dispatch.assignment.AssignmentEvent.PatientMet;
import se.rond.dispatch.assignment.AssignmentEvent.ResponderOffered;
import se.rond.dispatch.assignment.AssignmentEvent.ResponderSetOut;
import se.rond.dispatch.assignment.Assignments.Standing;
import se.rond.dispatch.remeasure.RemeasureDesk;
import se.rond.dispatch.request.AssessmentRequest;
import se.rond.dispatch.request.AssessmentRequests;
import se.rond.dispatch.request.RequestState;
import se.rond.dispatch.request.TimelineEntry;
import se.rond.messaging.Outbox;
import se.rond.telemetry.Meters;

/**
 * What happens to assignments, carried over to the request: its timeline, its state, its published
 * events.
 */
@Component
class RequestProgress {

  private final AssessmentRequests requests;
  private final Assignments assignments;
  private final Emergencies emergencies;
  private final Reassessments reassessments;
  private final TriageWaits waits;
  private final KeptNeeds keptNeeds;
  private final RemeasureDesk remeasures;
  private final Outbox outbox;
  private final Meters meters;

  RequestProgress(
      AssessmentRequests requests,
      Assignments assignments,
      Emergencies emergencies,
      Reassessments reassessments,
      TriageWaits waits,
      KeptNeeds keptNeeds,
      RemeasureDesk remeasures,
      Outbox outbox,
      Meters meters) {
    this.requests = requests;
    this.assignments = assignments;
    this.emergencies = emergencies;
    this.reassessments = reassessments;
    this.waits = waits;
    this.keptNeeds = keptNeeds;
    this.remeasures = remeasures;
    this.outbox = outbox;
    this.meters = meters;
  }

  /** Notes an event in the timeline of its locked request and publishes it. */
  void note(AssessmentRequest request, AssignmentEvent event, String actor) {
    var published = published(request, event);
    requests.note(
        request.id(),
        new TimelineEntry(
            event.occurredAt(),
            published.getClass().getSimpleName(),
            actor,
            event.responder(),
            detail(event)));
    outbox.add(Topic.DISPATCH_REQUESTS, request.id().toString(), published);
    count(event);
  }

  private void count(AssignmentEvent event) {
    switch (event) {
      case ResponderOffered _ -> meters.count(DispatchMeter.OFFERS, Offer.OFFERED);
      case OfferAccepted _ -> meters.count(DispatchMeter.OFFERS, Offer.ACCEPTED);
      case OfferDeclined e -> {
        meters.count(DispatchMeter.OFFERS, Offer.DECLINED);
        meters.count(DispatchMeter.DECLINES, e.reason());
      }
      case OfferLapsed _ -> meters.count(DispatchMeter.OFFERS, Offer.LAPSED);
      case HandedOver _,
          AssignmentEvent.HandoverOffered _,
          HandoverAccepted _,
          HandoverDeclined _,
          HandoverLapsed _,
          HandoverWithdrawn _ -> {}
      case OfferWithdrawn _ -> meters.count(DispatchMeter.OFFERS, Offer.WITHDRAWN);
      case AssignmentFailed e -> meters.count(DispatchMeter.FAILURES, e.cause());
      case AssignmentWithdrawn _,
          ResponderSetOut _,
          ArrivalDelayed _,
          PatientMet _,
          AssignmentCompleted _,
          JournalReferenced _ -> {}
    }
  }

  /**
   * Brings the state of a locked open request in line with its assignments, and closes it when all
   * is done. Returns the state.
   *
   * @param request as it is stored: it is stored anew only if it becomes another by this
   */
  RequestState settle(AssessmentRequest request, Instant at, String actor) {
    var current = listWanted(request);
    var kept = current.stream().filter(Standing::isKept).toList();
    if (!kept.isEmpty()) {
      kept.forEach(one -> keptNeeds.levelIs(request, one.need(), at, actor));
      current = listWanted(request);
    }
    var wanted = current.stream().filter(one -> !one.isOwn()).map(Standing::assignment).toList();
    var state =
        request.state() == RequestState.EMERGENCY_DIRECTED
            ? stateOfEmergency(request, wanted, at)
            : stateOf(wanted, current.stream().filter(Standing::isOwn).toList(), request);
    // Care is over: where it is documented does not change what was given.
    var granted =
        request.state() == RequestState.DOCUMENTING
            ? request.grantedLevel()
            : granted(request, current);
    var settled = request.granted(granted).in(state);
    if (!settled.equals(request)) {
      requests.store(settled);
    }
    remeasures.settle(settled, at);
    if (request.state() == RequestState.EMERGENCY_DIRECTED
        && state != RequestState.EMERGENCY_DIRECTED) {
      emergencies
          .find(request.id())
          .filter(emergency -> !emergency.isAnswered())
          .ifPresent(unsaid -> noteUnsaid(request, unsaid.alarm(), at, actor));
    }
    if (state == RequestState.CLOSED) {
      requests.note(request.id(), new TimelineEntry(at, "RequestClosed", actor, null, null));
      outbox.add(
          Topic.DISPATCH_REQUESTS,
          request.id().toString(),
          new DispatchEvent.RequestClosed(
              request.id(), request.municipality(), request.requester(), at));
    }
    return state;
  }

  /** Keeps what is really given, of a request that is cancelled. */
  void keepGranted(AssessmentRequest request) {
    requests.store(request.granted(granted(request, listWanted(request))));
  }

  private List<Standing> listWanted(AssessmentRequest request) {
    return assignments.listCurrent(request.id()).stream().filter(one -> !one.isGivenUp()).toList();
  }

  /** What ends though nobody ever said what became of it does not end unseen. */
  private void noteUnsaid(AssessmentRequest request, int alarm, Instant at, String actor) {
    requests.note(
        request.id(),
        new TimelineEntry(at, "EmergencyEndedUnacknowledged", actor, null, "alarm " + alarm));
    outbox.add(
        Topic.DISPATCH_REQUESTS,
        request.id().toString(),
        new DispatchEvent.EmergencyEndedUnacknowledged(
            request.id(), request.municipality(), request.requester(), alarm, at));
  }

  /**
   * The needed level, once somebody has taken the need that the level is about, as far as it was
   * asked for at that level; else what somebody has taken that its ladder fell back to.
   */
  private static @Nullable Level granted(AssessmentRequest request, List<Standing> current) {
    var needed = request.neededLevel();
    var offered = request.offeredLevel();
    if (needed != null && offered != null) {
      var own =
          current.stream()
              .filter(one -> Needs.ownOf(offered).equals(Optional.of(one.need().kind())))
              .filter(one -> one.need().answers(needed) && !one.need().isFollowing())
              .toList();
      if (!own.isEmpty()
          && own.stream().allMatch(one -> one.isOwn() || isTaken(one.assignment()))) {
        return offered;
      }
      var instead = grantedInstead(current);
      if (instead.isPresent()) {
        return instead.get();
      }
    }
    return switch (request.state()) {
      // Who had accepted before it became an emergency gives what was granted then,
      case EMERGENCY_DIRECTED -> request.grantedLevel();
      // and has given it if they had come when that was cancelled.
      case CANCELLED -> isGiven(request.grantedLevel(), current) ? request.grantedLevel() : null;
      case RECEIVED, WAITING, ASSIGNED, UNDER_WAY, DOCUMENTING, CLOSED, JOINED -> null;
    };
  }

  private static boolean isGiven(@Nullable Level granted, List<Standing> current) {
    return granted != null
        && current.stream()
            .filter(one -> Needs.ownOf(granted).equals(Optional.of(one.need().kind())))
            .filter(one -> one.need().answers(granted))
            .anyMatch(one -> one.isOwn() || isTaken(one.assignment()));
  }

  /**
   * What was taken in the place of what the level is about: a fall-back changes what is granted.
   */
  private static Optional<Level> grantedInstead(List<Standing> current) {
    return current.stream()
        .filter(one -> one.need().isSubstitute() && isTaken(one.assignment()))
        .map(one -> one.need().level())
        .reduce(Level::highest);
  }

  /** An emergency is over when nothing is expected of 112 any more, and nobody is at work. */
  private RequestState stateOfEmergency(
      AssessmentRequest request, List<Assignment> wanted, Instant at) {
    var emergency = emergencies.find(request.id()).filter(one -> one.isOverAt(at));
    return emergency.isPresent()
            && wanted.stream().allMatch(RequestProgress::isMet)
            // Who was left to a physician is looked at again; who has an ambulance is in its hands.
            && !(emergency.get().asksPhysician() && reassessments.isPending(request.id()))
        ? stateOfMet(wanted)
        : RequestState.EMERGENCY_DIRECTED;
  }

  /**
   * As its needs stand; open as long as somebody is to look at the patient again, or what was told
   * last is still to be judged: nobody would go by what is found then.
   */
  private RequestState stateOf(
      List<Assignment> wanted, List<Standing> own, AssessmentRequest request) {
    var state = stateOf(wanted, own);
    return request.state().isOpen()
            && !state.isOpen()
            && (reassessments.isPending(request.id()) || waits.keepsOpen(request.id()))
        ? RequestState.WAITING
        : state;
  }

  /**
   * Where a request stands whose needs stand like this.
   *
   * @param own those that the raising nurse meets herself, or has met: it is said where they are
   *     documented when they are done
   */
  private static RequestState stateOf(List<Assignment> needs, List<Standing> own) {
    if (needs.stream().anyMatch(one -> one instanceof EnRoute || one instanceof WithPatient)) {
      return RequestState.UNDER_WAY;
    }
    var isKept = own.stream().anyMatch(Standing::isKept);
    var isAnything = !needs.isEmpty() || !own.isEmpty();
    if (isAnything && !isKept && needs.stream().allMatch(RequestProgress::isMet)) {
      return stateOfMet(needs);
    }
    return isKept || needs.stream().anyMatch(Accepted.class::isInstance)
        ? RequestState.ASSIGNED
        : RequestState.WAITING;
  }

  private static boolean isMet(Assignment assignment) {
    return assignment instanceof Documentable;
  }

  /** Care is over; the request is closed once it is said of each visit where it is documented. */
  private static RequestState stateOfMet(List<Assignment> needs) {
    return needs.stream()
            .anyMatch(one -> one instanceof Documentable met && met.journalReference() == null)
        ? RequestState.DOCUMENTING
        : RequestState.CLOSED;
  }

  private static boolean isTaken(Assignment assignment) {
    return switch (assignment) {
      case Accepted _, EnRoute _, WithPatient _, Completed _, Assignment.HandedOver _ -> true;
      case Unassigned _,
          Offered _,
          HandoverOffered _,
          Failed _,
          Declined _,
          Lapsed _,
          Withdrawn _ ->
          false;
    };
  }

  private static @Nullable String detail(AssignmentEvent event) {
    return switch (event) {
      case OfferDeclined e -> e.reason().name();
      case PatientMet e -> e.mode().name();
      case AssignmentCompleted e -> e.ending().outcome().name();
      case AssignmentFailed e -> e.cause().name();
      case HandoverDeclined e -> e.reason().name();
      case HandedOver e ->
          switch (e.receiver()) {
            case Receiver.Ambulance _ -> "AMBULANCE";
            case Receiver.Colleague(var _, var receiver) -> receiver.value();
          };
      case ResponderOffered _,
          OfferAccepted _,
          OfferLapsed _,
          OfferWithdrawn _,
          AssignmentWithdrawn _,
          ResponderSetOut _,
          ArrivalDelayed _,
          JournalReferenced _,
          AssignmentEvent.HandoverOffered _,
          HandoverAccepted _,
          HandoverLapsed _,
          HandoverWithdrawn _ ->
          null;
    };
  }

  /** The one place where an internal event becomes a promise to other services. */
  private static DispatchEvent published(AssessmentRequest request, AssignmentEvent event) {
    var id = request.id();
    var place = request.municipality();
    var nurse = request.requester();
    return switch (event) {
      case ResponderOffered e ->
          new DispatchEvent.ResponderOffered(
              id,
              place,
              nurse,
              e.assignment(),
              e.responder(),
              e.token(),
              e.answerBy(),
              e.occurredAt());
      case OfferAccepted e ->
          new DispatchEvent.OfferAccepted(
              id, place, nurse, e.assignment(), e.responder(), e.occurredAt());
      case OfferDeclined e ->
          new DispatchEvent.OfferDeclined(
              id, place, nurse, e.assignment(), e.responder(), e.occurredAt());
      case OfferLapsed e ->
          new DispatchEvent.OfferLapsed(
              id, place, nurse, e.assignment(), e.responder(), e.occurredAt());
      case OfferWithdrawn e ->
          new DispatchEvent.OfferWithdrawn(
              id, place, nurse, e.assignment(), e.responder(), e.occurredAt());
      case AssignmentWithdrawn e ->
          new DispatchEvent.AssignmentWithdrawn(
              id, place, nurse, e.assignment(), e.responder(), e.occurredAt());
      case ResponderSetOut e ->
          new DispatchEvent.EnRoute(
              id, place, nurse, e.assignment(), e.responder(), e.occurredAt());
      case ArrivalDelayed e ->
          new DispatchEvent.Delayed(
              id, place, nurse, e.assignment(), e.responder(), e.eta(), e.occurredAt());
      case PatientMet e ->
          new DispatchEvent.WithPatient(
              id, place, nurse, e.assignment(), e.responder(), e.occurredAt());
      case AssignmentCompleted e ->
          new DispatchEvent.Completed(
              id, place, nurse, e.assignment(), e.responder(), e.occurredAt());
      case JournalReferenced e ->
          new DispatchEvent.JournalReferenced(
              id, place, nurse, e.assignment(), e.responder(), e.occurredAt());
      case HandedOver e ->
          new DispatchEvent.HandedOver(
              id,
              place,
              nurse,
              e.assignment(),
              e.responder(),
              e.receiver() instanceof Receiver.Colleague colleague ? colleague.responder() : null,
              e.occurredAt());
      case AssignmentEvent.HandoverOffered e ->
          new DispatchEvent.HandoverOffered(
              id,
              place,
              nurse,
              e.assignment(),
              e.responder(),
              e.giver().responder(),
              e.token(),
              e.answerBy(),
              e.occurredAt());
      case HandoverAccepted e ->
          new DispatchEvent.OfferAccepted(
              id, place, nurse, e.assignment(), e.responder(), e.occurredAt());
      case HandoverDeclined e ->
          new DispatchEvent.HandoverDeclined(
              id,
              place,
              nurse,
              e.assignment(),
              e.responder(),
              e.giver().responder(),
              e.occurredAt());
      case HandoverLapsed e ->
          new DispatchEvent.HandoverLapsed(
              id,
              place,
              nurse,
              e.assignment(),
              e.responder(),
              e.giver().responder(),
              e.occurredAt());
      case HandoverWithdrawn e ->
          new DispatchEvent.HandoverWithdrawn(
              id,
              place,
              nurse,
              e.assignment(),
              e.responder(),
              e.giver().responder(),
              e.occurredAt());
      case AssignmentFailed e ->
          new DispatchEvent.AssignmentFailed(
              id, place, nurse, e.assignment(), e.responder(), e.occurredAt());
    };
  }
}
