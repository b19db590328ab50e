package se.rond.dispatch.assignment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import se.rond.contracts.intake.Change.Acknowledgement;

/**
 * RING 112 for one request, and what became of it.
 *
 * @param acknowledgement what was said of it; null while nobody has
 * @param acknowledgeBy when the contact function is alarmed; null if it need not be, or is
 * @param overAt when it is taken for over; null while nothing was said
 */
public record Emergency(
    @Nullable Acknowledgement acknowledgement,
    @Nullable Instant acknowledgeBy,
    @Nullable Instant overAt) {

  /** Returns true if that was said before; a tapped number never replaces what was said. */
  boolean says(Acknowledgement said) {
    return acknowledgement != null && (said.provisional() || said.equals(acknowledgement));
  }

  /** Returns true if a physician was asked instead of 112. */
  boolean asksPhysician() {
    return acknowledgement != null && acknowledgement.emergency().asksPhysician();
  }

  /** Returns true if a new sign of an emergency is to be answered for itself. */
  boolean isToldAnew(boolean byAnother) {
    return acknowledgeBy == null && (byAnother || acknowledgement == null || asksPhysician());
  }

  /** Returns true if nothing is expected of the ambulance service any more. */
  boolean isOverAt(Instant now) {
    return asksPhysician() || overAt != null && !overAt.isAfter(now);
  }
}
