package se.rond.dispatch.imaging.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import se.rond.access.AllowedTo;
import se.rond.access.Caller;
import se.rond.access.Role;
import se.rond.access.problem.Problem;
import se.rond.access.problem.SentBody;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.care.ExaminationId;
import se.rond.contracts.intake.FieldError;
import se.rond.contracts.language.Text;
import se.rond.dispatch.accesslog.AccessLogged;
import se.rond.dispatch.accesslog.Activity;
import se.rond.dispatch.imaging.ExaminationState;
import se.rond.dispatch.imaging.ImagingDesk;
import se.rond.dispatch.imaging.ImagingResult;
import se.rond.dispatch.imaging.ImagingResult.Done;
import se.rond.dispatch.imaging.ImagingResult.NotForThisRole;
import se.rond.dispatch.imaging.ImagingResult.Reason;
import se.rond.dispatch.imaging.ImagingResult.Refused;
import se.rond.dispatch.imaging.ImagingResult.Unknown;

/** Takes what happens to the X-rays of a request. */
@RestController
@RequestMapping("/assessment-requests/{request}/examinations")
class ImagingController {

  private final ImagingDesk desk;
  private final InstantSource clock;

  ImagingController(ImagingDesk desk) {
    this.desk = desk;
    // As at intake: reading a body must not depend on the database, whose clock all else goes by.
    this.clock = InstantSource.system();
  }

  /** What an examination is now. */
  record Receipt(UUID id, ExaminationState state) {}

  /**
   * Takes {@code {"id": …, "regions": ["HIP"], "question": …, "history": …, "status": …}}: somebody
   * asks for an X-ray.
   */
  @AllowedTo({Role.MUNICIPAL_NURSE, Role.MOBILE_TEAM, Role.PHYSICIAN})
  @AccessLogged(Activity.CHANGE)
  @PostMapping
  Receipt propose(@PathVariable UUID request, HttpServletRequest http, Caller caller)
      throws IOException {
    var body = SentBody.read(http, clock.instant(), _ -> {});
    var proposal = ImagingReader.proposal(body);
    return receipt(
        desk.propose(
            new AssessmentRequestId(request),
            proposal.id(),
            proposal.question(),
            body.tree(),
            caller));
  }

  /**
   * Takes {@code {"status": "JUSTIFIED"}}, with {@code delegation} from whoever is no physician,
   * {@code {"status": "REJECTED", "reason": …}}, {@code {"status": "PERFORMED", "owner":
   * {"responder": "LB-10-1", "name": …, "phone": …}}}, {@code {"status": "READ"}}, {@code
   * {"status": "ANSWERED", "answer": …}}, {@code {"status": "ACTED_ON", "action": …}} or {@code
   * {"status": "CANCELLED"}}.
   */
  @AllowedTo({
    Role.MUNICIPAL_NURSE,
    Role.MOBILE_TEAM,
    Role.PHYSICIAN,
    Role.COORDINATOR,
    Role.INTEGRATION
  })
  @AccessLogged(Activity.CHANGE)
  @PutMapping("/{examination}/status")
  Receipt report(
      @PathVariable UUID request,
      @PathVariable UUID examination,
      HttpServletRequest http,
      Caller caller)
      throws IOException {
    return receipt(
        desk.take(
            new AssessmentRequestId(request),
            new ExaminationId(examination),
            ImagingReader.step(SentBody.read(http, clock.instant(), _ -> {})),
            caller));
  }

  /** Takes {@code {"owner": {…}}}: somebody else sees to what comes of the pictures. */
  @AllowedTo({Role.PHYSICIAN, Role.MOBILE_TEAM, Role.COORDINATOR})
  @AccessLogged(Activity.CHANGE)
  @PutMapping("/{examination}/owner")
  Receipt passOn(
      @PathVariable UUID request,
      @PathVariable UUID examination,
      HttpServletRequest http,
      Caller caller)
      throws IOException {
    return receipt(
        desk.take(
            new AssessmentRequestId(request),
            new ExaminationId(examination),
            ImagingReader.owner(SentBody.read(http, clock.instant(), _ -> {})),
            caller));
  }

  private static Receipt receipt(Optional<ImagingResult> result) {
    return switch (result.orElseThrow(
        () ->
            Problem.notFound(
                Text.of("a request or an examination", "en förfrågan eller undersökning")))) {
      case Done(var id, var state) -> new Receipt(id.value(), state);
      case Refused(var reason, var found) ->
          throw Problem.of(
                  HttpStatus.CONFLICT,
                  reason.name(),
                  title(reason),
                  Text.of("{0}; found {1}", "{0}; vi fann {1}").with(expected(reason), found))
              .with("state", found);
      case Unknown(var field) ->
          throw Problem.invalid(
              List.of(
                  new FieldError(
                      field,
                      Text.of("a responder that Rond knows", "en utförare som Rond känner"),
                      Text.of("another one", "någon annan"))));
      case NotForThisRole(var allowed) ->
          throw Problem.of(
              HttpStatus.FORBIDDEN,
              "NOT_FOR_THIS_ROLE",
              Text.of("Not for your role", "Inte för din roll"),
              Text.of(
                      "Expected one of the roles {0}; nothing was changed",
                      "Vi väntade oss någon av rollerna {0}; ingenting har ändrats")
                  .with(
                      allowed.stream().map(Role::name).sorted().collect(Collectors.joining(", "))));
    };
  }

  private static Text title(Reason reason) {
    return switch (reason) {
      case NOT_JUSTIFIED ->
          Text.of("The X-ray is not justified", "Undersökningen är inte berättigad");
      case ALREADY_DECIDED ->
          Text.of("Whether it is justified is decided", "Berättigandet är redan avgjort");
      case OUT_OF_ORDER ->
          Text.of(
              "The examination stands elsewhere", "Undersökningen har kommit till ett annat steg");
      case NO_OWNER ->
          Text.of("There is no result to own", "Det finns inget resultat att ansvara för");
      case REQUEST_CLOSED -> Text.of("The request is closed", "Förfrågan är avslutad");
      case OTHER_BODY_UNDER_THIS_ID ->
          Text.of("Another examination has this id", "En annan undersökning har detta id");
    };
  }

  private static Text expected(Reason reason) {
    return switch (reason) {
      case NOT_JUSTIFIED ->
          Text.of(
              "Expected a physician to have found it justified before anybody is exposed",
              "Vi väntade oss att läkare har bedömt den berättigad innan någon bestrålas");
      case ALREADY_DECIDED ->
          Text.of(
              "Expected an examination that nobody has decided on; ask for a new one",
              "Vi väntade oss en undersökning som ingen har avgjort; begär en ny");
      case OUT_OF_ORDER ->
          Text.of(
              "Expected the step before this one to be the last that was taken",
              "Vi väntade oss att steget före detta är det senast tagna");
      case NO_OWNER ->
          Text.of(
              "Expected pictures that somebody sees to",
              "Vi väntade oss bilder som någon ansvarar för");
      case REQUEST_CLOSED ->
          Text.of(
              "Expected an open request; raise a new one",
              "Vi väntade oss en öppen förfrågan; gör en ny");
      case OTHER_BODY_UNDER_THIS_ID ->
          Text.of(
              "Expected what was sent under this id before, or a fresh id",
              "Vi väntade oss det som tidigare skickats med detta id, eller ett nytt id");
    };
  }
}
