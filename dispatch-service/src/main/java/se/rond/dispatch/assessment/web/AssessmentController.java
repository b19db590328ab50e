package se.rond.dispatch.assessment.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.InstantSource;
import java.util.UUID;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import se.rond.access.AllowedTo;
import se.rond.access.Caller;
import se.rond.access.problem.ProblemWriter;
import se.rond.access.problem.SentBody;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.dispatch.accesslog.AccessLogged;
import se.rond.dispatch.accesslog.Activity;
import se.rond.dispatch.assessment.AssessmentDesk;
import se.rond.dispatch.assessment.Receipt;
import se.rond.dispatch.request.Advice;

/** Takes what a professional concluded about the patient, and what is ordered. */
@RestController
class AssessmentController {

  private final AssessmentDesk desk;
  private final InstantSource clock;

  AssessmentController(AssessmentDesk desk) {
    this.desk = desk;
    // As at intake: reading a body must not depend on the database, whose clock all else goes by.
    this.clock = InstantSource.system();
  }

  /**
   * Takes {@code {"id": …, "mode": "PHONE", "conclusion": {"code": "VISIT_NEEDED", "text": …},
   * "orders": [{"kind": "NEED", "need": "TEAM_VISIT", "level": "MOBILE_TEAM_2H", "capabilities":
   * ["SAMPLING.CRP"]}], "interimInstructions": …, "reassessAt": …, "readBack": {"by": …}}}.
   */
  @AllowedTo.Readers
  @AccessLogged(Activity.CHANGE)
  @PostMapping("/assessment-requests/{request}/assessments")
  Receipt tell(@PathVariable UUID request, HttpServletRequest http, Caller caller)
      throws IOException {
    var now = clock.instant();
    var body = SentBody.read(http, now, _ -> {});
    // Whatever else is wrong with it: who orders an ambulance is told that 112 is to be rung.
    ProblemWriter.saysAlways(
        http, "advice", AssessmentReader.ordersAmbulance(body) ? Advice.RING_112_NU : Advice.NONE);
    var told = AssessmentReader.assessment(body, now);
    return ToldAnswers.of(desk.tell(new AssessmentRequestId(request), told, body.tree(), caller));
  }
}
