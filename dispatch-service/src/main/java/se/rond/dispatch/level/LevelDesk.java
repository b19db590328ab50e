package se.rond.dispatch.level;

import java.time.InstantSource;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import se.rond.access.Caller;
import se.rond.clinical.TriageRules;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.care.ClinicalContent;
import se.rond.contracts.care.Level;
import se.rond.contracts.dispatch.DispatchEvent.LevelOverridden;
import se.rond.contracts.topic.Topic;
import se.rond.contracts.triage.TriageDecision;
import se.rond.dispatch.DispatchMeter;
import se.rond.dispatch.assignment.EmergencyDesk;
import se.rond.dispatch.assignment.NeededLevel;
import se.rond.dispatch.assignment.OpenWork;
import se.rond.dispatch.assignment.TriageWaits;
import se.rond.dispatch.change.Changes;
import se.rond.dispatch.level.LevelOverrides.NewOverride;
import se.rond.dispatch.level.LevelResult.Done;
import se.rond.dispatch.level.LevelResult.IdTaken;
import se.rond.dispatch.level.LevelResult.Refused;
import se.rond.dispatch.level.LevelRules.Standing;
import se.rond.dispatch.level.LevelRules.Verdict;
import se.rond.dispatch.request.Advice;
import se.rond.dispatch.request.AssessmentRequest;
import se.rond.dispatch.request.AssessmentRequests;
import se.rond.dispatch.request.BodyDigest;
import se.rond.dispatch.request.Knowledge;
import se.rond.dispatch.request.RequestState;
import se.rond.dispatch.request.TimelineEntry;
import se.rond.messaging.Outbox;
import se.rond.telemetry.Meters;

/**
 * Takes a person's word on the level of a request, and sees to what follows from it. What triage
 * decided stays as it was decided; both are shown.
 */
@Service
public class LevelDesk {

  private final AssessmentRequests requests;
  private final LevelOverrides overrides;
  private final Changes changes;
  private final Knowledge knowledge;
  private final TriageRules rules;
  private final TriageWaits waits;
  private final NeededLevel levels;
  private final OpenWork work;
  private final EmergencyDesk emergencies;
  private final Outbox outbox;
  private final Meters meters;
  private final InstantSource clock;

  LevelDesk(
      AssessmentRequests requests,
      LevelOverrides overrides,
      Changes changes,
      Knowledge knowledge,
      TriageRules rules,
      TriageWaits waits,
      NeededLevel levels,
      OpenWork work,
      EmergencyDesk emergencies,
      Outbox outbox,
      Meters meters,
      InstantSource clock) {
    this.requests = requests;
    this.overrides = overrides;
    this.changes = changes;
    this.knowledge = knowledge;
    this.rules = rules;
    this.waits = waits;
    this.levels = levels;
    this.work = work;
    this.emergencies = emergencies;
    this.outbox = outbox;
    this.meters = meters;
    this.clock = clock;
  }

  /**
   * Takes what the level is to be.
   *
   * @return nothing if the caller may see no such request
   */
  @Transactional
  public Optional<LevelResult> override(
      AssessmentRequestId id, Wish wish, BodyDigest digest, Caller caller) {
    return requests
        .findAndLock(id, caller)
        .map(
            request ->
                findEarlier(request, wish, digest)
                    .orElseGet(() -> decide(request, id, wish, digest, caller)));
  }

  private Optional<LevelResult> findEarlier(
      AssessmentRequest request, Wish wish, BodyDigest digest) {
    var earlier = overrides.find(wish.id());
    if (earlier.isPresent()) {
      var stored = earlier.get();
      return Optional.of(
          stored.request().equals(request.id()) && stored.digest().equals(digest)
              ? new Done(stored.answer())
              : new IdTaken());
    }
    return changes.find(wish.id()).<LevelResult>map(_ -> new IdTaken());
  }

  /**
   * @param toldOf the request that was named: this one, or one that is joined to it
   */
  private LevelResult decide(
      AssessmentRequest request,
      AssessmentRequestId toldOf,
      Wish wish,
      BodyDigest digest,
      Caller caller) {
    var known = knowledge.load(request);
    var floors = rules.judgeByFloors(known.content(), known.context());
    var floor = Level.highest(floors.level(), overrides.highestFloor(request.id()));
    var inForce =
        request.neededLevel() == null
            ? Level.highest(request.nurseLevel(), floor)
            : request.neededLevel();
    return switch (request.state()) {
      case CANCELLED -> new Refused(Refusal.REQUEST_CANCELLED, request.state(), inForce, floor);
      case DOCUMENTING, CLOSED, JOINED ->
          new Refused(Refusal.REQUEST_CLOSED, request.state(), inForce, floor);
      case RECEIVED, WAITING, ASSIGNED, UNDER_WAY, EMERGENCY_DIRECTED -> {
        var held = overrides.heldAt(request.id());
        var standing = new Standing(inForce, floor, held, !waits.isAwaited(request.id()));
        yield switch (LevelRules.decide(standing, caller.role(), wish)) {
          case Verdict.Refused(var refusal) ->
              new Refused(refusal, request.state(), inForce, Level.highest(floor, held));
          // It would stay with the other one if the two are about different patients after all.
          case Verdict.Changed changed
              when changed.direction() == Direction.DOWN && !toldOf.equals(request.id()) ->
              new Refused(
                  Refusal.REQUEST_JOINED, request.state(), inForce, Level.highest(floor, held));
          case Verdict.Changed changed ->
              changed(
                  request,
                  new NewOverride(
                      request.id(),
                      toldOf,
                      request.revision(),
                      clock.instant(),
                      TimelineEntry.actor(caller),
                      wish,
                      changed.direction(),
                      inForce,
                      floor,
                      changed.belowFloor(),
                      changed.overFloors(),
                      digest),
                  floors,
                  known.content());
        };
      }
    };
  }

  private LevelResult changed(
      AssessmentRequest request, NewOverride said, TriageDecision floors, ClinicalContent known) {
    if (!overrides.add(said)) {
      return new IdTaken();
    }
    meters.count(DispatchMeter.LEVEL_OVERRIDES, said.direction(), said.wish().reason());
    tell(request, said);
    var level = said.wish().level();
    if (request.state() == RequestState.EMERGENCY_DIRECTED) {
      // Who says so again is heard again, whatever was answered before.
      emergencies.directAgain(request, true, said.actor());
      return answered(said, request);
    }
    var teamBrings = rules.teamBrings(known);
    var now =
        switch (said.direction()) {
          case UP -> levels.raise(request, level, floors, teamBrings, said.actor());
          case DOWN -> levels.lower(request, level, teamBrings, floors.news2(), said.actor());
        };
    return answered(said, now);
  }

  private LevelResult answered(NewOverride said, AssessmentRequest now) {
    var answer = answer(now, said.wish().level());
    overrides.keepAnswer(said.wish().id(), answer);
    return new Done(answer);
  }

  /** Who is asked or has accepted is told before anything is taken back. */
  private void tell(AssessmentRequest request, NewOverride said) {
    var wish = said.wish();
    requests.note(
        request.id(),
        new TimelineEntry(
            said.at(),
            "LevelOverridden",
            said.actor(),
            null,
            said.from() + " to " + wish.level() + ", " + wish.reason()));
    outbox.add(
        Topic.DISPATCH_REQUESTS,
        request.id().toString(),
        new LevelOverridden(
            request.id(),
            request.municipality(),
            request.requester(),
            said.belowFloor(),
            work.listResponders(request.id()),
            said.at()));
  }

  private LevelAnswer answer(AssessmentRequest request, Level level) {
    var isEmergency = request.state() == RequestState.EMERGENCY_DIRECTED;
    return new LevelAnswer(
        request.id(),
        request.revision(),
        request.state(),
        level,
        isEmergency ? Advice.RING_112_NU : Advice.NONE,
        isEmergency ? emergencies.findAlarm(request.id()).orElse(null) : null);
  }
}
