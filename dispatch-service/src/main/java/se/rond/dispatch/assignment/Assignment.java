package se.rond.dispatch.assignment;

import java.time.Instant;
import se.rond.contracts.care.AssignmentId;
import se.rond.contracts.care.OfferToken;
import se.rond.contracts.care.ResponderId;

/**
 * One need with one responder, from the offer to the end. Each offer is an assignment of its own.
 *
 * <pre>
 * Unassigned ──offer──▶ Offered ──accept──▶ Accepted ──set out──▶ EnRoute ──meet──▶ WithPatient ──complete──▶ Completed
 *                          ├─decline──▶ Declined ├──────────────meet──────────────▶┘
 *                          ├─lapse────▶ Lapsed   │                    │
 *                          └─withdraw─▶ Withdrawn ◀─────withdraw──────┘
 * </pre>
 *
 * <p>Each state carries only what is true in it, and a transition is a method of the states that
 * allow it.
 */
public sealed interface Assignment {

  /** A need without a live offer. */
  record Unassigned() implements Assignment {
    AssignmentEvent.ResponderOffered offer(AssignmentCommand.Offer offer, Instant now) {
      return new AssignmentEvent.ResponderOffered(
          offer.assignment(),
          offer.responder(),
          offer.token(),
          now.plus(offer.answerWithin()),
          now);
    }
  }

  /** Any state in which a responder is named. */
  sealed interface WithResponder extends Assignment {
    AssignmentId id();

    ResponderId responder();

    OfferToken token();
  }

  /** Waiting for the responder's answer until {@code answerBy}. */
  record Offered(AssignmentId id, ResponderId responder, OfferToken token, Instant answerBy)
      implements WithResponder {
    boolean isOpenAt(Instant now) {
      return now.isBefore(answerBy);
    }

    AssignmentEvent.OfferAccepted accept(Instant now) {
      return new AssignmentEvent.OfferAccepted(id, responder, now);
    }

    AssignmentEvent.OfferDeclined decline(DeclineReason reason, Instant now) {
      return new AssignmentEvent.OfferDeclined(id, responder, reason, now);
    }

    AssignmentEvent.OfferLapsed lapse(Instant now) {
      return new AssignmentEvent.OfferLapsed(id, responder, now);
    }

    AssignmentEvent.OfferWithdrawn withdraw(Instant now) {
      return new AssignmentEvent.OfferWithdrawn(id, responder, now);
    }
  }

  /** The responder has said yes and carries the responsibility. */
  record Accepted(AssignmentId id, ResponderId responder, OfferToken token)
      implements WithResponder {
    AssignmentEvent.ResponderSetOut setOut(Instant now) {
      return new AssignmentEvent.ResponderSetOut(id, responder, now);
    }

    AssignmentEvent.PatientMet meet(ContactMode mode, Instant now) {
      return new AssignmentEvent.PatientMet(id, responder, mode, now);
    }

    AssignmentEvent.AssignmentWithdrawn withdraw(Instant now) {
      return new AssignmentEvent.AssignmentWithdrawn(id, responder, now);
    }
  }

  /** The responder is on the way. */
  record EnRoute(AssignmentId id, ResponderId responder, OfferToken token)
      implements WithResponder {
    AssignmentEvent.PatientMet meet(ContactMode mode, Instant now) {
      return new AssignmentEvent.PatientMet(id, responder, mode, now);
    }

    AssignmentEvent.AssignmentWithdrawn withdraw(Instant now) {
      return new AssignmentEvent.AssignmentWithdrawn(id, responder, now);
    }
  }

  /** The responder is with the patient; the target's clock has stopped. */
  record WithPatient(AssignmentId id, ResponderId responder, OfferToken token, ContactMode mode)
      implements WithResponder {
    AssignmentEvent.AssignmentCompleted complete(Outcome outcome, Instant now) {
      return new AssignmentEvent.AssignmentCompleted(id, responder, outcome, now);
    }
  }

  /** Over, with an outcome. */
  record Completed(AssignmentId id, ResponderId responder, OfferToken token, Outcome outcome)
      implements WithResponder {}

  /** Over: the responder said no. */
  record Declined(AssignmentId id, ResponderId responder, OfferToken token)
      implements WithResponder {}

  /** Over: taken back before the responder was with the patient. */
  record Withdrawn(AssignmentId id, ResponderId responder, OfferToken token)
      implements WithResponder {}

  /** Over: the responder did not answer in time. */
  record Lapsed(AssignmentId id, ResponderId responder, OfferToken token)
      implements WithResponder {}
}
