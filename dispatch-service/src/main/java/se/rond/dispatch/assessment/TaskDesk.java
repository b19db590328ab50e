package se.rond.dispatch.assessment;

import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import se.rond.access.Caller;
import se.rond.contracts.care.AssessmentId;
import se.rond.contracts.care.HealthCentreId;
import se.rond.contracts.care.PhysicianTaskId;
import se.rond.contracts.dispatch.DispatchEvent.PhysicianTaskRaised;
import se.rond.contracts.dispatch.DispatchEvent.PhysicianTaskUnaddressed;
import se.rond.contracts.topic.Topic;
import se.rond.dispatch.agreement.Agreements;
import se.rond.dispatch.assessment.PhysicianTasks.NewTask;
import se.rond.dispatch.request.AssessmentRequest;
import se.rond.dispatch.request.AssessmentRequests;
import se.rond.dispatch.request.TimelineEntry;
import se.rond.dispatch.roster.Municipalities;
import se.rond.messaging.Outbox;

/** Asks the patient's regular physician to look at what another physician concluded. */
@Service
public class TaskDesk {

  private final AssessmentRequests requests;
  private final PhysicianTasks tasks;
  private final Agreements agreements;
  private final Municipalities municipalities;
  private final Outbox outbox;
  private final InstantSource clock;
  private final Supplier<UUID> freshIds;

  TaskDesk(
      AssessmentRequests requests,
      PhysicianTasks tasks,
      Agreements agreements,
      Municipalities municipalities,
      Outbox outbox,
      InstantSource clock,
      Supplier<UUID> freshIds) {
    this.requests = requests;
    this.tasks = tasks;
    this.agreements = agreements;
    this.municipalities = municipalities;
    this.outbox = outbox;
    this.clock = clock;
    this.freshIds = freshIds;
  }

  /**
   * Raises a task for a locked request, unless one waits already: whoever opens that reads all that
   * was concluded. Where nobody can tell which health centre it is for, the contact function is
   * told once.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void raise(AssessmentRequest request, AssessmentId assessment, Instant now, String actor) {
    if (tasks.isOpen(request.id())) {
      return;
    }
    tasks
        .findHealthCentre(request.id())
        .ifPresentOrElse(
            centre -> raise(request, assessment, centre, now, actor),
            () -> tellUnaddressed(request, now, actor));
  }

  private void tellUnaddressed(AssessmentRequest request, Instant now, String actor) {
    if (tasks.isToldUnaddressed(request.id())) {
      return;
    }
    requests.note(
        request.id(), new TimelineEntry(now, "PhysicianTaskUnaddressed", actor, null, null));
    outbox.add(
        Topic.DISPATCH_REQUESTS,
        request.id().toString(),
        new PhysicianTaskUnaddressed(
            request.id(),
            request.municipality(),
            request.requester(),
            municipalities.listCoordinators(request.municipality()),
            now));
  }

  private void raise(
      AssessmentRequest request,
      AssessmentId assessment,
      HealthCentreId centre,
      Instant now,
      String actor) {
    var terms = agreements.load(request.agreement(), request.raisedAt()).terms();
    var task =
        new NewTask(
            new PhysicianTaskId(freshIds.get()),
            request.id(),
            assessment,
            centre,
            now,
            TaskRules.dueAt(terms, now));
    tasks.add(task);
    requests.note(
        request.id(), new TimelineEntry(now, "PhysicianTaskRaised", actor, null, centre.value()));
    outbox.add(
        Topic.DISPATCH_REQUESTS,
        request.id().toString(),
        new PhysicianTaskRaised(
            request.id(),
            request.municipality(),
            request.requester(),
            task.id(),
            centre,
            task.dueAt(),
            now));
  }

  /**
   * Takes that somebody at the health centre has looked at it.
   *
   * @return false if the caller may see no such task
   */
  @Transactional
  public boolean complete(HealthCentreId centre, PhysicianTaskId task, Caller caller) {
    var found = tasks.findRequest(centre, task, caller);
    found.ifPresent(
        id -> {
          var request = requests.findAndLock(id).orElseThrow();
          var now = clock.instant();
          var actor = TimelineEntry.actor(caller);
          if (tasks.complete(task, now, actor)) {
            requests.note(
                request.id(),
                new TimelineEntry(now, "PhysicianTaskCompleted", actor, null, centre.value()));
          }
        });
    return found.isPresent();
  }
}
