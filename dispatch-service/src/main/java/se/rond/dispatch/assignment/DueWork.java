package se.rond.dispatch.assignment;

import java.time.Instant;
import java.time.InstantSource;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Does what is due. Deadlines are columns of the rows they concern, so a process that dies loses
 * none, and two instances that find the same one are told apart by the lock on the request.
 */
@Component
class DueWork {

  /** Most deadlines taken in one sweep; the rest follow in the next one, which comes at once. */
  private static final int BATCH = 100;

  private final Assignments assignments;
  private final DispatchDesk desk;
  private final InstantSource clock;

  DueWork(Assignments assignments, DispatchDesk desk, InstantSource clock) {
    this.assignments = assignments;
    this.desk = desk;
    this.clock = clock;
  }

  /** Sweeps twice a second, so that nothing is late by more than that. */
  @Scheduled(fixedDelayString = "${rond.dispatch.sweep-every:500ms}")
  void sweep() {
    due(clock.instant());
  }

  /** Does everything that is due at {@code now}. */
  void due(Instant now) {
    for (var offer : assignments.listDueOffers(now, BATCH)) {
      desk.lapse(offer.request(), offer.token());
    }
    for (var need : assignments.listDueNeeds(now, BATCH)) {
      desk.matchAgain(need);
    }
  }
}
