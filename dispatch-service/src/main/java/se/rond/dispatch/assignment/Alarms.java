package se.rond.dispatch.assignment;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import se.rond.contracts.care.AssignmentId;
import se.rond.contracts.care.ResponderId;
import se.rond.contracts.dispatch.DispatchEvent.Alarm;
import se.rond.contracts.dispatch.DispatchEvent.ContactEndangered;
import se.rond.contracts.dispatch.DispatchEvent.JournalOverdue;
import se.rond.contracts.dispatch.DispatchEvent.NobodyThere;
import se.rond.contracts.dispatch.DispatchEvent.ResponderHeard;
import se.rond.contracts.dispatch.DispatchEvent.ResponderSilent;
import se.rond.contracts.dispatch.DispatchEvent.TriageCaughtUp;
import se.rond.contracts.dispatch.DispatchEvent.TriageLate;
import se.rond.contracts.topic.Topic;
import se.rond.dispatch.assignment.Assignment.WithResponder;
import se.rond.dispatch.assignment.AssignmentEvent.AssignmentCompleted;
import se.rond.dispatch.request.AssessmentRequest;
import se.rond.dispatch.request.AssessmentRequests;
import se.rond.dispatch.request.TimelineEntry;
import se.rond.dispatch.roster.Municipalities;
import se.rond.messaging.Outbox;

/** Tells the contact function what somebody has to look into now. */
@Component
public class Alarms {

  private final AssessmentRequests requests;
  private final Assignments assignments;
  private final Municipalities municipalities;
  private final Outbox outbox;

  Alarms(
      AssessmentRequests requests,
      Assignments assignments,
      Municipalities municipalities,
      Outbox outbox) {
    this.requests = requests;
    this.assignments = assignments;
    this.municipalities = municipalities;
    this.outbox = outbox;
  }

  /** Somebody who was found to need care did not open, or was not there. */
  void nobodyThere(AssessmentRequest request, AssignmentCompleted completed, String actor) {
    raise(
        request,
        completed.responder(),
        actor,
        coordinators ->
            new NobodyThere(
                request.id(),
                request.municipality(),
                request.requester(),
                completed.assignment(),
                completed.responder(),
                coordinators,
                completed.occurredAt()));
  }

  /** Somebody comes later than was promised, and nobody has met the patient yet. */
  void contactEndangered(
      AssessmentRequest request,
      AssignmentEvent said,
      Instant eta,
      Instant contactBy,
      String actor) {
    raise(
        request,
        said.responder(),
        actor,
        coordinators ->
            new ContactEndangered(
                request.id(),
                request.municipality(),
                request.requester(),
                said.assignment(),
                said.responder(),
                eta,
                contactBy,
                coordinators,
                said.occurredAt()));
  }

  /** Nothing is heard of a responder any more. */
  void silent(
      AssessmentRequest request,
      AssignmentId assignment,
      ResponderId responder,
      Instant now,
      String actor) {
    raise(
        request,
        responder,
        actor,
        coordinators ->
            new ResponderSilent(
                request.id(),
                request.municipality(),
                request.requester(),
                assignment,
                responder,
                coordinators,
                now));
  }

  /** Whoever says anything is not silent, even if it says what was said before. */
  public void hear(AssessmentRequest request, Assignment state, Instant now, String actor) {
    if (state instanceof WithResponder with && assignments.hear(with.id(), with.silentAt(now))) {
      heard(request, with.id(), with.responder(), now, actor);
    }
  }

  private void heard(
      AssessmentRequest request,
      AssignmentId assignment,
      ResponderId responder,
      Instant now,
      String actor) {
    raise(
        request,
        responder,
        actor,
        coordinators ->
            new ResponderHeard(
                request.id(),
                request.municipality(),
                request.requester(),
                assignment,
                responder,
                coordinators,
                now));
  }

  /** The shift is over, and nobody has said where the visit is documented. */
  void journalOverdue(
      AssessmentRequest request,
      AssignmentId assignment,
      ResponderId responder,
      Instant now,
      String actor) {
    raise(
        request,
        responder,
        actor,
        coordinators ->
            new JournalOverdue(
                request.id(),
                request.municipality(),
                request.requester(),
                assignment,
                responder,
                coordinators,
                now));
  }

  /** Triage has not judged the newest revision in time, and the request goes on without. */
  void triageLate(AssessmentRequest request, Instant now, String actor) {
    raise(
        request,
        null,
        revision(request),
        actor,
        coordinators ->
            new TriageLate(
                request.id(),
                request.municipality(),
                request.requester(),
                request.revision(),
                coordinators,
                now));
  }

  /** As before, of a later revision; who was told that triage is late knows it. */
  void triageStillLate(AssessmentRequest request, Instant now, String actor) {
    requests.note(
        request.id(), new TimelineEntry(now, "TriageLate", actor, null, revision(request)));
  }

  /** Triage, which was late, has judged the newest revision. */
  void triageCaughtUp(AssessmentRequest request, Instant now, String actor) {
    raise(
        request,
        null,
        revision(request),
        actor,
        coordinators ->
            new TriageCaughtUp(
                request.id(),
                request.municipality(),
                request.requester(),
                request.revision(),
                coordinators,
                now));
  }

  private static String revision(AssessmentRequest request) {
    return "revision " + request.revision();
  }

  private void raise(
      AssessmentRequest request,
      ResponderId about,
      String actor,
      Function<List<ResponderId>, Alarm> alarm) {
    raise(request, about, null, actor, alarm);
  }

  private void raise(
      AssessmentRequest request,
      @Nullable ResponderId about,
      @Nullable String detail,
      String actor,
      Function<List<ResponderId>, Alarm> alarm) {
    var raised = alarm.apply(municipalities.listCoordinators(request.municipality()));
    requests.note(
        request.id(),
        new TimelineEntry(
            raised.occurredAt(), raised.getClass().getSimpleName(), actor, about, detail));
    outbox.add(Topic.DISPATCH_REQUESTS, request.id().toString(), raised);
  }
}
