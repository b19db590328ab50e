package se.rond.dispatch.assignment;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import se.rond.dispatch.clock.ClockWatch;
import se.rond.dispatch.escalation.Climbs;
import se.rond.dispatch.sweep.Lane;
import se.rond.dispatch.sweep.Sweep;
import se.rond.dispatch.sweep.Sweep.Due;
import se.rond.dispatch.sweep.Together;
import se.rond.dispatch.sweep.Workers;

/**
 * Does what is due. Deadlines are columns of the rows they concern, so a process that dies loses
 * none, and two instances that find the same one are told apart by the lock on the request.
 */
@Component
class DueWork implements DisposableBean {

  /** Pause between two sweeps, in ms: how late an idle service notices a deadline. */
  private static final long SWEEP_EVERY_MILLIS = 500;

  /** How many transactions meet deadlines at once; the other connections are left to people. */
  private static final int AT_ONCE = 4;

  /** The same for RING 112, which waits for nothing else. */
  private static final int EMERGENCIES_AT_ONCE = 2;

  /** Most deadlines of a kind that are listed at once. */
  private static final int BATCH = 100;

  /** Most deadlines that share a transaction. */
  private static final int MOST_TOGETHER = 16;

  /** RING 112 waits for nobody else's row. */
  private static final int EACH_ALONE = 1;

  private final ClockWatch clockWatch;
  private final InstantSource clock;
  private final Together together;
  private final Workers workers = new Workers(AT_ONCE);
  private final Workers emergencyWorkers = new Workers(EMERGENCIES_AT_ONCE);

  /** Of all that is due, this is never late. */
  private final Lane emergencies;

  /** What takes an offer or a promise from somebody. */
  private final List<Lane> lapses;

  /** What takes nothing from anybody: the search, and alarms. */
  private final List<Lane> others;

  DueWork(
      Assignments assignments,
      Emergencies emergencies,
      DispatchDesk desk,
      EmergencyDesk emergencyDesk,
      List<Sweep> sweeps,
      Climbs climbs,
      LadderDesk ladderDesk,
      ClockWatch clockWatch,
      InstantSource clock,
      Together together) {
    this.clockWatch = clockWatch;
    this.clock = clock;
    this.together = together;
    this.emergencies =
        new Lane(
            each(
                emergencies::listUnacknowledged,
                request -> new Due(request, () -> emergencyDesk.alarm(request))),
            emergencyWorkers,
            BATCH,
            EACH_ALONE,
            together);
    lapses =
        lanes(
            Stream.of(
                each(
                    assignments::listDueOffers,
                    offer ->
                        new Due(offer.request(), () -> desk.lapse(offer.request(), offer.token()))),
                each(
                    climbs::listDue,
                    climb ->
                        new Due(
                            climb.request(),
                            () -> ladderDesk.due(climb.request(), climb.need())))));
    others =
        lanes(
            Stream.concat(
                Stream.of(
                    each(
                        assignments::listDueNeeds,
                        need -> new Due(need.request(), () -> desk.matchAgain(need))),
                    each(
                        assignments::listSilent,
                        silent ->
                            new Due(
                                silent.request(),
                                () -> desk.alarmSilence(silent.request(), silent.assignment()))),
                    each(
                        assignments::listUndocumented,
                        visit ->
                            new Due(
                                visit.request(),
                                () -> desk.alarmJournal(visit.request(), visit.assignment()))),
                    each(
                        emergencies::listOver,
                        request -> new Due(request, () -> emergencyDesk.end(request)))),
                sweeps.stream()));
  }

  private interface Listing<T> {
    List<T> list(Instant now, int limit);
  }

  private static <T> Sweep each(Listing<T> listing, Function<T, Due> due) {
    return (now, limit) -> listing.list(now, limit).stream().map(due).toList();
  }

  private List<Lane> lanes(Stream<Sweep> kinds) {
    return kinds.map(this::lane).toList();
  }

  private Lane lane(Sweep kind) {
    return new Lane(kind, workers, BATCH, MOST_TOGETHER, together);
  }

  /**
   * Sends each kind of deadline on its way, and looks again half a second later; a kind that is
   * still at it is left alone. While the clock has just been set, nobody loses an offer or a
   * promise by it; alarms that take nothing from anybody go on, and so does the search.
   */
  @Scheduled(fixedDelay = SWEEP_EVERY_MILLIS)
  void sweep() {
    var now = clockWatch.read();
    emergencies.start(now, this::time);
    if (!clockWatch.isHeld(now)) {
      lapses.forEach(lane -> lane.start(now, this::timeUnlessHeld));
    }
    others.forEach(lane -> lane.start(now, this::time));
  }

  private Optional<Instant> time() {
    return Optional.of(clock.instant());
  }

  private Optional<Instant> timeUnlessHeld() {
    return time().filter(now -> !clockWatch.isHeld(now));
  }

  /** Does what is due at {@code now}, one after the other: the same in the same order each time. */
  void due(Instant now) {
    emergencies.walk(now);
    lapses.forEach(lane -> lane.walk(now));
    others.forEach(lane -> lane.walk(now));
  }

  /** What is begun is finished; what is not is still due after the next start. */
  @Override
  public void destroy() {
    workers.close();
    emergencyWorkers.close();
  }
}
