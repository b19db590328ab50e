package se.rond.dispatch.change;

import java.time.Instant;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import se.rond.access.Caller;
import se.rond.contracts.dispatch.DispatchEvent.Change;
import se.rond.contracts.intake.Submission;
import se.rond.dispatch.request.AssessmentRequest;
import tools.jackson.databind.JsonNode;

/** Adds a second request for a patient to the open one, as observations. */
@Service
public class JoiningDesk {

  private final Revisions revisions;

  JoiningDesk(Revisions revisions) {
    this.revisions = revisions;
  }

  /**
   * Joins a request to a locked open one.
   *
   * @param second with every time by our clock
   * @return done, or that its id stands for a change
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public ChangeResult join(
      AssessmentRequest open, Submission second, Instant receivedAt, JsonNode body, Caller caller) {
    var sent = Sent.of(second.id().value(), body, observedAt(second), receivedAt, caller);
    return revisions.revise(
        open.revised().judged(second.nurseLevel()), sent, Change.JOINED, second.content());
  }

  private static Instant observedAt(Submission submission) {
    var measuredAt = submission.content().vitals().measuredAt();
    return measuredAt == null ? submission.raisedAt() : measuredAt;
  }
}
