package se.rond.dispatch.assignment;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import se.rond.contracts.care.AssignmentId;
import se.rond.contracts.care.Level;
import se.rond.contracts.care.Need;
import se.rond.contracts.care.ResponderId;
import se.rond.dispatch.DispatchMeter;
import se.rond.dispatch.agreement.Agreement;
import se.rond.dispatch.agreement.Agreements;
import se.rond.dispatch.agreement.Occasion;
import se.rond.dispatch.agreement.Rung;
import se.rond.dispatch.agreement.Step;
import se.rond.dispatch.assignment.Assignments.Standing;
import se.rond.dispatch.assignment.Whom.Found;
import se.rond.dispatch.escalation.Climb;
import se.rond.dispatch.escalation.ClimbedRung;
import se.rond.dispatch.escalation.ClimbedRung.Outcome;
import se.rond.dispatch.escalation.Climbs;
import se.rond.dispatch.escalation.FreshClimb;
import se.rond.dispatch.escalation.Ladder;
import se.rond.dispatch.escalation.Ladder.Circumstances;
import se.rond.dispatch.escalation.LadderAlarms;
import se.rond.dispatch.escalation.Move;
import se.rond.dispatch.escalation.ReserveDesk;
import se.rond.dispatch.escalation.Unmet;
import se.rond.dispatch.escalation.Watch;
import se.rond.dispatch.request.AssessmentRequest;
import se.rond.dispatch.request.AssessmentRequests;
import se.rond.dispatch.request.NeedId;
import se.rond.dispatch.request.RequestState;
import se.rond.dispatch.request.TimelineEntry;
import se.rond.telemetry.Meters;

/**
 * Climbs the ladders of a locked request, rung by rung, and asks beside them: asking never stops
 * while somebody is left to be asked, the ladder paces what else is done meanwhile.
 */
@Component
class LadderRound {

  private final Assignments assignments;
  private final OfferRound offers;
  private final Whom whom;
  private final StandIns standIns;
  private final Climbs climbs;
  private final FreshClimb freshClimb;
  private final LadderAlarms alarms;
  private final ReserveDesk reserve;
  private final AssessmentRequests requests;
  private final Agreements agreements;
  private final Meters meters;
  private final InstantSource clock;
  private final Supplier<UUID> freshIds;

  LadderRound(
      Assignments assignments,
      OfferRound offers,
      Whom whom,
      StandIns standIns,
      Climbs climbs,
      FreshClimb freshClimb,
      LadderAlarms alarms,
      ReserveDesk reserve,
      AssessmentRequests requests,
      Agreements agreements,
      Meters meters,
      InstantSource clock,
      Supplier<UUID> freshIds) {
    this.assignments = assignments;
    this.offers = offers;
    this.whom = whom;
    this.standIns = standIns;
    this.climbs = climbs;
    this.freshClimb = freshClimb;
    this.alarms = alarms;
    this.reserve = reserve;
    this.requests = requests;
    this.agreements = agreements;
    this.meters = meters;
    this.clock = clock;
    this.freshIds = freshIds;
  }

  /** Something that is needed from now on, as far as nothing else is known of it. */
  Demand demandedNow(AssessmentRequest request) {
    return new Demand(promised(request), clock.instant(), request.raisedAt());
  }

  /** Begins to look for somebody for a need that was demanded. */
  void begin(AssessmentRequest request, OpenNeed need, Demand demand, String actor) {
    var agreement = agreement(request);
    climb(request, atFoot(request, need, demand, agreement, null), agreement, false, actor);
    goOnBeside(request, need, actor);
  }

  /**
   * Begins to look for somebody for what can wait: whoever can is asked, and nothing else is done
   * before its time is over.
   */
  void beginUnhurried(AssessmentRequest request, OpenNeed need, Instant contactBy, String actor) {
    var watch = Watch.contactAlone(clock.instant(), contactBy);
    climbs.keep(Climb.atFoot(need.id(), request.id(), Level.MOBILE_TEAM_TODAY, watch));
    askBeside(request, assignments.listCurrent(request.id()), need.id(), actor);
  }

  /**
   * The climb begins at the foot, of a higher ladder if the level has risen; no clock is loosened.
   */
  void beginAnew(AssessmentRequest request, OpenNeed need, Demand demand) {
    var before = climbs.find(need.id()).orElse(null);
    climbs.keep(atFoot(request, need, demand, agreement(request), before));
  }

  /**
   * A person has lowered the level: the climb begins at the foot of the lower ladder, and what is
   * watched is what that promises, also where it leaves more time. It goes on where it is if the
   * ladder is the same, and where a person ordered the need, which keeps the ladder of the order.
   */
  void beginLower(AssessmentRequest request, OpenNeed need, Demand demand) {
    var level = Ladder.levelFor(need.kind(), offered(request), demand.ladder());
    climbs
        .find(need.id())
        .ifPresent(
            climb -> {
              var stays = climb.level() == level || demand.isOrdered();
              var watch =
                  stays
                      ? climb.watch()
                      : climb
                          .watch()
                          .acceptanceInstead(agreement(request).acceptBy(level, demand.since()));
              var watching = watchingContact(request, need, watch, demand.promisedFrom());
              climbs.keep(
                  stays
                      ? climb.watching(watching)
                      : Climb.atFoot(need.id(), request.id(), level, watching));
            });
  }

  private static Climb atFoot(
      AssessmentRequest request,
      OpenNeed need,
      Demand demand,
      Agreement agreement,
      @Nullable Climb before) {
    var level = ladderFor(request, need, demand, before);
    var acceptBy = agreement.acceptBy(level, demand.since());
    var watch =
        before == null ? Watch.acceptance(acceptBy) : before.watch().acceptanceAnew(acceptBy);
    return Climb.atFoot(
        need.id(),
        request.id(),
        level,
        watchingContact(request, need, watch, demand.promisedFrom()));
  }

  /** What is ordered climbs the ladder of the order, unless it was on a higher one. */
  private static Level ladderFor(
      AssessmentRequest request, OpenNeed need, Demand demand, @Nullable Climb before) {
    if (!demand.isOrdered()) {
      return Ladder.levelFor(need.kind(), offered(request), demand.ladder());
    }
    return before == null ? demand.ladder() : Level.highest(before.level(), demand.ladder());
  }

  /** The target may have become tighter, though nothing else has changed. */
  void watch(AssessmentRequest request, OpenNeed need, Demand demand) {
    climbs
        .find(need.id())
        .ifPresent(
            climb ->
                climbs.keep(
                    climb.watching(
                        watchingContact(request, need, climb.watch(), demand.promisedFrom()))));
  }

  /** The level is about something else now: what was promised for this need is its own. */
  void watchByItself(OpenNeed need) {
    climbs
        .find(need.id())
        .ifPresent(climb -> climbs.keep(climb.watching(climb.watch().byItself())));
  }

  /**
   * Contact is watched with the need that the level is about: it is one promise. What was ordered,
   * or named beside it, has one of its own beside that, and in an emergency that alone.
   */
  private static Watch watchingContact(
      AssessmentRequest request, OpenNeed need, Watch watch, Instant promisedFrom) {
    var common =
        request.contactBy() != null
                && request.neededLevel() != Level.EMERGENCY_112
                && isOwn(request, need.kind())
            ? watch.contact(promisedFrom, request.contactBy())
            : watch;
    return need.contactBy() == null ? common : common.ordered(promisedFrom, need.contactBy());
  }

  /** Returns whether that need is what the level is about, so that contact is watched with it. */
  static boolean isOwn(AssessmentRequest request, Need kind) {
    return Needs.ownOf(offered(request)).equals(Optional.of(kind));
  }

  /** Returns whether the levels of a request, before and after, promise the same kind of need. */
  static boolean isAboutTheSame(AssessmentRequest before, AssessmentRequest after) {
    return before.offeredLevel() == null
        || Needs.ownOf(offered(before)).equals(Needs.ownOf(offered(after)));
  }

  /** Goes on for a need that nobody is asked for any more, and for whatever relied on that. */
  void goOn(AssessmentRequest request, OpenNeed need, String actor) {
    climb(request, Family.rootOf(need), false, actor);
    goOnBeside(request, need, actor);
  }

  private void goOnBeside(AssessmentRequest request, OpenNeed need, String actor) {
    var all = assignments.listCurrent(request.id());
    askBeside(request, all, need.id(), actor);
    for (var other : Family.listSought(all)) {
      if (!other.equals(Family.rootOf(need))) {
        climbOn(request, other, actor);
      }
    }
  }

  /** Goes on for a need that nothing has happened to itself. */
  private void climbOn(AssessmentRequest request, NeedId root, String actor) {
    var goesOn =
        climbs
            .find(root)
            .map(climb -> climb.goesOnIn(request.state()))
            .orElse(request.state() != RequestState.EMERGENCY_DIRECTED);
    if (goesOn) {
      climb(request, root, false, actor);
    }
  }

  /**
   * Somebody who had said yes cannot go on: the patient waits anew, and the climb begins at its
   * foot; not for what can wait. Who only stood in for somebody who has come meanwhile, or comes in
   * time, is followed by nobody.
   */
  void lost(AssessmentRequest request, OpenNeed need, String actor) {
    if (standIns.giveUpLost(request, need, actor)) {
      return;
    }
    var now = clock.instant();
    if (!need.canWaitAt(now)) {
      freshClimb.begin(request, Family.rootOf(need), now);
    }
    goOn(request, need, actor);
  }

  /** An offer was taken back because it asks for something else now: its rung asks anew. */
  void askAgain(OpenNeed need, AssignmentId withdrawn) {
    climbs
        .find(Family.rootOf(need))
        .filter(climb -> withdrawn.equals(climb.asked()))
        .ifPresent(climb -> climbs.keep(climb.back()));
  }

  /** Nothing of the request is watched any more; who is asked, is. */
  void unwatch(AssessmentRequest request) {
    climbs.unwatch(request.id());
  }

  /**
   * Gives up what is replaced by what somebody has just completed, before that is ended, and what
   * stands in for somebody who comes in time after all, since a contact has kept the promise.
   */
  void replace(AssessmentRequest request, String actor) {
    standIns.giveUpWhatIsAnswered(request, actor);
  }

  /**
   * Goes by what somebody has just taken, met or ended, or by when they come: what only stood in
   * for it is given up, and whoever still looks for somebody goes on.
   */
  void tidy(AssessmentRequest request, String actor) {
    standIns.giveUpWhatIsAnswered(request, actor);
    for (var sought : Family.listSought(assignments.listCurrent(request.id()))) {
      climbOn(request, sought, actor);
    }
  }

  /**
   * Nobody is waited for any more: everything that is left on a ladder is done, but for asking.
   * Where it has ended before, its manager is told again, unless that is still open.
   */
  void hurry(AssessmentRequest request, NeedId root, String actor) {
    var agreement = agreement(request);
    var ended =
        climbs
            .find(root)
            .filter(one -> Ladder.of(agreement.terms(), one.level()).hasEnded(one.climbed()));
    climb(request, root, true, actor);
    ended.ifPresent(
        climb ->
            standIns
                .find(request, root)
                .ifPresent(family -> endAgain(request, climb, family, agreement, actor)));
  }

  private void endAgain(
      AssessmentRequest request, Climb climb, Family family, Agreement agreement, String actor) {
    if (Ladder.of(agreement.terms(), climb.level()).rungs().getLast().step()
        instanceof Step.ReserveRoutine(var manager)) {
      reserve.activate(request, manager, agreement.terms(), unmet(request, climb, family), actor);
    }
  }

  private void climb(AssessmentRequest request, NeedId root, boolean timeOver, String actor) {
    var agreement = agreement(request);
    climb(
        request,
        climbs.find(root).orElseGet(() -> ofNeedFromBefore(request, root, agreement)),
        agreement,
        timeOver,
        actor);
  }

  /**
   * Climbs until somebody is waited for, somebody has taken it, or the ladder has ended.
   *
   * @param timeOver whether nobody is waited for any more
   */
  private void climb(
      AssessmentRequest request, Climb from, Agreement agreement, boolean timeOver, String actor) {
    var root = from.need();
    var climb = from;
    var ladder = Ladder.of(agreement.terms(), climb.level());
    var opened = new ArrayList<NeedId>();
    while (true) {
      var all = assignments.listCurrent(request.id());
      var family =
          standIns.family(
              request,
              Family.find(all, root).orElseThrow(),
              all,
              ladder.fallenBackTo(climb.climbed()));
      if (family.root().need().canWaitAt(clock.instant())) {
        break;
      }
      var rung = ladder.find(climb.climbed()).orElse(null);
      var isTaken = family.isTaken();
      var isWaiting = family.isWaitingFor(climb.asked()) || family.isAskedWhileBridged();
      var found =
          rung == null || isTaken || isWaiting && !timeOver
              ? Found.NOTHING
              : whom.find(
                  request, family, rung, (kind, level) -> open(family, kind, level, opened));
      var move =
          ladder.decide(
              climb.climbed(), new Circumstances(isTaken, isWaiting, timeOver, found.staffing()));
      if (rung == null || move instanceof Move.Stay) {
        break;
      }
      climb =
          switch (move) {
            case Move.Ask(var answerWithin, var _) -> {
              var asking = requireNonNull(found.asking(), "whom to ask");
              var offer =
                  offers.offer(
                      request,
                      asking.need(),
                      asking.matching(),
                      asking.candidate(),
                      answerWithin,
                      family.now(),
                      actor);
              log(family, rung, Outcome.ASKED, asking.candidate().responder(), null);
              yield climb.asking(offer);
            }
            case Move.Adopt() -> {
              var live = requireNonNull(found.live(), "who is asked");
              log(family, rung, Outcome.ASKED, live.responder(), null);
              yield climb.asking(live.id());
            }
            case Move.Skip(var reason) -> {
              log(family, rung, Outcome.SKIPPED, null, reason);
              yield climb.past();
            }
            case Move.FallBack(var to) -> {
              log(family, rung, fallBack(request, family, to, opened, actor), null, null);
              yield climb.past();
            }
            case Move.Tell() -> {
              alarms.askedInVain(request, family.now(), actor);
              log(family, rung, Outcome.TOLD, null, null);
              yield climb.past();
            }
            case Move.Reserve(var manager) -> {
              if (!timeOver && isSomebodyAskedFirst(request, climb, family, actor)) {
                yield climb;
              }
              reserve.activate(
                  request, manager, agreement.terms(), unmet(request, climb, family), actor);
              log(family, rung, Outcome.RESERVE, null, null);
              yield climb.past();
            }
            case Move.Stay() -> climb;
          };
      if (climb.asked() != null && !timeOver) {
        break;
      }
    }
    climbs.keep(climb.before(ladder.find(climb.climbed()).orElse(null)));
    for (var one : opened) {
      askBeside(request, assignments.listCurrent(request.id()), one, actor);
    }
  }

  /**
   * Asks whoever is left before the manager is told, while somebody else has the patient. Each time
   * anew, until the time to accept is over; where it is over already, nothing else would end that.
   */
  private boolean isSomebodyAskedFirst(
      AssessmentRequest request, Climb climb, Family family, String actor) {
    var root = family.root();
    return climb.watch().acceptBy() != null
        && family.isBridged()
        && !root.ended()
        && !root.isLive()
        && offers.offerNext(request, root.need(), actor);
  }

  /** A need from before there were ladders begins to climb when something happens to it. */
  private Climb ofNeedFromBefore(AssessmentRequest request, NeedId root, Agreement agreement) {
    var need = Family.find(assignments.listCurrent(request.id()), root).orElseThrow().need();
    var now = clock.instant();
    var demand =
        need.contactBy() == null ? demandedNow(request) : new Demand(promised(request), now, now);
    return atFoot(request, need, demand, agreement, null);
  }

  /** Asks whoever comes next for a need that nobody is asked for, whatever its ladder waits for. */
  private void askBeside(AssessmentRequest request, List<Standing> all, NeedId need, String actor) {
    Family.find(all, need)
        .filter(one -> !one.ended() && !one.isLive() && !one.isKept())
        .ifPresent(one -> offers.offerNext(request, one.need(), actor));
  }

  private Outcome fallBack(
      AssessmentRequest request, Family family, Level to, List<NeedId> opened, String actor) {
    var kind = Needs.ownOf(to).orElseThrow();
    requests.note(
        request.id(), new TimelineEntry(family.now(), "FellBack", actor, null, to.name()));
    var open = family.findOpen(kind);
    if (open.isEmpty() && family.isMet(kind)) {
      return Outcome.ALREADY_ASKED;
    }
    if (open.isEmpty()) {
      open(family, kind, to, opened);
      return Outcome.FELL_BACK;
    }
    var need = open.get().need();
    if (need.isSubstitute() && !need.answers(to)) {
      assignments.keep(need.risenTo(to), family.now());
      return Outcome.FELL_BACK;
    }
    return Outcome.ALREADY_ASKED;
  }

  /** What stands in for something that was ordered goes by the promise of that. */
  private OpenNeed open(Family family, Need kind, Level level, List<NeedId> opened) {
    var root = family.root().need();
    var substitute =
        new OpenNeed(
            new NeedId(freshIds.get()),
            root.request(),
            kind,
            Set.of(),
            level,
            root.contactBy(),
            root.id());
    assignments.addNeed(substitute, family.now());
    opened.add(substitute.id());
    return substitute;
  }

  /** A physician's contact that was asked for, itself or in the place of something else. */
  private static @Nullable Unmet unmet(AssessmentRequest request, Climb climb, Family family) {
    var root = family.root().need();
    var contactBy = root.contactBy() == null ? request.contactBy() : root.contactBy();
    if (contactBy == null) {
      return null;
    }
    var acceptBy = climb.watch().promised();
    if (root.kind() == Need.PHYSICIAN_CONTACT) {
      return new Unmet(root.id(), climb.level(), acceptBy, contactBy);
    }
    return family
        .findOpen(Need.PHYSICIAN_CONTACT)
        .filter(one -> family.reliesOn(one) && !one.isCarried())
        .map(one -> new Unmet(one.need().id(), one.need().level(), acceptBy, contactBy))
        .orElse(null);
  }

  private void log(
      Family family,
      Rung rung,
      Outcome outcome,
      @Nullable ResponderId responder,
      Move.@Nullable Reason reason) {
    meters.count(DispatchMeter.RUNGS, outcome);
    climbs.add(
        family.root().need().id(), new ClimbedRung(family.now(), rung, outcome, responder, reason));
  }

  private Level promised(AssessmentRequest request) {
    return agreement(request).promise(offered(request), Occasion.at(request.raisedAt())).ladder();
  }

  private Agreement agreement(AssessmentRequest request) {
    return agreements.load(request.agreement(), request.raisedAt());
  }

  private static Level offered(AssessmentRequest request) {
    return requireNonNull(request.offeredLevel(), "level that work is offered by");
  }
}
