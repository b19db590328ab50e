package se.rond.dispatch.assignment;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.care.Level;
import se.rond.contracts.care.Need;
import se.rond.contracts.care.ResponderId;
import se.rond.contracts.triage.TriageDecision.NeedWithCapabilities;
import se.rond.dispatch.assignment.Assignment.Accepted;
import se.rond.dispatch.assignment.Assignment.Completed;
import se.rond.dispatch.assignment.Assignment.Declined;
import se.rond.dispatch.assignment.Assignment.EnRoute;
import se.rond.dispatch.assignment.Assignment.Failed;
import se.rond.dispatch.assignment.Assignment.HandedOver;
import se.rond.dispatch.assignment.Assignment.HandoverOffered;
import se.rond.dispatch.assignment.Assignment.Lapsed;
import se.rond.dispatch.assignment.Assignment.Offered;
import se.rond.dispatch.assignment.Assignment.Unassigned;
import se.rond.dispatch.assignment.Assignment.WithPatient;
import se.rond.dispatch.assignment.Assignment.WithResponder;
import se.rond.dispatch.assignment.Assignment.Withdrawn;
import se.rond.dispatch.assignment.Assignments.Standing;
import se.rond.dispatch.request.AssessmentRequest;
import se.rond.dispatch.request.NeedId;

/** The needs of a locked request with their offers and assignments, when the request changes. */
@Component
public class OpenWork {

  private final Assignments assignments;
  private final OfferRound offers;
  private final LadderRound ladders;
  private final Withdrawals withdrawals;
  private final RequestProgress progress;
  private final Handovers handovers;
  private final KeptNeeds keptNeeds;
  private final InstantSource clock;
  private final Supplier<UUID> freshIds;

  OpenWork(
      Assignments assignments,
      OfferRound offers,
      LadderRound ladders,
      Withdrawals withdrawals,
      RequestProgress progress,
      Handovers handovers,
      KeptNeeds keptNeeds,
      InstantSource clock,
      Supplier<UUID> freshIds) {
    this.assignments = assignments;
    this.offers = offers;
    this.ladders = ladders;
    this.withdrawals = withdrawals;
    this.progress = progress;
    this.handovers = handovers;
    this.keptNeeds = keptNeeds;
    this.clock = clock;
    this.freshIds = freshIds;
  }

  /** Lists who is asked, has accepted or is with the patient, and who is asked to take over. */
  public List<ResponderId> listResponders(AssessmentRequestId request) {
    return assignments.listCurrent(request).stream()
        .filter(Standing::isLive)
        .map(Standing::assignment)
        .map(WithResponder.class::cast)
        .flatMap(
            live ->
                Stream.concat(
                    Stream.of(live.responder()),
                    handovers.findReceiver(request, live.id()).stream()))
        .distinct()
        .toList();
  }

  /** Returns whether somebody is with the patient, and so cannot be called back. */
  public boolean isSomebodyWithPatient(AssessmentRequestId request) {
    return assignments.listCurrent(request).stream()
        .anyMatch(one -> one.assignment() instanceof WithPatient);
  }

  /**
   * Sees that a need is met at the level that is needed: a new one is offered, an open one asks for
   * more. One that was met at a lower level does not answer a higher one, and is asked for again.
   */
  void need(AssessmentRequest request, NeedWithCapabilities needed, String actor) {
    need(request, needed, ladders.demandedNow(request), actor);
  }

  /** As {@link #need(AssessmentRequest, NeedWithCapabilities, String)}, and how that came about. */
  void need(AssessmentRequest request, NeedWithCapabilities needed, Demand demand, String actor) {
    var level = levelOf(request);
    var known = listWanted(request, needed);
    var isMet = known.stream().anyMatch(one -> one.ended() && one.need().answers(level));
    // What follows a visit that was made brings what is left of it, and nothing twice.
    var open =
        known.stream()
            .filter(one -> !one.ended() && !(isMet && one.need().isFollowing()))
            .findFirst();
    if (open.isPresent()) {
      var before = open.get().need();
      var more = before.with(needed.capabilities(), level);
      var goesByItself =
          more.contactBy() == null
              ? !LadderRound.isOwn(request, more.kind())
              : !before.answers(level);
      var wanted = goesByItself ? tightened(request, more) : more;
      askForMore(request, open.get(), wanted, demand, actor);
    } else if (known.stream().noneMatch(one -> one.need().answers(level))) {
      var isOwn = LadderRound.isOwn(request, needed.need());
      var contactBy = isOwn ? null : offers.contactBeside(request, needed.need());
      add(request, needed, contactBy, demand, actor);
    }
  }

  /**
   * Asks for a need with a promise of its own, also one that was met before.
   *
   * @param contactBy when somebody is to meet it
   * @return the need as it is now
   */
  OpenNeed order(
      AssessmentRequest request,
      NeedWithCapabilities needed,
      Instant contactBy,
      Demand demand,
      String actor) {
    var open = listWanted(request, needed).stream().filter(one -> !one.ended()).findFirst();
    if (open.isEmpty()) {
      return add(request, needed, contactBy, demand, actor);
    }
    var more = ordered(request, open.get().need(), needed, contactBy);
    askForMore(request, open.get(), more, demand, actor);
    return more;
  }

  /**
   * An open need that is ordered, too, by its own time. One that a rule named beside the level's
   * own has no more time than before; for the level's own the promise of the request goes on.
   */
  private OpenNeed ordered(
      AssessmentRequest request, OpenNeed open, NeedWithCapabilities needed, Instant contactBy) {
    var more = open.with(needed.capabilities(), levelOf(request));
    var isNamedBeside =
        open.contactBy() == null
            && !open.isSubstitute()
            && !LadderRound.isOwn(request, open.kind());
    return (isNamedBeside ? tightened(request, more) : more).by(contactBy, clock.instant());
  }

  /**
   * The same need with no more time than its level promises: what the request is not about, by the
   * level that is usual for it. What is over already tightens nothing.
   */
  private OpenNeed tightened(AssessmentRequest request, OpenNeed need) {
    var now = clock.instant();
    var usual = offers.usualContactBy(request, need);
    return usual.isAfter(now) ? need.by(usual, now) : need;
  }

  /**
   * Brings the state of a locked open request in line with its work, and closes it when all is
   * done: after something that it waited for. One whose needs nobody knows yet stays as it is.
   */
  public void settle(AssessmentRequest request, String actor) {
    if (!assignments.listCurrent(request.id()).isEmpty()) {
      ladders.replace(request, actor);
      progress.settle(request, clock.instant(), actor);
    }
  }

  /**
   * Returns whether the request has needs, and nobody is at work for any of them any more: all are
   * met, or follow what was; who will come for what follows is not there yet.
   */
  boolean isAllMet(AssessmentRequestId request) {
    var current = assignments.listCurrent(request);
    return !current.isEmpty()
        && current.stream()
            .allMatch(
                one ->
                    one.ended()
                        || one.need().isFollowing() && !(one.assignment() instanceof WithPatient));
  }

  /** Returns whether somebody is with the patient for a need of that kind. */
  boolean isSomebodyThereFor(AssessmentRequestId request, Need kind) {
    return assignments.listCurrent(request).stream()
        .anyMatch(one -> one.need().kind() == kind && one.assignment() instanceof WithPatient);
  }

  /**
   * Returns whether a need is to be promised from now on. What the level is about is, where
   * somebody has been with the patient, which has stopped the clock of the request: nobody would
   * see that nobody comes. What a rule names beside it is, where its usual time is over already.
   */
  boolean needsPromiseFromNow(AssessmentRequest request, NeedWithCapabilities needed) {
    var level = levelOf(request);
    var known = listWanted(request, needed);
    if (LadderRound.isOwn(request, needed.need())) {
      return known.stream()
              .noneMatch(
                  one ->
                      one.need().answers(level) || !one.ended() && one.need().contactBy() == null)
          && assignments.isPatientMet(request.id())
          && !assignments.isPromiseKeptByContact(request.id());
    }
    return known.stream()
            .allMatch(
                one -> one.ended() ? !one.need().answers(level) : one.need().contactBy() == null)
        && !offers.contactBeside(request, needed.need()).isAfter(clock.instant());
  }

  /**
   * A level that rises may be about something else. What it was about keeps its time as a promise
   * of its own, unless that was kept.
   *
   * @param before the request as it is stored still
   */
  void keepPromise(AssessmentRequest before, AssessmentRequest raised) {
    var contactBy = before.contactBy();
    if (contactBy == null || LadderRound.isAboutTheSame(before, raised)) {
      return;
    }
    // Where the promise is kept, who is with the patient may fail yet: the next one has to come in
    // time. Where none is wanted any more, nobody has.
    var isKept = assignments.isPatientMet(before.id());
    var left =
        assignments.listCurrent(before.id()).stream()
            .filter(one -> !one.ended() && !one.need().isSubstitute())
            .filter(one -> !isKept || one.assignment() instanceof WithPatient)
            .map(Standing::need)
            .filter(need -> need.contactBy() == null && LadderRound.isOwn(before, need.kind()))
            .filter(need -> !assignments.isUnwanted(need))
            .toList();
    for (var need : left) {
      assignments.keep(need.by(contactBy, clock.instant()), clock.instant());
      ladders.watchByItself(need);
    }
  }

  /** Where the needs of a kind stand that nobody has given up. */
  private List<Standing> listWanted(AssessmentRequest request, NeedWithCapabilities needed) {
    return assignments.listCurrent(request.id()).stream()
        .filter(one -> one.need().kind() == needed.need() && !one.isGivenUp())
        .toList();
  }

  /**
   * Takes back everything that nobody is with the patient for yet, and gives up its needs. What was
   * only promised is not granted any more.
   */
  public void withdrawAll(AssessmentRequest request, String actor) {
    keptNeeds.nobodyNeedsToCome(request, clock.instant(), actor);
    for (var one : assignments.listCurrent(request.id())) {
      withdrawals.takeBack(request, one, actor);
    }
    progress.keepGranted(request);
  }

  /**
   * Asks nobody any more, to take over neither; whoever has accepted stays, and no promise is
   * watched.
   */
  void withdrawOffers(AssessmentRequest request, String actor) {
    ladders.unwatch(request);
    assignments.listCurrent(request.id()).stream()
        .filter(Standing::isKept)
        .forEach(one -> keptNeeds.levelIs(request, one.need(), clock.instant(), actor));
    for (var one : assignments.listCurrent(request.id())) {
      switch (one.assignment()) {
        case Offered _ -> {
          withdrawals.withdraw(request, one, actor);
          assignments.end(one.need(), clock.instant());
        }
        case Unassigned _ -> assignments.end(one.need(), clock.instant());
        case Accepted(var id, var _, var _, var _) -> handovers.withdraw(request, id, actor);
        case EnRoute(var id, var _, var _, var _) -> handovers.withdraw(request, id, actor);
        case WithPatient(var id, var _, var _, var _) -> handovers.withdraw(request, id, actor);
        case HandoverOffered _,
            Completed _,
            HandedOver _,
            Failed _,
            Declined _,
            Lapsed _,
            Withdrawn _ -> {}
      }
    }
  }

  /**
   * Goes by where the patient is now: an offer to somebody who does not serve that place is
   * withdrawn, and somebody else is asked. Whoever has accepted stays, and is told.
   *
   * @param before where it was withdrawn from, which is where that is told
   */
  public void moved(AssessmentRequest before, AssessmentRequest request, String actor) {
    var current = assignments.listCurrent(request.id());
    if (current.isEmpty()) {
      return;
    }
    for (var one : current) {
      switch (one.assignment()) {
        case Offered offered when !offers.serves(request, one.need(), offered.responder()) -> {
          withdrawals.withdraw(before, one, actor);
          ladders.askAgain(one.need(), offered.id());
          ladders.goOn(request, one.need(), actor);
        }
        case Unassigned _ when !one.ended() && !one.isKept() ->
            ladders.goOn(request, one.need(), actor);
        case Unassigned _,
            Offered _,
            Accepted _,
            EnRoute _,
            WithPatient _,
            HandoverOffered _,
            Completed _,
            HandedOver _,
            Failed _,
            Declined _,
            Lapsed _,
            Withdrawn _ -> {}
      }
    }
    progress.settle(request, clock.instant(), actor);
  }

  private OpenNeed add(
      AssessmentRequest request,
      NeedWithCapabilities needed,
      @Nullable Instant contactBy,
      Demand demand,
      String actor) {
    var need =
        new OpenNeed(
            new NeedId(freshIds.get()),
            request.id(),
            needed.need(),
            needed.capabilities(),
            levelOf(request),
            contactBy,
            null);
    assignments.addNeed(need, clock.instant());
    ladders.begin(request, need, demand, actor);
    return need;
  }

  private static Level levelOf(AssessmentRequest request) {
    return requireNonNull(request.neededLevel(), "needed level");
  }

  /**
   * Keeps what more is asked for. Who has not answered yet is asked anew. Who has accepted stays,
   * unless the level is a higher one that somebody else can answer in time; who is on the way or
   * with the patient answers that, too. The ladder of a higher level, and of an order for a sooner
   * time, is climbed from its foot.
   */
  private void askForMore(
      AssessmentRequest request, Standing open, OpenNeed more, Demand demand, String actor) {
    var isSooner = isSooner(request, open.need(), more);
    // Also where it asks for nothing more: somebody had lowered the level, and it is wanted again.
    assignments.keep(more, clock.instant());
    if (more.equals(open.need())) {
      ladders.watch(request, more, demand);
      return;
    }
    if (isSooner || open.need().isSubstitute() || more.level() != open.need().level()) {
      ladders.beginAnew(request, more, demand);
    } else {
      ladders.watch(request, more, demand);
    }
    switch (open.assignment()) {
      // It was asked for in the place of something else; now it is demanded, and asks the same.
      case Offered _ when more.asksTheSameAs(open.need()) -> ladders.goOn(request, more, actor);
      case Offered offered -> {
        withdrawals.withdraw(request, open, actor);
        ladders.askAgain(more, offered.id());
        ladders.goOn(request, more, actor);
      }
      case Unassigned _ -> ladders.goOn(request, more, actor);
      case Accepted accepted
          when (isSooner || !open.need().answers(levelOf(request)))
              && isTooLate(request, open, more) -> {
        offers
            .findInTime(request, more, accepted.responder())
            .ifPresent(
                other -> {
                  withdrawals.withdraw(request, open, actor);
                  offers.offerTo(other, request, more, actor);
                });
        // Whether or not there is anybody: who comes too late keeps no ladder waiting.
        ladders.goOn(request, more, actor);
      }
      case Accepted _, EnRoute _ -> ladders.goOn(request, more, actor);
      case WithPatient _,
          HandoverOffered _,
          Completed _,
          HandedOver _,
          Failed _,
          Declined _,
          Lapsed _,
          Withdrawn _ -> {}
    }
  }

  /**
   * Returns true if what is asked for now has a time of its own, and what was asked for before went
   * by a later one, or by one that is over or that somebody has kept.
   */
  private boolean isSooner(AssessmentRequest request, OpenNeed before, OpenNeed more) {
    var ordered = more.contactBy();
    if (ordered == null || ordered.equals(before.contactBy())) {
      return false;
    }
    var contactBy = offers.contactBy(request, before, clock.instant());
    return ordered.isBefore(contactBy)
        || !contactBy.isAfter(clock.instant())
        || before.contactBy() == null
            && LadderRound.isOwn(request, before.kind())
            && assignments.isPatientMet(request.id());
  }

  /**
   * Returns true if who said yes before is expected after the time for what is needed now, as it
   * says itself or else as it was estimated; or nobody knows when, since that is over long ago.
   */
  private boolean isTooLate(AssessmentRequest request, Standing open, OpenNeed more) {
    var now = clock.instant();
    var arrival = open.arrival();
    return arrival == null
        || open.isOverdueAt(now)
        || arrival.isAfter(offers.contactBy(request, more, now));
  }
}
