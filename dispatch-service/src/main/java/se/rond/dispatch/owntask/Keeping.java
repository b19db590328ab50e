package se.rond.dispatch.owntask;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import se.rond.contracts.dispatch.DispatchEvent.AboutRequest;
import se.rond.contracts.dispatch.DispatchEvent.OwnTaskGivenBack;
import se.rond.contracts.dispatch.DispatchEvent.OwnTaskKept;
import se.rond.contracts.dispatch.DispatchEvent.OwnTaskNotDone;
import se.rond.contracts.topic.Topic;
import se.rond.dispatch.assignment.KeptNeeds;
import se.rond.dispatch.assignment.OpenNeed;
import se.rond.dispatch.escalation.FreshClimb;
import se.rond.dispatch.owntask.OwnTaskRules.Decision.Becomes;
import se.rond.dispatch.request.AssessmentRequest;
import se.rond.dispatch.request.AssessmentRequests;
import se.rond.dispatch.request.TimelineEntry;
import se.rond.dispatch.roster.Municipalities;
import se.rond.messaging.Outbox;

/**
 * What becomes of an own task when its request changes: it goes back, or is to be done sooner. Who
 * is asked after it went back, is so at the next sweep, half a second later.
 */
@Component
class Keeping implements KeptNeeds {

  private final OwnTasks tasks;
  private final FreshClimb climbs;
  private final AssessmentRequests requests;
  private final Municipalities municipalities;
  private final Outbox outbox;

  Keeping(
      OwnTasks tasks,
      FreshClimb climbs,
      AssessmentRequests requests,
      Municipalities municipalities,
      Outbox outbox) {
    this.tasks = tasks;
    this.climbs = climbs;
    this.requests = requests;
    this.municipalities = municipalities;
    this.outbox = outbox;
  }

  @Override
  public void levelIs(AssessmentRequest request, OpenNeed need, Instant now, String actor) {
    var level = request.neededLevel();
    if (level == null) {
      return;
    }
    tasks
        .findKept(request.id())
        .filter(kept -> kept.need().equals(need.id()))
        .ifPresent(
            kept -> {
              if (OwnTaskRules.isANurses(level)) {
                OwnTaskRules.tightened(kept, OwnTaskRules.promised(request, need, now), now)
                    .ifPresent(sooner -> doSooner(request, sooner, now, actor));
              } else {
                giveBack(request, kept, ReturnReason.LEVEL_RAISED, now, actor);
              }
            });
  }

  @Override
  public void nobodyNeedsToCome(AssessmentRequest request, Instant now, String actor) {
    tasks
        .findKept(request.id())
        .ifPresent(kept -> giveBack(request, kept, ReturnReason.CANCELLED, now, actor));
  }

  private void doSooner(AssessmentRequest request, OwnTask.Kept kept, Instant now, String actor) {
    tasks.keepDueAt(kept);
    tellKept(request, kept, now, actor);
  }

  /** Tells that she keeps it, and until when; again if that becomes sooner. */
  void tellKept(AssessmentRequest request, OwnTask.Kept kept, Instant now, String actor) {
    tell(
        request,
        new OwnTaskKept(
            request.id(),
            request.municipality(),
            request.requester(),
            kept.keeper(),
            kept.dueAt(),
            now),
        actor,
        null);
  }

  /** Gives it back; if it is not kept any more, nothing happens. */
  OwnTaskRules.Decision giveBack(
      AssessmentRequest request, OwnTask task, ReturnReason reason, Instant now, String actor) {
    var decision = OwnTaskRules.giveBack(task, reason);
    if (decision instanceof Becomes(OwnTask.GivenBack givenBack)) {
      tasks.keep(givenBack, now);
      climbs.begin(request, givenBack.need(), now);
      tell(
          request,
          new OwnTaskGivenBack(
              request.id(), request.municipality(), request.requester(), task.keeper(), now),
          actor,
          reason.name());
      if (reason.isAlarming()) {
        tell(
            request,
            new OwnTaskNotDone(
                request.id(),
                request.municipality(),
                request.requester(),
                task.keeper(),
                municipalities.listCoordinators(request.municipality()),
                now),
            actor,
            null);
      }
    }
    return decision;
  }

  /** Notes what happened in the timeline of the locked request, and publishes it. */
  void tell(AssessmentRequest request, AboutRequest event, String actor, @Nullable String detail) {
    requests.note(
        request.id(),
        new TimelineEntry(
            event.occurredAt(), event.getClass().getSimpleName(), actor, null, detail));
    outbox.add(Topic.DISPATCH_REQUESTS, request.id().toString(), event);
  }
}
