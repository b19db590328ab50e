package se.rond.dispatch.assignment.web;

import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import se.rond.access.Caller;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.care.OfferToken;
import se.rond.dispatch.assignment.AssignmentCommand.Accept;
import se.rond.dispatch.assignment.AssignmentCommand.Decline;
import se.rond.dispatch.assignment.DeclineReason;
import se.rond.dispatch.assignment.DispatchDesk;
import tools.jackson.databind.JsonNode;

/** A responder's answer to an offer. PUT, since a phone in a tunnel will send it twice. */
@RestController
@RequestMapping("/assessment-requests/{request}/offers/{token}")
class OfferController {

  private final DispatchDesk desk;
  private final Answers answers;

  OfferController(DispatchDesk desk, Answers answers) {
    this.desk = desk;
    this.answers = answers;
  }

  @PutMapping("/acceptance")
  ResponseEntity<?> accept(@PathVariable UUID request, @PathVariable UUID token, Caller caller) {
    var offer = new OfferToken(token);
    return answers.to(
        desk.answer(new AssessmentRequestId(request), offer, new Accept(offer), caller), token);
  }

  /** Takes {@code {"reason": "BUSY"}}. */
  @PutMapping("/declination")
  ResponseEntity<?> decline(
      @PathVariable UUID request,
      @PathVariable UUID token,
      @RequestBody JsonNode body,
      Caller caller) {
    var reason = Code.read(body, "reason", DeclineReason.values());
    var offer = new OfferToken(token);
    return answers.to(
        desk.answer(new AssessmentRequestId(request), offer, new Decline(offer, reason), caller),
        token);
  }
}
