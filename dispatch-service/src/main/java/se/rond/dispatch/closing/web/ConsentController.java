package se.rond.dispatch.closing.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;
import se.rond.access.AllowedTo;
import se.rond.access.Caller;
import se.rond.access.Role;
import se.rond.access.problem.Problem;
import se.rond.access.problem.SentBody;
import se.rond.contracts.language.Text;
import se.rond.dispatch.accesslog.AccessLogged;
import se.rond.dispatch.accesslog.Activity;
import se.rond.dispatch.closing.Basis;
import se.rond.dispatch.closing.Consent;
import se.rond.dispatch.closing.ConsentDesk;
import se.rond.dispatch.closing.Scope;

/**
 * Takes what patients agree to. The patient's number stands in the body: paths end up in logs.
 * There is no consent to everything: it is the own unit's or care provider's, and has an end.
 */
@RestController
class ConsentController {

  private final ConsentDesk desk;
  private final InstantSource clock;

  ConsentController(ConsentDesk desk) {
    this.desk = desk;
    // As at intake: reading a body must not depend on the database, whose clock all else goes by.
    this.clock = InstantSource.system();
  }

  /** A consent as the care provider that was given it sees it. */
  record ConsentView(
      UUID id,
      Scope scope,
      @Nullable String careUnit,
      String careProvider,
      Basis basis,
      @Nullable String attitude,
      Instant from,
      Instant until,
      @Nullable Instant withdrawnAt) {
    private static ConsentView of(Consent consent) {
      return new ConsentView(
          consent.id(),
          consent.scope(),
          consent.unit() == null ? null : consent.unit().value(),
          consent.provider().value(),
          consent.basis(),
          consent.attitude(),
          consent.from(),
          consent.until(),
          consent.withdrawnAt());
    }
  }

  /**
   * Takes {@code {"id": …, "patient": {"identifier": …}, "scope": "UNIT", "patientRelation": true,
   * "basis": "CONSENT", "until": …}}; with {@code NOT_CAPABLE}, also the {@code attitude}.
   */
  @AllowedTo({
    Role.MUNICIPAL_NURSE,
    Role.MOBILE_TEAM,
    Role.PHYSICIAN,
    Role.AMBULANCE_LIAISON,
    Role.CARE_COORDINATION_NURSE
  })
  @AccessLogged(Activity.CHANGE)
  @PostMapping("/patient-consents")
  ConsentView record(HttpServletRequest http, Caller caller) throws IOException {
    var now = clock.instant();
    var wish = ClosingReader.consent(SentBody.read(http, now, _ -> {}), now);
    return desk.record(wish, caller)
        .map(ConsentView::of)
        .orElseThrow(
            () ->
                Problem.of(
                    HttpStatus.CONFLICT,
                    "OTHER_BODY_UNDER_THIS_ID",
                    Text.of("Something else has this id", "Något annat har detta id"),
                    Text.of(
                        "Expected what was sent under this id before, or a fresh id; nothing was"
                            + " changed",
                        "Vi väntade oss det som tidigare skickats med detta id, eller ett nytt id;"
                            + " ingenting har ändrats")));
  }

  /** Takes {@code {"patient": {"identifier": …}}}, and lists those of the own care provider. */
  @AllowedTo({
    Role.MUNICIPAL_NURSE,
    Role.MOBILE_TEAM,
    Role.PHYSICIAN,
    Role.AMBULANCE_LIAISON,
    Role.CARE_COORDINATION_NURSE
  })
  @AccessLogged(value = Activity.SEARCH, asService = true)
  @PostMapping("/patient-consents/search")
  List<ConsentView> search(HttpServletRequest http, Caller caller) throws IOException {
    var now = clock.instant();
    var patient = ClosingReader.patient(SentBody.read(http, now, _ -> {}), now);
    return desk.list(patient, caller).stream().map(ConsentView::of).toList();
  }

  /**
   * Takes that the patient does not agree any more; no body, and the same again changes nothing.
   */
  @AllowedTo({
    Role.MUNICIPAL_NURSE,
    Role.MOBILE_TEAM,
    Role.PHYSICIAN,
    Role.AMBULANCE_LIAISON,
    Role.CARE_COORDINATION_NURSE
  })
  @AccessLogged(Activity.CHANGE)
  @PutMapping("/patient-consents/{consent}/withdrawal")
  ConsentView withdraw(@PathVariable UUID consent, Caller caller) {
    return desk.withdraw(consent, caller)
        .map(ConsentView::of)
        .orElseThrow(() -> Problem.notFound(Text.of("a consent", "ett samtycke")));
  }
}
