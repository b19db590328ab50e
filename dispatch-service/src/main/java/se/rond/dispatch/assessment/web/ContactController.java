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
import se.rond.access.Role;
import se.rond.access.problem.SentBody;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.dispatch.accesslog.AccessLogged;
import se.rond.dispatch.accesslog.Activity;
import se.rond.dispatch.assessment.ContactDesk;
import se.rond.dispatch.assessment.Receipt;

/** Takes that somebody was contacted, or that somebody tried. */
@RestController
class ContactController {

  private final ContactDesk desk;
  private final InstantSource clock;

  ContactController(ContactDesk desk) {
    this.desk = desk;
    // As at intake: reading a body must not depend on the database, whose clock all else goes by.
    this.clock = InstantSource.system();
  }

  /**
   * Takes {@code {"id": …, "mode": "PHONE", "with": "NURSE", "reached": true}}, with {@code at} and
   * {@code deviceClock} where it was earlier, and {@code assignment} where the caller has several.
   */
  @AllowedTo({
    Role.MUNICIPAL_NURSE,
    Role.MOBILE_TEAM,
    Role.PHYSICIAN,
    Role.COORDINATOR,
    Role.AMBULANCE_LIAISON,
    Role.CARE_COORDINATION_NURSE
  })
  @AccessLogged(Activity.CHANGE)
  @PostMapping("/assessment-requests/{request}/contacts")
  Receipt tell(@PathVariable UUID request, HttpServletRequest http, Caller caller)
      throws IOException {
    var body = SentBody.read(http, clock.instant(), _ -> {});
    var told = ContactReader.contact(body);
    return ToldAnswers.of(desk.tell(new AssessmentRequestId(request), told, body.tree(), caller));
  }
}
