package se.rond.dispatch.owntask;

import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;
import se.rond.dispatch.clock.ClockWatch;
import se.rond.dispatch.sweep.Sweep;

/** Looks for own tasks whose time is over; none is while the clock has just been set. */
@Component
class OwnTaskSweep implements Sweep {

  private final OwnTasks tasks;
  private final OwnTaskDesk desk;
  private final ClockWatch clockWatch;

  OwnTaskSweep(OwnTasks tasks, OwnTaskDesk desk, ClockWatch clockWatch) {
    this.tasks = tasks;
    this.desk = desk;
    this.clockWatch = clockWatch;
  }

  @Override
  public List<Due> listDue(Instant now, int limit) {
    return clockWatch.isHeld(now)
        ? List.of()
        : tasks.listOverdue(now, limit).stream()
            .map(
                one ->
                    new Due(one.request(), () -> desk.giveBackIfOverdue(one.request(), one.task())))
            .toList();
  }
}
