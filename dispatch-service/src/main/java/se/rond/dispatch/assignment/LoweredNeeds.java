package se.rond.dispatch.assignment;

import static java.util.Objects.requireNonNull;

import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import se.rond.clinical.TriageRules;
import se.rond.contracts.care.Level;
import se.rond.contracts.triage.TriageDecision.EarlyWarningScore;
import se.rond.contracts.triage.TriageDecision.NeedWithCapabilities;
import se.rond.dispatch.assignment.Assignment.WithPatient;
import se.rond.dispatch.assignment.Assignments.Standing;
import se.rond.dispatch.request.AssessmentRequest;
import se.rond.dispatch.request.Knowledge;
import se.rond.dispatch.request.NeedId;

/** What becomes of the needs of a locked request whose level a person has lowered. */
@Component
class LoweredNeeds {

  private final Assignments assignments;
  private final Promises promises;
  private final LadderRound ladders;
  private final Withdrawals withdrawals;
  private final Knowledge knowledge;
  private final TriageRules rules;
  private final InstantSource clock;

  LoweredNeeds(
      Assignments assignments,
      Promises promises,
      LadderRound ladders,
      Withdrawals withdrawals,
      Knowledge knowledge,
      TriageRules rules,
      InstantSource clock) {
    this.assignments = assignments;
    this.promises = promises;
    this.ladders = ladders;
    this.withdrawals = withdrawals;
    this.knowledge = knowledge;
    this.rules = rules;
    this.clock = clock;
  }

  /**
   * Goes down. All needs answer no higher level than that from now on, also those that were met, so
   * that what was done for less does not answer a later rise. Open ones that are not asked for any
   * more are taken back and given up; who is with the patient for one stays. The others climb the
   * ladder of the lower level, from its foot.
   *
   * @param own what the level needs by itself, which is asked for if nobody meets or met it. A
   *     nurse is not, where somebody is at the patient's home
   */
  void goDown(
      AssessmentRequest lowered,
      List<NeedWithCapabilities> own,
      Demand demand,
      EarlyWarningScore news2,
      String actor) {
    var all =
        assignments.listCurrent(lowered.id()).stream().filter(one -> !one.isGivenUp()).toList();
    var ordered = listOrdered(all);
    var demanded = listStillDemanded(all, ordered, levelOf(lowered));
    for (var one : all) {
      var capped = one.need().atMost(levelOf(lowered));
      assignments.keep(capped, clock.instant());
      if (one.ended()) {
        continue;
      }
      if (ordered.contains(capped.id())) {
        var stays = new Demand(demand.ladder(), demand.since(), demand.promisedFrom(), true);
        ladders.beginLower(lowered, capped, stays);
      } else if (demanded.contains(capped.id())) {
        beginLower(lowered, capped, demand, news2);
      } else if (!isStandInStill(one, ordered, demanded) && !isOneOf(own, one)) {
        withdrawals.takeBack(lowered, one, actor);
        assignments.keepUnwanted(one.need(), clock.instant());
      }
    }
    for (var needed : own) {
      if (!isAskedForAlready(lowered, needed) && !isVisited(lowered, needed)) {
        promises.ask(lowered, needed, demand, news2, actor);
      }
    }
    ladders.tidy(lowered, actor);
  }

  /**
   * What the lower level is not about, and what was asked for after somebody had been with the
   * patient, has a promise of its own: by the lower level, from now on, and never sooner than it
   * was.
   */
  private void beginLower(
      AssessmentRequest lowered, OpenNeed need, Demand demand, EarlyWarningScore news2) {
    if (need.isFollowing()) {
      return;
    }
    if (need.contactBy() == null && LadderRound.isOwn(lowered, need.kind())) {
      ladders.beginLower(lowered, need, demand);
      return;
    }
    var now = clock.instant();
    var promise = promises.fromNow(lowered, need.kind(), news2);
    var later =
        need.contactBy() == null
            ? need.by(promise.contactBy(), now)
            : need.notBefore(promise.contactBy());
    assignments.keep(later, now);
    ladders.beginLower(lowered, later, new Demand(promise.ladder(), now, now));
  }

  /** Needs that a person ordered, and that nobody has met yet. */
  private Set<NeedId> listOrdered(List<Standing> all) {
    return all.stream()
        .filter(one -> !one.ended())
        .map(Standing::need)
        .filter(assignments::isOrdered)
        .map(OpenNeed::id)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Needs that the lower level or one below it asks for, and those that somebody ordered. */
  private static Set<NeedId> listStillDemanded(
      List<Standing> all, Set<NeedId> ordered, Level level) {
    return all.stream()
        .filter(one -> !one.ended())
        .map(Standing::need)
        .filter(need -> !need.isSubstitute())
        .filter(need -> ordered.contains(need.id()) || Needs.isAskedFor(need.kind(), level))
        .map(OpenNeed::id)
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Nobody has fallen back on the lower ladder yet: of what stood in for something that is still
   * asked for only who has said yes stays, and what stands in for something that was ordered, whose
   * ladder stays as it is.
   */
  private static boolean isStandInStill(Standing one, Set<NeedId> ordered, Set<NeedId> demanded) {
    var root = Family.rootOf(one.need());
    return one.need().isSubstitute()
        && demanded.contains(root)
        && (one.isCarried() || ordered.contains(root));
  }

  /** What stood in for something else may be what the lower level asks for by itself. */
  private static boolean isOneOf(List<NeedWithCapabilities> own, Standing one) {
    return one.need().isSubstitute()
        && own.stream().anyMatch(needed -> needed.need() == one.need().kind());
  }

  /**
   * Nobody is asked any more for what is not needed, but for what is, if nobody is: by the promise
   * of the request, or by one from now on if somebody else has met the patient.
   */
  void giveUp(AssessmentRequest request, OpenNeed unwanted, String actor) {
    assignments.end(unwanted, clock.instant());
    for (var needed : Needs.of(levelOf(request), List.of())) {
      if (!isVisited(request, needed)) {
        promises.ask(request, needed, ladders.demandedNow(request), score(request), actor);
      }
    }
  }

  /** The score that is known now; the one of the word by which it was lowered may be old. */
  private EarlyWarningScore score(AssessmentRequest request) {
    var known = knowledge.load(request);
    return rules.judgeByFloors(known.content(), known.context()).news2();
  }

  private boolean isAskedForAlready(AssessmentRequest request, NeedWithCapabilities needed) {
    return assignments.listCurrent(request.id()).stream()
        .anyMatch(
            one ->
                !one.ended()
                    && one.need().kind() == needed.need()
                    && !one.need().isSubstitute()
                    && one.need().answers(levelOf(request)));
  }

  /**
   * Whoever is at the patient's home does what a nurse would; nobody else brings what a team does.
   */
  private boolean isVisited(AssessmentRequest request, NeedWithCapabilities needed) {
    return switch (needed.need()) {
      case NURSE_VISIT ->
          assignments.listCurrent(request.id()).stream()
              .anyMatch(
                  one ->
                      one.assignment() instanceof WithPatient(_, _, _, var mode)
                          && mode == ContactMode.VISIT);
      case PHYSICIAN_CONTACT, TEAM_VISIT -> false;
    };
  }

  private static Level levelOf(AssessmentRequest request) {
    return requireNonNull(request.neededLevel(), "needed level");
  }
}
