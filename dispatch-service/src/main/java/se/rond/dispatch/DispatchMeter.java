package se.rond.dispatch;

import java.time.Duration;
import java.util.EnumSet;
import java.util.stream.Stream;
import se.rond.contracts.care.Level;
import se.rond.contracts.dispatch.DispatchEvent.Limit;
import se.rond.dispatch.assignment.Decision;
import se.rond.dispatch.assignment.DeclineReason;
import se.rond.dispatch.assignment.FailureCause;
import se.rond.dispatch.backlog.Backlog;
import se.rond.dispatch.escalation.ClimbedRung;
import se.rond.dispatch.escalation.ResolutionCause;
import se.rond.dispatch.level.Direction;
import se.rond.dispatch.level.LevelReason;
import se.rond.dispatch.request.Advice;
import se.rond.dispatch.request.RequestState;
import se.rond.telemetry.ClosedTag;
import se.rond.telemetry.DocumentedMeter;

/** What dispatch measures. */
public enum DispatchMeter implements DocumentedMeter {
  SUBMISSIONS(
      Definition.counter(
          "rond.dispatch.submissions",
          "Requests that were sent in, by what became of them and what the nurse was told",
          ClosedTag.of("outcome", Outcome.class),
          ClosedTag.of("advice", Advice.class))),
  FIRST_OFFER(
      Definition.timer(
          "rond.dispatch.first.offer",
          "How long a patient waited from the receipt of the request until somebody was asked",
          Stream.of(1, 5, 30, 120, 600, 1_800, 7_200).map(Duration::ofSeconds).toList(),
          ClosedTag.of(
              "level", EnumSet.complementOf(EnumSet.of(Level.EMERGENCY_112)), Level::name))),
  OFFERS(
      Definition.counter(
          "rond.dispatch.offers",
          "Offers made, and how they ended",
          ClosedTag.of("event", Offer.class))),
  DECLINES(
      Definition.counter(
          "rond.dispatch.declines",
          "Offers that a responder declined, by the reason given",
          ClosedTag.of("reason", DeclineReason.class))),
  FAILURES(
      Definition.counter(
          "rond.dispatch.failures",
          "Accepted assignments that a responder could not go on with, by the cause given",
          ClosedTag.of("cause", FailureCause.class))),
  REFUSALS(
      Definition.counter(
          "rond.dispatch.refusals",
          "Answers and reports of responders that the rules refused",
          ClosedTag.of("reason", Decision.Reason.class))),
  RUNGS(
      Definition.counter(
          "rond.dispatch.rungs",
          "Rungs of ladders that were climbed, by what came of them",
          ClosedTag.of("outcome", ClimbedRung.Outcome.class))),
  BREACHES(
      Definition.counter(
          "rond.dispatch.breaches",
          "Promises that were about to be broken, and that were",
          ClosedTag.of("breach", Breach.class))),
  RESERVE_ROUTINES(
      Definition.counter(
          "rond.dispatch.reserve.routines",
          "Reserve routines, by what happened to them",
          ClosedTag.of("event", Routine.class))),
  RESOLUTIONS(
      Definition.counter(
          "rond.dispatch.resolutions",
          "Reserve routines that were resolved, by the cause given",
          ClosedTag.of("cause", ResolutionCause.class))),
  CLOCK_JUMPS(
      Definition.counter(
          "rond.dispatch.clock.jumps",
          "Times that the database's clock was set by more than 5 s; nothing lapses for 10 min then")),
  TRIAGE_LATE(
      Definition.counter(
          "rond.dispatch.triage.late",
          "Times that a request went on by the nurse's level and the floors, since triage was off or late")),
  LEVEL_OVERRIDES(
      Definition.counter(
          "rond.dispatch.level.overrides",
          "Levels that a person decided on beside what was in force, by the reason given",
          ClosedTag.of("direction", Direction.class),
          ClosedTag.of("reason", LevelReason.class))),
  OPEN_REQUESTS(
      Definition.number(
          "rond.dispatch.open.requests",
          "Requests in which Rond still has something to do, all together counted up to "
              + Backlog.MOST_COUNTED,
          ClosedTag.of("state", Backlog.OPEN, RequestState::name))),
  OVERDUE(
      Definition.age(
          "rond.dispatch.overdue",
          "How long ago the oldest deadline passed that nothing was done about, 0 if none has",
          ClosedTag.of("deadline", Deadline.class))),
  ACCESS_LOG_UNSEALED(
      Definition.age(
          "rond.dispatch.access.log.unsealed",
          "How long ago the oldest entry of the access log was written that is not in the chain yet, 0 if all are"));

  /** What became of a request that was sent in. */
  public enum Outcome {
    /** Stored as a new one. */
    STORED,
    /** Stored, and joined to the open one of the same patient. */
    JOINED,
    /** The same was stored before; the first answer was repeated. */
    REPEATED,
    /** Another body was stored under this id; nothing was changed. */
    OTHER_BODY,
    /** Fields could not be used; nothing was stored. */
    INVALID,
    /** Rond, or the caller, does not serve the place; nothing was stored. */
    OUTSIDE_AREA
  }

  /** What happens to an offer. */
  public enum Offer {
    OFFERED,
    ACCEPTED,
    DECLINED,
    LAPSED,
    WITHDRAWN
  }

  /** What becomes of a promise. */
  public enum Breach {
    /** A fifth of the time for contact is left. */
    WARNED,
    /** Nobody had accepted in time. */
    ACCEPT,
    /** Nobody had met the patient in time. */
    CONTACT;

    /** The breach of that limit. */
    public static Breach of(Limit limit) {
      return switch (limit) {
        case ACCEPT -> ACCEPT;
        case CONTACT -> CONTACT;
      };
    }
  }

  /** What happens to a reserve routine. */
  public enum Routine {
    ACTIVATED,
    RESOLVED
  }

  /** What the clock watches. */
  public enum Deadline {
    /** A responder's time to answer. */
    ANSWER,
    /** When to look again for somebody who can. */
    MATCHING,
    /** When somebody was to be with the patient. */
    CONTACT,
    /** When the contact function is alarmed, unless the nurse said that 112 was called. */
    ACKNOWLEDGEMENT,
    /** When a responder's silence is alarmed about. */
    SILENCE,
    /** When it was to be said where a visit is documented. */
    JOURNAL,
    /** When somebody was to look at a patient again. */
    REASSESSMENT,
    /** When a regular physician was to have looked at what was concluded. */
    TASK,
    /** When the next step of an X-ray was to be taken. */
    EXAMINATION,
    /** When a ladder goes on, or people are warned or told that a promise is broken. */
    LADDER,
    /** When a patient who waits was to be measured again. */
    REMEASURE,
    /** When what a nurse keeps goes back to the function. */
    OWN_TASK,
    /** When a request goes on without triage. */
    TRIAGE
  }

  private final Definition definition;

  DispatchMeter(Definition definition) {
    this.definition = definition;
  }

  @Override
  public Definition definition() {
    return definition;
  }
}
