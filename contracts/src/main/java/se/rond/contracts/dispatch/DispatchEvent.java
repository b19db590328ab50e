package se.rond.contracts.dispatch;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.care.AssignmentId;
import se.rond.contracts.care.HsaId;
import se.rond.contracts.care.MunicipalityCode;
import se.rond.contracts.care.OfferToken;
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
  @JsonSubTypes.Type(value = DispatchEvent.ResponderOffered.class, name = "ResponderOffered"),
  @JsonSubTypes.Type(value = DispatchEvent.OfferAccepted.class, name = "OfferAccepted"),
  @JsonSubTypes.Type(value = DispatchEvent.OfferDeclined.class, name = "OfferDeclined"),
  @JsonSubTypes.Type(value = DispatchEvent.OfferLapsed.class, name = "OfferLapsed"),
  @JsonSubTypes.Type(value = DispatchEvent.EnRoute.class, name = "EnRoute"),
  @JsonSubTypes.Type(value = DispatchEvent.WithPatient.class, name = "WithPatient"),
  @JsonSubTypes.Type(value = DispatchEvent.Completed.class, name = "Completed"),
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

  /** Any event about one responder's assignment. */
  sealed interface AboutAssignment extends AboutRequest {
    AssignmentId assignment();

    ResponderId responder();
  }

  /** The nurse was told to ring 112. */
  record EmergencyDirected(
      AssessmentRequestId request,
      MunicipalityCode municipality,
      HsaId requester,
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
