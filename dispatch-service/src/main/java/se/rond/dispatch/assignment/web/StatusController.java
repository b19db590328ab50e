package se.rond.dispatch.assignment.web;

import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import se.rond.access.Caller;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.care.AssignmentId;
import se.rond.dispatch.assignment.AssignmentCommand;
import se.rond.dispatch.assignment.AssignmentCommand.Complete;
import se.rond.dispatch.assignment.AssignmentCommand.Meet;
import se.rond.dispatch.assignment.AssignmentCommand.SetOut;
import se.rond.dispatch.assignment.ContactMode;
import se.rond.dispatch.assignment.DispatchDesk;
import se.rond.dispatch.assignment.Outcome;
import tools.jackson.databind.JsonNode;

/** What a responder reports of an accepted assignment. */
@RestController
class StatusController {

  private final DispatchDesk desk;
  private final Answers answers;

  StatusController(DispatchDesk desk, Answers answers) {
    this.desk = desk;
    this.answers = answers;
  }

  /** The statuses a responder reports. */
  enum Status {
    EN_ROUTE,
    WITH_PATIENT,
    COMPLETED
  }

  /**
   * Takes {@code {"status": "EN_ROUTE"}}, {@code {"status": "WITH_PATIENT", "mode": "VISIT"}} or
   * {@code {"status": "COMPLETED", "outcome": "STAYED_HOME"}}.
   */
  @PutMapping("/assessment-requests/{request}/assignments/{assignment}/status")
  ResponseEntity<?> report(
      @PathVariable UUID request,
      @PathVariable UUID assignment,
      @RequestBody JsonNode body,
      Caller caller) {
    return answers.to(
        desk.report(
            new AssessmentRequestId(request), new AssignmentId(assignment), command(body), caller),
        assignment);
  }

  private static AssignmentCommand command(JsonNode body) {
    return switch (Code.read(body, "status", Status.values())) {
      case EN_ROUTE -> new SetOut();
      case WITH_PATIENT -> new Meet(Code.read(body, "mode", ContactMode.values()));
      case COMPLETED -> new Complete(Code.read(body, "outcome", Outcome.values()));
    };
  }
}
