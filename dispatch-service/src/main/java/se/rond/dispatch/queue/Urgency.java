package se.rond.dispatch.queue;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsLast;

import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import se.rond.contracts.care.AssignmentId;
import se.rond.contracts.care.Level;

/**
 * What decides where work stands in a queue.
 *
 * @param level the level that it answers
 * @param contactBy when somebody is to be with the patient; null where nothing was promised
 * @param offeredAt since when it waits
 */
public record Urgency(
    Level level, @Nullable Instant contactBy, Instant offeredAt, AssignmentId assignment) {

  /**
   * The higher level first; of one level what was promised earlier, then what waits longer. The id
   * settles ties, so that everybody sees the same queue.
   */
  public static final Comparator<Urgency> MOST_URGENT_FIRST =
      comparing(Urgency::level)
          .thenComparing(Urgency::contactBy, nullsLast(naturalOrder()))
          .thenComparing(Urgency::offeredAt)
          .thenComparing(urgency -> urgency.assignment().value().toString());

  /** Tells why this stands before what comes next. */
  public Precedence before(Urgency next) {
    if (level != next.level()) {
      return Precedence.HIGHER_LEVEL;
    }
    if (!Objects.equals(contactBy, next.contactBy())) {
      return Precedence.EARLIER_CONTACT;
    }
    return Precedence.WAITS_LONGER;
  }
}
