package se.rond.dispatch.request.web;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import se.rond.access.masking.Masked;
import se.rond.contracts.care.ProtectedIdentity;
import se.rond.dispatch.request.Responsible;
import se.rond.dispatch.request.web.ToldViews.AssessmentView;
import se.rond.dispatch.request.web.ToldViews.ContactView;
import se.rond.dispatch.request.web.ToldViews.ExaminationView;
import se.rond.dispatch.request.web.ToldViews.TaskView;
import se.rond.dispatch.request.web.ToldViews.VideoView;
import tools.jackson.databind.JsonNode;

/**
 * A request as its nurse, its responders and the coordinator see it.
 *
 * @param remeasureBy by when the patient is to be measured again; null where nobody need, or
 *     somebody is there
 * @param remeasureToldAt when it was told that this time has passed; null if it was not
 * @param marks what was accepted and put right, for example {@code RAISED_AT_IN_FUTURE}
 * @param marked the marks with the field each is about
 * @param vitalsMeasuredAt when the vital signs were measured, corrected for the skew of the
 *     device's clock; null if the device did not say
 * @param vitalsAgeMinutes how long ago that is now
 * @param ball who has the ball, in one line, as it is told on the stream; null once nobody has
 *     anything left to do
 * @param protectedIdentity why who the patient is and where is shown only to whoever raised it and
 *     whoever performs it; null if it is shown to all who may see the request
 * @param decision what triage found and why; null until it has
 * @param overrides what persons decided of the level, in the order they did; the last one counts,
 *     unless something was found since that demands more
 * @param triage whether triage is waited for, or was late; null if it is not and never was
 * @param ownTask what the raising nurse keeps to do herself, or kept last; null if nothing
 * @param emergency RING 112 and what became of it; null if nobody was told so
 * @param cancellation why it is cancelled; null if it is not
 * @param observations what was told after it was raised, in the order it came
 * @param contacts who spoke with the patient or about the patient, the earliest first
 * @param assessments what professionals concluded and ordered, the earliest first
 * @param physicianTasks what the patient's regular physician has to look at, or has
 * @param examinations the X-rays that were asked for, and what became of them
 * @param video where a video call is held now; null if none is
 * @param reserveRoutines what its ladders have ended in, the newest first; one is open at most
 * @param submitted the body as it was sent, with the place and the patient as they are known now
 */
record RequestView(
    UUID id,
    int revision,
    String state,
    String nurseLevel,
    @Nullable String neededLevel,
    @Nullable String grantedLevel,
    Responsibility responsible,
    @Nullable JsonNode ball,
    String municipality,
    Instant raisedAt,
    Instant receivedAt,
    @Nullable Instant contactBy,
    @Nullable Instant remeasureBy,
    @Nullable Instant remeasureToldAt,
    List<String> marks,
    List<MarkedView> marked,
    @Nullable Instant vitalsMeasuredAt,
    @Nullable Long vitalsAgeMinutes,
    @Nullable ProtectedIdentity protectedIdentity,
    @Nullable JsonNode decision,
    List<OverrideView> overrides,
    @Nullable TriageView triage,
    List<NeedView> needs,
    List<AssignmentView> assignments,
    @Nullable OwnTaskView ownTask,
    @Nullable EmergencyView emergency,
    List<ReserveRoutineView> reserveRoutines,
    @Nullable String cancellation,
    List<ObservationView> observations,
    List<ContactView> contacts,
    List<AssessmentView> assessments,
    List<TaskView> physicianTasks,
    List<ExaminationView> examinations,
    @Nullable VideoView video,
    List<TimelineView> timeline,
    Masked<JsonNode> submitted) {

  /**
   * A person's word on the level.
   *
   * @param revision the newest of the request when it was said
   * @param direction {@code UP} or {@code DOWN}
   * @param from the level that was in force
   * @param belowFloor whether it is below what a safety rule demanded
   * @param comment in the person's words
   */
  record OverrideView(
      UUID id,
      int revision,
      Instant at,
      String actor,
      String direction,
      String from,
      String level,
      boolean belowFloor,
      String reason,
      @Nullable Masked<String> comment) {}

  /**
   * How far triage is.
   *
   * @param by when Rond goes on without its judgement of the newest revision; null if it has judged
   *     that, or is not waited for any more
   * @param lateSince since when Rond went on without, by the nurse's level and the floors; null if
   *     it never did
   * @param caughtUpAt when triage had judged the newest revision after all; null while it is late
   */
  record TriageView(
      @Nullable Instant by, @Nullable Instant lateSince, @Nullable Instant caughtUpAt) {}

  /** A mark and the field it is about, for example {@code vitals.pulse}. */
  record MarkedView(String mark, String field) {}

  /**
   * Who is responsible for the patient.
   *
   * @param party {@code RAISING_NURSE}, {@code KEEPING_NURSE} who keeps it as her own task, or
   *     {@code RESPONDER}
   * @param callback the number that reaches a nurse
   * @param since since when a responder has it, or a nurse keeps it; null where the raising nurse
   *     has it until somebody accepts
   */
  record Responsibility(
      String party,
      String id,
      @Nullable String name,
      @Nullable String callback,
      @Nullable Instant since) {

    static Responsibility of(Responsible responsible) {
      return switch (responsible) {
        case Responsible.RaisingNurse(var id, var callback) ->
            new Responsibility("RAISING_NURSE", id.value(), null, callback, null);
        case Responsible.KeepingNurse(var id, var name, var callback, var since) ->
            new Responsibility("KEEPING_NURSE", id.value(), name, callback, since);
        case Responsible.LeadResponder(var id, var name, var since) ->
            new Responsibility("RESPONDER", id.value(), name, null, since);
      };
    }
  }

  /**
   * A need of the request.
   *
   * @param level the level that it answers; one that was met at a lower level than is needed does
   *     not answer that
   * @param contactBy when somebody is to meet it, where it was ordered; null for when the request
   *     says
   * @param substituteFor the need whose ladder has fallen back to this one; null if it was demanded
   * @param matching who could go, and why not the others, as it was last judged
   * @param matchAgainAt when to look again; null while an offer lives
   * @param endedAt when it was met or given up; null while it is open
   * @param ladder the rungs that were climbed for it, the earliest first
   * @param acceptBy by when somebody is to have accepted; null where nothing watches that
   * @param nextStep what is done next if whoever is asked stays silent, and whose ladder it stands
   *     on; null if nobody is asked or nothing comes next
   * @param nextStepAt when
   */
  record NeedView(
      UUID id,
      String need,
      List<String> capabilities,
      String level,
      @Nullable Instant contactBy,
      @Nullable Instant matchAgainAt,
      @Nullable Instant endedAt,
      @Nullable UUID substituteFor,
      @Nullable UUID follows,
      List<RungView> ladder,
      @Nullable Instant acceptBy,
      @Nullable JsonNode nextStep,
      @Nullable Instant nextStepAt,
      @Nullable Masked<JsonNode> matching) {}

  /**
   * A rung that was climbed, and what came of it.
   *
   * @param level whose ladder it stands on
   * @param outcome {@code ASKED}, {@code SKIPPED}, {@code FELL_BACK}, {@code ALREADY_ASKED}, {@code
   *     TOLD} or {@code RESERVE}
   * @param responder who was asked; null where nobody was
   * @param reason why it was skipped; null if it was not
   */
  record RungView(
      Instant at,
      String level,
      JsonNode step,
      String outcome,
      @Nullable String responder,
      @Nullable String reason) {}

  /**
   * The end of a ladder.
   *
   * @param role what the agreement calls the manager in charge
   * @param managers who was told, by their responder ids
   * @param contacts whom to ring
   * @param resolvedAt when a person resolved it; null while it is open
   */
  record ReserveRoutineView(
      UUID id,
      String role,
      List<String> managers,
      JsonNode contacts,
      Instant activatedAt,
      @Nullable Instant resolvedAt,
      @Nullable String resolvedBy,
      @Nullable String cause) {}

  /**
   * One need with one responder; those that were declined, lapsed, withdrawn or given up stay to be
   * seen.
   *
   * @param claimedBy which member of the responder has it; null where nobody has said so
   * @param eta when the responder is expected, as it was estimated for the offer
   * @param declined what was stated of the patient's no to care; null with every other outcome
   * @param failureCause why the responder could not go on; null if it could
   * @param takesOverFrom who wants to hand over, or has; null where nobody did
   * @param handedOverTo the responder who has taken over; null if nobody has
   * @param handedToAmbulance the ambulance that has the patient; null if none has
   * @param sbar what the responder has to know who takes over; null where nobody hands over
   * @param expectedAt when the responder is expected: as reported, or estimated when it set out
   * @param silenceAlarmedAt when the contact function was told that nothing is heard of it; null
   *     while something is
   * @param journalReference where the visit is documented; null until it is said
   * @param journalDueAt by when it is to be said; null if it is, or the contact function was told
   * @param journalAlarmedAt when the contact function was told that it is not said; null if it was
   *     not
   */
  record AssignmentView(
      UUID id,
      String need,
      String responder,
      String responderName,
      @Nullable ClaimView claimedBy,
      String state,
      UUID token,
      Instant offeredAt,
      Instant answerBy,
      @Nullable Masked<Instant> eta,
      @Nullable Instant acceptedAt,
      @Nullable Instant enRouteAt,
      @Nullable Instant withPatientAt,
      @Nullable Instant completedAt,
      @Nullable Instant endedAt,
      @Nullable String mode,
      @Nullable String outcome,
      @Nullable String declineReason,
      @Nullable DeclinedView declined,
      @Nullable String failureCause,
      @Nullable String takesOverFrom,
      @Nullable String handedOverTo,
      @Nullable AmbulanceView handedToAmbulance,
      @Nullable Masked<JsonNode> sbar,
      @Nullable Masked<Instant> expectedAt,
      @Nullable Instant silenceAlarmedAt,
      @Nullable Masked<String> journalReference,
      @Nullable Instant journalDueAt,
      @Nullable Instant journalAlarmedAt) {}

  /**
   * A need that a nurse meets herself.
   *
   * @param keeper the function that raised the request she spoke of
   * @param dueAt by when; then it goes back by itself
   * @param declined what was stated of the patient's no to care; null with every other outcome
   * @param reason why it went back; null if it did not
   */
  record OwnTaskView(
      UUID id,
      UUID need,
      String state,
      String person,
      String name,
      String keeper,
      String callback,
      Instant keptAt,
      Instant dueAt,
      @Nullable Instant endedAt,
      @Nullable String outcome,
      @Nullable DeclinedView declined,
      @Nullable Masked<String> journalReference,
      @Nullable String reason) {}

  /** The member of a function who has its work, and since when. */
  record ClaimView(String person, String name, Instant since) {}

  /** The ambulance that has the patient, who heard the hand-over, and what was said. */
  record AmbulanceView(String unit, String receivedBy, Masked<JsonNode> sbar) {}

  /** A patient's no to care: whether it was an able and informed one, and what was agreed. */
  record DeclinedView(String capacity, boolean informed, Masked<String> safetyNet) {}

  /**
   * RING 112 and what became of it.
   *
   * @param alarm the number of the newest alarm, which the other values are about
   * @param acknowledgeBy when the contact function is alarmed; null if it need not be, or is
   * @param alarmedAt when it was alarmed; null if it was not. The alarm is open while nothing is
   *     acknowledged
   * @param overAt when it is taken for over, if nobody is at work and nothing more is said
   */
  record EmergencyView(
      int alarm,
      Instant directedAt,
      @Nullable Instant acknowledgeBy,
      @Nullable Instant alarmedAt,
      @Nullable String acknowledgement,
      boolean provisional,
      @Nullable Masked<String> reason,
      @Nullable Instant acknowledgedAt,
      @Nullable String acknowledgedBy,
      @Nullable Instant overAt) {}

  /**
   * Something that was told after the request was raised.
   *
   * @param kind {@code OBSERVATIONS}, or {@code JOINED} for a second request for the same patient
   * @param at when it was so, by the device's corrected clock
   */
  record ObservationView(
      UUID id,
      int revision,
      String kind,
      Instant at,
      Instant receivedAt,
      String actor,
      Masked<JsonNode> body) {}

  /** One line of what happened. */
  record TimelineView(
      Instant at,
      String event,
      String actor,
      @Nullable String responder,
      @Nullable Masked<String> detail) {}
}
