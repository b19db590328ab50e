package se.rond.dispatch.assignment;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import org.springframework.stereotype.Component;
import se.rond.contracts.care.Capability;
import se.rond.contracts.care.Level;
import se.rond.contracts.dispatch.DispatchEvent.LevelRaised;
import se.rond.contracts.topic.Topic;
import se.rond.contracts.triage.TriageDecision;
import se.rond.contracts.triage.TriageDecision.EarlyWarningScore;
import se.rond.contracts.triage.TriageDecision.NeedWithCapabilities;
import se.rond.contracts.triage.TriageDecision.RuleKind;
import se.rond.dispatch.agreement.Agreements;
import se.rond.dispatch.agreement.Occasion;
import se.rond.dispatch.agreement.Promise;
import se.rond.dispatch.escalation.Climbs;
import se.rond.dispatch.escalation.Ladder;
import se.rond.dispatch.request.AssessmentRequest;
import se.rond.dispatch.request.AssessmentRequests;
import se.rond.dispatch.request.RequestState;
import se.rond.dispatch.request.TimelineEntry;
import se.rond.messaging.Outbox;

/**
 * Brings a locked open request to the level that is needed: its deadline, its needs, and who is
 * asked.
 */
@Component
class NeededLevel {

  private final AssessmentRequests requests;
  private final Agreements agreements;
  private final OpenWork work;
  private final Climbs climbs;
  private final EmergencyDesk emergencies;
  private final RequestProgress progress;
  private final Outbox outbox;
  private final InstantSource clock;

  NeededLevel(
      AssessmentRequests requests,
      Agreements agreements,
      OpenWork work,
      Climbs climbs,
      EmergencyDesk emergencies,
      RequestProgress progress,
      Outbox outbox,
      InstantSource clock) {
    this.requests = requests;
    this.agreements = agreements;
    this.work = work;
    this.climbs = climbs;
    this.emergencies = emergencies;
    this.progress = progress;
    this.outbox = outbox;
    this.clock = clock;
  }

  /**
   * Goes by what was found, beside what the nurse judged. The needed level is never lowered by it,
   * no need is taken back, and the deadline is only ever tightened: going below needs a person.
   *
   * @param teamBrings what a team brings where the level asks for one by itself; the rules say it
   *     where they name one
   */
  void find(
      AssessmentRequest request, TriageDecision found, Set<Capability> teamBrings, String actor) {
    var level = highest(request, found);
    if (request.neededLevel() != null && request.neededLevel() != level) {
      tellRaised(request, level, actor);
    }
    if (level == Level.EMERGENCY_112) {
      emergencies.direct(request, actor);
      return;
    }
    var promise = promise(request, level, request.raisedAt(), found.news2());
    var demand = new Demand(promise.ladder(), since(request), request.raisedAt());
    var judged = request.needing(level, promise.contactBy()).in(RequestState.WAITING);
    requests.store(judged);
    // Where nobody is at work any more, and somebody looked again, what is dangerous still or anew
    // asks for somebody again; the cause's usual level does not.
    var again = work.isAllMet(request.id()) && isDangerous(found);
    for (var need : Needs.of(level, found.needs(), teamBrings)) {
      if (again || work.needsPromiseOfItsOwn(judged, need)) {
        orderNow(judged, need, found.news2(), actor);
      } else {
        work.need(judged, need, demand, actor);
      }
    }
    progress.settle(judged, clock.instant(), actor);
  }

  /** The clock of the request has stopped: what is asked for now is promised from now on. */
  private void orderNow(
      AssessmentRequest judged, NeedWithCapabilities need, EarlyWarningScore news2, String actor) {
    var now = clock.instant();
    var offered = requireNonNull(judged.offeredLevel(), "level that work is offered by");
    var promise = promise(judged, Ladder.levelFor(need.need(), offered, offered), now, news2);
    work.order(judged, need, promise.contactBy(), Demand.ordered(promise.ladder(), now), actor);
  }

  private static Level highest(AssessmentRequest request, TriageDecision found) {
    var level = Level.highest(request.nurseLevel(), found.level());
    var before = request.neededLevel();
    return before == null ? level : Level.highest(before, level);
  }

  /** The time to accept runs from the receipt; of what is found to be needed later, from then. */
  private Instant since(AssessmentRequest request) {
    return request.neededLevel() == null ? climbs.findReceipt(request.id()) : clock.instant();
  }

  private static boolean isDangerous(TriageDecision found) {
    return found.fired().stream().anyMatch(rule -> rule.kind() == RuleKind.FLOOR);
  }

  /** Who is asked or has accepted has less time than they were told. */
  private void tellRaised(AssessmentRequest request, Level level, String actor) {
    var now = clock.instant();
    requests.note(request.id(), new TimelineEntry(now, "LevelRaised", actor, null, level.name()));
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

  private Promise promise(
      AssessmentRequest request, Level level, Instant from, EarlyWarningScore news2) {
    return agreements
        .load(request.agreement(), request.raisedAt())
        .promise(level, Occasion.judged(from, requests.listCauses(request.id()), news2));
  }
}
