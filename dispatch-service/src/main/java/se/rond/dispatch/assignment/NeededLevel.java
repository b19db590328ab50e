package se.rond.dispatch.assignment;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import se.rond.contracts.care.Capability;
import se.rond.contracts.care.Level;
import se.rond.contracts.dispatch.DispatchEvent.LevelRaised;
import se.rond.contracts.topic.Topic;
import se.rond.contracts.triage.TriageDecision;
import se.rond.contracts.triage.TriageDecision.EarlyWarningScore;
import se.rond.contracts.triage.TriageDecision.NeedWithCapabilities;
import se.rond.dispatch.escalation.Climbs;
import se.rond.dispatch.request.AssessmentRequest;
import se.rond.dispatch.request.AssessmentRequests;
import se.rond.dispatch.request.Lowering;
import se.rond.dispatch.request.Lowerings;
import se.rond.dispatch.request.RequestState;
import se.rond.dispatch.request.TimelineEntry;
import se.rond.messaging.Outbox;

/**
 * Brings a locked open request to the level that is needed: its deadline, its needs, and who is
 * asked.
 */
@Component
public class NeededLevel {

  private final AssessmentRequests requests;
  private final Lowerings lowerings;
  private final Promises promises;
  private final OpenWork work;
  private final LoweredNeeds needs;
  private final Climbs climbs;
  private final EmergencyDesk emergencies;
  private final RequestProgress progress;
  private final Outbox outbox;
  private final InstantSource clock;

  NeededLevel(
      AssessmentRequests requests,
      Lowerings lowerings,
      Promises promises,
      OpenWork work,
      LoweredNeeds needs,
      Climbs climbs,
      EmergencyDesk emergencies,
      RequestProgress progress,
      Outbox outbox,
      InstantSource clock) {
    this.requests = requests;
    this.lowerings = lowerings;
    this.promises = promises;
    this.work = work;
    this.needs = needs;
    this.climbs = climbs;
    this.emergencies = emergencies;
    this.progress = progress;
    this.outbox = outbox;
    this.clock = clock;
  }

  /**
   * Goes by what was found, beside what the nurse judged. The needed level is never lowered by it,
   * no need is taken back, and the deadline is only ever tightened: going below needs a person.
   * Where a person has gone below, what was known then does not undo it; see {@link Lowering}.
   *
   * @param foundOf the revision that was judged
   * @param teamBrings what a team brings where the level asks for one by itself; the rules say it
   *     where they name one. Not asked otherwise
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void find(
      AssessmentRequest request,
      int foundOf,
      TriageDecision found,
      Supplier<Set<Capability>> teamBrings,
      String actor) {
    var lowering = lowerings.findLast(request.id());
    var demanded =
        lowering
            .map(one -> one.demandedBy(foundOf, found))
            .orElseGet(() -> Level.highest(request.nurseLevel(), found.level()));
    var before = request.neededLevel();
    var level = before == null ? demanded : Level.highest(before, demanded);
    if (before != null && before != level) {
      tellRaised(request, level, actor);
    }
    var isCovered = lowering.filter(one -> one.covers(foundOf)).isPresent();
    var named =
        isCovered
            ? found.needs().stream().filter(one -> Needs.isAskedFor(one.need(), level)).toList()
            : found.needs();
    // What a person has lowered is due when that promised, unless it is raised again.
    var stays = lowering.isPresent() && level == before;
    // Where nobody is at work any more, and somebody looked again, what is dangerous still or anew
    // asks for somebody again; the cause's usual level does not.
    var again =
        Danger.isIn(found)
            && work.isAllMet(request.id())
            && requests.isNewlyTold(request.id(), foundOf);
    raise(request, level, found.news2(), stays, Needs.of(level, named, teamBrings), again, actor);
  }

  /**
   * Raises the level because a person says so: what is asked for already stays, and the level's own
   * need is asked for, too, with what floors need that it is not below.
   *
   * @param floors what the floors demand by what is known now
   * @param teamBrings what a team brings to that patient, where the level needs one
   * @return the request as it is now
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public AssessmentRequest raise(
      AssessmentRequest request,
      Level level,
      TriageDecision floors,
      Set<Capability> teamBrings,
      String actor) {
    var named = level.isAtLeast(floors.level()) ? floors.needs() : List.<NeedWithCapabilities>of();
    var needed = Needs.of(level, named, teamBrings);
    return raise(request, level, floors.news2(), false, needed, false, actor);
  }

  /**
   * Lowers the level because a person says so. The clock of the lower level runs from when the
   * request was raised, as any does, and is never due sooner than it was; needs and offers follow.
   *
   * @param teamBrings what a team brings to that patient, where the level needs one
   * @return the request as it is now
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public AssessmentRequest lower(
      AssessmentRequest request,
      Level level,
      Set<Capability> teamBrings,
      EarlyWarningScore news2,
      String actor) {
    var promise = promises.sinceRaised(request, level, news2);
    var demand = new Demand(promise.ladder(), clock.instant(), request.raisedAt());
    var lowered = request.lowered(level, promise.contactBy());
    requests.store(lowered);
    needs.goDown(lowered, Needs.of(level, List.of(), teamBrings), demand, news2, actor);
    return lowered.in(progress.settle(lowered, clock.instant(), actor));
  }

  /**
   * @param dueAsBefore whether the deadline stays what it is
   * @param again whether somebody is asked again for what was met
   */
  private AssessmentRequest raise(
      AssessmentRequest request,
      Level level,
      EarlyWarningScore news2,
      boolean dueAsBefore,
      List<NeedWithCapabilities> needed,
      boolean again,
      String actor) {
    if (level == Level.EMERGENCY_112) {
      return emergencies.direct(request, actor);
    }
    var promise = promises.sinceRaised(request, level, news2);
    var demand = new Demand(promise.ladder(), since(request), request.raisedAt());
    var judged =
        request.needing(level, dueAsBefore ? null : promise.contactBy()).in(RequestState.WAITING);
    work.keepPromise(request, judged);
    requests.store(judged);
    for (var need : needed) {
      if (again) {
        promises.askAnew(judged, need, news2, actor);
      } else {
        promises.ask(judged, need, demand, news2, actor);
      }
    }
    return judged.in(progress.settle(judged, clock.instant(), actor));
  }

  /** The time to accept runs from the receipt; of what is found to be needed later, from then. */
  private Instant since(AssessmentRequest request) {
    return request.neededLevel() == null ? climbs.findReceipt(request.id()) : clock.instant();
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
}
