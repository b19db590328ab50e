package se.rond.dispatch.escalation;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The deadlines of one climb. Each is handled once; a target that is tightened later is a new one.
 *
 * @param promised by when somebody is to have accepted
 * @param acceptBy when nobody is waited for any more; null when it was handled
 * @param common the contact that the request promises; none where the need is not what the level
 *     promises, so that another one watches it
 * @param ordered the contact that was promised for the need by itself: when it was ordered, or
 *     beside what the level promises; none where it was not
 */
public record Watch(Instant promised, @Nullable Instant acceptBy, Contact common, Contact ordered) {

  /** Of the time for contact, in percent, that after which people are warned: design, section 7. */
  private static final int WARN_AFTER_PERCENT = 80;

  /**
   * One promise of contact. A target that is watched already, handled or not, stays as it is.
   *
   * @param by what {@code warnAt} and {@code breachAt} are about; null where nothing is promised
   * @param warnAt when people are warned of the breach to come; null when they were
   * @param breachAt when the promise is broken; null when that was handled
   */
  public record Contact(
      @Nullable Instant by, @Nullable Instant warnAt, @Nullable Instant breachAt) {

    /** Nothing is promised. */
    public static final Contact NONE = new Contact(null, null, null);

    private Contact towards(Instant promisedFrom, Instant newBy) {
      var warning =
          promisedFrom.plus(
              Duration.between(promisedFrom, newBy)
                  .multipliedBy(WARN_AFTER_PERCENT)
                  .dividedBy(100));
      return newBy.equals(by) ? this : new Contact(newBy, warning, newBy);
    }

    private Contact handledUntil(Instant now) {
      return new Contact(by, after(now, warnAt), after(now, breachAt));
    }
  }

  /** Watches that somebody accepts in time. */
  public static Watch acceptance(Instant by) {
    return new Watch(by, by, Contact.NONE, Contact.NONE);
  }

  /** Watches for one contact that is promised by itself, whenever somebody says yes to it. */
  public static Watch contactAlone(Instant promisedFrom, Instant by) {
    return new Watch(by, null, Contact.NONE, Contact.NONE.towards(promisedFrom, by));
  }

  /** Watches for acceptance anew. A deadline that was not handled yet never becomes a later one. */
  public Watch acceptanceAnew(Instant by) {
    var earlier = acceptBy == null || by.isBefore(acceptBy) ? by : acceptBy;
    return new Watch(earlier, earlier, common, ordered);
  }

  /**
   * Watches for acceptance by then, also if that is later: a person has lowered the level, or said
   * why nobody could be had.
   */
  public Watch acceptanceInstead(Instant by) {
    return new Watch(by, by, common, ordered);
  }

  /**
   * Watches for acceptance no more: whoever comes was found beside Rond, and the contact that is
   * still awaited tells whether anybody did. Where none is, for acceptance by then.
   */
  Watch contactInstead(Awaited awaited, Instant by) {
    var tells =
        common.breachAt() != null && awaited.common()
            || ordered.breachAt() != null && awaited.ordered();
    return tells ? new Watch(promised, null, common, ordered) : acceptanceInstead(by);
  }

  /** Watches for the contact that the request promises, too. */
  public Watch contact(Instant promisedFrom, Instant by) {
    return new Watch(promised, acceptBy, common.towards(promisedFrom, by), ordered);
  }

  /** Watches for the contact that is promised for the need by itself, too. */
  public Watch ordered(Instant promisedFrom, Instant by) {
    return new Watch(promised, acceptBy, common, ordered.towards(promisedFrom, by));
  }

  /** The same contact, handled or not, which is promised for the need by itself from now on. */
  public Watch byItself() {
    return new Watch(promised, acceptBy, Contact.NONE, common);
  }

  /** The same, with everything handled that was due by then. */
  public Watch handledUntil(Instant now) {
    return new Watch(
        promised, after(now, acceptBy), common.handledUntil(now), ordered.handledUntil(now));
  }

  private static @Nullable Instant after(Instant now, @Nullable Instant deadline) {
    return isOver(deadline, now) ? null : deadline;
  }

  /** Returns true if that deadline is there, and has come. */
  public static boolean isOver(@Nullable Instant deadline, Instant now) {
    return deadline != null && !deadline.isAfter(now);
  }
}
