package se.rond.dispatch.assignment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import se.rond.contracts.intake.Change.Said;

/**
 * RING 112 for one request, and what became of it.
 *
 * @param alarm how often a nurse was told to ring; the number of the newest alarm
 * @param said what was said of the newest alarm; null while nobody has said anything
 * @param acknowledgeBy when the contact function is alarmed; null if it need not be, or is
 * @param overAt when it is taken for over; null if it is not looked at any more
 */
public record Emergency(
    int alarm, @Nullable Said said, @Nullable Instant acknowledgeBy, @Nullable Instant overAt) {

  /** Returns true if that was said before; a tapped number never replaces what was said. */
  boolean says(Said word) {
    return said != null && (word.provisional() || word.equals(said));
  }

  /** Returns true if somebody has said what became of it, and not only tapped the number. */
  boolean isAnswered() {
    return said != null && !said.provisional();
  }

  /** Returns true if a physician was asked instead of 112. */
  boolean asksPhysician() {
    return said != null && said.emergency().asksPhysician();
  }

  /** Returns true if a new sign of an emergency is to be answered for itself. */
  boolean isToldAnew(boolean byAnother) {
    return acknowledgeBy == null && (byAnother || said == null || asksPhysician());
  }

  /** Returns true if the contact function is to be alarmed. */
  boolean isAlarmDueAt(Instant now) {
    return acknowledgeBy != null && !acknowledgeBy.isAfter(now);
  }

  /** Returns true if nothing is expected of the ambulance service any more. */
  boolean isOverAt(Instant now) {
    return asksPhysician() || overAt != null && !overAt.isAfter(now);
  }
}
