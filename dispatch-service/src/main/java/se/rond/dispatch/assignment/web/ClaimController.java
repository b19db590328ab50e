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
import se.rond.access.Role;
import se.rond.access.problem.SentBody;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.care.AssignmentId;
import se.rond.dispatch.accesslog.AccessLogged;
import se.rond.dispatch.accesslog.Activity;
import se.rond.dispatch.assignment.ClaimDesk;

/** Puts accepted work of a function into the name of one of its members. */
@RestController
class ClaimController {

  private final ClaimDesk desk;
  private final Answers answers;
  private final InstantSource clock;

  ClaimController(ClaimDesk desk, Answers answers) {
    this.desk = desk;
    this.answers = answers;
    // As at intake: reading a body must not depend on the database, whose clock all else goes by.
    this.clock = InstantSource.system();
  }

  /**
   * Takes {@code {"from": "SE…", "since": …}}, who has it so far as {@code claimedBy} shows it, or
   * {@code {}} where nobody does.
   */
  @AllowedTo({Role.MUNICIPAL_NURSE, Role.MOBILE_TEAM, Role.PHYSICIAN})
  @AccessLogged(Activity.CHANGE)
  @PutMapping("/assessment-requests/{request}/assignments/{assignment}/claim")
  ResponseEntity<?> claim(
      @PathVariable UUID request,
      @PathVariable UUID assignment,
      HttpServletRequest http,
      Caller caller)
      throws IOException {
    var claim = ReportReader.claim(SentBody.read(http, clock.instant(), _ -> {}));
    return answers.to(
        desk.take(
            new AssessmentRequestId(request), new AssignmentId(assignment), claim.from(), caller),
        assignment);
  }
}
