package se.rond.dispatch.assignment.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.InstantSource;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;
import se.rond.access.Caller;
import se.rond.access.problem.SentBody;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.care.AssignmentId;
import se.rond.dispatch.assignment.DispatchDesk;

/** What a responder reports of an accepted assignment. */
@RestController
class StatusController {

  private final DispatchDesk desk;
  private final Answers answers;
  private final InstantSource clock;

  StatusController(DispatchDesk desk, Answers answers) {
    this.desk = desk;
    this.answers = answers;
    // As at intake: reading a body must not depend on the database, whose clock all else goes by.
    this.clock = InstantSource.system();
  }

  /**
   * Takes {@code {"status": "EN_ROUTE"}}, {@code {"status": "WITH_PATIENT", "mode": "VISIT"}},
   * {@code {"status": "COMPLETED", "outcome": "STAYED_HOME"}}, with {@code "declined": {"capacity":
   * "PRESENT", "informed": true, "safetyNet": …}} where the patient declined, or {@code {"status":
   * "FAILED", "cause": "VEHICLE"}}.
   */
  @PutMapping("/assessment-requests/{request}/assignments/{assignment}/status")
  ResponseEntity<?> report(
      @PathVariable UUID request,
      @PathVariable UUID assignment,
      HttpServletRequest http,
      Caller caller)
      throws IOException {
    var command = ReportReader.report(SentBody.read(http, clock.instant(), _ -> {}));
    return answers.to(
        desk.report(
            new AssessmentRequestId(request), new AssignmentId(assignment), command, caller),
        assignment);
  }
}
