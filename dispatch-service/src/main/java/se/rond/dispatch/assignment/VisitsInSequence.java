package se.rond.dispatch.assignment;

import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import se.rond.contracts.care.Capability;
import se.rond.contracts.care.Level;
import se.rond.contracts.care.Need;
import se.rond.contracts.dispatch.DispatchEvent.VisitFollows;
import se.rond.contracts.topic.Topic;
import se.rond.dispatch.agreement.Agreements;
import se.rond.dispatch.agreement.Occasion;
import se.rond.dispatch.assignment.AssignmentEvent.AssignmentCompleted;
import se.rond.dispatch.request.AssessmentRequest;
import se.rond.dispatch.request.AssessmentRequests;
import se.rond.dispatch.request.NeedId;
import se.rond.dispatch.request.RequestState;
import se.rond.dispatch.request.TimelineEntry;
import se.rond.messaging.Outbox;

/**
 * Sees that what was demanded of a visit, and whoever came could not do, is brought by another one:
 * an X-ray after a team that has none.
 */
@Component
class VisitsInSequence {

  /**
   * Until when it is brought, from the end of the visit before: as long as an X-ray that is
   * justified may wait for its pictures (docs/decisions/0021). 24 h, chosen.
   */
  static final Duration BROUGHT_WITHIN = Duration.ofHours(24);

  /**
   * Whose promise counts where something is left over that no visit may start without, such as a
   * sample that was ordered on the way: the soonest that a team is promised by (2.11), whatever the
   * level is by now, since nobody has judged how long just that may wait.
   */
  private static final Level BROUGHT_SOON = Level.MOBILE_TEAM_2H;

  private final AssessmentRequests requests;
  private final Agreements agreements;
  private final Assignments assignments;
  private final EndOfCare endOfCare;
  private final LadderRound ladders;
  private final Outbox outbox;
  private final InstantSource clock;
  private final Supplier<UUID> freshIds;

  VisitsInSequence(
      AssessmentRequests requests,
      Agreements agreements,
      Assignments assignments,
      EndOfCare endOfCare,
      LadderRound ladders,
      Outbox outbox,
      InstantSource clock,
      Supplier<UUID> freshIds) {
    this.requests = requests;
    this.agreements = agreements;
    this.assignments = assignments;
    this.endOfCare = endOfCare;
    this.ladders = ladders;
    this.outbox = outbox;
    this.clock = clock;
    this.freshIds = freshIds;
  }

  /**
   * What is left over from a visit that has ended like that. Nothing of it is needed where care has
   * ended or the patient wants none; of somebody who was not found, the contact function is told.
   *
   * @param able what those who came can do
   */
  static Set<Capability> leftOver(OpenNeed met, Outcome outcome, Set<Capability> able) {
    var left = EnumSet.noneOf(Capability.class);
    switch (outcome) {
      case STAYED_HOME, REFERRAL -> {
        // Of the others nobody is asked for more than they are there for.
        if (met.kind() == Need.TEAM_VISIT) {
          left.addAll(met.capabilities());
          left.removeAll(able);
        }
      }
      case EMERGENCY_DEPARTMENT,
          ADMISSION,
          EXPECTED_DEATH,
          UNEXPECTED_DEATH,
          PATIENT_DECLINED,
          NOBODY_THERE -> {}
    }
    return left;
  }

  /** Asks for what is left over from a need of a locked request that was just met and ended. */
  void follow(
      AssessmentRequest request, OpenNeed met, AssignmentCompleted completed, String actor) {
    // In an emergency nobody new is sent; nor where a person has said that none is needed, or
    // somebody else has ended the care.
    if (request.state() == RequestState.EMERGENCY_DIRECTED
        || met.capabilities().isEmpty()
        || assignments.isUnwanted(met)
        || endOfCare.hasCome(request.id())) {
      return;
    }
    var left = leftOver(met, completed.ending().outcome(), assignments.listBrought(met));
    if (!left.isEmpty()) {
      open(request, met, left, completed, actor);
    }
  }

  private void open(
      AssessmentRequest request,
      OpenNeed met,
      Set<Capability> left,
      AssignmentCompleted completed,
      String actor) {
    var now = clock.instant();
    var canAllWait = left.stream().allMatch(Capability::canFollowLater);
    var soon =
        agreements
            .load(request.agreement(), request.raisedAt())
            .promise(BROUGHT_SOON, Occasion.at(now));
    var contactBy = canAllWait ? now.plus(BROUGHT_WITHIN) : soon.contactBy();
    var next =
        new OpenNeed(
            new NeedId(freshIds.get()),
            request.id(),
            met.kind(),
            left,
            met.level(),
            contactBy,
            null,
            met.id());
    assignments.addNeed(next, now);
    if (!canAllWait && assignments.isOrdered(met)) {
      // Somebody has ordered just that, so that no later word down drops it.
      assignments.keepOrdered(next, now);
    }
    requests.note(
        request.id(),
        new TimelineEntry(
            now,
            "VisitFollows",
            actor,
            completed.responder(),
            left.stream().map(Capability::code).collect(Collectors.joining(" "))));
    outbox.add(
        Topic.DISPATCH_REQUESTS,
        request.id().toString(),
        new VisitFollows(
            request.id(),
            request.municipality(),
            request.requester(),
            completed.assignment(),
            completed.responder(),
            contactBy,
            now));
    if (canAllWait) {
      ladders.beginUnhurried(request, next, contactBy, actor);
    } else {
      ladders.begin(request, next, Demand.ordered(soon.ladder(), now), actor);
    }
  }
}
