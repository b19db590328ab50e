package se.rond.dispatch.assignment;

import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import se.rond.contracts.care.Level;
import se.rond.contracts.dispatch.DispatchEvent;
import se.rond.contracts.topic.Topic;
import se.rond.contracts.triage.TriageEvent.RequestTriaged;
import se.rond.dispatch.agreement.Agreements;
import se.rond.dispatch.request.AssessmentRequest;
import se.rond.dispatch.request.AssessmentRequests;
import se.rond.dispatch.request.NeedId;
import se.rond.dispatch.request.RequestState;
import se.rond.dispatch.request.TimelineEntry;
import se.rond.messaging.Outbox;

/** Turns a decision of triage into needs, and sees that each is offered. */
@Service
public class TriageDesk {

  private static final String TRIAGE = "triage";

  private static final Logger log = LoggerFactory.getLogger(TriageDesk.class);

  private final AssessmentRequests requests;
  private final Assignments assignments;
  private final Agreements agreements;
  private final OfferRound offers;
  private final RequestProgress progress;
  private final Outbox outbox;
  private final InstantSource clock;
  private final Supplier<UUID> freshIds;

  TriageDesk(
      AssessmentRequests requests,
      Assignments assignments,
      Agreements agreements,
      OfferRound offers,
      RequestProgress progress,
      Outbox outbox,
      InstantSource clock,
      Supplier<UUID> freshIds) {
    this.requests = requests;
    this.assignments = assignments;
    this.agreements = agreements;
    this.offers = offers;
    this.progress = progress;
    this.outbox = outbox;
    this.clock = clock;
    this.freshIds = freshIds;
  }

  /**
   * Takes a decision. One on an older revision changes nothing, nor does a second one on the same.
   *
   * @throws IllegalStateException if there is no such request: triage decided on one that was never
   *     stored
   */
  @Transactional
  public void take(RequestTriaged triaged) {
    var request =
        requests
            .findAndLock(triaged.request())
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "Expected a stored request for the decision on " + triaged.request()));
    if (triaged.revision() > request.revision()) {
      throw new IllegalStateException(
          "Expected a decision on revision "
              + request.revision()
              + " of request "
              + request.id()
              + " at most, but it is on "
              + triaged.revision());
    }
    if (triaged.revision() < request.revision()) {
      passOver(request, triaged);
      return;
    }
    switch (request.state()) {
      case RECEIVED -> {
        keep(request, triaged);
        proceed(request, triaged);
      }
      // Triage explains an emergency that intake has directed already; it never lowers it.
      case EMERGENCY_DIRECTED -> keep(request, triaged);
      case WAITING, ASSIGNED, UNDER_WAY, CLOSED -> passOver(request, triaged);
    }
  }

  private static void passOver(AssessmentRequest request, RequestTriaged triaged) {
    log.info(
        "Passed over a decision on revision {} of request {}, which is {} at revision {}",
        triaged.revision(),
        request.id(),
        request.state(),
        request.revision());
  }

  private void keep(AssessmentRequest request, RequestTriaged triaged) {
    if (!requests.keepDecision(request.id(), triaged.decision())) {
      passOver(request, triaged);
      return;
    }
    requests.note(
        request.id(),
        new TimelineEntry(
            clock.instant(), "RequestTriaged", TRIAGE, null, triaged.decision().level().name()));
  }

  private void proceed(AssessmentRequest request, RequestTriaged triaged) {
    var level = Level.highest(request.nurseLevel(), triaged.decision().level());
    if (level == Level.EMERGENCY_112) {
      directToEmergency(request.needing(level, null));
      return;
    }
    var target = agreements.load(request.agreement()).target(level);
    var judged =
        request
            .needing(level, request.raisedAt().plus(target.contactWithin()))
            .in(RequestState.WAITING);
    requests.store(judged);
    var now = clock.instant();
    for (var need : Needs.of(level, triaged.decision().needs())) {
      var open =
          new OpenNeed(new NeedId(freshIds.get()), request.id(), need.need(), need.capabilities());
      assignments.addNeed(open, now);
      offers.offerNext(judged, open, TRIAGE);
    }
    progress.settle(judged, now, TRIAGE);
  }

  private void directToEmergency(AssessmentRequest request) {
    var now = clock.instant();
    requests.store(request.in(RequestState.EMERGENCY_DIRECTED));
    requests.note(request.id(), new TimelineEntry(now, "EmergencyDirected", TRIAGE, null, null));
    outbox.add(
        Topic.DISPATCH_REQUESTS,
        request.id().toString(),
        new DispatchEvent.EmergencyDirected(
            request.id(), request.municipality(), request.requester(), now));
  }
}
