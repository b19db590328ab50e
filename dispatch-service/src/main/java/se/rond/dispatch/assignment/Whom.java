package se.rond.dispatch.assignment;

import java.time.Instant;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import se.rond.contracts.care.Level;
import se.rond.contracts.care.Need;
import se.rond.contracts.care.ResponderId;
import se.rond.dispatch.agreement.Rung;
import se.rond.dispatch.agreement.Step.AskNamed;
import se.rond.dispatch.agreement.Step.AskNextOnDuty;
import se.rond.dispatch.agreement.Step.FallBack;
import se.rond.dispatch.agreement.Step.ReserveRoutine;
import se.rond.dispatch.agreement.Step.TellCoordinator;
import se.rond.dispatch.assignment.Assignment.Offered;
import se.rond.dispatch.assignment.Assignments.Standing;
import se.rond.dispatch.escalation.Ladder;
import se.rond.dispatch.escalation.Staffing;
import se.rond.dispatch.matching.Candidate;
import se.rond.dispatch.matching.Exclusion;
import se.rond.dispatch.matching.Matching;
import se.rond.dispatch.request.AssessmentRequest;
import se.rond.dispatch.roster.ResponderKind;
import se.rond.dispatch.roster.Roster;

/** Finds whom a rung of a ladder asks. */
@Component
class Whom {

  private final OfferRound offers;
  private final Roster roster;

  Whom(OfferRound offers, Roster roster) {
    this.offers = offers;
    this.roster = roster;
  }

  /** Somebody who can be asked for a need. */
  record Asking(OpenNeed need, Matching matching, Candidate candidate) {}

  /**
   * What a rung finds.
   *
   * @param asking whom it would ask; null if nobody
   * @param live who is asked already; null if nobody is
   */
  record Found(Staffing staffing, @Nullable Asking asking, @Nullable Offered live) {
    static final Found NOTHING = new Found(Staffing.NOBODY, null, null);

    static Found of(Staffing staffing) {
      return new Found(staffing, null, null);
    }
  }

  /**
   * Finds whom a rung asks for a locked request.
   *
   * @param open opens a need of a kind at a level that somebody else than usual is asked for
   */
  Found find(
      AssessmentRequest request, Family family, Rung rung, BiFunction<Need, Level, OpenNeed> open) {
    return switch (rung.step()) {
      case AskNextOnDuty(var kind, var _) -> find(request, family, rung, kind, null, open);
      case AskNamed(var responder, var _) ->
          roster
              .findKind(responder)
              .map(kind -> find(request, family, rung, kind, responder, open))
              .orElse(Found.NOTHING);
      case FallBack _, TellCoordinator _, ReserveRoutine _ -> Found.NOTHING;
    };
  }

  private Found find(
      AssessmentRequest request,
      Family family,
      Rung rung,
      ResponderKind kind,
      @Nullable ResponderId named,
      BiFunction<Need, Level, OpenNeed> open) {
    var meets = kind.meets();
    if (meets.isEmpty()) {
      return Found.NOTHING;
    }
    var standing = family.findOpen(meets.get());
    if (standing.isEmpty()) {
      return meets.get() == family.root().need().kind() || family.isMet(meets.get())
          ? Found.of(Staffing.SETTLED)
          : judged(
              request,
              open.apply(meets.get(), Ladder.levelPromising(meets.get(), rung.level())),
              named,
              family.now());
    }
    return find(request, family, standing.get(), named);
  }

  /** Whoever is asked already is waited for; who looks for them on another ladder, asks them. */
  private Found find(
      AssessmentRequest request, Family family, Standing standing, @Nullable ResponderId named) {
    if (standing.assignment() instanceof Offered offered) {
      return named == null
              || named.equals(offered.responder())
              || !isAskedBefore(request, standing, named, family.now())
          ? new Found(Staffing.LIVE, null, offered)
          : Found.of(Staffing.ASKED_BEFORE);
    }
    if (standing.isLive() || standing.isKept()) {
      return Found.of(Staffing.SETTLED);
    }
    var isOfAnotherLadder =
        !standing.need().isSubstitute() && !standing.need().id().equals(family.root().need().id());
    return isOfAnotherLadder
        ? Found.NOTHING
        : judged(request, standing.need(), named, family.now());
  }

  private boolean isAskedBefore(
      AssessmentRequest request, Standing standing, ResponderId named, Instant now) {
    return judged(request, standing.need(), named, now).staffing() == Staffing.ASKED_BEFORE;
  }

  private Found judged(
      AssessmentRequest request, OpenNeed need, @Nullable ResponderId named, Instant now) {
    var matching = offers.match(request, need, now);
    // Who is named and was asked before as anybody leaves the rung to somebody who was not.
    var isNamedGone = named != null && wasAsked(matching, named);
    var fresh = findFresh(matching, isNamedGone ? null : named);
    if (isNamedGone && fresh.isEmpty()) {
      return Found.of(Staffing.ASKED_BEFORE);
    }
    return fresh
        .map(
            candidate ->
                new Found(
                    candidate.inTime() ? Staffing.FRESH : Staffing.LATE,
                    new Asking(need, matching, candidate),
                    null))
        .orElse(Found.NOTHING);
  }

  private static Optional<Candidate> findFresh(Matching matching, @Nullable ResponderId named) {
    return matching.candidates().stream()
        .filter(one -> named == null || one.responder().equals(named))
        .filter(one -> !isAsked(one))
        .findFirst();
  }

  private static boolean wasAsked(Matching matching, ResponderId named) {
    return matching.candidates().stream()
            .anyMatch(one -> one.responder().equals(named) && isAsked(one))
        || matching.exclusions().stream()
            .anyMatch(
                one -> one.responder().equals(named) && one instanceof Exclusion.DeclinedBefore);
  }

  private static boolean isAsked(Candidate candidate) {
    return candidate.lastLapsedAt() != null || candidate.failed();
  }
}
