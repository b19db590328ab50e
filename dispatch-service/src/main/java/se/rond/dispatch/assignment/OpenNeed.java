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
 * @param follows the need that was met without all that was demanded of it, so that this one brings
 *     the rest; null for one that follows nothing
 */
public record OpenNeed(
    NeedId id,
    AssessmentRequestId request,
    Need kind,
    Set<Capability> capabilities,
    Level level,
    @Nullable Instant contactBy,
    @Nullable NeedId substituteFor,
    @Nullable NeedId follows) {

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

  /** A need that follows nothing. */
  public OpenNeed(
      NeedId id,
      AssessmentRequestId request,
      Need kind,
      Set<Capability> capabilities,
      Level level,
      @Nullable Instant contactBy,
      @Nullable NeedId substituteFor) {
    this(id, request, kind, capabilities, level, contactBy, substituteFor, null);
  }

  /** Returns true if nobody demanded it: it is asked for while another finds nobody. */
  boolean isSubstitute() {
    return substituteFor != null;
  }

  /** Returns true if it brings what was left over from a visit before. */
  boolean isFollowing() {
    return follows != null;
  }

  /**
   * Returns true if nobody is to be hurried for it yet: it brings nothing but what could be left to
   * another visit, and that one's time is still to come. A sample or an infusion that was left over
   * cannot wait.
   */
  boolean canWaitAt(Instant now) {
    return isFollowing()
        && capabilities.stream().allMatch(Capability::canFollowLater)
        && contactBy != null
        && contactBy.isAfter(now);
  }

  /** The same need at that level, if it is higher. */
  OpenNeed risenTo(Level higher) {
    return at(Level.highest(level, higher), contactBy);
  }

  private OpenNeed at(Level newLevel, @Nullable Instant newContactBy) {
    return new OpenNeed(
        id, request, kind, capabilities, newLevel, newContactBy, substituteFor, follows);
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
        : at(level, ordered);
  }

  /** The same need, of which no contact is promised sooner than then. */
  OpenNeed notBefore(Instant lower) {
    return contactBy == null || !contactBy.isBefore(lower) ? this : at(level, lower);
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
    return level.isAtLeast(most) ? at(most, contactBy) : this;
  }

  /** Returns true if meeting it is what that level asks for. */
  boolean answers(Level needed) {
    return level.isAtLeast(needed);
  }
}
