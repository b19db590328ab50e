package se.rond.dispatch.owntask;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import se.rond.access.Caller;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.care.Need;
import se.rond.contracts.dispatch.DispatchEvent.OwnTaskCompleted;
import se.rond.dispatch.assignment.Assignments.Standing;
import se.rond.dispatch.assignment.Ending;
import se.rond.dispatch.assignment.NeedDesk;
import se.rond.dispatch.clock.ClockWatch;
import se.rond.dispatch.owntask.OwnTask.Asking;
import se.rond.dispatch.owntask.OwnTask.Done;
import se.rond.dispatch.owntask.OwnTask.GivenBack;
import se.rond.dispatch.owntask.OwnTask.Kept;
import se.rond.dispatch.owntask.OwnTask.Wish;
import se.rond.dispatch.owntask.OwnTaskResult.Asked;
import se.rond.dispatch.owntask.OwnTaskResult.IdTaken;
import se.rond.dispatch.owntask.OwnTaskResult.NoSuchTask;
import se.rond.dispatch.owntask.OwnTaskResult.Refused;
import se.rond.dispatch.owntask.OwnTaskResult.Stands;
import se.rond.dispatch.owntask.OwnTaskResult.TooLate;
import se.rond.dispatch.owntask.OwnTaskRules.Decision;
import se.rond.dispatch.owntask.OwnTaskRules.Decision.Becomes;
import se.rond.dispatch.owntask.OwnTaskRules.Decision.Unchanged;
import se.rond.dispatch.owntask.OwnTaskRules.Reason;
import se.rond.dispatch.request.AssessmentRequest;
import se.rond.dispatch.request.AssessmentRequests;
import se.rond.dispatch.request.BodyDigest;
import se.rond.dispatch.request.TimelineEntry;

/**
 * Lets the raising nurse keep a nurse's visit as her own task, or ask a colleague of her choice. It
 * is hers until it is done or goes back; the clock, a higher level and she herself give it back.
 */
@Service
public class OwnTaskDesk {

  private static final String CLOCK = "clock";

  private final AssessmentRequests requests;
  private final OwnTasks tasks;
  private final NeedDesk needs;
  private final Keeping keeping;
  private final ClockWatch clockWatch;
  private final InstantSource clock;

  OwnTaskDesk(
      AssessmentRequests requests,
      OwnTasks tasks,
      NeedDesk needs,
      Keeping keeping,
      ClockWatch clockWatch,
      InstantSource clock) {
    this.requests = requests;
    this.tasks = tasks;
    this.needs = needs;
    this.keeping = keeping;
    this.clockWatch = clockWatch;
    this.clock = clock;
  }

  /**
   * Keeps a nurse's visit, in the name of the function that raised the request that is named: also
   * one that is joined to another.
   *
   * @return nothing if the caller may see no such request
   */
  @Transactional
  public Optional<OwnTaskResult> keep(
      AssessmentRequestId id, Wish wish, BodyDigest digest, Caller caller) {
    return requests
        .findAndLock(id, caller)
        .map(
            request ->
                tasks
                    .findEarlier(wish.id())
                    .map(earlier -> again(request, digest, earlier))
                    .orElseGet(() -> keep(request, id, wish, digest, caller)));
  }

  private static OwnTaskResult again(
      AssessmentRequest request, BodyDigest digest, OwnTasks.Earlier earlier) {
    if (!earlier.request().equals(request.id()) || !earlier.digest().equals(digest)) {
      return new IdTaken();
    }
    return switch (earlier.said()) {
      case OwnTasks.Said.Kept(var task) -> Stands.of(task);
      case OwnTasks.Said.Asked(var asking) -> new Asked(asking.id(), asking.colleague());
    };
  }

  private OwnTaskResult keep(
      AssessmentRequest request,
      AssessmentRequestId named,
      Wish wish,
      BodyDigest digest,
      Caller caller) {
    var open = needs.findOpen(request.id(), Need.NURSE_VISIT).orElse(null);
    var refusal = OwnTaskRules.refusal(request, open);
    if (refusal.isPresent() || open == null) {
      return refused(refusal.orElse(Reason.NOTHING_TO_KEEP), request, open);
    }
    var now = clock.instant();
    var latest = OwnTaskRules.latest(OwnTaskRules.promised(request, open.need(), now), now);
    var dueAt = wish.by() == null ? latest : wish.by();
    if (dueAt.isAfter(latest) || !dueAt.isAfter(now)) {
      return new TooLate(now, latest);
    }
    var actor = TimelineEntry.actor(caller);
    var raised = tasks.loadKeeper(named);
    var keeper =
        wish.callback() == null ? raised : new OwnTasks.Keeper(raised.function(), wish.callback());
    var task = new Kept(wish.id(), open.need().id(), keeper.function(), now, dueAt);
    needs.withdrawOffer(request, open, actor);
    tasks.add(request.id(), task, new OwnTasks.By(caller.person(), caller.name(), keeper), digest);
    keeping.tellKept(request, task, now, actor);
    needs.settle(request, actor);
    return Stands.of(task);
  }

  /**
   * Asks a colleague for a nurse's visit, instead of whoever was asked.
   *
   * @return nothing if the caller may see no such request
   */
  @Transactional
  public Optional<OwnTaskResult> ask(
      AssessmentRequestId id, Asking asking, BodyDigest digest, Caller caller) {
    return requests
        .findAndLock(id, caller)
        .map(
            request ->
                tasks
                    .findEarlier(asking.id())
                    .map(earlier -> again(request, digest, earlier))
                    .orElseGet(() -> ask(request, asking, digest, caller)));
  }

  private OwnTaskResult ask(
      AssessmentRequest request, Asking asking, BodyDigest digest, Caller caller) {
    var open = needs.findOpen(request.id(), Need.NURSE_VISIT).orElse(null);
    var refusal = OwnTaskRules.refusal(request, open);
    if (refusal.isPresent() || open == null) {
      return refused(refusal.orElse(Reason.NOTHING_TO_KEEP), request, open);
    }
    var suitable = needs.ask(request, open, asking.colleague(), TimelineEntry.actor(caller));
    if (!suitable.contains(asking.colleague())) {
      return new Refused(Reason.RECEIVER_UNSUITABLE, request.neededLevel(), null, suitable);
    }
    tasks.add(request.id(), asking, clock.instant(), digest);
    return new Asked(asking.id(), asking.colleague());
  }

  /**
   * Takes that she has done it.
   *
   * @return nothing if the caller may see no such request
   */
  @Transactional
  public Optional<OwnTaskResult> complete(
      AssessmentRequestId id,
      OwnTaskId task,
      Ending ending,
      String journalReference,
      Caller caller) {
    return requests
        .findAndLock(id, caller)
        .map(
            request ->
                tasks
                    .find(request.id(), task)
                    .map(
                        found ->
                            complete(
                                request,
                                found,
                                ending,
                                journalReference,
                                TimelineEntry.actor(caller)))
                    .orElseGet(NoSuchTask::new));
  }

  private OwnTaskResult complete(
      AssessmentRequest request,
      OwnTask task,
      Ending ending,
      String journalReference,
      String actor) {
    var open =
        needs
            .findOpen(request.id(), Need.NURSE_VISIT)
            .filter(standing -> standing.need().id().equals(task.need()));
    var level = request.neededLevel();
    var isStillHers =
        open.filter(standing -> !standing.isCarried()).isPresent()
            && level != null
            && OwnTaskRules.isANurses(level);
    return switch (OwnTaskRules.complete(task, ending, journalReference, isStillHers)) {
      case Becomes(Done done) -> {
        var now = clock.instant();
        open.ifPresent(standing -> needs.withdrawOffer(request, standing, actor));
        tasks.keep(done, now);
        open.ifPresent(
            standing -> needs.end(request, standing.need(), done.ending().outcome(), now, actor));
        keeping.tell(
            request,
            new OwnTaskCompleted(
                request.id(), request.municipality(), request.requester(), done.keeper(), now),
            actor,
            done.ending().outcome().name());
        needs.settle(request, actor);
        yield Stands.of(done);
      }
      case Becomes(var other) ->
          throw new IllegalStateException("Expected a task that is done, but found " + other);
      case Unchanged _ -> Stands.of(task);
      case Decision.Refused(var reason) -> refused(reason, request, open.orElse(null));
    };
  }

  /**
   * Takes that she will not do it after all: the function is asked.
   *
   * @return nothing if the caller may see no such request
   */
  @Transactional
  public Optional<OwnTaskResult> giveBack(
      AssessmentRequestId id, OwnTaskId task, ReturnReason reason, Caller caller) {
    return requests
        .findAndLock(id, caller)
        .map(
            request ->
                tasks
                    .find(request.id(), task)
                    .map(found -> giveBack(request, found, reason, TimelineEntry.actor(caller)))
                    .orElseGet(NoSuchTask::new));
  }

  private OwnTaskResult giveBack(
      AssessmentRequest request, OwnTask task, ReturnReason reason, String actor) {
    return switch (keeping.giveBack(request, task, reason, clock.instant(), actor)) {
      case Becomes(GivenBack givenBack) -> {
        needs.settle(request, actor);
        yield Stands.of(givenBack);
      }
      case Becomes(var other) ->
          throw new IllegalStateException("Expected a task that went back, but found " + other);
      case Unchanged _ -> Stands.of(task);
      case Decision.Refused(var refusal) -> refused(refusal, request, null);
    };
  }

  /** Gives back what was not done in time, unless it was meanwhile. */
  @Transactional
  public void giveBackIfOverdue(AssessmentRequestId id, OwnTaskId task) {
    requests
        .findAndLock(id)
        .ifPresent(
            request -> {
              var now = clock.instant();
              tasks
                  .find(id, task)
                  .filter(found -> OwnTaskRules.isOverdueAt(found, now))
                  // The clock may have been set while the request's row was waited for.
                  .filter(_ -> !clockWatch.isHeld(now))
                  .ifPresent(
                      overdue -> {
                        keeping.giveBack(
                            request, overdue, ReturnReason.DEADLINE_PASSED, now, CLOCK);
                        needs.settle(request, CLOCK);
                      });
            });
  }

  private static Refused refused(
      Reason reason, AssessmentRequest request, @Nullable Standing open) {
    return new Refused(reason, request.neededLevel(), open, List.of());
  }
}
