package se.rond.dispatch.ball;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.care.HsaId;
import se.rond.contracts.care.MunicipalityCode;
import se.rond.contracts.care.ResponderId;
import se.rond.dispatch.agreement.Step;
import se.rond.dispatch.request.RequestState;
import se.rond.dispatch.request.Responsible;

/**
 * Where a request stands, as far as it says who has the ball. What is over is not in it: a deadline
 * that was handled, an alarm that was answered.
 *
 * @param telephone where the responsible responder is reached; null for a nurse, or if nobody has
 *     said
 * @param contactFunction who looks into alarms; null if the municipality has none
 * @param triageBy when Rond goes on without triage, of which it has heard nothing yet
 * @param acknowledgeBy when the contact function is alarmed about RING 112
 * @param unacknowledgedSince when it was
 * @param acceptBy when somebody is to have accepted what nobody has
 * @param contactBy when somebody is to meet the patient whom nobody has met
 * @param contactBrokenAt when somebody was to have met that patient
 * @param ownTaskBy when a nurse is to have done what she keeps
 * @param reassessBy when somebody is to look at the patient again
 * @param reassessAlarmedAt when it was alarmed that nobody had, and nobody has
 * @param routine the reserve routine that is open
 */
public record Situation(
    AssessmentRequestId request,
    MunicipalityCode municipality,
    HsaId requester,
    RequestState state,
    Responsible responsible,
    @Nullable String telephone,
    @Nullable Reached contactFunction,
    @Nullable Instant triageBy,
    @Nullable Instant acknowledgeBy,
    @Nullable Instant unacknowledgedSince,
    @Nullable Instant acceptBy,
    @Nullable Instant contactBy,
    @Nullable Instant contactBrokenAt,
    @Nullable Instant ownTaskBy,
    @Nullable Instant reassessBy,
    @Nullable Instant reassessAlarmedAt,
    @Nullable Routine routine,
    List<Work> work) {

  public Situation {
    work = List.copyOf(work);
  }

  /** Somebody, and where that one is reached; each null if nobody has said. */
  public record Reached(@Nullable String name, @Nullable String telephone) {}

  /**
   * An open reserve routine.
   *
   * @param manager whom to ring; null where the agreement names nobody for that hour
   */
  public record Routine(Instant since, @Nullable Reached manager) {}

  /** What a responder has to do with the request, or has left to do. */
  public sealed interface Work {
    ResponderId responder();

    String name();
  }

  /**
   * An offer that lives.
   *
   * @param next what the ladder does if it is not answered; null where it does not wait for it
   * @param nextName what the responder is called whom that step names; null if it names none
   */
  public record Asked(
      ResponderId responder,
      String name,
      Instant answerBy,
      @Nullable Step next,
      @Nullable String nextName)
      implements Work {}

  /**
   * Somebody who has accepted, and has neither ended it nor handed it over.
   *
   * @param silentAt when the contact function is alarmed if nothing is heard; null once it was
   * @param silentSince when it was alarmed, and nothing was heard since
   */
  public record AtWork(
      ResponderId responder, String name, @Nullable Instant silentAt, @Nullable Instant silentSince)
      implements Work {}

  /**
   * A visit that is over, and it is not said where it is documented.
   *
   * @param dueAt by when it is to be said; null once the contact function was alarmed
   * @param overdueSince when it was
   */
  public record Undocumented(
      ResponderId responder, String name, @Nullable Instant dueAt, @Nullable Instant overdueSince)
      implements Work {}
}
