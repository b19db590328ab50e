package se.rond.dispatch.remeasure;

import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;
import se.rond.dispatch.sweep.Sweep;

/** Looks for patients who are to be measured by now. */
@Component
class RemeasureSweep implements Sweep {

  private final Remeasures remeasures;
  private final RemeasureDesk desk;

  RemeasureSweep(Remeasures remeasures, RemeasureDesk desk) {
    this.remeasures = remeasures;
    this.desk = desk;
  }

  @Override
  public List<Due> listDue(Instant now, int limit) {
    return remeasures.listDue(now, limit).stream()
        .map(request -> new Due(request, () -> desk.tellIfDue(request)))
        .toList();
  }
}
