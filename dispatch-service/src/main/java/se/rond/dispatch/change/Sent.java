package se.rond.dispatch.change;

import java.time.Instant;
import java.util.UUID;
import se.rond.access.Caller;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.dispatch.request.TimelineEntry;
import tools.jackson.databind.JsonNode;

/**
 * A change as it came.
 *
 * @param id made by the device
 * @param of the request it names; that may be joined to another one
 * @param at when it was so, by the device's corrected clock
 * @param actor who sent it
 */
record Sent(
    UUID id, AssessmentRequestId of, JsonNode body, Instant at, Instant receivedAt, String actor) {

  static Sent of(
      UUID id,
      AssessmentRequestId of,
      JsonNode body,
      Instant at,
      Instant receivedAt,
      Caller caller) {
    return new Sent(id, of, body, at, receivedAt, TimelineEntry.actor(caller));
  }

  /** What is so from when it came. */
  static Sent now(UUID id, AssessmentRequestId of, JsonNode body, Instant now, Caller caller) {
    return of(id, of, body, now, now, caller);
  }
}
