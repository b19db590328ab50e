package se.rond.dispatch.assignment;

import static se.rond.dispatch.assignment.AssignmentRules.decide;
import static se.rond.dispatch.assignment.AssignmentRules.evolve;

import java.time.InstantSource;
import org.springframework.stereotype.Component;
import se.rond.dispatch.assignment.Assignment.Accepted;
import se.rond.dispatch.assignment.Assignment.Completed;
import se.rond.dispatch.assignment.Assignment.Declined;
import se.rond.dispatch.assignment.Assignment.EnRoute;
import se.rond.dispatch.assignment.Assignment.Failed;
import se.rond.dispatch.assignment.Assignment.HandedOver;
import se.rond.dispatch.assignment.Assignment.HandoverOffered;
import se.rond.dispatch.assignment.Assignment.Lapsed;
import se.rond.dispatch.assignment.Assignment.Offered;
import se.rond.dispatch.assignment.Assignment.Unassigned;
import se.rond.dispatch.assignment.Assignment.WithPatient;
import se.rond.dispatch.assignment.Assignment.Withdrawn;
import se.rond.dispatch.assignment.AssignmentCommand.Withdraw;
import se.rond.dispatch.assignment.AssignmentRules.Circumstances;
import se.rond.dispatch.assignment.Assignments.Standing;
import se.rond.dispatch.assignment.Decision.Happened;
import se.rond.dispatch.request.AssessmentRequest;

/** Takes back what somebody is asked or has agreed to. */
@Component
class Withdrawals {

  private final Assignments assignments;
  private final RequestProgress progress;
  private final Handovers handovers;
  private final InstantSource clock;

  Withdrawals(
      Assignments assignments, RequestProgress progress, Handovers handovers, InstantSource clock) {
    this.assignments = assignments;
    this.progress = progress;
    this.handovers = handovers;
    this.clock = clock;
  }

  /**
   * Takes back a live assignment of a locked request, and what it wanted to hand over.
   *
   * @throws IllegalStateException if somebody is with the patient, or it is over
   */
  void withdraw(AssessmentRequest request, Standing one, String actor) {
    var decision =
        decide(one.assignment(), new Withdraw(), new Circumstances(clock.instant(), false));
    if (!(decision instanceof Happened(var event))) {
      throw new IllegalStateException(
          "Expected an offer or assignment to be withdrawn, but the rules said " + decision);
    }
    assignments.store(one.stored(), evolve(one.assignment(), event), event);
    progress.note(request, event, actor);
    handovers.withdraw(request, event.assignment(), actor);
  }

  /** Takes back what nobody is with the patient for yet, and gives up the need. */
  void takeBack(AssessmentRequest request, Standing one, String actor) {
    switch (one.assignment()) {
      case Offered _, Accepted _, EnRoute _ -> {
        withdraw(request, one, actor);
        assignments.end(one.need(), clock.instant());
      }
      case Unassigned _ -> assignments.end(one.need(), clock.instant());
      case HandoverOffered _,
          WithPatient _,
          Completed _,
          HandedOver _,
          Failed _,
          Declined _,
          Lapsed _,
          Withdrawn _ -> {}
    }
  }
}
