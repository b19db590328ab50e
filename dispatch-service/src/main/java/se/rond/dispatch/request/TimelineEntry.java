package se.rond.dispatch.request;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import se.rond.access.Caller;
import se.rond.contracts.care.ResponderId;

/**
 * One line of what happened to a request.
 *
 * @param event the name of what happened, for example {@code OfferAccepted}
 * @param actor who did it: a person's role and HSA-id, or the part of Rond
 * @param detail a word more, never free text of a patient
 */
public record TimelineEntry(
    Instant at,
    String event,
    String actor,
    @Nullable ResponderId responder,
    @Nullable String detail) {

  /** Who acts when a person calls. */
  public static String actor(Caller caller) {
    return caller.role() + " " + caller.person();
  }
}
