package se.rond.dispatch.change;

import java.time.Instant;
import java.util.Optional;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import se.rond.access.Caller;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.dispatch.DispatchEvent.Change;
import se.rond.contracts.intake.Submission;
import se.rond.dispatch.change.ChangeResult.Done;
import se.rond.dispatch.change.ChangeResult.IdTaken;
import se.rond.dispatch.request.AssessmentRequest;
import tools.jackson.databind.JsonNode;

/** Adds a second request for a patient to the open one, as observations. */
@Service
public class JoiningDesk {

  private final Revisions revisions;

  JoiningDesk(Revisions revisions) {
    this.revisions = revisions;
  }

  /** What the id of a second request stands for; nothing if it is fresh. */
  public Optional<IdTaken> findTaken(AssessmentRequest open, AssessmentRequestId second) {
    return revisions.findTaken(open, second.value());
  }

  /**
   * Adds what a second request says to a locked open one that it is stored as joined to.
   *
   * @param second with every time by our clock
   * @throws OptimisticLockingFailureException if somebody has just taken its id for something else
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public ChangeAnswer join(
      AssessmentRequest open, Submission second, Instant receivedAt, JsonNode body, Caller caller) {
    var sent =
        Sent.of(second.id().value(), second.id(), body, observedAt(second), receivedAt, caller);
    if (revisions.revise(open.revised(), sent, Change.JOINED, second.content())
        instanceof Done(var answer)) {
      return answer;
    }
    throw new OptimisticLockingFailureException(
        "Expected the id of a joined request to be free, but somebody has just taken it");
  }

  private static Instant observedAt(Submission submission) {
    var measuredAt = submission.content().vitals().measuredAt();
    return measuredAt == null ? submission.raisedAt() : measuredAt;
  }
}
