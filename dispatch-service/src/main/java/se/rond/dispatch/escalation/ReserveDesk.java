package se.rond.dispatch.escalation;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import se.rond.access.Caller;
import se.rond.access.Role;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.care.ReserveRoutineId;
import se.rond.contracts.care.ResponderId;
import se.rond.contracts.dispatch.DispatchEvent.AboutReserveRoutine;
import se.rond.contracts.dispatch.DispatchEvent.ReserveRoutineActivated;
import se.rond.contracts.dispatch.DispatchEvent.ReserveRoutineResolved;
import se.rond.contracts.topic.Topic;
import se.rond.dispatch.DispatchMeter;
import se.rond.dispatch.DispatchMeter.Routine;
import se.rond.dispatch.agreement.Agreement;
import se.rond.dispatch.agreement.Agreements;
import se.rond.dispatch.agreement.ReserveContact;
import se.rond.dispatch.agreement.Terms;
import se.rond.dispatch.remeasure.RemeasureDesk;
import se.rond.dispatch.request.AssessmentRequest;
import se.rond.dispatch.request.AssessmentRequests;
import se.rond.dispatch.request.TimelineEntry;
import se.rond.dispatch.roster.Municipalities;
import se.rond.messaging.Outbox;
import se.rond.telemetry.Meters;

/**
 * Activates the reserve routine where a ladder ends, and takes what a person says it was. Nobody is
 * sent to 112 by it; whoever is asked is asked on.
 */
@Service
public class ReserveDesk {

  private final AssessmentRequests requests;
  private final ReserveRoutines routines;
  private final Climbs climbs;
  private final Agreements agreements;
  private final RemeasureDesk remeasures;
  private final Municipalities municipalities;
  private final Outbox outbox;
  private final Meters meters;
  private final InstantSource clock;
  private final Supplier<UUID> freshIds;

  ReserveDesk(
      AssessmentRequests requests,
      ReserveRoutines routines,
      Climbs climbs,
      Agreements agreements,
      RemeasureDesk remeasures,
      Municipalities municipalities,
      Outbox outbox,
      Meters meters,
      InstantSource clock,
      Supplier<UUID> freshIds) {
    this.requests = requests;
    this.routines = routines;
    this.climbs = climbs;
    this.agreements = agreements;
    this.remeasures = remeasures;
    this.municipalities = municipalities;
    this.outbox = outbox;
    this.meters = meters;
    this.clock = clock;
    this.freshIds = freshIds;
  }

  /**
   * Sees that a locked request has an open reserve routine; one is enough, whichever of its ladders
   * has ended.
   *
   * @param role whom the ladder names
   * @param terms by which the request is judged
   * @param unmet the physician's contact that was not to be had; null if it is not about one
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void activate(
      AssessmentRequest request, String role, Terms terms, @Nullable Unmet unmet, String actor) {
    var now = clock.instant();
    var contacts = terms.listManagers(role, now);
    var open = routines.findOpen(request.id());
    open.ifPresent(routine -> tellOthers(request, routine, role, contacts, now, actor));
    var routine = open.orElseGet(() -> activated(request, role, contacts, now, actor));
    if (unmet != null) {
      routines.addUnmet(routine.id(), unmet, request, now);
    }
  }

  /** Another ladder may end with another manager, or at another hour. */
  private void tellOthers(
      AssessmentRequest request,
      ReserveRoutine routine,
      String role,
      List<ReserveContact> contacts,
      Instant now,
      String actor) {
    var told = routine.toldTo(contacts);
    routines.keepTold(told);
    var others = told.managers().stream().filter(one -> !routine.managers().contains(one)).toList();
    if (!others.isEmpty()) {
      tell(
          request,
          new ReserveRoutineActivated(
              request.id(),
              request.municipality(),
              request.requester(),
              routine.id(),
              others,
              coordinators(request),
              now),
          role,
          actor);
    }
  }

  private ReserveRoutine activated(
      AssessmentRequest request,
      String role,
      List<ReserveContact> contacts,
      Instant now,
      String actor) {
    var routine =
        ReserveRoutine.open(new ReserveRoutineId(freshIds.get()), request.id(), role, now)
            .toldTo(contacts);
    routines.add(routine);
    meters.count(DispatchMeter.RESERVE_ROUTINES, Routine.ACTIVATED);
    tell(
        request,
        new ReserveRoutineActivated(
            request.id(),
            request.municipality(),
            request.requester(),
            routine.id(),
            routine.managers(),
            coordinators(request),
            now),
        role,
        actor);
    remeasures.tellNow(request);
    return routine;
  }

  /** What became of a resolution. */
  public sealed interface Result {
    /** It is kept, now or by an earlier sending of the same. */
    record Kept(ReserveRoutine routine) implements Result {}

    /** Somebody has said something else. */
    record OtherwiseResolved(ReserveRoutine routine) implements Result {}

    /** The request has no such routine. */
    record NoSuchRoutine() implements Result {}

    /** The caller may see it, and not resolve it. */
    record NotTheirs() implements Result {}
  }

  /**
   * Takes what a coordinator, the manager who was told, or whose shift it is by now, says a routine
   * was. It can be said when the request is over, too.
   *
   * @return nothing if the caller may see no such request
   */
  @Transactional
  public Optional<Result> resolve(AssessmentRequestId id, Resolution said, Caller caller) {
    return requests
        .findAndLock(id, caller)
        .map(
            request ->
                routines
                    .find(request.id(), said.routine())
                    .map(routine -> resolve(request, routine, said, caller))
                    .orElseGet(Result.NoSuchRoutine::new));
  }

  private Result resolve(
      AssessmentRequest request, ReserveRoutine routine, Resolution said, Caller caller) {
    var now = clock.instant();
    var agreement = agreements.load(request.agreement(), request.raisedAt());
    var told = routine.toldTo(agreement.terms().listManagers(routine.role(), now));
    if (!mayResolve(told, caller)) {
      return new Result.NotTheirs();
    }
    if (routine.resolution() != null) {
      return routine.resolution().equals(said)
          ? new Result.Kept(routine)
          : new Result.OtherwiseResolved(routine);
    }
    var actor = TimelineEntry.actor(caller);
    // Whoever resolves it because it is her shift may say so again when that is over.
    routines.keepTold(told);
    routines.resolve(said, now, actor);
    watchAnew(request, said, agreement, now);
    meters.count(DispatchMeter.RESERVE_ROUTINES, Routine.RESOLVED);
    meters.count(DispatchMeter.RESOLUTIONS, said.cause());
    tell(
        request,
        new ReserveRoutineResolved(
            request.id(),
            request.municipality(),
            request.requester(),
            routine.id(),
            told.managers(),
            coordinators(request),
            now),
        said.cause().name(),
        actor);
    return new Result.Kept(routines.find(request.id(), routine.id()).orElseThrow());
  }

  /**
   * What is resolved and still has nobody is looked at again after the time to accept, counted from
   * what was said; where somebody has seen to it, when the awaited contact has not come. A ladder
   * that is still climbed keeps its time.
   */
  private void watchAnew(
      AssessmentRequest request, Resolution said, Agreement agreement, Instant now) {
    if (!request.state().isOpen()) {
      return;
    }
    climbs.listOpen(request.id()).stream()
        .filter(climb -> climb.goesOnIn(request.state()))
        .filter(climb -> Ladder.of(agreement.terms(), climb.level()).hasEnded(climb.climbed()))
        .forEach(
            climb -> {
              var acceptBy = agreement.acceptBy(climb.level(), now);
              var awaited = climbs.findAwaited(request, climb.need());
              climbs.keep(
                  climb.watching(
                      said.seesTo(awaited.kind())
                          ? climb.watch().contactInstead(awaited, acceptBy)
                          : climb.watch().acceptanceInstead(acceptBy)));
            });
  }

  private static boolean mayResolve(ReserveRoutine routine, Caller caller) {
    return caller.role() == Role.COORDINATOR
        || routine.managers().stream().anyMatch(caller.responders()::contains);
  }

  private List<ResponderId> coordinators(AssessmentRequest request) {
    return municipalities.listCoordinators(request.municipality());
  }

  private void tell(
      AssessmentRequest request, AboutReserveRoutine told, String detail, String actor) {
    requests.note(
        request.id(),
        new TimelineEntry(told.occurredAt(), told.getClass().getSimpleName(), actor, null, detail));
    outbox.add(Topic.DISPATCH_REQUESTS, request.id().toString(), told);
  }
}
