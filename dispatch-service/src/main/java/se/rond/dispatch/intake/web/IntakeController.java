package se.rond.dispatch.intake.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import se.rond.access.Caller;
import se.rond.contracts.intake.FieldError;
import se.rond.contracts.intake.JsonBody;
import se.rond.contracts.intake.SubmissionReader;
import se.rond.dispatch.DispatchMeter;
import se.rond.dispatch.DispatchMeter.Outcome;
import se.rond.dispatch.intake.Advice;
import se.rond.dispatch.intake.Intake;
import se.rond.dispatch.intake.Intake.Result.BodyDiffers;
import se.rond.dispatch.intake.Intake.Result.Refused;
import se.rond.dispatch.intake.Intake.Result.Stored;
import se.rond.dispatch.problem.FaultsAsProblems;
import se.rond.dispatch.problem.Problem;
import se.rond.telemetry.LogContext;
import se.rond.telemetry.Meters;
import tools.jackson.core.JacksonException;

/**
 * Takes a nurse's request. Every answer, also a refusal and a fault, carries the {@code advice}
 * that the readable part of the body gives reason to: a nurse whose patient has a red flag learns
 * so without a database.
 */
@RestController
class IntakeController {

  /** Largest body, in bytes: a hundred times what the longest form fills. */
  private static final int MAX_BODY = 256 * 1024;

  private static final String ADVICE = "advice";

  private final Intake intake;
  private final Meters meters;
  private final InstantSource clock;

  IntakeController(Intake intake, Meters meters) {
    this.intake = intake;
    this.meters = meters;
    // Reading a body must not depend on the database, whose clock everything else goes by.
    this.clock = InstantSource.system();
  }

  @PostMapping("/assessment-requests")
  ResponseEntity<?> raise(InputStream sent, HttpServletRequest request, Caller caller)
      throws IOException {
    var body = body(sent);
    var reading = SubmissionReader.read(body, clock.instant());
    var advice = intake.advice(reading.content());
    FaultsAsProblems.saysAlways(request, ADVICE, advice);
    if (reading.submission() == null) {
      meters.count(DispatchMeter.SUBMISSIONS, Outcome.INVALID, advice);
      throw Problem.invalid(reading.errors()).with(ADVICE, advice);
    }
    LogContext.request(reading.submission().id().value());
    return switch (intake.take(reading.submission(), body.tree(), caller)) {
      case Stored(var answer) ->
          ResponseEntity.created(URI.create("/assessment-requests/" + answer.id())).body(answer);
      case BodyDiffers _ -> throw otherBody().with(ADVICE, advice);
      case Refused(var error) -> throw Problem.invalid(List.of(error)).with(ADVICE, advice);
    };
  }

  private static JsonBody body(InputStream sent) throws IOException {
    var bytes = sent.readNBytes(MAX_BODY + 1);
    if (bytes.length > MAX_BODY) {
      throw Problem.of(
              HttpStatus.CONTENT_TOO_LARGE,
              "BODY_TOO_LARGE",
              "The body is too large",
              "Expected at most " + MAX_BODY + " bytes; nothing was stored")
          .with(ADVICE, Advice.NONE);
    }
    try {
      return JsonBody.parse(bytes);
    } catch (JacksonException e) {
      var place = e.getLocation();
      throw Problem.invalid(
              List.of(
                  new FieldError(
                      "",
                      "a JSON object",
                      place == null
                          ? "JSON beyond all limits"
                          : "broken JSON at line "
                              + place.getLineNr()
                              + ", column "
                              + place.getColumnNr())))
          .with(ADVICE, Advice.NONE);
    }
  }

  private static Problem otherBody() {
    return Problem.of(
        HttpStatus.CONFLICT,
        "OTHER_BODY_UNDER_THIS_ID",
        "Another request has this id",
        "Expected the body that was sent under this id before, or a fresh id; nothing was changed");
  }
}
