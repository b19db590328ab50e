package se.rond.dispatch.assignment.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.InstantSource;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import se.rond.access.AllowedTo;
import se.rond.access.Caller;
import se.rond.access.problem.SentBody;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.care.OfferToken;
import se.rond.dispatch.accesslog.AccessLogged;
import se.rond.dispatch.accesslog.Activity;
import se.rond.dispatch.assignment.AssignmentCommand.Decline;
import se.rond.dispatch.assignment.ClaimDesk;
import se.rond.dispatch.assignment.DispatchDesk;

/** A responder's answer to an offer. PUT, since a phone in a tunnel will send it twice. */
@RestController
@RequestMapping("/assessment-requests/{request}/offers/{token}")
class OfferController {

  private final DispatchDesk desk;
  private final ClaimDesk claims;
  private final Answers answers;
  private final InstantSource clock;

  OfferController(DispatchDesk desk, ClaimDesk claims, Answers answers) {
    this.desk = desk;
    this.claims = claims;
    this.answers = answers;
    // As at intake: reading a body must not depend on the database, whose clock all else goes by.
    this.clock = InstantSource.system();
  }

  @AllowedTo.Responders
  @AccessLogged(Activity.CHANGE)
  @PutMapping("/acceptance")
  ResponseEntity<?> accept(@PathVariable UUID request, @PathVariable UUID token, Caller caller) {
    var offer = new OfferToken(token);
    return answers.to(claims.accept(new AssessmentRequestId(request), offer, caller), token);
  }

  /** Takes {@code {"reason": "BUSY"}}. */
  @AllowedTo.Responders
  @AccessLogged(Activity.CHANGE)
  @PutMapping("/declination")
  ResponseEntity<?> decline(
      @PathVariable UUID request, @PathVariable UUID token, HttpServletRequest http, Caller caller)
      throws IOException {
    var reason = ReportReader.declination(SentBody.read(http, clock.instant(), _ -> {}));
    var offer = new OfferToken(token);
    return answers.to(
        desk.answer(new AssessmentRequestId(request), offer, new Decline(offer, reason), caller),
        token);
  }
}
