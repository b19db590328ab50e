package se.rond.dispatch.assignment;

import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import se.rond.access.Caller;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.care.AssignmentId;
import se.rond.contracts.care.HsaId;
import se.rond.contracts.care.OfferToken;
import se.rond.contracts.dispatch.DispatchEvent.AssignmentClaimed;
import se.rond.contracts.topic.Topic;
import se.rond.dispatch.DispatchMeter;
import se.rond.dispatch.assignment.Assignment.WithResponder;
import se.rond.dispatch.assignment.AssignmentCommand.Accept;
import se.rond.dispatch.assignment.Assignments.Stored;
import se.rond.dispatch.assignment.Claim.Holder;
import se.rond.dispatch.assignment.ClaimDecision.Claimed;
import se.rond.dispatch.assignment.ClaimDecision.Refused;
import se.rond.dispatch.assignment.ClaimDecision.Stands;
import se.rond.dispatch.assignment.ClaimRules.Claimant;
import se.rond.dispatch.assignment.Decision.Happened;
import se.rond.dispatch.assignment.Decision.Rejected;
import se.rond.dispatch.assignment.Decision.Unchanged;
import se.rond.dispatch.request.AssessmentRequest;
import se.rond.dispatch.request.AssessmentRequests;
import se.rond.dispatch.request.TimelineEntry;
import se.rond.messaging.Outbox;
import se.rond.telemetry.Meters;

/**
 * Lets the members of a function share its work: an offer goes to the function, one of them accepts
 * it in the own name, and another takes it over when the shift changes. The lock on the request
 * makes them come one after the other.
 */
@Service
public class ClaimDesk {

  private static final Logger log = LoggerFactory.getLogger(ClaimDesk.class);

  private final AssessmentRequests requests;
  private final Assignments assignments;
  private final Claims claims;
  private final DispatchDesk desk;
  private final Alarms alarms;
  private final Outbox outbox;
  private final Meters meters;
  private final InstantSource clock;

  ClaimDesk(
      AssessmentRequests requests,
      Assignments assignments,
      Claims claims,
      DispatchDesk desk,
      Alarms alarms,
      Outbox outbox,
      Meters meters,
      InstantSource clock) {
    this.requests = requests;
    this.assignments = assignments;
    this.claims = claims;
    this.desk = desk;
    this.alarms = alarms;
    this.outbox = outbox;
    this.meters = meters;
    this.clock = clock;
  }

  /**
   * Takes a responder's yes to an offer, in the name of the member who says it.
   *
   * @return the decision, or nothing if the caller may see no such offer
   */
  @Transactional
  public Optional<Decision> accept(AssessmentRequestId id, OfferToken token, Caller caller) {
    return requests
        .findAndLock(id, caller)
        .flatMap(
            request ->
                assignments
                    .findByToken(request.id(), token)
                    .map(offered -> accept(request, withResponder(offered), token, caller)));
  }

  /** What a colleague has is refused before anything is heard of the responder. */
  private Decision accept(
      AssessmentRequest request, WithResponder offered, OfferToken token, Caller caller) {
    var current = claims.find(offered.id()).orElse(null);
    var claimant = claimant(caller, offered);
    if (ClaimRules.accept(current, offered, claimant) instanceof Refused refused) {
      return rejected(refused, request.id());
    }
    var decision =
        desk.answer(request.id(), token, new Accept(token), caller)
            .orElseThrow(() -> new IllegalStateException("Expected the offer that was just found"));
    return switch (decision) {
      case Happened _, Unchanged _ -> {
        var accepted = withResponder(assignments.findByToken(request.id(), token).orElseThrow());
        if (ClaimRules.accept(current, accepted, claimant) instanceof Claimed) {
          var claim = keep(accepted, caller);
          // Who accepts tells so; who only has it from now on, after a yes on the telephone, too.
          if (decision instanceof Unchanged) {
            tell(request, accepted, claim, null, TimelineEntry.actor(caller));
          }
        }
        yield decision;
      }
      case Rejected _ -> decision;
    };
  }

  /**
   * Puts accepted work into the caller's name.
   *
   * @param from who has it as far as the caller knows, and since when; null for nobody
   * @return the decision, or nothing if the caller may see no such assignment
   */
  @Transactional
  public Optional<Decision> take(
      AssessmentRequestId id, AssignmentId assignment, @Nullable Holder from, Caller caller) {
    return requests
        .findAndLock(id, caller)
        .flatMap(
            request ->
                assignments
                    .findById(request.id(), assignment)
                    .map(stored -> take(request, withResponder(stored), from, caller)));
  }

  /** The assignment itself stays as it is, whoever has it. */
  private Decision take(
      AssessmentRequest request, WithResponder assignment, @Nullable Holder from, Caller caller) {
    return switch (ClaimRules.take(
        claims.find(assignment.id()).orElse(null),
        assignment,
        claimant(caller, assignment),
        from)) {
      case Claimed _ -> {
        var claim = keep(assignment, caller);
        tell(
            request,
            assignment,
            claim,
            from == null ? null : from.person(),
            TimelineEntry.actor(caller));
        alarms.hear(request, assignment, claim.since(), TimelineEntry.actor(caller));
        yield new Unchanged();
      }
      case Stands _ -> new Unchanged();
      case Refused refused -> rejected(refused, request.id());
    };
  }

  private Claim keep(WithResponder assignment, Caller caller) {
    var claim = new Claim(caller.person(), caller.name(), clock.instant());
    claims.keep(assignment.id(), claim);
    return claim;
  }

  private void tell(
      AssessmentRequest request,
      WithResponder assignment,
      Claim claim,
      @Nullable HsaId from,
      String actor) {
    requests.note(
        request.id(),
        new TimelineEntry(
            claim.since(),
            "AssignmentClaimed",
            actor,
            assignment.responder(),
            from == null ? null : "from " + from));
    outbox.add(
        Topic.DISPATCH_REQUESTS,
        request.id().toString(),
        new AssignmentClaimed(
            request.id(),
            request.municipality(),
            request.requester(),
            assignment.id(),
            assignment.responder(),
            claim.person(),
            from,
            claim.since()));
  }

  private Decision rejected(Refused refused, AssessmentRequestId request) {
    meters.count(DispatchMeter.REFUSALS, refused.reason());
    log.info("Refused a claim on request {}: {}", request, refused.reason());
    return new Rejected(refused.reason(), refused.detail());
  }

  private static Claimant claimant(Caller caller, WithResponder assignment) {
    return new Claimant(caller.person(), caller.responders().contains(assignment.responder()));
  }

  private static WithResponder withResponder(Stored stored) {
    if (stored.state() instanceof WithResponder with) {
      return with;
    }
    throw new IllegalStateException("Expected a stored assignment, but found " + stored);
  }
}
