package se.rond.dispatch.assignment;

import static se.rond.dispatch.assignment.AssignmentRules.decide;

import java.time.InstantSource;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import se.rond.access.Caller;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.care.AssignmentId;
import se.rond.contracts.care.ResponderId;
import se.rond.dispatch.DispatchMeter;
import se.rond.dispatch.assignment.Assignment.HandedOver;
import se.rond.dispatch.assignment.Assignment.HandoverOffered;
import se.rond.dispatch.assignment.AssignmentCommand.HandOver;
import se.rond.dispatch.assignment.AssignmentRules.Circumstances;
import se.rond.dispatch.assignment.Assignments.Stored;
import se.rond.dispatch.assignment.Decision.Happened;
import se.rond.dispatch.assignment.Decision.Reason;
import se.rond.dispatch.assignment.Decision.Rejected;
import se.rond.dispatch.assignment.Decision.Unchanged;
import se.rond.dispatch.request.AssessmentRequest;
import se.rond.dispatch.request.AssessmentRequests;
import se.rond.dispatch.request.TimelineEntry;
import se.rond.telemetry.Meters;

/**
 * Offers a patient from one responder to another. The giver stays responsible until the receiver
 * accepts, which is answered like any other offer.
 */
@Service
public class HandoverDesk {

  private final AssessmentRequests requests;
  private final Assignments assignments;
  private final OfferRound offers;
  private final Handovers handovers;
  private final Spokesperson spokesperson;
  private final Alarms alarms;
  private final Meters meters;
  private final InstantSource clock;

  HandoverDesk(
      AssessmentRequests requests,
      Assignments assignments,
      OfferRound offers,
      Handovers handovers,
      Spokesperson spokesperson,
      Alarms alarms,
      Meters meters,
      InstantSource clock) {
    this.requests = requests;
    this.assignments = assignments;
    this.offers = offers;
    this.handovers = handovers;
    this.spokesperson = spokesperson;
    this.alarms = alarms;
    this.meters = meters;
    this.clock = clock;
  }

  /**
   * Asks a responder to take over.
   *
   * @return the decision, or nothing if the caller may see no such assignment
   */
  @Transactional
  public Optional<Decision> offer(
      AssessmentRequestId id,
      AssignmentId assignment,
      ResponderId receiver,
      Sbar sbar,
      Caller caller) {
    return requests
        .findAndLock(id, caller)
        .flatMap(
            request ->
                assignments
                    .findById(request.id(), assignment)
                    .map(
                        giver -> {
                          var actor = TimelineEntry.actor(caller);
                          var decision =
                              spokesperson
                                  .findRefusal(caller, giver.state())
                                  .<Decision>map(refused -> refused)
                                  .orElseGet(() -> offer(request, giver, receiver, sbar, actor));
                          if (!(decision instanceof Rejected)) {
                            alarms.hear(request, giver.state(), clock.instant(), actor);
                          }
                          return decision;
                        }))
        .map(this::counted);
  }

  /**
   * Takes such an offer back, as long as nobody has accepted it.
   *
   * @return the decision, or nothing if the caller may see no such assignment
   */
  @Transactional
  public Optional<Decision> withdraw(
      AssessmentRequestId id, AssignmentId assignment, Caller caller) {
    return requests
        .findAndLock(id, caller)
        .flatMap(
            request ->
                assignments
                    .findById(request.id(), assignment)
                    .map(
                        giver ->
                            spokesperson
                                .findRefusal(caller, giver.state())
                                .<Decision>map(refused -> refused)
                                .orElseGet(
                                    () -> withdraw(request, giver, TimelineEntry.actor(caller)))))
        .map(this::counted);
  }

  private Decision withdraw(AssessmentRequest request, Stored giver, String actor) {
    if (giver.state() instanceof HandedOver) {
      return new Rejected(
          Reason.ALREADY_HANDED_OVER,
          "Expected an offer that nobody has accepted, but somebody else has the patient");
    }
    handovers.withdraw(request, giverOf(giver), actor);
    return new Unchanged();
  }

  private Decision offer(
      AssessmentRequest request, Stored giver, ResponderId receiver, Sbar sbar, String actor) {
    var open = assignments.findHandover(request.id(), giverOf(giver));
    if (open.isPresent()) {
      return again(open.get(), receiver, sbar);
    }
    // Asked as if the receiver had accepted: who could not be relieved then cannot ask now.
    var relief =
        decide(
            giver.state(),
            new HandOver(new Receiver.Colleague(giverOf(giver), receiver)),
            new Circumstances(clock.instant(), false));
    if (!(relief instanceof Happened(var relieved))) {
      return relief;
    }
    var suitable = offers.listReceivers(request, giver.need(), relieved.responder());
    if (!suitable.contains(receiver)) {
      return new Rejected(
          Reason.RECEIVER_UNSUITABLE,
          "Expected one who can meet the need, serves the place and is on duty: "
              + (suitable.isEmpty()
                  ? "nobody does"
                  : suitable.stream().map(ResponderId::value).collect(Collectors.joining(", "))));
    }
    return new Happened(
        offers.offerHandover(
            request,
            giver.need(),
            new Giver(relieved.assignment(), relieved.responder()),
            receiver,
            sbar,
            actor));
  }

  private static AssignmentId giverOf(Stored giver) {
    if (giver.state() instanceof Assignment.WithResponder with) {
      return with.id();
    }
    throw new IllegalStateException("Expected a stored assignment, but found " + giver);
  }

  private static Decision again(Stored open, ResponderId receiver, Sbar sbar) {
    return open.state() instanceof HandoverOffered offered
            && offered.responder().equals(receiver)
            && offered.sbar().equals(sbar)
        ? new Unchanged()
        : new Rejected(
            Reason.HANDOVER_OPEN,
            "Expected no open offer to take over, but one is unanswered; take it back first");
  }

  private Decision counted(Decision decision) {
    if (decision instanceof Rejected(var reason, var _)) {
      meters.count(DispatchMeter.REFUSALS, reason);
    }
    return decision;
  }
}
