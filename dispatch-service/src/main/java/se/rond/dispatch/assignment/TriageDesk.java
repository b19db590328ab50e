package se.rond.dispatch.assignment;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import se.rond.contracts.care.Level;
import se.rond.contracts.dispatch.DispatchEvent.LevelRaised;
import se.rond.contracts.topic.Topic;
import se.rond.contracts.triage.TriageDecision.EarlyWarningScore;
import se.rond.contracts.triage.TriageDecision.NeedWithCapabilities;
import se.rond.contracts.triage.TriageDecision.RuleKind;
import se.rond.contracts.triage.TriageEvent.RequestTriaged;
import se.rond.dispatch.agreement.Agreements;
import se.rond.dispatch.agreement.Occasion;
import se.rond.dispatch.escalation.Climbs;
import se.rond.dispatch.escalation.Ladder;
import se.rond.dispatch.remeasure.RemeasureDesk;
import se.rond.dispatch.request.AssessmentRequest;
import se.rond.dispatch.request.AssessmentRequests;
import se.rond.dispatch.request.RequestState;
import se.rond.dispatch.request.TimelineEntry;
import se.rond.messaging.Outbox;

/** Turns a decision of triage into needs, and sees that each is offered. */
@Service
public class TriageDesk {

  private static final String TRIAGE = "triage";

  private static final Logger log = LoggerFactory.getLogger(TriageDesk.class);

  private final AssessmentRequests requests;
  private final Agreements agreements;
  private final OpenWork work;
  private final Climbs climbs;
  private final EmergencyDesk emergencies;
  private final RequestProgress progress;
  private final RemeasureDesk remeasures;
  private final Outbox outbox;
  private final InstantSource clock;

  TriageDesk(
      AssessmentRequests requests,
      Agreements agreements,
      OpenWork work,
      Climbs climbs,
      EmergencyDesk emergencies,
      RequestProgress progress,
      RemeasureDesk remeasures,
      Outbox outbox,
      InstantSource clock) {
    this.requests = requests;
    this.agreements = agreements;
    this.work = work;
    this.climbs = climbs;
    this.emergencies = emergencies;
    this.progress = progress;
    this.remeasures = remeasures;
    this.outbox = outbox;
    this.clock = clock;
  }

  /**
   * Takes a decision, once for each revision and in whatever order they come: what one means must
   * not depend on which message overtook which. So one on an older revision raises the level and
   * adds needs as it would have in its turn; only what is shown is the newest. On a request that is
   * over or was directed to 112 it explains and changes nothing.
   *
   * @throws IllegalStateException if there is no such request, or no such revision of it: triage
   *     decided on one that was never stored
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
    // An expression, so that no state is forgotten here.
    var followed =
        switch (request.state()) {
          case RECEIVED, WAITING, ASSIGNED, UNDER_WAY -> counts(request, triaged);
          // Triage explains what was directed or done already; it never lowers it.
          case EMERGENCY_DIRECTED, DOCUMENTING, CLOSED -> {
            counts(request, triaged);
            yield false;
          }
          case CANCELLED, JOINED -> {
            passOver(request, triaged);
            yield false;
          }
        };
    if (followed) {
      proceed(request, triaged);
    }
  }

  /** Keeps a decision, and tells whether it is the first on its revision. */
  private boolean counts(AssessmentRequest request, RequestTriaged triaged) {
    var now = clock.instant();
    if (!requests.keepDecision(request.id(), triaged.revision(), triaged.decision(), now)) {
      passOver(request, triaged);
      return false;
    }
    remeasures.judged(request, triaged.revision(), triaged.decision().news2());
    requests.note(
        request.id(),
        new TimelineEntry(now, "RequestTriaged", TRIAGE, null, triaged.decision().level().name()));
    return true;
  }

  private static void passOver(AssessmentRequest request, RequestTriaged triaged) {
    log.info(
        "Passed over a decision on revision {} of request {}, which is {} at revision {}",
        triaged.revision(),
        request.id(),
        request.state(),
        request.revision());
  }

  /**
   * The needed level is never lowered by a decision, no need is taken back, and the deadline is
   * only ever tightened: going below needs a person.
   */
  private void proceed(AssessmentRequest request, RequestTriaged triaged) {
    var level = highest(request, triaged);
    if (request.neededLevel() != null && request.neededLevel() != level) {
      tellRaised(request, level);
    }
    if (level == Level.EMERGENCY_112) {
      emergencies.direct(request, TRIAGE);
      return;
    }
    var promise =
        agreements
            .load(request.agreement(), request.raisedAt())
            .promise(level, occasion(request, request.raisedAt(), triaged.decision().news2()));
    var demand = new Demand(promise.ladder(), since(request), request.raisedAt());
    var judged = request.needing(level, promise.contactBy()).in(RequestState.WAITING);
    requests.store(judged);
    // Where nobody is at work any more, and somebody looked again, what is dangerous still or anew
    // asks for somebody again; the cause's usual level does not.
    var again = work.isAllMet(request.id()) && isDangerous(triaged);
    for (var need : Needs.of(level, triaged.decision().needs())) {
      if (again || work.needsPromiseOfItsOwn(judged, need)) {
        orderNow(judged, need, triaged.decision().news2());
      } else {
        work.need(judged, need, demand, TRIAGE);
      }
    }
    progress.settle(judged, clock.instant(), TRIAGE);
  }

  /** The clock of the request has stopped: what is asked for now is promised from now on. */
  private void orderNow(
      AssessmentRequest judged, NeedWithCapabilities need, EarlyWarningScore news2) {
    var now = clock.instant();
    var offered = requireNonNull(judged.offeredLevel(), "level that work is offered by");
    var promise =
        agreements
            .load(judged.agreement(), judged.raisedAt())
            .promise(Ladder.levelFor(need.need(), offered, offered), occasion(judged, now, news2));
    work.order(judged, need, promise.contactBy(), Demand.ordered(promise.ladder(), now), TRIAGE);
  }

  private static boolean isDangerous(RequestTriaged triaged) {
    return triaged.decision().fired().stream().anyMatch(rule -> rule.kind() == RuleKind.FLOOR);
  }

  /** The time to accept runs from the receipt; of what is found to be needed later, from then. */
  private Instant since(AssessmentRequest request) {
    return request.neededLevel() == null ? climbs.findReceipt(request.id()) : clock.instant();
  }

  /** Who is asked or has accepted has less time than they were told. */
  private void tellRaised(AssessmentRequest request, Level level) {
    var now = clock.instant();
    requests.note(request.id(), new TimelineEntry(now, "LevelRaised", TRIAGE, null, level.name()));
    outbox.add(
        Topic.DISPATCH_REQUESTS,
        request.id().toString(),
        new LevelRaised(
            request.id(),
            request.municipality(),
            request.requester(),
            work.listResponders(request.id()),
            now));
  }

  private Occasion occasion(AssessmentRequest request, Instant from, EarlyWarningScore news2) {
    return Occasion.judged(from, requests.listCauses(request.id()), news2);
  }

  private static Level highest(AssessmentRequest request, RequestTriaged triaged) {
    var level = Level.highest(request.nurseLevel(), triaged.decision().level());
    var before = request.neededLevel();
    return before == null ? level : Level.highest(before, level);
  }
}
