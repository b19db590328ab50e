package se.rond.dispatch.owntask;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.rond.contracts.care.Level;
import se.rond.contracts.care.ResponderId;
import se.rond.dispatch.assignment.Assignments.Standing;

/** What became of something that was asked of an own task. */
public sealed interface OwnTaskResult {

  /**
   * It is so, now or by an earlier sending of the same.
   *
   * @param state where it stands now; a repetition may find it over
   * @param dueAt by when it is to be done; null once it is over
   */
  record Stands(OwnTaskId id, State state, @Nullable Instant dueAt) implements OwnTaskResult {
    static Stands of(OwnTask task) {
      return switch (task) {
        case OwnTask.Kept kept -> new Stands(kept.id(), State.KEPT, kept.dueAt());
        case OwnTask.Done done -> new Stands(done.id(), State.DONE, null);
        case OwnTask.GivenBack back -> new Stands(back.id(), State.GIVEN_BACK, null);
      };
    }
  }

  /** Where an own task stands. */
  enum State {
    KEPT,
    DONE,
    GIVEN_BACK
  }

  /** That colleague is asked, now or by an earlier sending of the same. */
  record Asked(OwnTaskId id, ResponderId colleague) implements OwnTaskResult {}

  /** Nobody has kept anything of the request by that id. */
  record NoSuchTask() implements OwnTaskResult {}

  /** The id stands for something else. */
  record IdTaken() implements OwnTaskResult {}

  /** It can be kept until any time after {@code now}, and {@code latest} at the latest. */
  record TooLate(Instant now, Instant latest) implements OwnTaskResult {}

  /**
   * It is refused.
   *
   * @param level the level that is needed; null before triage
   * @param open where the nurse's visit stands; null if there is none, or that is not the reason
   * @param suitable who could be asked
   */
  record Refused(
      OwnTaskRules.Reason reason,
      @Nullable Level level,
      @Nullable Standing open,
      List<ResponderId> suitable)
      implements OwnTaskResult {
    public Refused {
      suitable = List.copyOf(suitable);
    }
  }
}
