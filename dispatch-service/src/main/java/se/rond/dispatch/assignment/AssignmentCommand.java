package se.rond.dispatch.assignment;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import se.rond.contracts.care.AssignmentId;
import se.rond.contracts.care.OfferToken;
import se.rond.contracts.care.ResponderId;

/** What someone asks of an assignment. Asking may be refused; see {@link Decision}. */
public sealed interface AssignmentCommand {

  /** Ask this responder, who has {@code answerWithin} to say something. */
  record Offer(
      AssignmentId assignment, ResponderId responder, OfferToken token, Duration answerWithin)
      implements AssignmentCommand {}

  /** Ask this responder to take over from the giver. */
  record OfferHandover(Offer offer, Giver giver, Sbar sbar) implements AssignmentCommand {}

  /** The responder says yes. */
  record Accept(OfferToken token) implements AssignmentCommand {}

  /** The responder says no. */
  record Decline(OfferToken token, DeclineReason reason) implements AssignmentCommand {}

  /** The time to answer is over. */
  record Lapse(OfferToken token) implements AssignmentCommand {}

  /** What was asked or agreed is taken back; the responder need not come. */
  record Withdraw() implements AssignmentCommand {}

  /** The responder drives off, and is expected at {@code eta}. */
  record SetOut(Instant eta) implements AssignmentCommand {}

  /** The responder is coming later than was said. */
  record Delay(Instant eta) implements AssignmentCommand {}

  /** The responder is with the patient. */
  record Meet(ContactMode mode) implements AssignmentCommand {}

  /**
   * The responder is done.
   *
   * @param journalReference where the visit is documented; null if that is said later
   */
  record Complete(Ending ending, @Nullable String journalReference) implements AssignmentCommand {
    /** Without what is clinical: texts of objects end up in logs. */
    @Override
    public String toString() {
      return "Complete[]";
    }
  }

  /** The visit is documented there. */
  record Document(String journalReference) implements AssignmentCommand {

    /** Longest reference, in characters. */
    public static final int MAX_REFERENCE = 200;

    /** Without what is clinical: texts of objects end up in logs. */
    @Override
    public String toString() {
      return "Document[]";
    }
  }

  /** Somebody else has the patient now. */
  record HandOver(Receiver receiver) implements AssignmentCommand {}

  /** The responder cannot go on. */
  record Fail(FailureCause cause) implements AssignmentCommand {}
}
