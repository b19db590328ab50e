package se.rond.dispatch.change;

import java.time.Instant;
import java.util.UUID;
import se.rond.access.Caller;
import se.rond.dispatch.request.TimelineEntry;
import tools.jackson.databind.JsonNode;

/**
 * A change as it came.
 *
 * @param id made by the device
 * @param at when it was so, by the device's corrected clock
 * @param actor who sent it
 */
record Sent(UUID id, JsonNode body, Instant at, Instant receivedAt, String actor) {

  static Sent of(UUID id, JsonNode body, Instant at, Instant receivedAt, Caller caller) {
    return new Sent(id, body, at, receivedAt, TimelineEntry.actor(caller));
  }

  /** What is so from when it came. */
  static Sent now(UUID id, JsonNode body, Instant now, Caller caller) {
    return of(id, body, now, now, caller);
  }
}
