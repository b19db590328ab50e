package se.rond.dispatch.assignment;

import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;
import se.rond.dispatch.sweep.Sweep;

/** The requests that have waited long enough for triage. */
@Component
class TriageSweep implements Sweep {

  private final TriageWaits waits;
  private final LateTriage triage;

  TriageSweep(TriageWaits waits, LateTriage triage) {
    this.waits = waits;
    this.triage = triage;
  }

  @Override
  public List<Due> listDue(Instant now, int limit) {
    return waits.listDue(now, limit).stream()
        .map(request -> new Due(request, () -> triage.goOn(request)))
        .toList();
  }
}
