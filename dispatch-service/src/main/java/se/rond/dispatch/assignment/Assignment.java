package se.rond.dispatch.assignment;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import se.rond.contracts.care.AssignmentId;
import se.rond.contracts.care.OfferToken;
import se.rond.contracts.care.ResponderId;
import se.rond.dispatch.matching.Matching;

/**
 * One need with one responder, from the offer to the end. Each offer is an assignment of its own.
 *
 * <pre>
 * Unassigned ──offer──▶ Offered ──accept──▶ Accepted ──set out──▶ EnRoute ──meet──▶ WithPatient ──complete──▶ Completed
 *                          ├─decline──▶ Declined ├──────────────meet──────────────▶┘
 *                          ├─lapse────▶ Lapsed   │                    │
 *                          └─withdraw─▶ Withdrawn ◀─────withdraw──────┘
 *
 *                          Accepted, EnRoute, WithPatient ──fail──▶ Failed
 *                          EnRoute ──complete, nobody there──▶ Completed
 *                          WithPatient ──hand over to an ambulance──▶ HandedOver
 *                          Accepted, EnRoute, WithPatient ──accepted by the receiver──▶ HandedOver
 *
 * Unassigned ──offer hand-over──▶ HandoverOffered ──accept──▶ Accepted, and so on
 *                                    └─decline, lapse, withdraw──▶ as any offer
 * </pre>
 *
 * <p>Completed and HandedOver are documented afterwards, where that was not said with the ending.
 *
 * <p>Accepted and EnRoute can be delayed, which changes when the responder is expected.
 *
 * <p>Each state carries only what is true in it, and a transition is a method of the states that
 * allow it.
 */
public sealed interface Assignment {

  /**
   * No silence is shorter than this: a short way is looked for in a parking place, too. 10 min,
   * chosen.
   */
  Duration SHORTEST_SILENCE = Duration.ofMinutes(10);

  /**
   * When silence becomes a matter of concern, if nothing is heard after {@code heardAt}; null where
   * nothing is to be heard.
   */
  default @Nullable Instant silentAt(Instant heardAt) {
    return null;
  }

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

    AssignmentEvent.HandoverOffered offerHandover(
        AssignmentCommand.OfferHandover handover, Instant now) {
      var offer = handover.offer();
      return new AssignmentEvent.HandoverOffered(
          offer.assignment(),
          offer.responder(),
          offer.token(),
          now.plus(offer.answerWithin()),
          handover.giver(),
          handover.sbar(),
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

  /**
   * Waiting until {@code answerBy} for a responder's answer whether it takes over from another, who
   * has the need's live assignment meanwhile.
   */
  record HandoverOffered(
      AssignmentId id,
      ResponderId responder,
      OfferToken token,
      Instant answerBy,
      Giver giver,
      Sbar sbar)
      implements WithResponder {
    boolean isOpenAt(Instant now) {
      return now.isBefore(answerBy);
    }

    AssignmentEvent.HandoverAccepted accept(Instant now) {
      return new AssignmentEvent.HandoverAccepted(id, responder, giver, now);
    }

    AssignmentEvent.HandoverDeclined decline(DeclineReason reason, Instant now) {
      return new AssignmentEvent.HandoverDeclined(id, responder, giver, reason, now);
    }

    AssignmentEvent.HandoverLapsed lapse(Instant now) {
      return new AssignmentEvent.HandoverLapsed(id, responder, giver, now);
    }

    AssignmentEvent.HandoverWithdrawn withdraw(Instant now) {
      return new AssignmentEvent.HandoverWithdrawn(id, responder, giver, now);
    }
  }

  /** A state in which the responder carries the responsibility, and may find that it cannot. */
  sealed interface Taken extends WithResponder {
    default AssignmentEvent.AssignmentFailed fail(FailureCause cause, Instant now) {
      return new AssignmentEvent.AssignmentFailed(id(), responder(), cause, now);
    }

    default AssignmentEvent.HandedOver handOver(Receiver receiver, Instant now) {
      return new AssignmentEvent.HandedOver(id(), responder(), receiver, now);
    }
  }

  /**
   * A state before the patient is met.
   *
   * <p>{@code expectedAt} is when the responder is expected: as it was reported, or estimated when
   * it set out; null while neither was.
   */
  sealed interface OnItsWay extends Taken {
    @Nullable Instant expectedAt();

    default AssignmentEvent.ArrivalDelayed delay(Instant eta, Instant now) {
      return new AssignmentEvent.ArrivalDelayed(id(), responder(), eta, now);
    }
  }

  /** The responder has said yes and carries the responsibility. */
  record Accepted(
      AssignmentId id, ResponderId responder, OfferToken token, @Nullable Instant expectedAt)
      implements OnItsWay {
    /**
     * Twice a visit from when it was heard of last, since it may have one to end before it sets
     * out; where it has said when it comes, a visit after that.
     */
    @Override
    public Instant silentAt(Instant heardAt) {
      return expectedAt == null || expectedAt.isBefore(heardAt)
          ? heardAt.plus(Matching.VISIT.multipliedBy(2))
          : expectedAt.plus(Matching.VISIT);
    }

    AssignmentEvent.ResponderSetOut setOut(Instant eta, Instant now) {
      return new AssignmentEvent.ResponderSetOut(id, responder, eta, now);
    }

    AssignmentEvent.PatientMet meet(ContactMode mode, Instant now) {
      return new AssignmentEvent.PatientMet(id, responder, mode, now);
    }

    AssignmentEvent.AssignmentWithdrawn withdraw(Instant now) {
      return new AssignmentEvent.AssignmentWithdrawn(id, responder, now);
    }
  }

  /** The responder is on the way. */
  record EnRoute(
      AssignmentId id, ResponderId responder, OfferToken token, @Nullable Instant expectedAt)
      implements OnItsWay {
    /** Twice the way from when it was heard of last; without any estimate as long as a visit. */
    @Override
    public Instant silentAt(Instant heardAt) {
      var way = expectedAt == null ? Matching.VISIT : Duration.between(heardAt, expectedAt);
      var longest = way.multipliedBy(2);
      return heardAt.plus(longest.compareTo(SHORTEST_SILENCE) < 0 ? SHORTEST_SILENCE : longest);
    }

    /** Nobody who is sought was met. */
    AssignmentEvent.AssignmentCompleted findNobody(@Nullable String journalReference, Instant now) {
      return new AssignmentEvent.AssignmentCompleted(
          id, responder, Ending.of(Outcome.NOBODY_THERE), journalReference, now);
    }

    AssignmentEvent.PatientMet meet(ContactMode mode, Instant now) {
      return new AssignmentEvent.PatientMet(id, responder, mode, now);
    }

    AssignmentEvent.AssignmentWithdrawn withdraw(Instant now) {
      return new AssignmentEvent.AssignmentWithdrawn(id, responder, now);
    }
  }

  /** The responder is with the patient; the target's clock has stopped. */
  record WithPatient(AssignmentId id, ResponderId responder, OfferToken token, ContactMode mode)
      implements Taken {
    /** Twice the expected visit from when it was heard of last. */
    @Override
    public Instant silentAt(Instant heardAt) {
      return heardAt.plus(Matching.VISIT.multipliedBy(2));
    }

    AssignmentEvent.AssignmentCompleted complete(
        Ending ending, @Nullable String journalReference, Instant now) {
      return new AssignmentEvent.AssignmentCompleted(id, responder, ending, journalReference, now);
    }
  }

  /**
   * Over, and documented somewhere: where, is {@code journalReference}, null until the responder
   * has said it.
   */
  sealed interface Documentable extends WithResponder {
    @Nullable String journalReference();

    default AssignmentEvent.JournalReferenced document(String reference, Instant now) {
      return new AssignmentEvent.JournalReferenced(id(), responder(), reference, now);
    }
  }

  /** Over, with an outcome. */
  record Completed(
      AssignmentId id,
      ResponderId responder,
      OfferToken token,
      Ending ending,
      @Nullable String journalReference)
      implements Documentable {
    /** Without what is clinical: texts of objects end up in logs. */
    @Override
    public String toString() {
      return "Completed[id=" + id + "]";
    }
  }

  /** Over: somebody else has the patient. */
  record HandedOver(
      AssignmentId id,
      ResponderId responder,
      OfferToken token,
      Receiver receiver,
      @Nullable String journalReference)
      implements Documentable {
    /** Without what is clinical: texts of objects end up in logs. */
    @Override
    public String toString() {
      return "HandedOver[id=" + id + "]";
    }
  }

  /** Over: the responder could not go on. */
  record Failed(AssignmentId id, ResponderId responder, OfferToken token, FailureCause cause)
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
