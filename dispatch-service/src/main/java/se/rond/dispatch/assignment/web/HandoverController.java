package se.rond.dispatch.assignment.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.InstantSource;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import se.rond.access.AllowedTo;
import se.rond.access.Caller;
import se.rond.access.problem.SentBody;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.care.AssignmentId;
import se.rond.dispatch.accesslog.AccessLogged;
import se.rond.dispatch.accesslog.Activity;
import se.rond.dispatch.assignment.AssignmentCommand.HandOver;
import se.rond.dispatch.assignment.DispatchDesk;
import se.rond.dispatch.assignment.HandoverDesk;
import se.rond.dispatch.assignment.web.ReportReader.Handover.ToAmbulance;
import se.rond.dispatch.assignment.web.ReportReader.Handover.ToResponder;

/** Hands a patient over, to the ambulance service at once or to a responder who accepts. */
@RestController
@RequestMapping("/assessment-requests/{request}/assignments/{assignment}/handover")
class HandoverController {

  private final DispatchDesk desk;
  private final HandoverDesk handovers;
  private final Answers answers;
  private final InstantSource clock;

  HandoverController(DispatchDesk desk, HandoverDesk handovers, Answers answers) {
    this.desk = desk;
    this.handovers = handovers;
    this.answers = answers;
    // As at intake: reading a body must not depend on the database, whose clock all else goes by.
    this.clock = InstantSource.system();
  }

  /**
   * Takes {@code {"to": "AMBULANCE", "unit": …, "receivedBy": …, "sbar": {"situation": …,
   * "background": …, "assessment": …, "recommendation": …}}}, which ends the assignment, or {@code
   * {"to": "RESPONDER", "responder": "M12", "sbar": {…}}}, which asks M12.
   */
  @AllowedTo.Responders
  @AccessLogged(Activity.CHANGE)
  @PutMapping
  ResponseEntity<?> handOver(
      @PathVariable UUID request,
      @PathVariable UUID assignment,
      HttpServletRequest http,
      Caller caller)
      throws IOException {
    var id = new AssessmentRequestId(request);
    var giver = new AssignmentId(assignment);
    var decision =
        switch (ReportReader.handover(SentBody.read(http, clock.instant(), _ -> {}))) {
          case ToAmbulance(var ambulance) ->
              desk.report(id, giver, new HandOver(ambulance), caller);
          case ToResponder(var responder, var sbar) ->
              handovers.offer(id, giver, responder, sbar, caller);
        };
    return answers.to(decision, assignment);
  }

  /** Asks nobody any more to take over. */
  @AllowedTo.Responders
  @AccessLogged(Activity.CHANGE)
  @DeleteMapping
  ResponseEntity<?> withdraw(
      @PathVariable UUID request, @PathVariable UUID assignment, Caller caller) {
    return answers.to(
        handovers.withdraw(new AssessmentRequestId(request), new AssignmentId(assignment), caller),
        assignment);
  }
}
