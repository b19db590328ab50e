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
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public ChangeAnswer join(
      AssessmentRequest open, Submission second, Instant receivedAt, JsonNode body, Caller caller) {
    var sent = Sent.of(second.id().value(), body, observedAt(second), receivedAt, caller);
    return switch (revisions.revise(
        open.revised().judged(second.nurseLevel()), sent, Change.JOINED, second.content())) {
      case ChangeResult.Done(var answer) -> answer;
      case ChangeResult.BodyDiffers _, ChangeResult.Refused _, ChangeResult.NotServed _ ->
          throw new IllegalStateException(
              "Expected the id of request " + second.id() + " to stand for no change yet");
    };
  }

  private static Instant observedAt(Submission submission) {
    var measuredAt = submission.content().vitals().measuredAt();
    return measuredAt == null ? submission.raisedAt() : measuredAt;
  }
}
