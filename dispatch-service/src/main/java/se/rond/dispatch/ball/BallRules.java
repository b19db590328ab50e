package se.rond.dispatch.ball;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.rond.contracts.dispatch.Ball;
import se.rond.contracts.dispatch.Ball.Alarm;
import se.rond.contracts.dispatch.Ball.Awaited;
import se.rond.contracts.dispatch.Ball.Holder;
import se.rond.contracts.dispatch.Ball.Line;
import se.rond.contracts.dispatch.Ball.OpenAlarm;
import se.rond.contracts.dispatch.Ball.Otherwise;
import se.rond.contracts.dispatch.Ball.Party;
import se.rond.contracts.dispatch.Ball.What;
import se.rond.dispatch.agreement.Step;
import se.rond.dispatch.ball.Situation.Asked;
import se.rond.dispatch.ball.Situation.AtWork;
import se.rond.dispatch.ball.Situation.Reached;
import se.rond.dispatch.ball.Situation.Routine;
import se.rond.dispatch.ball.Situation.Undocumented;
import se.rond.dispatch.ball.Situation.Work;
import se.rond.dispatch.request.RequestState;
import se.rond.dispatch.request.Responsible;

/** Who has the ball where a request stands like that. Pure: the same situation is the same line. */
final class BallRules {

  private BallRules() {}

  /**
   * Works out the line.
   *
   * @param now the day by which its times are read: one of another day is said with its date
   * @return nothing where nobody has anything left to do
   */
  static Optional<Ball> ballOf(Situation situation, Instant now) {
    if (!situation.state().isOpen() && situation.state() != RequestState.DOCUMENTING) {
      return Optional.empty();
    }
    var holder = holder(situation);
    var awaited = awaited(situation).orElse(null);
    var alarm = alarm(situation).orElse(null);
    return Optional.of(
        new Ball(holder, awaited, alarm, Line.of(BallLine.of(holder, awaited, alarm, now))));
  }

  private static Holder holder(Situation situation) {
    return switch (situation.responsible()) {
      case Responsible.RaisingNurse(var id, var callback) ->
          new Holder(Party.RAISING_NURSE, id.value(), null, callback);
      case Responsible.KeepingNurse(var id, var name, var callback, var _) ->
          new Holder(Party.KEEPING_NURSE, id.value(), name, callback);
      case Responsible.LeadResponder(var id, var name, var _) ->
          new Holder(Party.RESPONDER, id.value(), name, situation.telephone());
    };
  }

  /** What comes first is what people wait for. */
  private static Optional<Awaited> awaited(Situation situation) {
    return Stream.concat(
            Stream.of(
                awaited(What.TRIAGE, situation.triageBy(), Otherwise.NURSES_LEVEL),
                awaited(What.ACKNOWLEDGEMENT, situation.acknowledgeBy(), Otherwise.ALARM),
                awaited(What.ACCEPTANCE, situation.acceptBy(), Otherwise.RESERVE_ROUTINE),
                awaited(What.CONTACT, situation.contactBy(), Otherwise.ALARM),
                awaited(What.OWN_TASK, situation.ownTaskBy(), Otherwise.ALARM),
                awaited(What.REASSESSMENT, situation.reassessBy(), Otherwise.ALARM)),
            situation.work().stream().map(BallRules::awaited))
        .filter(Objects::nonNull)
        .min(
            Comparator.comparing(Awaited::by)
                .thenComparing(Awaited::what)
                .thenComparing(one -> String.valueOf(one.responder())));
  }

  private static @Nullable Awaited awaited(What what, @Nullable Instant by, Otherwise otherwise) {
    return by == null ? null : new Awaited(what, null, null, by, otherwise, null);
  }

  private static @Nullable Awaited awaited(Work work) {
    return switch (work) {
      case Asked asked -> {
        var otherwise = otherwise(asked.next());
        yield awaited(What.ANSWER, asked, asked.answerBy(), otherwise, whom(asked));
      }
      case AtWork one -> awaited(What.SIGN_OF_LIFE, one, one.silentAt(), Otherwise.ALARM, null);
      case Undocumented visit ->
          awaited(What.JOURNAL_REFERENCE, visit, visit.dueAt(), Otherwise.ALARM, null);
    };
  }

  private static @Nullable Awaited awaited(
      What what, Work work, @Nullable Instant by, Otherwise otherwise, @Nullable String whom) {
    return by == null
        ? null
        : new Awaited(what, work.responder().value(), work.name(), by, otherwise, whom);
  }

  /** Asking goes on beside every ladder, and after its end. */
  private static Otherwise otherwise(@Nullable Step next) {
    return switch (next) {
      case null -> Otherwise.NEXT_ASKED;
      case Step.AskNextOnDuty _ -> Otherwise.NEXT_ASKED;
      case Step.AskNamed _ -> Otherwise.NAMED_ASKED;
      case Step.FallBack _ -> Otherwise.FALL_BACK;
      case Step.TellCoordinator _ -> Otherwise.ALARM;
      case Step.ReserveRoutine _ -> Otherwise.RESERVE_ROUTINE;
    };
  }

  private static @Nullable String whom(Asked asked) {
    return switch (asked.next()) {
      case Step.AskNamed(var responder, var _) ->
          asked.nextName() == null ? responder.value() : asked.nextName();
      case Step.FallBack(var level) -> level.name();
      case null -> null;
      case Step.AskNextOnDuty _, Step.TellCoordinator _, Step.ReserveRoutine _ -> null;
    };
  }

  private static Optional<OpenAlarm> alarm(Situation situation) {
    var function = situation.contactFunction();
    return Stream.of(
            alarm(Alarm.EMERGENCY_UNACKNOWLEDGED, situation.unacknowledgedSince(), function),
            alarm(situation.routine(), function),
            alarm(Alarm.CONTACT_BROKEN, situation.contactBrokenAt(), function),
            alarm(Alarm.RESPONDER_SILENT, earliestSilence(situation.work()), function),
            alarm(Alarm.REASSESSMENT_OVERDUE, situation.reassessAlarmedAt(), function),
            alarm(Alarm.JOURNAL_OVERDUE, earliestOverdue(situation.work()), function))
        .filter(Objects::nonNull)
        .min(Comparator.comparing(OpenAlarm::alarm));
  }

  private static @Nullable OpenAlarm alarm(
      Alarm alarm, @Nullable Instant since, @Nullable Reached by) {
    return since == null
        ? null
        : new OpenAlarm(
            alarm, since, by == null ? null : by.name(), by == null ? null : by.telephone());
  }

  /** Where the agreement names nobody for that hour, the contact function was told. */
  private static @Nullable OpenAlarm alarm(
      @Nullable Routine routine, @Nullable Reached contactFunction) {
    return routine == null
        ? null
        : alarm(
            Alarm.RESERVE_ROUTINE,
            routine.since(),
            routine.manager() == null ? contactFunction : routine.manager());
  }

  private static @Nullable Instant earliestSilence(List<Work> work) {
    return work.stream()
        .map(one -> one instanceof AtWork silent ? silent.silentSince() : null)
        .filter(Objects::nonNull)
        .min(Comparator.naturalOrder())
        .orElse(null);
  }

  private static @Nullable Instant earliestOverdue(List<Work> work) {
    return work.stream()
        .map(one -> one instanceof Undocumented visit ? visit.overdueSince() : null)
        .filter(Objects::nonNull)
        .min(Comparator.naturalOrder())
        .orElse(null);
  }
}
