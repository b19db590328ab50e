package se.rond.dispatch.assignment;

import static se.rond.dispatch.assignment.AssignmentRules.decide;
import static se.rond.dispatch.assignment.AssignmentRules.evolve;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import se.rond.access.Caller;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.care.AssignmentId;
import se.rond.contracts.care.Need;
import se.rond.contracts.care.OfferToken;
import se.rond.dispatch.DispatchMeter;
import se.rond.dispatch.assignment.Assignment.OnItsWay;
import se.rond.dispatch.assignment.Assignment.Taken;
import se.rond.dispatch.assignment.Assignment.WithResponder;
import se.rond.dispatch.assignment.AssignmentRules.Circumstances;
import se.rond.dispatch.assignment.Assignments.Stored;
import se.rond.dispatch.assignment.Decision.Happened;
import se.rond.dispatch.assignment.Decision.Rejected;
import se.rond.dispatch.assignment.Decision.Unchanged;
import se.rond.dispatch.clock.ClockWatch;
import se.rond.dispatch.request.AssessmentRequest;
import se.rond.dispatch.request.AssessmentRequests;
import se.rond.dispatch.request.RequestState;
import se.rond.dispatch.request.TimelineEntry;
import se.rond.dispatch.roster.ResponderKind;
import se.rond.dispatch.roster.Roster;
import se.rond.telemetry.Meters;

/**
 * Takes what responders say and what the clock says, and sees to what follows from it.
 *
 * <p>Whoever comes here holds the request's row until commit, so that what happens to one request
 * happens one after the other, and its events leave in that order.
 */
@Service
public class DispatchDesk {

  /** Who acts when nobody does. */
  private static final String CLOCK = "clock";

  /** How long who ends a visit after its shift has to say where it is documented. 1 h, chosen. */
  private static final Duration JOURNAL_OFF_DUTY = Duration.ofHours(1);

  private static final Logger log = LoggerFactory.getLogger(DispatchDesk.class);

  private final AssessmentRequests requests;
  private final Assignments assignments;
  private final OfferRound offers;
  private final LadderRound ladders;
  private final LoweredNeeds lowered;
  private final EndOfCare endOfCare;
  private final VisitsInSequence sequence;
  private final RequestProgress progress;
  private final Roster roster;
  private final Spokesperson spokesperson;
  private final Handovers handovers;
  private final Alarms alarms;
  private final ClockWatch clockWatch;
  private final Meters meters;
  private final InstantSource clock;

  DispatchDesk(
      AssessmentRequests requests,
      Assignments assignments,
      OfferRound offers,
      LadderRound ladders,
      LoweredNeeds lowered,
      EndOfCare endOfCare,
      VisitsInSequence sequence,
      RequestProgress progress,
      Roster roster,
      Spokesperson spokesperson,
      Handovers handovers,
      Alarms alarms,
      ClockWatch clockWatch,
      Meters meters,
      InstantSource clock) {
    this.requests = requests;
    this.assignments = assignments;
    this.offers = offers;
    this.ladders = ladders;
    this.lowered = lowered;
    this.endOfCare = endOfCare;
    this.sequence = sequence;
    this.progress = progress;
    this.roster = roster;
    this.spokesperson = spokesperson;
    this.handovers = handovers;
    this.alarms = alarms;
    this.clockWatch = clockWatch;
    this.meters = meters;
    this.clock = clock;
  }

  /**
   * Takes a responder's answer to an offer.
   *
   * @return the decision, or nothing if the caller may see no such offer
   */
  @Transactional
  public Optional<Decision> answer(
      AssessmentRequestId id, OfferToken token, AssignmentCommand command, Caller caller) {
    return requests
        .findAndLock(id, caller)
        .flatMap(
            request ->
                assignments
                    .findByToken(id, token)
                    .map(
                        basis ->
                            refusal(request, basis, caller)
                                .orElseGet(
                                    () ->
                                        handle(
                                            request,
                                            basis,
                                            command,
                                            TimelineEntry.actor(caller)))));
  }

  /**
   * Takes what a responder reports of an accepted assignment.
   *
   * @return the decision, or nothing if the caller may see no such assignment
   */
  @Transactional
  public Optional<Decision> report(
      AssessmentRequestId id, AssignmentId assignment, AssignmentCommand command, Caller caller) {
    return requests
        .findAndLock(id, caller)
        .flatMap(
            request ->
                assignments
                    .findById(request.id(), assignment)
                    .map(
                        basis ->
                            refusal(request, basis, caller)
                                .orElseGet(
                                    () ->
                                        handle(
                                            request,
                                            basis,
                                            command,
                                            TimelineEntry.actor(caller)))));
  }

  /**
   * Takes that a responder drives off.
   *
   * @param eta when it expects to be there; null to have it estimated
   * @return the decision, or nothing if the caller may see no such assignment
   */
  @Transactional
  public Optional<Decision> setOut(
      AssessmentRequestId id, AssignmentId assignment, @Nullable Instant eta, Caller caller) {
    return requests
        .findAndLock(id, caller)
        .flatMap(
            request ->
                assignments
                    .findById(request.id(), assignment)
                    .map(
                        basis ->
                            refusal(request, basis, caller)
                                .orElseGet(
                                    () ->
                                        setOut(request, basis, eta, TimelineEntry.actor(caller)))));
  }

  private Optional<Decision> refusal(AssessmentRequest request, Stored basis, Caller caller) {
    var refusal = spokesperson.findRefusal(caller, basis.state());
    refusal.ifPresent(
        refused -> {
          meters.count(DispatchMeter.REFUSALS, refused.reason());
          log.info("Refused a word on request {}: {}", request.id(), refused.reason());
        });
    return refusal.map(Decision.class::cast);
  }

  private Decision setOut(
      AssessmentRequest request, Stored basis, @Nullable Instant eta, String actor) {
    var decision =
        handle(
            request,
            basis,
            new AssignmentCommand.SetOut(eta == null ? expectedAt(request, basis) : eta),
            actor);
    if (eta != null && decision instanceof Happened(var event)) {
      expected(request, basis.need(), event, eta, actor);
    }
    return decision;
  }

  /** Somebody says when it comes; later than was promised is a matter for the contact function. */
  private void expected(
      AssessmentRequest request, OpenNeed need, AssignmentEvent said, Instant eta, String actor) {
    var contactBy = promised(request, need);
    if (contactBy != null && eta.isAfter(contactBy)) {
      alarms.contactEndangered(request, said, eta, contactBy, actor);
    }
  }

  /**
   * The soonest promise that nobody has kept yet; null if all are. What was ordered, and what a
   * rule named beside the level's own need, has one of its own, which only who comes for it keeps.
   */
  private @Nullable Instant promised(AssessmentRequest request, OpenNeed need) {
    var own = need.contactBy() == null || assignments.isPatientMet(need) ? null : need.contactBy();
    var goesByItself = need.contactBy() != null && !OfferRound.isAboutLevel(request, need);
    var common =
        goesByItself || assignments.isPatientMet(request.id()) ? null : request.contactBy();
    return own == null || common != null && common.isBefore(own) ? common : own;
  }

  private Instant expectedAt(AssessmentRequest request, Stored basis) {
    if (!(basis.state() instanceof WithResponder with)) {
      throw new IllegalStateException("Expected a stored assignment, but found " + basis);
    }
    var reported = with instanceof OnItsWay onItsWay ? onItsWay.expectedAt() : null;
    return reported == null
        ? offers.estimateArrival(request, basis.need(), with.responder())
        : reported;
  }

  /** By the end of the shift it is said where a visit is documented. */
  private void dueJournal(AssignmentEvent ended) {
    var now = ended.occurredAt();
    assignments.dueJournal(
        ended.assignment(),
        roster.findShiftEnd(ended.responder(), now).orElse(now.plus(JOURNAL_OFF_DUTY)));
  }

  /** Tells that nobody said where a visit is documented, unless somebody has meanwhile. */
  @Transactional
  public void alarmJournal(AssessmentRequestId id, AssignmentId assignment) {
    requests
        .findAndLock(id)
        .ifPresent(
            request -> {
              var now = clock.instant();
              assignments
                  .keepJournalAlarm(assignment, now)
                  .ifPresent(
                      undocumented ->
                          alarms.journalOverdue(request, assignment, undocumented, now, CLOCK));
            });
  }

  /** Alarms about a responder's silence, unless it was heard of meanwhile. */
  @Transactional
  public void alarmSilence(AssessmentRequestId id, AssignmentId assignment) {
    requests
        .findAndLock(id)
        .ifPresent(
            request -> {
              var now = clock.instant();
              assignments
                  .keepAlarm(assignment, now)
                  .ifPresent(silent -> alarms.silent(request, assignment, silent, now, CLOCK));
            });
  }

  /** Lets an offer lapse whose time is over. If it was answered meanwhile, nothing happens. */
  @Transactional
  public void lapse(AssessmentRequestId id, OfferToken token) {
    requests
        .findAndLock(id)
        .ifPresent(
            request ->
                assignments
                    .findByToken(id, token)
                    .ifPresent(
                        basis ->
                            handle(request, basis, new AssignmentCommand.Lapse(token), CLOCK)));
  }

  /** Looks again for someone for a need that nobody could meet. */
  @Transactional
  public void matchAgain(OpenNeed need) {
    requests
        .findAndLock(need.request())
        .ifPresent(
            request -> {
              if (assignments.isDue(need, clock.instant())) {
                ladders.goOn(request, need, CLOCK);
              }
            });
  }

  private Decision handle(
      AssessmentRequest request, Stored basis, AssignmentCommand command, String actor) {
    var elsewhere = isElsewhere(basis.state(), command);
    // Only now: asking may have waited for the responder's row, and the answer counts from here.
    var now = clock.instant();
    var circumstances =
        new Circumstances(
            now,
            elsewhere,
            isAnswer(command) && clockWatch.isHeld(now),
            ResponderKind.meeting(basis.need().kind()).isExclusive());
    var decision = decide(basis.state(), command, circumstances);
    switch (decision) {
      case Happened(var event) -> {
        if (event instanceof AssignmentEvent.HandoverAccepted accepted) {
          handovers.relieve(request, accepted, actor);
        }
        var after = evolve(basis.state(), event);
        assignments.store(basis, after, event);
        progress.note(request, event, actor);
        if (basis.state() instanceof Taken || after instanceof Taken) {
          alarms.hear(request, after, circumstances.now(), actor);
        }
        switch (event) {
          case AssignmentEvent.OfferDeclined _, AssignmentEvent.OfferLapsed _ ->
              ladders.goOn(request, basis.need(), actor);
          case AssignmentEvent.OfferAccepted _,
              AssignmentEvent.PatientMet _,
              AssignmentEvent.ResponderSetOut _ ->
              ladders.tidy(request, actor);
          case AssignmentEvent.ResponderOffered _,
              AssignmentEvent.OfferWithdrawn _,
              AssignmentEvent.AssignmentWithdrawn _,
              AssignmentEvent.HandoverOffered _,
              AssignmentEvent.HandoverAccepted _,
              AssignmentEvent.HandoverDeclined _,
              AssignmentEvent.HandoverLapsed _,
              AssignmentEvent.HandoverWithdrawn _ -> {}
          case AssignmentEvent.ArrivalDelayed delayed -> {
            expected(request, basis.need(), delayed, delayed.eta(), actor);
            ladders.tidy(request, actor);
          }
          case AssignmentEvent.AssignmentFailed failed -> {
            handovers.withdraw(request, failed.assignment(), actor);
            open(request, basis.need(), failed.occurredAt(), actor);
          }
          case AssignmentEvent.HandedOver handedOver -> {
            end(request, basis.need(), handedOver, actor);
            endOfCare.follow(request, "AMBULANCE", actor);
            ladders.tidy(request, actor);
            dueJournal(handedOver);
          }
          case AssignmentEvent.JournalReferenced documented ->
              assignments.dueJournal(documented.assignment(), null);
          case AssignmentEvent.AssignmentCompleted completed -> {
            var outcome = completed.ending().outcome();
            end(request, basis.need(), completed, actor);
            if (outcome.endsCare()) {
              endOfCare.follow(request, outcome.name(), actor);
            }
            sequence.follow(request, basis.need(), completed, actor);
            ladders.tidy(request, actor);
            if (completed.journalReference() == null) {
              dueJournal(completed);
            }
            if (outcome == Outcome.NOBODY_THERE) {
              alarms.nobodyThere(request, completed, actor);
            }
          }
        }
        // Where a visit is documented can be said, and put right, after all is over.
        if (request.state().isOpen() || request.state() == RequestState.DOCUMENTING) {
          progress.settle(request, event.occurredAt(), actor);
        }
      }
      case Unchanged _ -> {
        if (basis.state() instanceof Taken) {
          alarms.hear(request, basis.state(), circumstances.now(), actor);
        }
      }
      case Rejected(var reason, var _) -> {
        meters.count(DispatchMeter.REFUSALS, reason);
        log.info(
            "Refused {} on request {}: {}",
            command.getClass().getSimpleName(),
            request.id(),
            reason.isAboutPatient() ? "for what was stated of the patient" : reason);
      }
    }
    return decision;
  }

  /** A need is met, and whoever met it hands over to nobody else any more. */
  private void end(AssessmentRequest request, OpenNeed need, AssignmentEvent met, String actor) {
    handovers.withdraw(request, met.assignment(), actor);
    ladders.replace(request, actor);
    assignments.end(need, met.occurredAt());
  }

  /** Only an answer, or its absence, depends on whether the time for it is over. */
  private static boolean isAnswer(AssignmentCommand command) {
    return command instanceof AssignmentCommand.Accept
        || command instanceof AssignmentCommand.Lapse;
  }

  private boolean isElsewhere(Assignment state, AssignmentCommand command) {
    return switch (command) {
      case AssignmentCommand.SetOut _, AssignmentCommand.Meet _ ->
          state instanceof WithResponder w && assignments.isElsewhere(w.responder(), w.id());
      case AssignmentCommand.Offer _,
          AssignmentCommand.Accept _,
          AssignmentCommand.Decline _,
          AssignmentCommand.Lapse _,
          AssignmentCommand.Withdraw _,
          AssignmentCommand.Complete _,
          AssignmentCommand.Delay _,
          AssignmentCommand.Document _,
          AssignmentCommand.OfferHandover _,
          AssignmentCommand.HandOver _,
          AssignmentCommand.Fail _ ->
          false;
    };
  }

  /**
   * A need that was taken is open again, and somebody else is asked at once. In an emergency nobody
   * new is sent to the patient; only a physician is asked again. Nobody is asked for what a person
   * has decided is not needed any more, nor for a patient whose care has ended.
   */
  private void open(AssessmentRequest request, OpenNeed need, Instant now, String actor) {
    if (request.state() == RequestState.EMERGENCY_DIRECTED
        && need.kind() != Need.PHYSICIAN_CONTACT) {
      assignments.end(need, now);
    } else if (assignments.isUnwanted(need)) {
      if (endOfCare.hasCome(request.id())) {
        assignments.end(need, now);
      } else {
        lowered.giveUp(request, need, actor);
      }
    } else {
      ladders.lost(request, need, actor);
    }
  }
}
