package se.rond.notification.recipient;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.rond.contracts.care.ResponderId;
import se.rond.contracts.dispatch.DispatchEvent.AboutAssignment;
import se.rond.contracts.dispatch.DispatchEvent.AboutHandover;
import se.rond.contracts.dispatch.DispatchEvent.AboutRequest;
import se.rond.contracts.dispatch.DispatchEvent.AboutReserveRoutine;
import se.rond.contracts.dispatch.DispatchEvent.Alarm;
import se.rond.contracts.dispatch.DispatchEvent.AskedInVain;
import se.rond.contracts.dispatch.DispatchEvent.AssessmentRecorded;
import se.rond.contracts.dispatch.DispatchEvent.BallUpdated;
import se.rond.contracts.dispatch.DispatchEvent.BreachOccurred;
import se.rond.contracts.dispatch.DispatchEvent.BreachWarned;
import se.rond.contracts.dispatch.DispatchEvent.ContactEndangered;
import se.rond.contracts.dispatch.DispatchEvent.ContactMade;
import se.rond.contracts.dispatch.DispatchEvent.EmergencyAcknowledged;
import se.rond.contracts.dispatch.DispatchEvent.EmergencyDirected;
import se.rond.contracts.dispatch.DispatchEvent.EmergencyEndedUnacknowledged;
import se.rond.contracts.dispatch.DispatchEvent.EmergencyUnacknowledged;
import se.rond.contracts.dispatch.DispatchEvent.ExaminationOverdue;
import se.rond.contracts.dispatch.DispatchEvent.ExaminationUpdated;
import se.rond.contracts.dispatch.DispatchEvent.JournalOverdue;
import se.rond.contracts.dispatch.DispatchEvent.LevelOverridden;
import se.rond.contracts.dispatch.DispatchEvent.LevelRaised;
import se.rond.contracts.dispatch.DispatchEvent.NobodyThere;
import se.rond.contracts.dispatch.DispatchEvent.OwnTaskCompleted;
import se.rond.contracts.dispatch.DispatchEvent.OwnTaskGivenBack;
import se.rond.contracts.dispatch.DispatchEvent.OwnTaskKept;
import se.rond.contracts.dispatch.DispatchEvent.OwnTaskNotDone;
import se.rond.contracts.dispatch.DispatchEvent.PhysicianTaskRaised;
import se.rond.contracts.dispatch.DispatchEvent.PhysicianTaskUnaddressed;
import se.rond.contracts.dispatch.DispatchEvent.ReassessmentDue;
import se.rond.contracts.dispatch.DispatchEvent.RecordOpenedInEmergency;
import se.rond.contracts.dispatch.DispatchEvent.RemeasureDue;
import se.rond.contracts.dispatch.DispatchEvent.RequestCancelled;
import se.rond.contracts.dispatch.DispatchEvent.RequestClosed;
import se.rond.contracts.dispatch.DispatchEvent.RequestParted;
import se.rond.contracts.dispatch.DispatchEvent.RequestUpdated;
import se.rond.contracts.dispatch.DispatchEvent.ResponderHeard;
import se.rond.contracts.dispatch.DispatchEvent.ResponderSilent;
import se.rond.contracts.dispatch.DispatchEvent.TriageCaughtUp;
import se.rond.contracts.dispatch.DispatchEvent.TriageLate;
import se.rond.contracts.dispatch.DispatchEvent.VideoRoomOpened;

/** Who is told about an event. */
final class Recipients {

  private Recipients() {}

  /**
   * Returns whom the event names, and the functions of its municipality; each once.
   *
   * @param functions those that watch over the event's municipality; for an alarm those that
   *     coordinate there
   */
  static Set<RecipientId> of(AboutRequest event, Set<RecipientId> functions) {
    return Stream.concat(named(event), functions.stream()).collect(Collectors.toUnmodifiableSet());
  }

  private static Stream<RecipientId> named(AboutRequest event) {
    var requester = RecipientId.of(event.requester());
    return switch (event) {
      case NobodyThere alarm ->
          Stream.concat(
              Stream.of(requester, RecipientId.of(alarm.responder())), coordinating(alarm));
      // Also the responder, who can still the alarm by a word.
      case ResponderSilent alarm ->
          Stream.concat(Stream.of(RecipientId.of(alarm.responder())), coordinating(alarm));
      case ResponderHeard heard ->
          Stream.concat(Stream.of(RecipientId.of(heard.responder())), coordinating(heard));
      case JournalOverdue alarm ->
          Stream.concat(Stream.of(RecipientId.of(alarm.responder())), coordinating(alarm));
      // The nurse is responsible while nobody has accepted, and is to know what it goes by.
      case TriageLate alarm -> Stream.concat(Stream.of(requester), coordinating(alarm));
      case TriageCaughtUp alarm -> Stream.concat(Stream.of(requester), coordinating(alarm));
      // The nurse is told of the delay itself.
      case ContactEndangered alarm -> coordinating(alarm);
      case AskedInVain alarm -> coordinating(alarm);
      case PhysicianTaskUnaddressed alarm -> coordinating(alarm);
      case BreachWarned alarm ->
          Stream.concat(Stream.of(responsible(alarm.responder(), requester)), coordinating(alarm));
      case BreachOccurred alarm ->
          Stream.concat(Stream.of(responsible(alarm.responder(), requester)), coordinating(alarm));
      case AboutReserveRoutine routine ->
          Stream.concat(
              Stream.concat(Stream.of(requester), routine.managers().stream().map(RecipientId::of)),
              coordinating(routine));
      case AboutHandover handover ->
          Stream.of(
              requester, RecipientId.of(handover.responder()), RecipientId.of(handover.giver()));
      case AboutAssignment assignment ->
          Stream.of(requester, RecipientId.of(assignment.responder()));
      // Not the nurse, who is on the telephone with 112.
      case EmergencyUnacknowledged alarm -> coordinating(alarm);
      case RequestUpdated updated ->
          Stream.concat(Stream.of(requester), updated.responders().stream().map(RecipientId::of));
      case BallUpdated updated ->
          Stream.concat(Stream.of(requester), updated.responders().stream().map(RecipientId::of));
      case LevelRaised raised ->
          Stream.concat(Stream.of(requester), raised.responders().stream().map(RecipientId::of));
      // Whoever has the responsibility, which is the nurse where nobody has accepted.
      case ReassessmentDue due ->
          Stream.concat(Stream.of(responsible(due.responder(), requester)), coordinating(due));
      case AssessmentRecorded recorded ->
          Stream.concat(Stream.of(requester), recorded.responders().stream().map(RecipientId::of));
      case ExaminationUpdated updated ->
          Stream.concat(
              Stream.concat(Stream.of(requester), owning(updated.owner())),
              updated.responders().stream().map(RecipientId::of));
      case ExaminationOverdue late -> Stream.concat(owning(late.owner()), coordinating(late));
      case PhysicianTaskRaised raised -> Stream.of(RecipientId.of(raised.healthCentre()));
      case ContactMade made ->
          Stream.concat(Stream.of(requester), made.responders().stream().map(RecipientId::of));
      case VideoRoomOpened opened ->
          Stream.concat(Stream.of(requester), opened.responders().stream().map(RecipientId::of));
      case RemeasureDue due ->
          Stream.concat(
              Stream.concat(
                  Stream.of(requester), Stream.ofNullable(due.responder()).map(RecipientId::of)),
              Stream.ofNullable(due.keeper()).map(RecipientId::of));
      // A nurse whose request is joined may keep what the requester asked for.
      case OwnTaskKept kept -> Stream.of(requester, RecipientId.of(kept.keeper()));
      case OwnTaskCompleted done -> Stream.of(requester, RecipientId.of(done.keeper()));
      case OwnTaskGivenBack back -> Stream.of(requester, RecipientId.of(back.keeper()));
      case OwnTaskNotDone alarm ->
          Stream.concat(Stream.of(requester, RecipientId.of(alarm.keeper())), coordinating(alarm));
      case LevelOverridden overridden ->
          Stream.concat(
              Stream.of(requester), overridden.responders().stream().map(RecipientId::of));
      // Whoever follows up, among the functions; not who may have opened it.
      case RecordOpenedInEmergency _ -> Stream.empty();
      case EmergencyDirected _,
          EmergencyAcknowledged _,
          RequestParted _,
          EmergencyEndedUnacknowledged _,
          RequestCancelled _,
          RequestClosed _ ->
          Stream.of(requester);
    };
  }

  private static Stream<RecipientId> owning(@Nullable ResponderId owner) {
    return Stream.ofNullable(owner).map(RecipientId::of);
  }

  private static RecipientId responsible(@Nullable ResponderId responder, RecipientId requester) {
    return responder == null ? requester : RecipientId.of(responder);
  }

  private static Stream<RecipientId> coordinating(Alarm alarm) {
    return alarm.coordinators().stream().map(RecipientId::of);
  }
}
