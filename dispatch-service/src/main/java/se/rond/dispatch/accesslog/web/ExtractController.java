package se.rond.dispatch.accesslog.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import se.rond.access.AllowedTo;
import se.rond.access.Caller;
import se.rond.access.Role;
import se.rond.access.problem.Problem;
import se.rond.access.problem.SentBody;
import se.rond.contracts.care.PatientReference;
import se.rond.contracts.intake.FieldError;
import se.rond.contracts.language.Text;
import se.rond.dispatch.accesslog.AccessLog;
import se.rond.dispatch.accesslog.AccessLogged;
import se.rond.dispatch.accesslog.Activity;
import se.rond.dispatch.accesslog.Extracts;
import se.rond.dispatch.accesslog.Extracts.Wish;
import se.rond.dispatch.request.Patients;

/** Tells a patient who asks what was done with the data (<i>patientdatalagen</i> 8:5). */
@RestController
class ExtractController {

  /** Most entries of one answer; whoever has more asks for a shorter time. */
  private static final int LIMIT = 5_000;

  private final Patients patients;
  private final Extracts extracts;
  private final AccessLog log;
  private final InstantSource clock;

  ExtractController(Patients patients, Extracts extracts, AccessLog log, InstantSource clock) {
    this.patients = patients;
    this.extracts = extracts;
    this.log = log;
    this.clock = clock;
  }

  /** What was done in the caller's municipalities, the latest first. */
  record Extract(List<EntryView> entries) {}

  /**
   * Takes {@code {"patient": {"identifier": {"system": …, "value": …}}, "from": …, "to": …}}. The
   * number stands in the body, since paths end up in logs. A patient whom nobody knows has an empty
   * extract.
   */
  @AllowedTo(Role.MAS)
  @AccessLogged(value = Activity.EXPORT, asService = true)
  @Transactional
  @PostMapping("/access-log/extracts")
  public Extract extract(HttpServletRequest http, Caller caller) throws IOException {
    var now = clock.instant();
    var wish = LogBodyReader.wish(SentBody.read(http, now, _ -> {}), now);
    return patients
        .find(wish.patient())
        .map(patient -> extract(patient, wish, caller))
        .orElseGet(this::ofNobody);
  }

  private Extract extract(PatientReference patient, Wish wish, Caller caller) {
    var entries =
        extracts.list(patient, caller.municipalities(), caller.careProvider(), wish, LIMIT + 1);
    if (entries.size() > LIMIT) {
      throw Problem.invalid(
          List.of(
              new FieldError(
                  "from",
                  Text.of(
                          "a time from which there are at most {0} entries",
                          "en tid från vilken det finns högst {0} poster")
                      .with(LIMIT),
                  Text.of("more of them", "fler poster"))));
    }
    log.export(patient);
    return new Extract(entries.stream().map(EntryView::of).toList());
  }

  private Extract ofNobody() {
    log.searchAsService(Map.of(), List.of());
    return new Extract(List.of());
  }
}
