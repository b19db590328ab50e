package se.rond.dispatch.assignment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import se.rond.contracts.care.AssignmentId;
import se.rond.contracts.care.OfferToken;
import se.rond.contracts.care.ResponderId;

/** What happened to an assignment. */
public sealed interface AssignmentEvent {
  AssignmentId assignment();

  ResponderId responder();

  Instant occurredAt();

  record ResponderOffered(
      AssignmentId assignment,
      ResponderId responder,
      OfferToken token,
      Instant answerBy,
      Instant occurredAt)
      implements AssignmentEvent {}

  record OfferAccepted(AssignmentId assignment, ResponderId responder, Instant occurredAt)
      implements AssignmentEvent {}

  record OfferDeclined(
      AssignmentId assignment, ResponderId responder, DeclineReason reason, Instant occurredAt)
      implements AssignmentEvent {}

  record OfferLapsed(AssignmentId assignment, ResponderId responder, Instant occurredAt)
      implements AssignmentEvent {}

  record OfferWithdrawn(AssignmentId assignment, ResponderId responder, Instant occurredAt)
      implements AssignmentEvent {}

  record AssignmentWithdrawn(AssignmentId assignment, ResponderId responder, Instant occurredAt)
      implements AssignmentEvent {}

  record ResponderSetOut(
      AssignmentId assignment, ResponderId responder, Instant eta, Instant occurredAt)
      implements AssignmentEvent {}

  record ArrivalDelayed(
      AssignmentId assignment, ResponderId responder, Instant eta, Instant occurredAt)
      implements AssignmentEvent {}

  record PatientMet(
      AssignmentId assignment, ResponderId responder, ContactMode mode, Instant occurredAt)
      implements AssignmentEvent {}

  record AssignmentCompleted(
      AssignmentId assignment,
      ResponderId responder,
      Ending ending,
      @Nullable String journalReference,
      Instant occurredAt)
      implements AssignmentEvent {
    /** Without what is clinical: texts of objects end up in logs. */
    @Override
    public String toString() {
      return "AssignmentCompleted[assignment=" + assignment + "]";
    }
  }

  record JournalReferenced(
      AssignmentId assignment, ResponderId responder, String reference, Instant occurredAt)
      implements AssignmentEvent {
    /** Without what is clinical: texts of objects end up in logs. */
    @Override
    public String toString() {
      return "JournalReferenced[assignment=" + assignment + "]";
    }
  }

  record HandedOver(
      AssignmentId assignment, ResponderId responder, Receiver receiver, Instant occurredAt)
      implements AssignmentEvent {}

  record HandoverOffered(
      AssignmentId assignment,
      ResponderId responder,
      OfferToken token,
      Instant answerBy,
      Giver giver,
      Sbar sbar,
      Instant occurredAt)
      implements AssignmentEvent {}

  record HandoverAccepted(
      AssignmentId assignment, ResponderId responder, Giver giver, Instant occurredAt)
      implements AssignmentEvent {}

  record HandoverDeclined(
      AssignmentId assignment,
      ResponderId responder,
      Giver giver,
      DeclineReason reason,
      Instant occurredAt)
      implements AssignmentEvent {}

  record HandoverLapsed(
      AssignmentId assignment, ResponderId responder, Giver giver, Instant occurredAt)
      implements AssignmentEvent {}

  record HandoverWithdrawn(
      AssignmentId assignment, ResponderId responder, Giver giver, Instant occurredAt)
      implements AssignmentEvent {}

  record AssignmentFailed(
      AssignmentId assignment, ResponderId responder, FailureCause cause, Instant occurredAt)
      implements AssignmentEvent {}
}
