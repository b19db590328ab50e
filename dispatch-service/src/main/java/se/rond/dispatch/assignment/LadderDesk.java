package se.rond.dispatch.assignment;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.dispatch.DispatchEvent.Limit;
import se.rond.dispatch.clock.ClockWatch;
import se.rond.dispatch.escalation.Climb;
import se.rond.dispatch.escalation.Climbs;
import se.rond.dispatch.escalation.LadderAlarms;
import se.rond.dispatch.escalation.Watch;
import se.rond.dispatch.escalation.Watch.Contact;
import se.rond.dispatch.request.AssessmentRequest;
import se.rond.dispatch.request.AssessmentRequests;
import se.rond.dispatch.request.NeedId;

/** Does what the clock says of a climb. */
@Service
public class LadderDesk {

  /** Who acts when nobody does. */
  private static final String CLOCK = "clock";

  private final AssessmentRequests requests;
  private final Assignments assignments;
  private final Climbs climbs;
  private final StandIns standIns;
  private final LadderRound ladders;
  private final LadderAlarms alarms;
  private final ClockWatch clockWatch;
  private final InstantSource clock;

  LadderDesk(
      AssessmentRequests requests,
      Assignments assignments,
      Climbs climbs,
      StandIns standIns,
      LadderRound ladders,
      LadderAlarms alarms,
      ClockWatch clockWatch,
      InstantSource clock) {
    this.requests = requests;
    this.assignments = assignments;
    this.climbs = climbs;
    this.standIns = standIns;
    this.ladders = ladders;
    this.alarms = alarms;
    this.clockWatch = clockWatch;
    this.clock = clock;
  }

  /**
   * Warns, tells what was not kept, and goes on, unless another instance has just done so, or the
   * clock was set while the request's row was waited for.
   */
  @Transactional
  public void due(AssessmentRequestId id, NeedId need) {
    requests
        .findAndLock(id)
        .ifPresent(
            request -> {
              var now = clock.instant();
              if (!clockWatch.isHeld(now)) {
                climbs.find(need).ifPresent(climb -> due(request, climb, now));
              }
            });
  }

  private void due(AssessmentRequest request, Climb climb, Instant now) {
    climbs.keep(climb.watching(climb.watch().handledUntil(now)));
    standIns
        .find(request, climb.need())
        .filter(family -> request.state().isOpen() && !family.root().ended())
        .ifPresent(family -> broken(request, climb, family, now));
  }

  private void broken(AssessmentRequest request, Climb climb, Family family, Instant now) {
    var watch = climb.watch();
    var acceptBy = watch.acceptBy();
    if (acceptBy != null
        && Watch.isOver(acceptBy, now)
        && !family.isTaken()
        && !family.root().need().canWaitAt(now)) {
      alarms.breach(request, Limit.ACCEPT, acceptBy, now, CLOCK);
      ladders.hurry(request, climb.need(), CLOCK);
    }
    var unkept = listUnkept(request, watch, family.root().need());
    var over = dueBy(unkept.stream().filter(one -> Watch.isOver(one.breachAt(), now)));
    for (var contactBy : over) {
      alarms.breach(request, Limit.CONTACT, contactBy, now, CLOCK);
    }
    // A level that has risen late is broken when it begins: whoever is asked has the time to
    // accept.
    if (!over.isEmpty() && !family.isTaken() && (acceptBy == null || Watch.isOver(acceptBy, now))) {
      ladders.hurry(request, climb.need(), CLOCK);
    }
    var soon =
        unkept.stream()
            .filter(one -> Watch.isOver(one.warnAt(), now) && !Watch.isOver(one.breachAt(), now));
    for (var contactBy : dueBy(soon)) {
      alarms.warn(request, contactBy, now, CLOCK);
    }
  }

  /** The promises of contact that nobody has kept yet; what was ordered has one of its own. */
  private List<Contact> listUnkept(AssessmentRequest request, Watch watch, OpenNeed need) {
    var unkept = new ArrayList<Contact>();
    if (watch.common().breachAt() != null
        && LadderRound.isOwn(request, need.kind())
        && !assignments.isPatientMet(request.id())) {
      unkept.add(watch.common());
    }
    if (watch.ordered().breachAt() != null && !assignments.isPatientMet(need)) {
      unkept.add(watch.ordered());
    }
    return unkept;
  }

  /** Two promises for the same time are told of once. */
  private static List<Instant> dueBy(Stream<Contact> promises) {
    return promises.map(Contact::by).filter(Objects::nonNull).distinct().sorted().toList();
  }
}
