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
import se.rond.contracts.intake.SubmissionReader;
import se.rond.dispatch.intake.Advice;
import se.rond.dispatch.intake.Intake;
import se.rond.dispatch.intake.Intake.Result.BodyDiffers;
import se.rond.dispatch.intake.Intake.Result.Refused;
import se.rond.dispatch.intake.Intake.Result.Stored;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Takes a nurse's request. Every answer, also a refusal, carries the {@code advice} that the
 * readable part of the body gives reason to.
 */
@RestController
class IntakeController {

  /** Largest body, in bytes: a hundred times what the longest form fills. */
  private static final int MAX_BODY = 256 * 1024;

  private final Intake intake;
  private final JsonMapper json;
  private final InstantSource clock;

  IntakeController(Intake intake, JsonMapper json) {
    this.intake = intake;
    this.json = json;
    // Reading a body must not depend on the database, whose clock everything else goes by.
    this.clock = InstantSource.system();
  }

  @PostMapping("/assessment-requests")
  ResponseEntity<?> raise(InputStream sent, HttpServletRequest request, Caller caller)
      throws IOException {
    var body = body(sent);
    var reading = SubmissionReader.read(body, clock.instant());
    var advice = Intake.advice(reading.content());
    AdviceOnFailure.remember(request, advice);
    if (reading.submission() == null) {
      throw IntakeProblem.invalid(advice, reading.errors());
    }
    return switch (intake.take(reading.submission(), body, caller)) {
      case Stored(var answer) ->
          ResponseEntity.created(URI.create("/assessment-requests/" + answer.id())).body(answer);
      case BodyDiffers _ -> throw IntakeProblem.otherBody(advice);
      case Refused(var error) -> throw IntakeProblem.invalid(advice, List.of(error));
    };
  }

  private JsonNode body(InputStream sent) throws IOException {
    var bytes = sent.readNBytes(MAX_BODY + 1);
    if (bytes.length > MAX_BODY) {
      throw IntakeProblem.of(
          HttpStatus.CONTENT_TOO_LARGE,
          "BODY_TOO_LARGE",
          "The body is too large",
          "Expected at most " + MAX_BODY + " bytes",
          Advice.NONE);
    }
    try {
      var body = json.readTree(bytes);
      return body;
    } catch (JacksonException e) {
      var place = e.getLocation();
      throw IntakeProblem.invalid(
          Advice.NONE,
          List.of(
              new FieldError(
                  "",
                  "a JSON object",
                  "something else at line "
                      + place.getLineNr()
                      + ", column "
                      + place.getColumnNr())));
    }
  }
}
