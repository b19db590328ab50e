package se.rond.dispatch.assignment;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.care.Capability;
import se.rond.contracts.care.Level;
import se.rond.contracts.care.Need;
import se.rond.dispatch.escalation.Ladder;
import se.rond.dispatch.request.NeedId;

/**
 * Something a request needs.
 *
 * @param id its own id
 * @param capabilities what whoever meets it should be able to do
 * @param level the level that it answers: the one that was needed when it was last asked for, or
 *     that a person lowered it to
 * @param contactBy when somebody is to meet it, where somebody ordered it, or a rule named it
 *     beside what the level is about; null for when the request says
 * @param substituteFor the need that a ladder fell back from, so that this one was opened; null for
 *     one that was demanded
 */
public record OpenNeed(
    NeedId id,
    AssessmentRequestId request,
    Need kind,
    Set<Capability> capabilities,
    Level level,
    @Nullable Instant contactBy,
    @Nullable NeedId substituteFor) {

  public OpenNeed {
    var ordered = EnumSet.noneOf(Capability.class);
    ordered.addAll(capabilities);
    capabilities = Collections.unmodifiableSet(ordered);
  }

  /** A need that was demanded. */
  OpenNeed(
      NeedId id,
      AssessmentRequestId request,
      Need kind,
      Set<Capability> capabilities,
      Level level) {
    this(id, request, kind, capabilities, level, null, null);
  }

  /** Returns true if nobody demanded it: it is asked for while another finds nobody. */
  boolean isSubstitute() {
    return substituteFor != null;
  }

  /** The same need at that level, if it is higher. */
  OpenNeed risenTo(Level higher) {
    return new OpenNeed(
        id, request, kind, capabilities, Level.highest(level, higher), contactBy, substituteFor);
  }

  /**
   * The same need, asking for more, at that level if it is higher. Whatever it was opened for, it
   * is demanded now.
   */
  OpenNeed with(Set<Capability> more, Level needed) {
    var all = EnumSet.noneOf(Capability.class);
    all.addAll(capabilities);
    all.addAll(more);
    // What only stood in for something went by the promise of that.
    return new OpenNeed(
        id,
        request,
        kind,
        all,
        Level.highest(level, needed),
        isSubstitute() ? null : contactBy,
        null);
  }

  /** The same need by that time, unless it has one of its own that is sooner, and still to come. */
  OpenNeed by(Instant ordered, Instant now) {
    return contactBy != null && contactBy.isAfter(now) && contactBy.isBefore(ordered)
        ? this
        : new OpenNeed(id, request, kind, capabilities, level, ordered, substituteFor);
  }

  /** The same need, of which no contact is promised sooner than then. */
  OpenNeed notBefore(Instant lower) {
    return contactBy == null || !contactBy.isBefore(lower)
        ? this
        : new OpenNeed(id, request, kind, capabilities, level, lower, substituteFor);
  }

  /** Returns true if who is asked for the one is asked for the other. */
  boolean asksTheSameAs(OpenNeed other) {
    return level == other.level
        && capabilities.equals(other.capabilities)
        && Objects.equals(contactBy, other.contactBy);
  }

  /**
   * The same need, which answers no higher level than that one any more. What stands in for
   * something goes by a level that promises it; there may be none so low.
   */
  OpenNeed atMost(Level highest) {
    var most = isSubstitute() ? Ladder.highestPromising(kind, highest) : highest;
    return level.isAtLeast(most)
        ? new OpenNeed(id, request, kind, capabilities, most, contactBy, substituteFor)
        : this;
  }

  /** Returns true if meeting it is what that level asks for. */
  boolean answers(Level needed) {
    return level.isAtLeast(needed);
  }
}
