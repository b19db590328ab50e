package se.rond.dispatch.assignment.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.InstantSource;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;
import se.rond.access.AllowedTo;
import se.rond.access.Caller;
import se.rond.access.problem.SentBody;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.care.AssignmentId;
import se.rond.dispatch.accesslog.AccessLogged;
import se.rond.dispatch.accesslog.Activity;
import se.rond.dispatch.assignment.DispatchDesk;
import se.rond.dispatch.assignment.web.ReportReader.Report.Departure;
import se.rond.dispatch.assignment.web.ReportReader.Report.Other;

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
   * Takes {@code {"status": "EN_ROUTE"}}, with {@code eta} where the responder knows it, {@code
   * {"status": "DELAYED", "eta": …}}, {@code {"status": "WITH_PATIENT", "mode": "VISIT"}}, {@code
   * {"status": "COMPLETED", "outcome": "STAYED_HOME"}}, with {@code "declined": {"capacity":
   * "PRESENT", "informed": true, "safetyNet": …}} where the patient declined and {@code
   * journalReference} where it is known, or {@code {"status": "FAILED", "cause": "VEHICLE"}}.
   */
  @AllowedTo.Responders
  @AccessLogged(Activity.CHANGE)
  @PutMapping("/assessment-requests/{request}/assignments/{assignment}/status")
  ResponseEntity<?> report(
      @PathVariable UUID request,
      @PathVariable UUID assignment,
      HttpServletRequest http,
      Caller caller)
      throws IOException {
    var id = new AssessmentRequestId(request);
    var reported = new AssignmentId(assignment);
    var now = clock.instant();
    var decision =
        switch (ReportReader.report(SentBody.read(http, now, _ -> {}), now)) {
          case Departure(var eta) -> desk.setOut(id, reported, eta, caller);
          case Other(var command) -> desk.report(id, reported, command, caller);
        };
    return answers.to(decision, assignment);
  }

  /** Takes {@code {"journalReference": …}}: where a visit that has ended is documented. */
  @AllowedTo.Responders
  @AccessLogged(Activity.CHANGE)
  @PutMapping("/assessment-requests/{request}/assignments/{assignment}/journal-reference")
  ResponseEntity<?> document(
      @PathVariable UUID request,
      @PathVariable UUID assignment,
      HttpServletRequest http,
      Caller caller)
      throws IOException {
    return answers.to(
        desk.report(
            new AssessmentRequestId(request),
            new AssignmentId(assignment),
            ReportReader.journalReference(SentBody.read(http, clock.instant(), _ -> {})),
            caller),
        assignment);
  }
}
