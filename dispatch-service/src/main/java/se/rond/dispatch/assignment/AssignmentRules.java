package se.rond.dispatch.assignment;

import static se.rond.dispatch.assignment.Decision.Reason.ALREADY_ACCEPTED;
import static se.rond.dispatch.assignment.Decision.Reason.ALREADY_COMPLETED;
import static se.rond.dispatch.assignment.Decision.Reason.ALREADY_DECLINED;
import static se.rond.dispatch.assignment.Decision.Reason.ALREADY_FAILED;
import static se.rond.dispatch.assignment.Decision.Reason.ALREADY_HANDED_OVER;
import static se.rond.dispatch.assignment.Decision.Reason.ALREADY_OFFERED;
import static se.rond.dispatch.assignment.Decision.Reason.ETA_PASSED;
import static se.rond.dispatch.assignment.Decision.Reason.NOT_ACCEPTED;
import static se.rond.dispatch.assignment.Decision.Reason.NOT_ENDED;
import static se.rond.dispatch.assignment.Decision.Reason.NOT_WITH_PATIENT;
import static se.rond.dispatch.assignment.Decision.Reason.NO_OPEN_OFFER;
import static se.rond.dispatch.assignment.Decision.Reason.OFFER_EXPIRED;
import static se.rond.dispatch.assignment.Decision.Reason.OFFER_STILL_OPEN;
import static se.rond.dispatch.assignment.Decision.Reason.OFFER_SUPERSEDED;
import static se.rond.dispatch.assignment.Decision.Reason.RESPONDER_BUSY;
import static se.rond.dispatch.assignment.Decision.Reason.STATUS_PASSED;
import static se.rond.dispatch.assignment.Decision.Reason.VISIT_PROMISED;
import static se.rond.dispatch.assignment.Decision.Reason.WITHDRAWN;
import static se.rond.dispatch.assignment.Decision.Reason.WITH_PATIENT;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import se.rond.dispatch.assignment.Assignment.Accepted;
import se.rond.dispatch.assignment.Assignment.Completed;
import se.rond.dispatch.assignment.Assignment.Declined;
import se.rond.dispatch.assignment.Assignment.Documentable;
import se.rond.dispatch.assignment.Assignment.EnRoute;
import se.rond.dispatch.assignment.Assignment.Failed;
import se.rond.dispatch.assignment.Assignment.HandedOver;
import se.rond.dispatch.assignment.Assignment.HandoverOffered;
import se.rond.dispatch.assignment.Assignment.Lapsed;
import se.rond.dispatch.assignment.Assignment.Offered;
import se.rond.dispatch.assignment.Assignment.OnItsWay;
import se.rond.dispatch.assignment.Assignment.Taken;
import se.rond.dispatch.assignment.Assignment.Unassigned;
import se.rond.dispatch.assignment.Assignment.WithPatient;
import se.rond.dispatch.assignment.Assignment.WithResponder;
import se.rond.dispatch.assignment.Assignment.Withdrawn;
import se.rond.dispatch.assignment.AssignmentCommand.Accept;
import se.rond.dispatch.assignment.AssignmentCommand.Complete;
import se.rond.dispatch.assignment.AssignmentCommand.Decline;
import se.rond.dispatch.assignment.AssignmentCommand.Delay;
import se.rond.dispatch.assignment.AssignmentCommand.Document;
import se.rond.dispatch.assignment.AssignmentCommand.Fail;
import se.rond.dispatch.assignment.AssignmentCommand.HandOver;
import se.rond.dispatch.assignment.AssignmentCommand.Lapse;
import se.rond.dispatch.assignment.AssignmentCommand.Meet;
import se.rond.dispatch.assignment.AssignmentCommand.Offer;
import se.rond.dispatch.assignment.AssignmentCommand.OfferHandover;
import se.rond.dispatch.assignment.AssignmentCommand.SetOut;
import se.rond.dispatch.assignment.AssignmentCommand.Withdraw;
import se.rond.dispatch.assignment.AssignmentEvent.ArrivalDelayed;
import se.rond.dispatch.assignment.AssignmentEvent.AssignmentCompleted;
import se.rond.dispatch.assignment.AssignmentEvent.AssignmentFailed;
import se.rond.dispatch.assignment.AssignmentEvent.AssignmentWithdrawn;
import se.rond.dispatch.assignment.AssignmentEvent.HandoverAccepted;
import se.rond.dispatch.assignment.AssignmentEvent.HandoverDeclined;
import se.rond.dispatch.assignment.AssignmentEvent.HandoverLapsed;
import se.rond.dispatch.assignment.AssignmentEvent.HandoverWithdrawn;
import se.rond.dispatch.assignment.AssignmentEvent.JournalReferenced;
import se.rond.dispatch.assignment.AssignmentEvent.OfferAccepted;
import se.rond.dispatch.assignment.AssignmentEvent.OfferDeclined;
import se.rond.dispatch.assignment.AssignmentEvent.OfferLapsed;
import se.rond.dispatch.assignment.AssignmentEvent.OfferWithdrawn;
import se.rond.dispatch.assignment.AssignmentEvent.PatientMet;
import se.rond.dispatch.assignment.AssignmentEvent.ResponderOffered;
import se.rond.dispatch.assignment.AssignmentEvent.ResponderSetOut;
import se.rond.dispatch.assignment.Decision.Happened;
import se.rond.dispatch.assignment.Decision.Reason;
import se.rond.dispatch.assignment.Decision.Rejected;
import se.rond.dispatch.assignment.Decision.Unchanged;

/** The rules of an assignment: pure functions without clock, chance or table. */
final class AssignmentRules {

  private AssignmentRules() {}

  /**
   * What the outside world adds to a decision.
   *
   * @param responderElsewhere whether the responder is a team that is active in another assignment
   * @param nothingLapses whether the clock was set, so that whoever is asked may still answer
   * @param isVisit whether who is to come is with the patient only in person: a team
   */
  record Circumstances(
      Instant now, boolean responderElsewhere, boolean nothingLapses, boolean isVisit) {

    Circumstances(Instant now, boolean responderElsewhere) {
      this(now, responderElsewhere, false, false);
    }
  }

  /** Decides on a command. The same input always gives the same decision. */
  static Decision decide(
      Assignment current, AssignmentCommand command, Circumstances circumstances) {
    var now = circumstances.now();
    return switch (command) {
      case Offer offer ->
          switch (current) {
            case Unassigned u -> new Happened(u.offer(offer, now));
            case Offered _, HandoverOffered _, Accepted _, EnRoute _, WithPatient _ ->
                rejected(ALREADY_OFFERED, current, "to be without a live offer");
            case Completed _, HandedOver _, Failed _, Declined _, Lapsed _, Withdrawn _ ->
                rejected(
                    ALREADY_OFFERED, current, "to be new: each offer is an assignment of its own");
          };
      case OfferHandover handover ->
          switch (current) {
            case Unassigned u -> new Happened(u.offerHandover(handover, now));
            case WithResponder _ ->
                rejected(
                    ALREADY_OFFERED, current, "to be new: each offer is an assignment of its own");
          };
      case Accept(var token) ->
          switch (current) {
            case WithResponder other when !other.token().equals(token) ->
                rejected(OFFER_SUPERSEDED, current, "to carry this token");
            case Offered o when !o.isOpenAt(now) && !circumstances.nothingLapses() ->
                rejected(OFFER_EXPIRED, current, "to be open at " + now);
            case Offered o -> new Happened(o.accept(now));
            case HandoverOffered h when !h.isOpenAt(now) && !circumstances.nothingLapses() ->
                rejected(OFFER_EXPIRED, current, "to be open at " + now);
            case HandoverOffered h -> new Happened(h.accept(now));
            case Accepted _, EnRoute _, WithPatient _, Completed _, HandedOver _ -> new Unchanged();
            case Failed _ -> rejected(ALREADY_FAILED, current, "to be open");
            case Declined _ -> rejected(ALREADY_DECLINED, current, "to be open");
            case Lapsed _ -> rejected(OFFER_EXPIRED, current, "to be open");
            case Withdrawn _ -> rejected(WITHDRAWN, current, "to be open");
            case Unassigned _ -> rejected(NO_OPEN_OFFER, current, "to have an open offer");
          };
      case Decline(var token, var reason) ->
          switch (current) {
            case WithResponder other when !other.token().equals(token) ->
                rejected(OFFER_SUPERSEDED, current, "to carry this token");
            case Offered o -> new Happened(o.decline(reason, now));
            case HandoverOffered h -> new Happened(h.decline(reason, now));
            case Declined _ -> new Unchanged();
            case Lapsed _ -> rejected(OFFER_EXPIRED, current, "to be open");
            case Withdrawn _ -> rejected(WITHDRAWN, current, "to be open");
            case Accepted _, EnRoute _, WithPatient _ ->
                rejected(ALREADY_ACCEPTED, current, "to be open");
            case Completed _ -> rejected(ALREADY_COMPLETED, current, "to be open");
            case HandedOver _ -> rejected(ALREADY_HANDED_OVER, current, "to be open");
            case Failed _ -> rejected(ALREADY_FAILED, current, "to be open");
            case Unassigned _ -> rejected(NO_OPEN_OFFER, current, "to have an open offer");
          };
      case Lapse(var token) ->
          switch (current) {
            case WithResponder other when !other.token().equals(token) ->
                rejected(OFFER_SUPERSEDED, current, "to carry this token");
            case Offered o when o.isOpenAt(now) || circumstances.nothingLapses() ->
                rejected(OFFER_STILL_OPEN, current, "to be past its time at " + now);
            case Offered o -> new Happened(o.lapse(now));
            case HandoverOffered h when h.isOpenAt(now) || circumstances.nothingLapses() ->
                rejected(OFFER_STILL_OPEN, current, "to be past its time at " + now);
            case HandoverOffered h -> new Happened(h.lapse(now));
            case Lapsed _ -> new Unchanged();
            case Declined _ -> rejected(ALREADY_DECLINED, current, "to be open");
            case Withdrawn _ -> rejected(WITHDRAWN, current, "to be open");
            case Accepted _, EnRoute _, WithPatient _ ->
                rejected(ALREADY_ACCEPTED, current, "to be open");
            case Completed _ -> rejected(ALREADY_COMPLETED, current, "to be open");
            case HandedOver _ -> rejected(ALREADY_HANDED_OVER, current, "to be open");
            case Failed _ -> rejected(ALREADY_FAILED, current, "to be open");
            case Unassigned _ -> rejected(NO_OPEN_OFFER, current, "to have an open offer");
          };
      case Withdraw() ->
          switch (current) {
            case Offered o -> new Happened(o.withdraw(now));
            case HandoverOffered h -> new Happened(h.withdraw(now));
            case Accepted a -> new Happened(a.withdraw(now));
            case EnRoute e -> new Happened(e.withdraw(now));
            case Withdrawn _ -> new Unchanged();
            case WithPatient _ -> rejected(WITH_PATIENT, current, "not to have met the patient");
            case Completed _ -> rejected(ALREADY_COMPLETED, current, "not to have met the patient");
            case HandedOver _ -> rejected(ALREADY_HANDED_OVER, current, "to be open");
            case Failed _ -> rejected(ALREADY_FAILED, current, "to be open");
            case Declined _ -> rejected(ALREADY_DECLINED, current, "to be open");
            case Lapsed _ -> rejected(OFFER_EXPIRED, current, "to be open");
            case Unassigned _ -> rejected(NO_OPEN_OFFER, current, "to have an open offer");
          };
      case SetOut(var eta) ->
          switch (current) {
            case Accepted a when circumstances.responderElsewhere() -> elsewhere(a);
            case Accepted a -> new Happened(a.setOut(eta, now));
            case EnRoute _ -> new Unchanged();
            case WithPatient _, Completed _, HandedOver _ ->
                rejected(STATUS_PASSED, current, "to be accepted");
            case Failed _ -> rejected(ALREADY_FAILED, current, "to be accepted");
            case Withdrawn _ -> rejected(WITHDRAWN, current, "to be accepted");
            case Unassigned _, Offered _, HandoverOffered _, Declined _, Lapsed _ ->
                rejected(NOT_ACCEPTED, current, "to be accepted");
          };
      case Delay(var eta) ->
          switch (current) {
            case OnItsWay o when eta.equals(o.expectedAt()) -> new Unchanged();
            case OnItsWay _ when !eta.isAfter(now) ->
                new Rejected(ETA_PASSED, "Expected a time after " + now + ", but it is " + eta);
            case OnItsWay o -> new Happened(o.delay(eta, now));
            case WithPatient _, Completed _, HandedOver _ ->
                rejected(STATUS_PASSED, current, "to be accepted or under way");
            case Failed _ -> rejected(ALREADY_FAILED, current, "to be accepted or under way");
            case Withdrawn _ -> rejected(WITHDRAWN, current, "to be accepted or under way");
            case Unassigned _, Offered _, HandoverOffered _, Declined _, Lapsed _ ->
                rejected(NOT_ACCEPTED, current, "to be accepted or under way");
          };
      case Meet(var mode) ->
          switch (current) {
            case Accepted _, EnRoute _ when circumstances.isVisit() && mode != ContactMode.VISIT ->
                rejected(VISIT_PROMISED, current, "to visit, and a call to be told as a contact");
            case Accepted a when circumstances.responderElsewhere() -> elsewhere(a);
            case Accepted a -> new Happened(a.meet(mode, now));
            case EnRoute e -> new Happened(e.meet(mode, now));
            case WithPatient _ -> new Unchanged();
            case Completed _, HandedOver _ ->
                rejected(STATUS_PASSED, current, "to be accepted or under way");
            case Failed _ -> rejected(ALREADY_FAILED, current, "to be accepted or under way");
            case Withdrawn _ -> rejected(WITHDRAWN, current, "to be accepted or under way");
            case Unassigned _, Offered _, HandoverOffered _, Declined _, Lapsed _ ->
                rejected(NOT_ACCEPTED, current, "to be accepted or under way");
          };
      case Complete(var ending, var reference) ->
          switch (current) {
            case WithPatient w -> completed(w, ending, reference, now);
            case EnRoute e when ending.outcome() == Outcome.NOBODY_THERE ->
                new Happened(e.findNobody(reference, now));
            case Completed c
                when c.ending().equals(ending)
                    && (reference == null || reference.equals(c.journalReference())) ->
                new Unchanged();
            case Completed _ -> rejected(ALREADY_COMPLETED, current, "to be with the patient");
            case HandedOver _ -> rejected(ALREADY_HANDED_OVER, current, "to be with the patient");
            case Accepted _, EnRoute _ ->
                rejected(NOT_WITH_PATIENT, current, "to be with the patient");
            case Withdrawn _ -> rejected(WITHDRAWN, current, "to be with the patient");
            case Failed _ -> rejected(ALREADY_FAILED, current, "to be with the patient");
            case Unassigned _, Offered _, HandoverOffered _, Declined _, Lapsed _ ->
                rejected(NOT_ACCEPTED, current, "to be with the patient");
          };
      case Document(var reference) ->
          switch (current) {
            case Documentable d when reference.equals(d.journalReference()) -> new Unchanged();
            case Documentable d -> new Happened(d.document(reference, now));
            case Failed _ -> rejected(ALREADY_FAILED, current, "to be completed or handed over");
            case Withdrawn _ -> rejected(WITHDRAWN, current, "to be completed or handed over");
            case Unassigned _,
                Offered _,
                HandoverOffered _,
                Accepted _,
                EnRoute _,
                WithPatient _,
                Declined _,
                Lapsed _ ->
                rejected(NOT_ENDED, current, "to be completed or handed over");
          };
      case HandOver(var receiver) ->
          switch (current) {
            case WithPatient w -> new Happened(w.handOver(receiver, now));
            case Accepted _, EnRoute _ when receiver instanceof Receiver.Ambulance ->
                rejected(NOT_WITH_PATIENT, current, "to be with the patient");
            case Accepted a -> new Happened(a.handOver(receiver, now));
            case EnRoute e -> new Happened(e.handOver(receiver, now));
            case HandedOver h when h.receiver().equals(receiver) -> new Unchanged();
            case HandedOver _ -> rejected(ALREADY_HANDED_OVER, current, "to be under way");
            case Completed _ -> rejected(ALREADY_COMPLETED, current, "to be under way");
            case Failed _ -> rejected(ALREADY_FAILED, current, "to be under way");
            case Withdrawn _ -> rejected(WITHDRAWN, current, "to be under way");
            case Unassigned _, Offered _, HandoverOffered _, Declined _, Lapsed _ ->
                rejected(NOT_ACCEPTED, current, "to be under way");
          };
      case Fail(var cause) ->
          switch (current) {
            case Taken t -> new Happened(t.fail(cause, now));
            case Failed f when f.cause() == cause -> new Unchanged();
            case Failed _ -> rejected(ALREADY_FAILED, current, "to be accepted");
            case Completed _ -> rejected(ALREADY_COMPLETED, current, "to be accepted");
            case HandedOver _ -> rejected(ALREADY_HANDED_OVER, current, "to be accepted");
            case Withdrawn _ -> rejected(WITHDRAWN, current, "to be accepted");
            case Unassigned _, Offered _, HandoverOffered _, Declined _, Lapsed _ ->
                rejected(NOT_ACCEPTED, current, "to be accepted");
          };
    };
  }

  private static Decision completed(
      WithPatient current, Ending ending, @Nullable String reference, Instant now) {
    return ending
        .refusal()
        .<Decision>map(refused -> refused)
        .orElseGet(() -> new Happened(current.complete(ending, reference, now)));
  }

  /**
   * Applies an event, live and in replay alike.
   *
   * @throws IllegalStateException if the event cannot follow: an impossible history stops the line
   */
  static Assignment evolve(Assignment before, AssignmentEvent event) {
    return switch (event) {
      case ResponderOffered e -> {
        follows(before instanceof Unassigned, before, e);
        yield new Offered(e.assignment(), e.responder(), e.token(), e.answerBy());
      }
      case OfferAccepted e -> {
        follows(before instanceof Offered, before, e);
        yield new Accepted(e.assignment(), e.responder(), ((Offered) before).token(), null);
      }
      case OfferDeclined e -> {
        follows(before instanceof Offered, before, e);
        yield new Declined(e.assignment(), e.responder(), ((Offered) before).token());
      }
      case OfferLapsed e -> {
        follows(before instanceof Offered, before, e);
        yield new Lapsed(e.assignment(), e.responder(), ((Offered) before).token());
      }
      case OfferWithdrawn e -> {
        follows(before instanceof Offered, before, e);
        yield new Withdrawn(e.assignment(), e.responder(), ((Offered) before).token());
      }
      case AssignmentWithdrawn e -> {
        follows(before instanceof Accepted || before instanceof EnRoute, before, e);
        yield new Withdrawn(e.assignment(), e.responder(), ((WithResponder) before).token());
      }
      case ResponderSetOut e -> {
        follows(before instanceof Accepted, before, e);
        yield new EnRoute(e.assignment(), e.responder(), ((Accepted) before).token(), e.eta());
      }
      case ArrivalDelayed e -> {
        follows(before instanceof OnItsWay, before, e);
        yield switch ((OnItsWay) before) {
          case Accepted a -> new Accepted(a.id(), a.responder(), a.token(), e.eta());
          case EnRoute r -> new EnRoute(r.id(), r.responder(), r.token(), e.eta());
        };
      }
      case PatientMet e -> {
        follows(before instanceof Accepted || before instanceof EnRoute, before, e);
        yield new WithPatient(
            e.assignment(), e.responder(), ((WithResponder) before).token(), e.mode());
      }
      case AssignmentCompleted e -> {
        follows(
            before instanceof WithPatient
                || before instanceof EnRoute && e.ending().outcome() == Outcome.NOBODY_THERE,
            before,
            e);
        yield new Completed(
            e.assignment(),
            e.responder(),
            ((WithResponder) before).token(),
            e.ending(),
            e.journalReference());
      }
      case AssignmentEvent.HandedOver e -> {
        follows(
            before instanceof WithPatient
                || before instanceof Taken && e.receiver() instanceof Receiver.Colleague,
            before,
            e);
        yield new HandedOver(
            e.assignment(), e.responder(), ((Taken) before).token(), e.receiver(), null);
      }
      case JournalReferenced e -> {
        follows(before instanceof Documentable, before, e);
        yield switch ((Documentable) before) {
          case Completed c ->
              new Completed(c.id(), c.responder(), c.token(), c.ending(), e.reference());
          case HandedOver h ->
              new HandedOver(h.id(), h.responder(), h.token(), h.receiver(), e.reference());
        };
      }
      case AssignmentEvent.HandoverOffered e -> {
        follows(before instanceof Unassigned, before, e);
        yield new HandoverOffered(
            e.assignment(), e.responder(), e.token(), e.answerBy(), e.giver(), e.sbar());
      }
      case HandoverAccepted e -> {
        follows(before instanceof HandoverOffered, before, e);
        yield new Accepted(e.assignment(), e.responder(), ((HandoverOffered) before).token(), null);
      }
      case HandoverDeclined e -> {
        follows(before instanceof HandoverOffered, before, e);
        yield new Declined(e.assignment(), e.responder(), ((HandoverOffered) before).token());
      }
      case HandoverLapsed e -> {
        follows(before instanceof HandoverOffered, before, e);
        yield new Lapsed(e.assignment(), e.responder(), ((HandoverOffered) before).token());
      }
      case HandoverWithdrawn e -> {
        follows(before instanceof HandoverOffered, before, e);
        yield new Withdrawn(e.assignment(), e.responder(), ((HandoverOffered) before).token());
      }
      case AssignmentFailed e -> {
        follows(before instanceof Taken, before, e);
        yield new Failed(e.assignment(), e.responder(), ((Taken) before).token(), e.cause());
      }
    };
  }

  private static void follows(boolean possible, Assignment before, AssignmentEvent event) {
    if (!possible) {
      throw new IllegalStateException(
          "Expected a state that "
              + event.getClass().getSimpleName()
              + " can follow, but the assignment was "
              + before.getClass().getSimpleName()
              + ": "
              + event.assignment());
    }
  }

  private static Rejected elsewhere(Accepted current) {
    return new Rejected(
        RESPONDER_BUSY,
        "Expected "
            + current.responder()
            + " to be free, but it is with another patient or on the way to one");
  }

  private static Rejected rejected(Reason reason, Assignment current, String expected) {
    var state =
        switch (current) {
          case Unassigned _ -> "unassigned";
          case WithResponder w -> w.getClass().getSimpleName() + " by " + w.responder();
        };
    return new Rejected(reason, "Expected the assignment " + expected + ", but it is " + state);
  }
}
