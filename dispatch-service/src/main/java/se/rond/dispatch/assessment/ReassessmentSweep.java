package se.rond.dispatch.assessment;

import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;
import se.rond.dispatch.sweep.Sweep;

/** The re-assessments whose time has come. */
@Component
class ReassessmentSweep implements Sweep {

  private final Assessments assessments;
  private final ReassessmentDesk desk;

  ReassessmentSweep(Assessments assessments, ReassessmentDesk desk) {
    this.assessments = assessments;
    this.desk = desk;
  }

  @Override
  public List<Due> listDue(Instant now, int limit) {
    return assessments.listDue(now, limit).stream()
        .map(due -> new Due(due.request(), () -> desk.due(due.request(), due.assessment())))
        .toList();
  }
}
