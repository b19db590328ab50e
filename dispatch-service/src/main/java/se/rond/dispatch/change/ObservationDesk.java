package se.rond.dispatch.change;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import se.rond.access.Caller;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.care.ClinicalContent;
import se.rond.contracts.dispatch.DispatchEvent.Change;
import se.rond.contracts.intake.Change.Observations;
import se.rond.dispatch.request.Advice;
import se.rond.dispatch.request.AssessmentRequests;
import tools.jackson.databind.JsonNode;

/** Takes what somebody measured, sampled or found after the request was raised. */
@Service
public class ObservationDesk {

  private final AssessmentRequests requests;
  private final Revisions revisions;
  private final InstantSource clock;

  ObservationDesk(AssessmentRequests requests, Revisions revisions, InstantSource clock) {
    this.requests = requests;
    this.revisions = revisions;
    this.clock = clock;
  }

  /**
   * What can be said of observations at once; it needs nothing but their content, not even a
   * database. Why help was asked for is not known here, so each finding weighs the most it can.
   */
  public Advice advice(ClinicalContent content) {
    return revisions.means112(content) ? Advice.RING_112_NU : Advice.NONE;
  }

  /**
   * Adds observations to what is known.
   *
   * @return nothing if the caller may see no such request
   */
  @Transactional
  public Optional<ChangeResult> observe(
      AssessmentRequestId id, Observations told, JsonNode body, Caller caller) {
    return requests
        .findAndLock(id, caller)
        .map(
            request -> {
              var now = clock.instant();
              var sent = Sent.of(told.id(), id, body, observedAt(told, now), now, caller);
              return revisions
                  .findEarlierOrOver(request, sent, Change.OBSERVATIONS)
                  .orElseGet(
                      () ->
                          revisions.revise(
                              request.revised(),
                              sent,
                              Change.OBSERVATIONS,
                              told.content().movedBy(skew(told, now))));
            });
  }

  /** Nothing is observed in the future. */
  private static Instant observedAt(Observations told, Instant receivedAt) {
    var stated =
        told.observedAt() == null ? told.content().vitals().measuredAt() : told.observedAt();
    if (stated == null) {
      return receivedAt;
    }
    var corrected = stated.plus(skew(told, receivedAt));
    return corrected.isAfter(receivedAt) ? receivedAt : corrected;
  }

  /** By how much the device's clock was off when it sent. */
  private static Duration skew(Observations told, Instant receivedAt) {
    return told.deviceClock() == null
        ? Duration.ZERO
        : Duration.between(told.deviceClock(), receivedAt);
  }
}
