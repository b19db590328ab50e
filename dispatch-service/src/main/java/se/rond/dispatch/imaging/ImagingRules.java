package se.rond.dispatch.imaging;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import se.rond.access.Role;
import se.rond.dispatch.agreement.Calendar;
import se.rond.dispatch.imaging.ImagingResult.Reason;
import se.rond.dispatch.imaging.Step.Act;
import se.rond.dispatch.imaging.Step.Answer;
import se.rond.dispatch.imaging.Step.Cancel;
import se.rond.dispatch.imaging.Step.Justify;
import se.rond.dispatch.imaging.Step.PassOn;
import se.rond.dispatch.imaging.Step.Perform;
import se.rond.dispatch.imaging.Step.Read;
import se.rond.dispatch.imaging.Step.Reject;

/** What may happen to an examination, and by when: pure functions without clock or table. */
final class ImagingRules {

  /** A preliminary reading by day: clinical reference 3.3. */
  static final Duration READ_WITHIN = Duration.ofMinutes(60);

  /** From the reading to the answer, and from the answer to what is done about it. Chosen. */
  static final Duration FOLLOWED_WITHIN = Duration.ofMinutes(60);

  /** From the question until somebody has said whether it is justified. Chosen. */
  static final Duration JUSTIFIED_WITHIN = Duration.ofMinutes(60);

  /** From then until the pictures are taken. Chosen: an X-ray at night waits for the day. */
  static final Duration PERFORMED_WITHIN = Duration.ofHours(24);

  private static final LocalTime DAY_BEGINS = LocalTime.of(8, 0);
  private static final LocalTime DAY_ENDS = LocalTime.of(17, 0);

  private static final Set<Role> CLINICIANS =
      Collections.unmodifiableSet(
          EnumSet.of(Role.MUNICIPAL_NURSE, Role.MOBILE_TEAM, Role.PHYSICIAN));

  private ImagingRules() {}

  /**
   * Who says that. Whether one is justified a physician says, or somebody of the team by a
   * delegation that is named (clinical reference 3.3); what pictures show is said by a physician,
   * or by the radiology system.
   */
  static Set<Role> may(Step step) {
    return switch (step) {
      case Justify(var delegation) ->
          delegation == null ? Set.of(Role.PHYSICIAN) : Set.of(Role.PHYSICIAN, Role.MOBILE_TEAM);
      case Reject _ -> Set.of(Role.PHYSICIAN, Role.MOBILE_TEAM);
      case Perform _ -> Set.of(Role.MOBILE_TEAM);
      case Read _, Answer _ -> Set.of(Role.PHYSICIAN, Role.INTEGRATION);
      case Act _ -> Set.of(Role.PHYSICIAN);
      case PassOn _ -> Set.of(Role.PHYSICIAN, Role.MOBILE_TEAM, Role.COORDINATOR);
      case Cancel _ -> CLINICIANS;
    };
  }

  /** What a step makes of an examination. */
  sealed interface Outcome {
    record Now(ExaminationState state) implements Outcome {}

    /** It is so already. */
    record Unchanged() implements Outcome {}

    record Refused(Reason reason) implements Outcome {}
  }

  /** Nobody is exposed before it is justified, and only an answer is put right afterwards. */
  static Outcome decide(Examination examination, Step step) {
    var state = examination.state();
    return switch (step) {
      case Justify _ ->
          to(
              ExaminationState.JUSTIFIED,
              state,
              EnumSet.of(ExaminationState.PROPOSED),
              Reason.ALREADY_DECIDED);
      case Reject _ ->
          to(
              ExaminationState.REJECTED,
              state,
              EnumSet.of(ExaminationState.PROPOSED),
              Reason.ALREADY_DECIDED);
      case Perform(var owner) ->
          state == ExaminationState.PERFORMED && !owner.equals(examination.owner())
              ? new Outcome.Refused(Reason.OUT_OF_ORDER)
              : to(
                  ExaminationState.PERFORMED,
                  state,
                  EnumSet.of(ExaminationState.JUSTIFIED),
                  state.isAhead() || state == ExaminationState.REJECTED
                      ? Reason.NOT_JUSTIFIED
                      : Reason.OUT_OF_ORDER);
      case Read _ ->
          to(
              ExaminationState.READ,
              state,
              EnumSet.of(ExaminationState.PERFORMED),
              Reason.OUT_OF_ORDER);
      // An answer that is put right is an answer that nobody has acted on.
      case Answer(var text) ->
          said(
              ExaminationState.ANSWERED,
              text.equals(examination.answer()),
              state,
              EnumSet.of(
                  ExaminationState.PERFORMED,
                  ExaminationState.READ,
                  ExaminationState.ANSWERED,
                  ExaminationState.ACTED_ON));
      case Act(var text) ->
          said(
              ExaminationState.ACTED_ON,
              state == ExaminationState.ACTED_ON && text.equals(examination.action()),
              state,
              EnumSet.of(ExaminationState.ANSWERED, ExaminationState.ACTED_ON));
      case Cancel _ ->
          to(
              ExaminationState.CANCELLED,
              state,
              EnumSet.of(ExaminationState.PROPOSED, ExaminationState.JUSTIFIED),
              Reason.OUT_OF_ORDER);
      case PassOn(var owner) -> {
        if (!state.hasOwner()) {
          yield new Outcome.Refused(Reason.NO_OWNER);
        }
        yield owner.equals(examination.owner()) ? new Outcome.Unchanged() : new Outcome.Now(state);
      }
    };
  }

  private static Outcome said(
      ExaminationState after,
      boolean isRepeated,
      ExaminationState state,
      Set<ExaminationState> from) {
    if (isRepeated) {
      return new Outcome.Unchanged();
    }
    return from.contains(state) ? new Outcome.Now(after) : new Outcome.Refused(Reason.OUT_OF_ORDER);
  }

  private static Outcome to(
      ExaminationState after, ExaminationState state, Set<ExaminationState> from, Reason refusal) {
    if (state == after) {
      return new Outcome.Unchanged();
    }
    return from.contains(state) ? new Outcome.Now(after) : new Outcome.Refused(refusal);
  }

  /** By when the next step is to be taken; null where none is. */
  static @Nullable Instant dueAt(ExaminationState state, Instant since) {
    return switch (state) {
      case PROPOSED -> since.plus(JUSTIFIED_WITHIN);
      case JUSTIFIED -> since.plus(PERFORMED_WITHIN);
      case PERFORMED -> readBy(since);
      case READ, ANSWERED -> since.plus(FOLLOWED_WITHIN);
      case REJECTED, ACTED_ON, CANCELLED -> null;
    };
  }

  /**
   * By when pictures are read: within an hour by day, the same day in the evening, and an hour
   * after the day begins at night. Swedish time.
   */
  private static Instant readBy(Instant performedAt) {
    var local = performedAt.atZone(Calendar.SWEDEN);
    if (local.toLocalTime().isBefore(DAY_BEGINS)) {
      return local.with(DAY_BEGINS).toInstant().plus(READ_WITHIN);
    }
    var soonest = performedAt.plus(READ_WITHIN);
    if (local.toLocalTime().isBefore(DAY_ENDS)) {
      return soonest;
    }
    var midnight = local.toLocalDate().plusDays(1).atStartOfDay(Calendar.SWEDEN).toInstant();
    return midnight.isAfter(soonest) ? midnight : soonest;
  }
}
