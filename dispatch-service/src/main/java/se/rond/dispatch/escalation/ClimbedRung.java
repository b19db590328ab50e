package se.rond.dispatch.escalation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import se.rond.contracts.care.ResponderId;
import se.rond.dispatch.agreement.Rung;

/**
 * A rung that was climbed, and what came of it.
 *
 * @param responder who was asked; null where nobody was
 * @param reason why it was passed over; null if it was not
 */
public record ClimbedRung(
    Instant at,
    Rung rung,
    Outcome outcome,
    @Nullable ResponderId responder,
    Move.@Nullable Reason reason) {

  /** What came of a rung. The names stand in answers and meters: add, never rename. */
  public enum Outcome {
    /** Somebody was asked, or was so already. */
    ASKED,
    /** It was passed over. */
    SKIPPED,
    /** What a higher level promises is asked for, too. */
    FELL_BACK,
    /** It was asked for before. */
    ALREADY_ASKED,
    /** The contact function was told. */
    TOLD,
    /** The reserve routine was activated, or was open already. */
    RESERVE
  }
}
