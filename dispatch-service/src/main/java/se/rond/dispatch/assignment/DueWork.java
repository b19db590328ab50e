package se.rond.dispatch.assignment;

import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.dispatch.clock.ClockWatch;
import se.rond.dispatch.escalation.Climbs;
import se.rond.dispatch.sweep.Sweep;

/**
 * Does what is due. Deadlines are columns of the rows they concern, so a process that dies loses
 * none, and two instances that find the same one are told apart by the lock on the request.
 */
@Component
class DueWork {

  /** Pause between two sweeps, in ms: how late an idle service notices a deadline. */
  private static final long SWEEP_EVERY_MILLIS = 500;

  /** Most deadlines of a kind taken in one sweep; the rest follow in the next. */
  private static final int BATCH = 100;

  private static final Logger log = LoggerFactory.getLogger(DueWork.class);

  private final Assignments assignments;
  private final Emergencies emergencies;
  private final DispatchDesk desk;
  private final EmergencyDesk emergencyDesk;
  private final List<Sweep> sweeps;
  private final Climbs climbs;
  private final LadderDesk ladderDesk;
  private final ClockWatch clockWatch;

  DueWork(
      Assignments assignments,
      Emergencies emergencies,
      DispatchDesk desk,
      EmergencyDesk emergencyDesk,
      List<Sweep> sweeps,
      Climbs climbs,
      LadderDesk ladderDesk,
      ClockWatch clockWatch) {
    this.assignments = assignments;
    this.emergencies = emergencies;
    this.desk = desk;
    this.emergencyDesk = emergencyDesk;
    this.sweeps = List.copyOf(sweeps);
    this.climbs = climbs;
    this.ladderDesk = ladderDesk;
    this.clockWatch = clockWatch;
  }

  /**
   * Sweeps, and begins again half a second after it is done, so that little is late by more than
   * that. While the clock has just been set, nobody loses an offer or a promise by it; alarms that
   * take nothing from anybody go on, and so does the search.
   */
  @Scheduled(fixedDelay = SWEEP_EVERY_MILLIS)
  void sweep() {
    var now = clockWatch.read();
    alarmEmergencies(now);
    if (!clockWatch.isHeld(now)) {
      lapse(now);
    }
    searchAndAlarm(now);
  }

  /** Does everything that is due at {@code now}. */
  void due(Instant now) {
    alarmEmergencies(now);
    lapse(now);
    searchAndAlarm(now);
  }

  /** Of all that is due, this is never late. */
  private void alarmEmergencies(Instant now) {
    for (var request : emergencies.listUnacknowledged(now, BATCH)) {
      undisturbed(request, () -> emergencyDesk.alarm(request));
    }
  }

  private void lapse(Instant now) {
    for (var offer : assignments.listDueOffers(now, BATCH)) {
      undisturbed(offer.request(), () -> desk.lapse(offer.request(), offer.token()));
    }
    for (var climb : climbs.listDue(now, BATCH)) {
      undisturbed(climb.request(), () -> ladderDesk.due(climb.request(), climb.need()));
    }
  }

  private void searchAndAlarm(Instant now) {
    for (var need : assignments.listDueNeeds(now, BATCH)) {
      undisturbed(need.request(), () -> desk.matchAgain(need));
    }
    for (var silent : assignments.listSilent(now, BATCH)) {
      undisturbed(silent.request(), () -> desk.alarmSilence(silent.request(), silent.assignment()));
    }
    for (var visit : assignments.listUndocumented(now, BATCH)) {
      undisturbed(visit.request(), () -> desk.alarmJournal(visit.request(), visit.assignment()));
    }
    for (var request : emergencies.listOver(now, BATCH)) {
      undisturbed(request, () -> emergencyDesk.end(request));
    }
    for (var sweep : sweeps) {
      for (var due : sweep.listDue(now, BATCH)) {
        undisturbed(due.request(), due.work());
      }
    }
  }

  /**
   * One request that fails keeps no other waiting. It stays due, so it is tried again by the next
   * sweep, and shown as an error each time.
   */
  private static void undisturbed(AssessmentRequestId request, Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      log.error("What is due for request {} could not be done", request, e);
    }
  }
}
