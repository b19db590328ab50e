package se.rond.dispatch.escalation;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The deadlines of one climb. Each is handled once; a target that is tightened later is a new one.
 *
 * @param promised by when somebody is to have accepted
 * @param contactBy what {@code warnAt} and {@code breachAt} are about; null where the need is not
 *     what the level promises, so that another one watches it
 * @param acceptBy when nobody is waited for any more; null when it was handled
 * @param warnAt when people are warned of the breach to come; null when they were
 * @param breachAt when the promise is broken; null when that was handled
 */
public record Watch(
    Instant promised,
    @Nullable Instant contactBy,
    @Nullable Instant acceptBy,
    @Nullable Instant warnAt,
    @Nullable Instant breachAt) {

  /** Of the time for contact, in percent, that after which people are warned: design, section 7. */
  private static final int WARN_AFTER_PERCENT = 80;

  /** Watches that somebody accepts in time. */
  public static Watch acceptance(Instant by) {
    return new Watch(by, null, by, null, null);
  }

  /** Watches for acceptance anew. A deadline that was not handled yet never becomes a later one. */
  public Watch acceptanceAnew(Instant by) {
    var earlier = acceptBy == null || by.isBefore(acceptBy) ? by : acceptBy;
    return new Watch(earlier, contactBy, earlier, warnAt, breachAt);
  }

  /** Watches for contact, too; a target that is watched already, handled or not, stays as it is. */
  public Watch contact(Instant raisedAt, Instant by) {
    return by.equals(contactBy)
        ? this
        : new Watch(promised, by, acceptBy, warnAt(raisedAt, by), by);
  }

  private static Instant warnAt(Instant raisedAt, Instant contactBy) {
    return raisedAt.plus(
        Duration.between(raisedAt, contactBy).multipliedBy(WARN_AFTER_PERCENT).dividedBy(100));
  }

  /** The same, with everything handled that was due by then. */
  public Watch handledUntil(Instant now) {
    return new Watch(
        promised, contactBy, after(now, acceptBy), after(now, warnAt), after(now, breachAt));
  }

  private static @Nullable Instant after(Instant now, @Nullable Instant deadline) {
    return isOver(deadline, now) ? null : deadline;
  }

  /** Returns true if that deadline is there, and has come. */
  public static boolean isOver(@Nullable Instant deadline, Instant now) {
    return deadline != null && !deadline.isAfter(now);
  }
}
