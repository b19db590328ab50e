package se.rond.dispatch.imaging;

import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;
import se.rond.dispatch.sweep.Sweep;

/** The examinations whose next step is late. */
@Component
class ExaminationSweep implements Sweep {

  private final Examinations examinations;
  private final ImagingDesk desk;

  ExaminationSweep(Examinations examinations, ImagingDesk desk) {
    this.examinations = examinations;
    this.desk = desk;
  }

  @Override
  public List<Due> listDue(Instant now, int limit) {
    return examinations.listDue(now, limit).stream()
        .map(due -> new Due(due.request(), () -> desk.due(due.request(), due.examination())))
        .toList();
  }
}
