package se.rond.dispatch.owntask;

import static se.rond.dispatch.owntask.OwnTaskRules.Reason.ALREADY_DONE;
import static se.rond.dispatch.owntask.OwnTaskRules.Reason.ALREADY_GIVEN_BACK;
import static se.rond.dispatch.owntask.OwnTaskRules.Reason.ALREADY_KEPT;
import static se.rond.dispatch.owntask.OwnTaskRules.Reason.ALREADY_TAKEN;
import static se.rond.dispatch.owntask.OwnTaskRules.Reason.LEVEL_TOO_HIGH;
import static se.rond.dispatch.owntask.OwnTaskRules.Reason.NOTHING_TO_KEEP;
import static se.rond.dispatch.owntask.OwnTaskRules.Reason.NOT_TRIAGED;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.rond.contracts.care.Level;
import se.rond.dispatch.assignment.Assignment;
import se.rond.dispatch.assignment.Assignments.Standing;
import se.rond.dispatch.assignment.Ending;
import se.rond.dispatch.assignment.OpenNeed;
import se.rond.dispatch.request.AssessmentRequest;

/** What a nurse may keep, and what becomes of it: pure functions without clock or table. */
public final class OwnTaskRules {

  /**
   * How long a nurse has who keeps what is late already: a need in her hands is better than one in
   * nobody's. 1 h, chosen.
   */
  static final Duration LATE = Duration.ofHours(1);

  private OwnTaskRules() {}

  /** Why something is refused. The names are problem types: add, never rename. */
  public enum Reason {
    /** What is needed is not known yet. */
    NOT_TRIAGED,
    /** The request is over. */
    REQUEST_CLOSED,
    /** More than a nurse is needed. */
    LEVEL_TOO_HIGH,
    /** No nurse's visit is open. */
    NOTHING_TO_KEEP,
    /** A responder has accepted it. */
    ALREADY_TAKEN,
    /** A nurse keeps it already, by another id. */
    ALREADY_KEPT,
    /** It was done before, in another way. */
    ALREADY_DONE,
    /** It went back before. */
    ALREADY_GIVEN_BACK,
    /** That responder cannot be asked. */
    RECEIVER_UNSUITABLE,
    /** Nobody declines care without being able to decide on it. */
    CAPACITY_NOT_PRESENT,
    /** Nobody declines care without knowing what that means. */
    PATIENT_NOT_INFORMED
  }

  /** The latest time that a nurse may keep something until. */
  static Instant latest(@Nullable Instant contactBy, Instant now) {
    return contactBy == null || !contactBy.isAfter(now) ? now.plus(LATE) : contactBy;
  }

  /**
   * By when the need is promised to be met: what was ordered has a promise of its own, which
   * loosens none that is still to be kept.
   */
  static @Nullable Instant promised(AssessmentRequest request, OpenNeed need, Instant now) {
    var common = request.contactBy();
    var ordered = need.contactBy();
    return ordered == null || common != null && common.isAfter(now) && common.isBefore(ordered)
        ? common
        : ordered;
  }

  /** Returns true if the level is one that a nurse meets. */
  static boolean isANurses(Level level) {
    return switch (level) {
      case NURSE, ADVICE -> true;
      case EMERGENCY_112, PHYSICIAN_NOW, MOBILE_TEAM_2H, MOBILE_TEAM_TODAY, PHYSICIAN_TODAY ->
          false;
    };
  }

  /**
   * Says why the nurse's visit of a request cannot be kept, or given to a colleague; nothing if it
   * can.
   *
   * @param open where the nurse's visit stands that is not met yet; null if there is none
   */
  static Optional<Reason> refusal(AssessmentRequest request, @Nullable Standing open) {
    var level = request.neededLevel();
    if (!request.state().isOpen()) {
      return Optional.of(Reason.REQUEST_CLOSED);
    }
    if (level == null) {
      return Optional.of(NOT_TRIAGED);
    }
    if (!isANurses(level)) {
      return Optional.of(LEVEL_TOO_HIGH);
    }
    if (open == null) {
      return Optional.of(NOTHING_TO_KEEP);
    }
    if (open.isKept()) {
      return Optional.of(ALREADY_KEPT);
    }
    return open.assignment() instanceof Assignment.Taken
        ? Optional.of(ALREADY_TAKEN)
        : Optional.empty();
  }

  /** What is asked of an own task. */
  sealed interface Decision {
    /** It becomes this. */
    record Becomes(OwnTask after) implements Decision {}

    /** It is so already. */
    record Unchanged() implements Decision {}

    /** It is refused. */
    record Refused(Reason reason) implements Decision {}
  }

  /**
   * Decides whether it is done.
   *
   * @param isStillHers whether the need is open, a nurse's, and nobody else has it: what was done
   *     without coverage and is told after it went back by the clock counts as done then
   */
  static Decision complete(
      OwnTask current, Ending ending, String journalReference, boolean isStillHers) {
    return switch (current) {
      case OwnTask.Kept kept -> done(kept, ending, journalReference);
      case OwnTask.GivenBack back
          when back.reason() == ReturnReason.DEADLINE_PASSED && isStillHers ->
          done(back, ending, journalReference);
      case OwnTask.Done done ->
          done.ending().equals(ending) && done.journalReference().equals(journalReference)
              ? new Decision.Unchanged()
              : new Decision.Refused(ALREADY_DONE);
      case OwnTask.GivenBack _ -> new Decision.Refused(ALREADY_GIVEN_BACK);
    };
  }

  /** What is refused of a team is refused of a nurse, under the same name. */
  private static Decision done(OwnTask task, Ending ending, String journalReference) {
    return ending
        .refusal()
        .<Decision>map(refused -> new Decision.Refused(Reason.valueOf(refused.reason().name())))
        .orElseGet(
            () ->
                new Decision.Becomes(
                    new OwnTask.Done(
                        task.id(), task.need(), task.keeper(), ending, journalReference)));
  }

  /**
   * Decides whether it is to be done sooner, since less time was promised meanwhile.
   *
   * @param contactBy what is promised now; null for nothing
   */
  static Optional<OwnTask.Kept> tightened(
      OwnTask.Kept kept, @Nullable Instant contactBy, Instant now) {
    var latest = latest(contactBy, now);
    return contactBy != null && latest.isBefore(kept.dueAt())
        ? Optional.of(kept.dueAt(latest))
        : Optional.empty();
  }

  /** Decides whether it goes back. */
  static Decision giveBack(OwnTask current, ReturnReason reason) {
    return switch (current) {
      case OwnTask.Kept kept ->
          new Decision.Becomes(
              new OwnTask.GivenBack(kept.id(), kept.need(), kept.keeper(), reason));
      case OwnTask.GivenBack before ->
          before.reason() == reason
              ? new Decision.Unchanged()
              : new Decision.Refused(ALREADY_GIVEN_BACK);
      case OwnTask.Done _ -> new Decision.Refused(ALREADY_DONE);
    };
  }

  /** Returns true if its time is over. */
  static boolean isOverdueAt(OwnTask task, Instant now) {
    return task instanceof OwnTask.Kept kept && !kept.dueAt().isAfter(now);
  }
}
