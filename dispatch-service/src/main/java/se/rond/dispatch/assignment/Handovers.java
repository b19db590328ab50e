package se.rond.dispatch.assignment;

import static se.rond.dispatch.assignment.AssignmentRules.decide;
import static se.rond.dispatch.assignment.AssignmentRules.evolve;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.stereotype.Component;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.care.AssignmentId;
import se.rond.contracts.care.ResponderId;
import se.rond.dispatch.assignment.Assignment.WithResponder;
import se.rond.dispatch.assignment.AssignmentCommand.HandOver;
import se.rond.dispatch.assignment.AssignmentCommand.Withdraw;
import se.rond.dispatch.assignment.AssignmentEvent.HandoverAccepted;
import se.rond.dispatch.assignment.AssignmentRules.Circumstances;
import se.rond.dispatch.assignment.Assignments.Stored;
import se.rond.dispatch.assignment.Decision.Happened;
import se.rond.dispatch.request.AssessmentRequest;

/** What the two sides of a hand-over mean for each other. */
@Component
class Handovers {

  private final Assignments assignments;
  private final RequestProgress progress;
  private final Alarms alarms;
  private final InstantSource clock;

  Handovers(Assignments assignments, RequestProgress progress, Alarms alarms, InstantSource clock) {
    this.assignments = assignments;
    this.progress = progress;
    this.alarms = alarms;
    this.clock = clock;
  }

  /**
   * Ends the giver's assignment, because the receiver accepts in the same commit. It goes first: a
   * need never has two live assignments. Nobody looks for the giver any more.
   */
  void relieve(AssessmentRequest request, HandoverAccepted accepted, String actor) {
    var giver =
        assignments
            .findById(request.id(), accepted.giver().assignment())
            .orElseThrow(
                () -> new IllegalStateException("Expected the giver of " + accepted + " to exist"));
    var relieved =
        apply(
            request,
            giver,
            new HandOver(new Receiver.Colleague(accepted.assignment(), accepted.responder())),
            accepted.occurredAt(),
            actor);
    alarms.hear(request, relieved, accepted.occurredAt(), actor);
  }

  /** Finds who is asked to take over from that assignment. */
  Optional<ResponderId> findReceiver(AssessmentRequestId request, AssignmentId giver) {
    return assignments
        .findHandover(request, giver)
        .map(open -> ((WithResponder) open.state()).responder());
  }

  /** Takes back what an assignment wanted to hand over. */
  void withdraw(AssessmentRequest request, AssignmentId giver, String actor) {
    assignments
        .findHandover(request.id(), giver)
        .ifPresent(open -> apply(request, open, new Withdraw(), clock.instant(), actor));
  }

  private Assignment apply(
      AssessmentRequest request,
      Stored basis,
      AssignmentCommand command,
      Instant now,
      String actor) {
    var decision = decide(basis.state(), command, new Circumstances(now, false));
    if (!(decision instanceof Happened(var event))) {
      throw new IllegalStateException(
          "Expected a hand-over to be possible, but the rules said " + decision);
    }
    var after = evolve(basis.state(), event);
    assignments.store(basis, after, event);
    progress.note(request, event, actor);
    return after;
  }
}
