package se.rond.dispatch.assessment;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When something happened, as the device tells it.
 *
 * @param at by the device's clock; null for when it was received
 * @param deviceClock what the device's clock showed when it sent; null if it did not say
 */
public record DeviceTime(@Nullable Instant at, @Nullable Instant deviceClock) {

  /** When it happened by our clock; nothing has happened in the future. */
  Instant happened(Instant receivedAt) {
    if (at == null) {
      return receivedAt;
    }
    var corrected = byOurClock(at, receivedAt);
    return corrected.isAfter(receivedAt) ? receivedAt : corrected;
  }

  /** A time of the device's clock, moved by as much as that clock is off. */
  Instant byOurClock(Instant time, Instant receivedAt) {
    return deviceClock == null ? time : time.plus(Duration.between(deviceClock, receivedAt));
  }
}
