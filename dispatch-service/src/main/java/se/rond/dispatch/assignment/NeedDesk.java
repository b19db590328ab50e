package se.rond.dispatch.assignment;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.care.Need;
import se.rond.contracts.care.ResponderId;
import se.rond.dispatch.assignment.Assignment.Offered;
import se.rond.dispatch.assignment.Assignments.Standing;
import se.rond.dispatch.request.AssessmentRequest;

/** What people decide about one need of a locked request, beside the rounds of offers. */
@Component
public class NeedDesk {

  private final Assignments assignments;
  private final Withdrawals withdrawals;
  private final OfferRound offers;
  private final LadderRound ladders;
  private final RequestProgress progress;
  private final EndOfCare endOfCare;
  private final InstantSource clock;

  NeedDesk(
      Assignments assignments,
      Withdrawals withdrawals,
      OfferRound offers,
      LadderRound ladders,
      RequestProgress progress,
      EndOfCare endOfCare,
      InstantSource clock) {
    this.assignments = assignments;
    this.withdrawals = withdrawals;
    this.offers = offers;
    this.ladders = ladders;
    this.progress = progress;
    this.endOfCare = endOfCare;
    this.clock = clock;
  }

  /** Finds where the need of that kind stands that is not over. */
  public Optional<Standing> findOpen(AssessmentRequestId request, Need kind) {
    return assignments.listCurrent(request).stream()
        .filter(one -> one.need().kind() == kind && !one.ended())
        .findFirst();
  }

  /** Takes back what was offered, if it was; whoever has accepted stays. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void withdrawOffer(AssessmentRequest request, Standing standing, String actor) {
    if (standing.assignment() instanceof Offered) {
      withdrawals.withdraw(request, standing, actor);
    }
  }

  /**
   * Asks that responder instead of whoever was asked, if it meets such needs, serves the place and
   * is on duty.
   *
   * @return who could be asked; the responder was, if it is among them
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public List<ResponderId> ask(
      AssessmentRequest request, Standing standing, ResponderId responder, String actor) {
    var suitable = offers.listSuitable(request, standing.need());
    if (suitable.contains(responder) && !isAsked(standing, responder)) {
      withdrawOffer(request, standing, actor);
      offers.offerTo(responder, request, standing.need(), actor);
      settle(request, actor);
    }
    return suitable;
  }

  private static boolean isAsked(Standing standing, ResponderId responder) {
    return standing.assignment() instanceof Offered offered
        && offered.responder().equals(responder);
  }

  /** Keeps that a need is met, and how. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void end(
      AssessmentRequest request, OpenNeed need, Outcome outcome, Instant at, String actor) {
    ladders.replace(request, actor);
    assignments.end(need, at);
    if (outcome.endsCare()) {
      endOfCare.follow(request, outcome.name(), actor);
    }
  }

  /**
   * Brings what stands in for something, and the request's state, in line with what was kept, met
   * or given back.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void settle(AssessmentRequest request, String actor) {
    ladders.tidy(request, actor);
    progress.settle(request, clock.instant(), actor);
  }
}
