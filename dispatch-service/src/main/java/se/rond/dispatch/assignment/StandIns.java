package se.rond.dispatch.assignment;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import se.rond.contracts.care.Need;
import se.rond.dispatch.agreement.Agreements;
import se.rond.dispatch.assignment.Assignments.Standing;
import se.rond.dispatch.escalation.Climb;
import se.rond.dispatch.escalation.Climbs;
import se.rond.dispatch.escalation.FreshClimb;
import se.rond.dispatch.escalation.Ladder;
import se.rond.dispatch.request.AssessmentRequest;
import se.rond.dispatch.request.NeedId;

/** What stands in for what, among the needs of a locked request. */
@Component
class StandIns {

  private final Assignments assignments;
  private final Withdrawals withdrawals;
  private final Climbs climbs;
  private final FreshClimb freshClimb;
  private final Agreements agreements;
  private final OfferRound offers;
  private final InstantSource clock;

  StandIns(
      Assignments assignments,
      Withdrawals withdrawals,
      Climbs climbs,
      FreshClimb freshClimb,
      Agreements agreements,
      OfferRound offers,
      InstantSource clock) {
    this.assignments = assignments;
    this.withdrawals = withdrawals;
    this.climbs = climbs;
    this.freshClimb = freshClimb;
    this.agreements = agreements;
    this.offers = offers;
    this.clock = clock;
  }

  /** Finds a demanded need with what stands in for it by now. */
  Optional<Family> find(AssessmentRequest request, NeedId root) {
    return find(request, root, assignments.listCurrent(request.id()));
  }

  private Optional<Family> find(AssessmentRequest request, NeedId root, List<Standing> all) {
    return Family.find(all, root)
        .map(
            standing ->
                family(
                    request,
                    standing,
                    all,
                    climbs
                        .find(root)
                        .map(climb -> ladder(request, climb).fallenBackTo(climb.climbed()))
                        .orElse(Set.of())));
  }

  /** A demanded need among all of its request, as far as its ladder has fallen back. */
  Family family(
      AssessmentRequest request, Standing root, List<Standing> all, Set<Need> fallenBackTo) {
    var now = clock.instant();
    var contactBy =
        isKeptByContact(request, root.need(), all)
            ? now
            : offers.contactBy(request, root.need(), now);
    return new Family(root, all, fallenBackTo, contactBy, now);
  }

  /**
   * Where a contact has kept what the level promises, whoever comes for it is enough, as when the
   * time is over. What was ordered is kept by who comes for it alone.
   */
  private boolean isKeptByContact(AssessmentRequest request, OpenNeed need, List<Standing> all) {
    return need.contactBy() == null
        && LadderRound.isOwn(request, need.kind())
        && all.stream().anyMatch(Standing::isCarried)
        && assignments.isPromiseKeptByContact(request.id());
  }

  private Ladder ladder(AssessmentRequest request, Climb climb) {
    var agreement = agreements.load(request.agreement(), request.raisedAt());
    return Ladder.of(agreement.terms(), climb.level());
  }

  /**
   * Goes by what somebody has just taken, met or ended: what only stood in for it is given up, and
   * it itself is where that has brought somebody to the patient.
   */
  void giveUpWhatIsAnswered(AssessmentRequest request, String actor) {
    var all = assignments.listCurrent(request.id());
    if (all.stream().noneMatch(one -> one.need().isSubstitute() && !one.ended())) {
      return;
    }
    var families = listDemanded(request, all);
    for (var family : families) {
      if (family.isReplaced()) {
        giveUp(request, family.root(), actor);
      }
    }
    for (var one : all) {
      if (one.need().isSubstitute() && !one.ended() && !one.isCarried()) {
        var relying = families.stream().filter(family -> family.reliesOn(one)).toList();
        if (!relying.isEmpty() && relying.stream().allMatch(Family::isSettled)) {
          giveUp(request, one, actor);
        }
      }
    }
  }

  /**
   * Gives up what stood in for something, and whose responder cannot go on, where nobody has to
   * follow. Whoever is still to come for it may yet be late: from then on its ladder is at its
   * foot.
   *
   * @return whether it is given up
   */
  boolean giveUpLost(AssessmentRequest request, OpenNeed lost, String actor) {
    if (!lost.isSubstitute()) {
      return false;
    }
    var all = assignments.listCurrent(request.id());
    var standing = Family.find(all, lost.id()).orElseThrow();
    var relying =
        listDemanded(request, all).stream().filter(one -> one.reliesOn(standing)).toList();
    if (relying.isEmpty() || !relying.stream().allMatch(Family::needsNobodyAfterStandIn)) {
      return false;
    }
    giveUp(request, standing, actor);
    for (var family : relying) {
      if (!family.root().ended()) {
        freshClimb.begin(request, family.root().need().id(), family.now());
      }
    }
    return true;
  }

  private List<Family> listDemanded(AssessmentRequest request, List<Standing> all) {
    return all.stream()
        .filter(one -> !one.need().isSubstitute())
        .map(root -> find(request, root.need().id(), all))
        .flatMap(Optional::stream)
        .toList();
  }

  private void giveUp(AssessmentRequest request, Standing one, String actor) {
    if (one.isLive()) {
      withdrawals.withdraw(request, one, actor);
    }
    assignments.end(one.need(), clock.instant());
  }
}
