package se.rond.contracts.dispatch;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.rond.contracts.care.AssessmentId;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.care.AssignmentId;
import se.rond.contracts.care.ExaminationId;
import se.rond.contracts.care.HealthCentreId;
import se.rond.contracts.care.HsaId;
import se.rond.contracts.care.MunicipalityCode;
import se.rond.contracts.care.OfferToken;
import se.rond.contracts.care.PhysicianTaskId;
import se.rond.contracts.care.ReserveRoutineId;
import se.rond.contracts.care.ResponderId;

/**
 * The events of {@code dispatch.requests.v1}, keyed by request. They name the raising nurse
 * function ({@code requester}) and the responder, who are thereby their recipients; nothing in them
 * is clinical.
 */
@JsonTypeInfo(
    use = JsonTypeInfo.Id.NAME,
    property = "type",
    defaultImpl = DispatchEvent.Unrecognised.class)
@JsonSubTypes({
  @JsonSubTypes.Type(value = DispatchEvent.EmergencyDirected.class, name = "EmergencyDirected"),
  @JsonSubTypes.Type(
      value = DispatchEvent.EmergencyAcknowledged.class,
      name = "EmergencyAcknowledged"),
  @JsonSubTypes.Type(
      value = DispatchEvent.EmergencyUnacknowledged.class,
      name = "EmergencyUnacknowledged"),
  @JsonSubTypes.Type(
      value = DispatchEvent.EmergencyEndedUnacknowledged.class,
      name = "EmergencyEndedUnacknowledged"),
  @JsonSubTypes.Type(value = DispatchEvent.ResponderOffered.class, name = "ResponderOffered"),
  @JsonSubTypes.Type(value = DispatchEvent.OfferAccepted.class, name = "OfferAccepted"),
  @JsonSubTypes.Type(value = DispatchEvent.AssignmentClaimed.class, name = "AssignmentClaimed"),
  @JsonSubTypes.Type(value = DispatchEvent.OfferDeclined.class, name = "OfferDeclined"),
  @JsonSubTypes.Type(value = DispatchEvent.OfferLapsed.class, name = "OfferLapsed"),
  @JsonSubTypes.Type(value = DispatchEvent.OfferWithdrawn.class, name = "OfferWithdrawn"),
  @JsonSubTypes.Type(value = DispatchEvent.AssignmentWithdrawn.class, name = "AssignmentWithdrawn"),
  @JsonSubTypes.Type(value = DispatchEvent.OwnTaskKept.class, name = "OwnTaskKept"),
  @JsonSubTypes.Type(value = DispatchEvent.OwnTaskCompleted.class, name = "OwnTaskCompleted"),
  @JsonSubTypes.Type(value = DispatchEvent.OwnTaskGivenBack.class, name = "OwnTaskGivenBack"),
  @JsonSubTypes.Type(value = DispatchEvent.OwnTaskNotDone.class, name = "OwnTaskNotDone"),
  @JsonSubTypes.Type(value = DispatchEvent.EnRoute.class, name = "EnRoute"),
  @JsonSubTypes.Type(value = DispatchEvent.WithPatient.class, name = "WithPatient"),
  @JsonSubTypes.Type(value = DispatchEvent.Completed.class, name = "Completed"),
  @JsonSubTypes.Type(value = DispatchEvent.VisitFollows.class, name = "VisitFollows"),
  @JsonSubTypes.Type(value = DispatchEvent.NobodyThere.class, name = "NobodyThere"),
  @JsonSubTypes.Type(value = DispatchEvent.AssignmentFailed.class, name = "AssignmentFailed"),
  @JsonSubTypes.Type(value = DispatchEvent.HandoverOffered.class, name = "HandoverOffered"),
  @JsonSubTypes.Type(value = DispatchEvent.HandoverDeclined.class, name = "HandoverDeclined"),
  @JsonSubTypes.Type(value = DispatchEvent.HandoverLapsed.class, name = "HandoverLapsed"),
  @JsonSubTypes.Type(value = DispatchEvent.HandoverWithdrawn.class, name = "HandoverWithdrawn"),
  @JsonSubTypes.Type(value = DispatchEvent.HandedOver.class, name = "HandedOver"),
  @JsonSubTypes.Type(value = DispatchEvent.Delayed.class, name = "Delayed"),
  @JsonSubTypes.Type(value = DispatchEvent.ContactEndangered.class, name = "ContactEndangered"),
  @JsonSubTypes.Type(value = DispatchEvent.ResponderSilent.class, name = "ResponderSilent"),
  @JsonSubTypes.Type(value = DispatchEvent.ResponderHeard.class, name = "ResponderHeard"),
  @JsonSubTypes.Type(value = DispatchEvent.JournalReferenced.class, name = "JournalReferenced"),
  @JsonSubTypes.Type(value = DispatchEvent.JournalOverdue.class, name = "JournalOverdue"),
  @JsonSubTypes.Type(value = DispatchEvent.ContactMade.class, name = "ContactMade"),
  @JsonSubTypes.Type(value = DispatchEvent.VideoRoomOpened.class, name = "VideoRoomOpened"),
  @JsonSubTypes.Type(value = DispatchEvent.AssessmentRecorded.class, name = "AssessmentRecorded"),
  @JsonSubTypes.Type(value = DispatchEvent.ReassessmentDue.class, name = "ReassessmentDue"),
  @JsonSubTypes.Type(value = DispatchEvent.PhysicianTaskRaised.class, name = "PhysicianTaskRaised"),
  @JsonSubTypes.Type(
      value = DispatchEvent.PhysicianTaskUnaddressed.class,
      name = "PhysicianTaskUnaddressed"),
  @JsonSubTypes.Type(value = DispatchEvent.ExaminationUpdated.class, name = "ExaminationUpdated"),
  @JsonSubTypes.Type(value = DispatchEvent.ExaminationOverdue.class, name = "ExaminationOverdue"),
  @JsonSubTypes.Type(value = DispatchEvent.AskedInVain.class, name = "AskedInVain"),
  @JsonSubTypes.Type(value = DispatchEvent.BreachWarned.class, name = "BreachWarned"),
  @JsonSubTypes.Type(value = DispatchEvent.BreachOccurred.class, name = "BreachOccurred"),
  @JsonSubTypes.Type(
      value = DispatchEvent.ReserveRoutineActivated.class,
      name = "ReserveRoutineActivated"),
  @JsonSubTypes.Type(
      value = DispatchEvent.ReserveRoutineResolved.class,
      name = "ReserveRoutineResolved"),
  @JsonSubTypes.Type(value = DispatchEvent.BallUpdated.class, name = "BallUpdated"),
  @JsonSubTypes.Type(value = DispatchEvent.TriageLate.class, name = "TriageLate"),
  @JsonSubTypes.Type(value = DispatchEvent.TriageCaughtUp.class, name = "TriageCaughtUp"),
  @JsonSubTypes.Type(value = DispatchEvent.RequestUpdated.class, name = "RequestUpdated"),
  @JsonSubTypes.Type(value = DispatchEvent.RequestParted.class, name = "RequestParted"),
  @JsonSubTypes.Type(value = DispatchEvent.LevelRaised.class, name = "LevelRaised"),
  @JsonSubTypes.Type(value = DispatchEvent.RemeasureDue.class, name = "RemeasureDue"),
  @JsonSubTypes.Type(value = DispatchEvent.LevelOverridden.class, name = "LevelOverridden"),
  @JsonSubTypes.Type(
      value = DispatchEvent.RecordOpenedInEmergency.class,
      name = "RecordOpenedInEmergency"),
  @JsonSubTypes.Type(value = DispatchEvent.RequestCancelled.class, name = "RequestCancelled"),
  @JsonSubTypes.Type(value = DispatchEvent.RequestClosed.class, name = "RequestClosed")
})
public sealed interface DispatchEvent {

  /** Any event about a request; all of this family except {@link Unrecognised}. */
  sealed interface AboutRequest extends DispatchEvent {
    AssessmentRequestId request();

    /** Where the patient is. */
    MunicipalityCode municipality();

    /** The nurse function that raised the request. */
    HsaId requester();

    Instant occurredAt();
  }

  /** Any event that the contact functions of the municipality are told of at once. */
  sealed interface Alarm extends AboutRequest {
    /** The contact functions, which are its recipients. */
    List<ResponderId> coordinators();
  }

  /** Any event about a reserve routine (<i>reservrutin</i>), told to those who are to act now. */
  sealed interface AboutReserveRoutine extends Alarm {
    ReserveRoutineId routine();

    /** The managers in charge, which are its recipients; none where the agreement names none. */
    List<ResponderId> managers();
  }

  /** Any event about one responder's assignment. */
  sealed interface AboutAssignment extends AboutRequest {
    AssignmentId assignment();

    ResponderId responder();
  }

  /**
   * Any event about an offer to take over from another responder; the assignment and its responder
   * are the receiver's.
   */
  sealed interface AboutHandover extends AboutAssignment {
    /** Who wants to hand over, and stays responsible until the receiver accepts. */
    ResponderId giver();
  }

  /**
   * The nurse was told to ring 112.
   *
   * @param alarm counts the alarms of the request from 1; null from before they were counted
   */
  record EmergencyDirected(
      AssessmentRequestId request,
      MunicipalityCode municipality,
      HsaId requester,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer alarm,
      Instant occurredAt)
      implements AboutRequest {}

  /**
   * Somebody said what became of RING 112; that alarm is closed. What was said is read in the app.
   *
   * @param alarm the number of the alarm; null from before they were counted
   * @param provisional true if only the number was tapped
   */
  record EmergencyAcknowledged(
      AssessmentRequestId request,
      MunicipalityCode municipality,
      HsaId requester,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer alarm,
      boolean provisional,
      Instant occurredAt)
      implements AboutRequest {}

  /**
   * Nobody has said within two minutes that 112 was called: an alarm for the contact function, not
   * for the phone that is calling.
   *
   * @param alarm the number of the alarm; null from before they were counted
   * @param coordinators the contact functions of the municipality, which are its recipients
   */
  record EmergencyUnacknowledged(
      AssessmentRequestId request,
      MunicipalityCode municipality,
      HsaId requester,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer alarm,
      List<ResponderId> coordinators,
      Instant occurredAt)
      implements Alarm {

    public EmergencyUnacknowledged {
      coordinators = List.copyOf(coordinators);
    }
  }

  /**
   * The clock ended an emergency though nobody ever said what became of its last alarm, or only
   * tapped the number; the request is closed, and somebody should ask how the patient is.
   *
   * @param alarm the number of the last alarm
   */
  record EmergencyEndedUnacknowledged(
      AssessmentRequestId request,
      MunicipalityCode municipality,
      HsaId requester,
      int alarm,
      Instant occurredAt)
      implements AboutRequest {}

  /**
   * A responder was offered a need of the request.
   *
   * @param token to be presented with the answer
   * @param answerBy when the offer lapses
   */
  record ResponderOffered(
      AssessmentRequestId request,
      MunicipalityCode municipality,
      HsaId requester,
      AssignmentId assignment,
      ResponderId responder,
      OfferToken token,
      Instant answerBy,
      Instant occurredAt)
      implements AboutAssignment {}

  /** The responder accepted, and carries the responsibility from now on. */
  record OfferAccepted(
      AssessmentRequestId request,
      MunicipalityCode municipality,
      HsaId requester,
      AssignmentId assignment,
      ResponderId responder,
      Instant occurredAt)
      implements AboutAssignment {}

  /**
   * One member of the responder's function or team has its work from now on. The responsibility
   * stays with the responder.
   *
   * @param by the member
   * @param from the member who had it; null if nobody had claimed it
   */
  record AssignmentClaimed(
      AssessmentRequestId request,
      MunicipalityCode municipality,
      HsaId requester,
      AssignmentId assignment,
      ResponderId responder,
      HsaId by,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable HsaId from,
      Instant occurredAt)
      implements AboutAssignment {}

  /** The responder declined; the next one is asked. */
  record OfferDeclined(
      AssessmentRequestId request,
      MunicipalityCode municipality,
      HsaId requester,
      AssignmentId assignment,
      ResponderId responder,
      Instant occurredAt)
      implements AboutAssignment {}

  /** The responder did not answer in time; the next one is asked. */
  record OfferLapsed(
      AssessmentRequestId request,
      MunicipalityCode municipality,
      HsaId requester,
      AssignmentId assignment,
      ResponderId responder,
      Instant occurredAt)
      implements AboutAssignment {}

  /**
   * The offer was taken back before the responder answered: the request was cancelled, has become
   * an emergency, or changed so that somebody is asked anew.
   */
  record OfferWithdrawn(
      AssessmentRequestId request,
      MunicipalityCode municipality,
      HsaId requester,
      AssignmentId assignment,
      ResponderId responder,
      Instant occurredAt)
      implements AboutAssignment {}

  /**
   * An accepted assignment was taken back before the responder was with the patient; the
   * responsibility goes back to the raising nurse function.
   */
  record AssignmentWithdrawn(
      AssessmentRequestId request,
      MunicipalityCode municipality,
      HsaId requester,
      AssignmentId assignment,
      ResponderId responder,
      Instant occurredAt)
      implements AboutAssignment {}

  /**
   * A raising nurse keeps a nurse's visit as her own task; nobody else is asked. Told again when it
   * is to be done sooner.
   *
   * @param keeper the nurse function that keeps it: the requester, or one whose request is joined
   * @param dueAt by when she does it; then it goes back by itself
   */
  record OwnTaskKept(
      AssessmentRequestId request,
      MunicipalityCode municipality,
      HsaId requester,
      HsaId keeper,
      Instant dueAt,
      Instant occurredAt)
      implements AboutRequest {}

  /**
   * The nurse has done what she kept; the outcome is read in the app.
   *
   * @param keeper the nurse function that kept it
   */
  record OwnTaskCompleted(
      AssessmentRequestId request,
      MunicipalityCode municipality,
      HsaId requester,
      HsaId keeper,
      Instant occurredAt)
      implements AboutRequest {}

  /**
   * What the nurse kept went back, by herself, by the clock or because more is needed; the function
   * is asked. Why is read in the app.
   *
   * @param keeper the nurse function that kept it
   */
  record OwnTaskGivenBack(
      AssessmentRequestId request,
      MunicipalityCode municipality,
      HsaId requester,
      HsaId keeper,
      Instant occurredAt)
      implements AboutRequest {}

  /**
   * The time of what a nurse kept has passed, or nobody was there: an alarm for the contact
   * function, told beside {@link OwnTaskGivenBack}; the nurse hears it as well.
   *
   * @param keeper the nurse function that kept it
   * @param coordinators the contact functions of the municipality
   */
  record OwnTaskNotDone(
      AssessmentRequestId request,
      MunicipalityCode municipality,
      HsaId requester,
      HsaId keeper,
      List<ResponderId> coordinators,
      Instant occurredAt)
      implements Alarm {}

  /** The responder is on the way. */
  record EnRoute(
      AssessmentRequestId request,
      MunicipalityCode municipality,
      HsaId requester,
      AssignmentId assignment,
      ResponderId responder,
      Instant occurredAt)
      implements AboutAssignment {}

  /** The responder is with the patient, in person, by phone or by video. */
  record WithPatient(
      AssessmentRequestId request,
      MunicipalityCode municipality,
      HsaId requester,
      AssignmentId assignment,
      ResponderId responder,
      Instant occurredAt)
      implements AboutAssignment {}

  /** The responder is done; the outcome is read in the app. */
  record Completed(
      AssessmentRequestId request,
      MunicipalityCode municipality,
      HsaId requester,
      AssignmentId assignment,
      ResponderId responder,
      Instant occurredAt)
      implements AboutAssignment {}

  /**
   * The responder is done, and could not do all that was demanded; another visit brings the rest,
   * and nobody has accepted that yet. What it is, is read in the app.
   *
   * @param contactBy when it is to be brought
   */
  record VisitFollows(
      AssessmentRequestId request,
      MunicipalityCode municipality,
      HsaId requester,
      AssignmentId assignment,
      ResponderId responder,
      Instant contactBy,
      Instant occurredAt)
      implements AboutAssignment {}

  /**
   * A visit ended before a closed door, or at an empty bed: somebody who was found to need care did
   * not answer. An alarm for the contact function; the nurse and the responder hear it as well.
   *
   * @param coordinators the contact functions of the municipality
   */
  record NobodyThere(
      AssessmentRequestId request,
      MunicipalityCode municipality,
      HsaId requester,
      AssignmentId assignment,
      ResponderId responder,
      List<ResponderId> coordinators,
      Instant occurredAt)
      implements AboutAssignment, Alarm {

    public NobodyThere {
      coordinators = List.copyOf(coordinators);
    }
  }

  /**
   * The responder cannot go on with what was accepted; the responsibility goes back to the raising
   * nurse function, and somebody else is asked. Why is read in the app.
   */
  record AssignmentFailed(
      AssessmentRequestId request,
      MunicipalityCode municipality,
      HsaId requester,
      AssignmentId assignment,
      ResponderId responder,
      Instant occurredAt)
      implements AboutAssignment {}

  /**
   * A responder was asked to take over from another; what it has to know is read in the app. A yes
   * is told as {@link OfferAccepted} of the receiver and {@link HandedOver} of the giver.
   *
   * @param token to be presented with the answer
   * @param answerBy when the offer lapses
   */
  record HandoverOffered(
      AssessmentRequestId request,
      MunicipalityCode municipality,
      HsaId requester,
      AssignmentId assignment,
      ResponderId responder,
      ResponderId giver,
      OfferToken token,
      Instant answerBy,
      Instant occurredAt)
      implements AboutHandover {}

  /** The responder does not take over; the giver stays responsible. */
  record HandoverDeclined(
      AssessmentRequestId request,
      MunicipalityCode municipality,
      HsaId requester,
      AssignmentId assignment,
      ResponderId responder,
      ResponderId giver,
      Instant occurredAt)
      implements AboutHandover {}

  /** The responder did not say in time whether it takes over; the giver stays responsible. */
  record HandoverLapsed(
      AssessmentRequestId request,
      MunicipalityCode municipality,
      HsaId requester,
      AssignmentId assignment,
      ResponderId responder,
      ResponderId giver,
      Instant occurredAt)
      implements AboutHandover {}

  /** The responder need not answer any more whether it takes over. */
  record HandoverWithdrawn(
      AssessmentRequestId request,
      MunicipalityCode municipality,
      HsaId requester,
      AssignmentId assignment,
      ResponderId responder,
      ResponderId giver,
      Instant occurredAt)
      implements AboutHandover {}

  /**
   * Somebody else has the patient; the responder's assignment is over.
   *
   * @param receiver the responder who has taken over; null if it is the ambulance service
   */
  record HandedOver(
      AssessmentRequestId request,
      MunicipalityCode municipality,
      HsaId requester,
      AssignmentId assignment,
      ResponderId responder,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable ResponderId receiver,
      Instant occurredAt)
      implements AboutAssignment {}

  /**
   * The responder comes later than was said.
   *
   * @param eta when it is expected now
   */
  record Delayed(
      AssessmentRequestId request,
      MunicipalityCode municipality,
      HsaId requester,
      AssignmentId assignment,
      ResponderId responder,
      Instant eta,
      Instant occurredAt)
      implements AboutAssignment {}

  /**
   * A delayed responder would be with the patient later than was promised, and nobody has met the
   * patient yet: an alarm for the contact function.
   *
   * @param eta when the responder is expected
   * @param contactBy when somebody was to be with the patient
   * @param coordinators the contact functions of the municipality
   */
  record ContactEndangered(
      AssessmentRequestId request,
      MunicipalityCode municipality,
      HsaId requester,
      AssignmentId assignment,
      ResponderId responder,
      Instant eta,
      Instant contactBy,
      List<ResponderId> coordinators,
      Instant occurredAt)
      implements AboutAssignment, Alarm {

    public ContactEndangered {
      coordinators = List.copyOf(coordinators);
    }
  }

  /**
   * Nothing was heard of a responder on its way or with the patient for twice as long as expected:
   * an alarm for the contact function, told once per silence.
   *
   * @param coordinators the contact functions of the municipality
   */
  record ResponderSilent(
      AssessmentRequestId request,
      MunicipalityCode municipality,
      HsaId requester,
      AssignmentId assignment,
      ResponderId responder,
      List<ResponderId> coordinators,
      Instant occurredAt)
      implements AboutAssignment, Alarm {

    public ResponderSilent {
      coordinators = List.copyOf(coordinators);
    }
  }

  /**
   * A silent responder was heard of again; the alarm about it is closed.
   *
   * @param coordinators the contact functions of the municipality
   */
  record ResponderHeard(
      AssessmentRequestId request,
      MunicipalityCode municipality,
      HsaId requester,
      AssignmentId assignment,
      ResponderId responder,
      List<ResponderId> coordinators,
      Instant occurredAt)
      implements AboutAssignment, Alarm {

    public ResponderHeard {
      coordinators = List.copyOf(coordinators);
    }
  }

  /** The responder has said where its visit is documented; where is read in the app. */
  record JournalReferenced(
      AssessmentRequestId request,
      MunicipalityCode municipality,
      HsaId requester,
      AssignmentId assignment,
      ResponderId responder,
      Instant occurredAt)
      implements AboutAssignment {}

  /**
   * The responder's shift is over, and it is not said where its visit is documented; the request is
   * not closed before it is.
   *
   * @param coordinators the contact functions of the municipality
   */
  record JournalOverdue(
      AssessmentRequestId request,
      MunicipalityCode municipality,
      HsaId requester,
      AssignmentId assignment,
      ResponderId responder,
      List<ResponderId> coordinators,
      Instant occurredAt)
      implements AboutAssignment, Alarm {

    public JournalOverdue {
      coordinators = List.copyOf(coordinators);
    }
  }

  /**
   * Somebody spoke with the patient or about the patient, or tried to; how and with whom is read in
   * the app. Nobody's responsibility has moved.
   *
   * @param reached false if nobody answered
   * @param responders those who are asked or have accepted, and are to be told
   */
  record ContactMade(
      AssessmentRequestId request,
      MunicipalityCode municipality,
      HsaId requester,
      boolean reached,
      List<ResponderId> responders,
      Instant occurredAt)
      implements AboutRequest {

    public ContactMade {
      responders = List.copyOf(responders);
    }
  }

  /**
   * There is a room for a video call. The link, which lets in whoever has it, is read in the app
   * and stands in no event.
   *
   * @param responders those who are asked or have accepted, and are to be told
   */
  record VideoRoomOpened(
      AssessmentRequestId request,
      MunicipalityCode municipality,
      HsaId requester,
      List<ResponderId> responders,
      Instant occurredAt)
      implements AboutRequest {

    public VideoRoomOpened {
      responders = List.copyOf(responders);
    }
  }

  /**
   * A professional has concluded something about the patient; what, and what was ordered, is read
   * in the app.
   *
   * @param responders those who are asked or have accepted, and are to be told
   */
  record AssessmentRecorded(
      AssessmentRequestId request,
      MunicipalityCode municipality,
      HsaId requester,
      AssessmentId assessment,
      List<ResponderId> responders,
      Instant occurredAt)
      implements AboutRequest {

    public AssessmentRecorded {
      responders = List.copyOf(responders);
    }
  }

  /**
   * Nobody has looked at the patient again by the time that an assessment named: an alarm for
   * whoever has the responsibility and for the contact function, told once.
   *
   * @param responder who has the responsibility; null if it is the raising nurse function
   * @param coordinators the contact functions of the municipality
   */
  record ReassessmentDue(
      AssessmentRequestId request,
      MunicipalityCode municipality,
      HsaId requester,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable ResponderId responder,
      List<ResponderId> coordinators,
      Instant occurredAt)
      implements Alarm {

    public ReassessmentDue {
      coordinators = List.copyOf(coordinators);
    }
  }

  /**
   * The patient's regular physician is to look at what another physician concluded.
   *
   * @param healthCentre whose task it is, and so its recipient
   * @param dueAt by when
   */
  record PhysicianTaskRaised(
      AssessmentRequestId request,
      MunicipalityCode municipality,
      HsaId requester,
      PhysicianTaskId task,
      HealthCentreId healthCentre,
      Instant dueAt,
      Instant occurredAt)
      implements AboutRequest {}

  /**
   * The patient's regular physician is to look at what another physician concluded, and nobody can
   * tell which health centre that is: somebody has to find out.
   */
  record PhysicianTaskUnaddressed(
      AssessmentRequestId request,
      MunicipalityCode municipality,
      HsaId requester,
      List<ResponderId> coordinators,
      Instant occurredAt)
      implements Alarm {

    public PhysicianTaskUnaddressed {
      coordinators = List.copyOf(coordinators);
    }
  }

  /**
   * Something has happened to an X-ray: it was asked for, justified, performed, answered; what is
   * read in the app.
   *
   * @param owner who sees to the result, and is told; null while there is none
   * @param responders those who are asked or have accepted, and are to be told
   */
  record ExaminationUpdated(
      AssessmentRequestId request,
      MunicipalityCode municipality,
      HsaId requester,
      ExaminationId examination,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable ResponderId owner,
      List<ResponderId> responders,
      Instant occurredAt)
      implements AboutRequest {

    public ExaminationUpdated {
      responders = List.copyOf(responders);
    }
  }

  /**
   * The next step of an X-ray is late: an alarm for whoever sees to the result and for the contact
   * function, told once for each step.
   *
   * @param owner who sees to the result; null while there is none
   * @param coordinators the contact functions of the municipality
   */
  record ExaminationOverdue(
      AssessmentRequestId request,
      MunicipalityCode municipality,
      HsaId requester,
      ExaminationId examination,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable ResponderId owner,
      List<ResponderId> coordinators,
      Instant occurredAt)
      implements Alarm {

    public ExaminationOverdue {
      coordinators = List.copyOf(coordinators);
    }
  }

  /**
   * Who has the ball, what is waited for or what is done otherwise has changed. The last one of a
   * request that is told holds, until it is closed or cancelled.
   *
   * @param ball as it is shown by {@code GET}
   * @param responders who are asked, have accepted, or have not said yet where a visit is
   *     documented
   */
  record BallUpdated(
      AssessmentRequestId request,
      MunicipalityCode municipality,
      HsaId requester,
      Ball ball,
      List<ResponderId> responders,
      Instant occurredAt)
      implements AboutRequest {

    public BallUpdated {
      responders = List.copyOf(responders);
    }
  }

  /**
   * Of those whom the ladder has asked so far nobody says yes: an alarm for the contact function,
   * which may ring somebody. Asking goes on.
   *
   * @param coordinators the contact functions of the municipality
   */
  record AskedInVain(
      AssessmentRequestId request,
      MunicipalityCode municipality,
      HsaId requester,
      List<ResponderId> coordinators,
      Instant occurredAt)
      implements Alarm {

    public AskedInVain {
      coordinators = List.copyOf(coordinators);
    }
  }

  /**
   * Four fifths of the time are over in which somebody is to be in contact, and nobody has met the
   * patient: an alarm for the contact function and whoever is responsible.
   *
   * @param responder who has accepted; null while the raising nurse function is responsible
   * @param contactBy when somebody is to be in contact
   * @param coordinators the contact functions of the municipality
   */
  record BreachWarned(
      AssessmentRequestId request,
      MunicipalityCode municipality,
      HsaId requester,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable ResponderId responder,
      Instant contactBy,
      List<ResponderId> coordinators,
      Instant occurredAt)
      implements Alarm {

    public BreachWarned {
      coordinators = List.copyOf(coordinators);
    }
  }

  /** What was promised and not kept. Add, never rename. */
  enum Limit {
    /** Somebody was to have accepted. */
    ACCEPT,
    /** Somebody was to be in contact with the patient, or with the patient. */
    CONTACT
  }

  /**
   * What was promised was not kept: an alarm for the contact function and whoever is responsible.
   *
   * @param responder who has accepted; null while the raising nurse function is responsible
   * @param dueAt when it was promised for
   * @param coordinators the contact functions of the municipality
   */
  record BreachOccurred(
      AssessmentRequestId request,
      MunicipalityCode municipality,
      HsaId requester,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable ResponderId responder,
      Limit limit,
      Instant dueAt,
      List<ResponderId> coordinators,
      Instant occurredAt)
      implements Alarm {

    public BreachOccurred {
      coordinators = List.copyOf(coordinators);
    }
  }

  /**
   * A ladder has ended without anybody who says yes, or a promise was broken while nobody had: the
   * manager in charge is told, and it stays open until a person resolves it. Asking goes on.
   *
   * @param managers the managers in charge; none where the agreement names no recipient, so that
   *     the contact functions act in their place
   * @param coordinators the contact functions of the municipality
   */
  record ReserveRoutineActivated(
      AssessmentRequestId request,
      MunicipalityCode municipality,
      HsaId requester,
      ReserveRoutineId routine,
      List<ResponderId> managers,
      List<ResponderId> coordinators,
      Instant occurredAt)
      implements AboutReserveRoutine {

    public ReserveRoutineActivated {
      managers = List.copyOf(managers);
      coordinators = List.copyOf(coordinators);
    }
  }

  /**
   * A person has resolved a reserve routine; the cause is read in the app.
   *
   * @param managers the managers who were told of it
   * @param coordinators the contact functions of the municipality
   */
  record ReserveRoutineResolved(
      AssessmentRequestId request,
      MunicipalityCode municipality,
      HsaId requester,
      ReserveRoutineId routine,
      List<ResponderId> managers,
      List<ResponderId> coordinators,
      Instant occurredAt)
      implements AboutReserveRoutine {

    public ReserveRoutineResolved {
      managers = List.copyOf(managers);
      coordinators = List.copyOf(coordinators);
    }
  }

  /**
   * Triage has not judged a revision in time, and the request goes on by the nurse's own level and
   * the floors: an alarm for the contact function, told once until triage has caught up. The nurse
   * hears it as well.
   *
   * @param revision the one that is not judged yet
   * @param coordinators the contact functions of the municipality
   */
  record TriageLate(
      AssessmentRequestId request,
      MunicipalityCode municipality,
      HsaId requester,
      int revision,
      List<ResponderId> coordinators,
      Instant occurredAt)
      implements Alarm {

    public TriageLate {
      coordinators = List.copyOf(coordinators);
    }
  }

  /**
   * Triage, which was late, has judged the newest revision; the alarm about it is closed. What it
   * raised is told as {@link LevelRaised}.
   *
   * @param revision the one that is judged
   * @param coordinators the contact functions of the municipality
   */
  record TriageCaughtUp(
      AssessmentRequestId request,
      MunicipalityCode municipality,
      HsaId requester,
      int revision,
      List<ResponderId> coordinators,
      Instant occurredAt)
      implements Alarm {

    public TriageCaughtUp {
      coordinators = List.copyOf(coordinators);
    }
  }

  /**
   * The request changed; what and how is read in the app.
   *
   * @param revision counts one up with each change
   * @param left the municipality where the patient was before, whose functions are told too; null
   *     if it is the same
   * @param responders those who are asked or have accepted, and are to be told
   */
  record RequestUpdated(
      AssessmentRequestId request,
      MunicipalityCode municipality,
      HsaId requester,
      int revision,
      Change change,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable MunicipalityCode left,
      List<ResponderId> responders,
      Instant occurredAt)
      implements AboutRequest {

    public RequestUpdated {
      responders = List.copyOf(responders);
    }
  }

  /** What changed a request. Add, never rename. */
  enum Change {
    /** Somebody measured, sampled or found something. */
    OBSERVATIONS,
    /** A second request for the same patient was joined to it. */
    JOINED,
    /** The patient is somewhere else. */
    PLACE,
    /** It is about another patient than was written. */
    PATIENT
  }

  /**
   * The request that this one was joined to turned out to be about somebody else, or was cancelled
   * by somebody who does not speak for this one: it is about the patient it was raised for, and is
   * open by itself.
   *
   * @param joined the request it is joined to instead; null if it is open by itself
   */
  record RequestParted(
      AssessmentRequestId request,
      MunicipalityCode municipality,
      HsaId requester,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable AssessmentRequestId joined,
      Instant occurredAt)
      implements AboutRequest {}

  /**
   * What the patient has closed was opened in an emergency: told to who answers for the quality of
   * care in the municipality, and to nobody else. By whom and why is read in the list of openings.
   */
  record RecordOpenedInEmergency(
      AssessmentRequestId request,
      MunicipalityCode municipality,
      HsaId requester,
      Instant occurredAt)
      implements AboutRequest {}

  /**
   * The request needs a higher level than was known before; which one is read in the app.
   *
   * @param responders those who are asked or have accepted, and now have less time
   */
  record LevelRaised(
      AssessmentRequestId request,
      MunicipalityCode municipality,
      HsaId requester,
      List<ResponderId> responders,
      Instant occurredAt)
      implements AboutRequest {

    public LevelRaised {
      responders = List.copyOf(responders);
    }
  }

  /**
   * The patient waits and was to be measured again by now, but no new vital signs have come; told
   * once per deadline to the raising nurse function and to who is responsible.
   *
   * @param responder who has accepted and is responsible; null while a nurse function is
   * @param keeper the nurse function that keeps it as her own task and is responsible; null if
   *     nobody does
   * @param remeasureBy by when the patient was to be measured
   */
  record RemeasureDue(
      AssessmentRequestId request,
      MunicipalityCode municipality,
      HsaId requester,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable ResponderId responder,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable HsaId keeper,
      Instant remeasureBy,
      Instant occurredAt)
      implements AboutRequest {}

  /**
   * A person has decided on another level than was in force; which one, and why, is read in the
   * app. What is withdrawn or asked because of it is told by itself.
   *
   * @param belowFloor whether it is below what a safety rule demands, which is reported to the MAS
   * @param responders those who are asked or have accepted
   */
  record LevelOverridden(
      AssessmentRequestId request,
      MunicipalityCode municipality,
      HsaId requester,
      boolean belowFloor,
      List<ResponderId> responders,
      Instant occurredAt)
      implements AboutRequest {

    public LevelOverridden {
      responders = List.copyOf(responders);
    }
  }

  /** The request was cancelled; what was offered or accepted is withdrawn. */
  record RequestCancelled(
      AssessmentRequestId request,
      MunicipalityCode municipality,
      HsaId requester,
      Instant occurredAt)
      implements AboutRequest {}

  /** Nothing of the request is open any more. */
  record RequestClosed(
      AssessmentRequestId request,
      MunicipalityCode municipality,
      HsaId requester,
      Instant occurredAt)
      implements AboutRequest {}

  /** An event of a type that this build does not know yet; a newer producer may go first. */
  record Unrecognised() implements DispatchEvent {}
}
