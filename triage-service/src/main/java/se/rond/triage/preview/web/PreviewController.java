package se.rond.triage.preview.web;

import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import se.rond.access.Caller;
import se.rond.clinical.TriageRules;
import se.rond.contracts.intake.FieldError;
import se.rond.contracts.intake.JsonBody;
import se.rond.contracts.intake.SubmissionReader;
import se.rond.telemetry.Meters;
import se.rond.triage.TriageMeter;
import tools.jackson.core.JacksonException;

/** {@code POST /triage/preview}: the body of a request in, the decision out. Stores nothing. */
@RestController
class PreviewController {

  /** What stands in {@code advice}, as in dispatch's answers. */
  private enum Advice {
    RING_112_NU,
    NONE
  }

  /**
   * Largest body, in bytes, as at dispatch's intake: a hundred times what the longest form fills.
   */
  private static final int MAX_BODY = 256 * 1024;

  private final TriageRules rules;
  private final Meters meters;
  private final InstantSource clock;

  PreviewController(TriageRules rules, Meters meters, InstantSource clock) {
    this.rules = rules;
    this.meters = meters;
    this.clock = clock;
  }

  /**
   * Answers with the decision, or with a problem that names every field in error. Whatever could be
   * read is judged all the same: an error in one field hides no emergency in another.
   *
   * @param caller any role; a preview reads nothing that access is limited by
   */
  @PostMapping("/triage/preview")
  ResponseEntity<?> preview(InputStream sent, Caller caller) throws IOException {
    var bytes = sent.readNBytes(MAX_BODY + 1);
    if (bytes.length > MAX_BODY) {
      return ResponseEntity.of(tooLarge()).build();
    }
    JsonBody body;
    try {
      body = JsonBody.parse(bytes);
    } catch (JacksonException unreadable) {
      var error = new FieldError("", "a JSON object", "nothing, or broken JSON");
      return ResponseEntity.of(problem(List.of(error), Advice.NONE)).build();
    }
    var preview = SubmissionReader.preview(body, clock.instant());
    if (preview.errors().isEmpty()) {
      return ResponseEntity.ok(
          meters.timed(
              TriageMeter.EVALUATION,
              () -> rules.judge(preview.content(), preview.context()),
              TriageMeter.Asked.PREVIEW));
    }
    var advice =
        rules.demandsEmergency(preview.content(), preview.context())
            ? Advice.RING_112_NU
            : Advice.NONE;
    return ResponseEntity.of(problem(preview.errors(), advice)).build();
  }

  private static ProblemDetail tooLarge() {
    var problem =
        ProblemDetail.forStatusAndDetail(
            HttpStatus.CONTENT_TOO_LARGE, "Expected at most " + MAX_BODY + " bytes");
    problem.setProperty("advice", Advice.NONE);
    return problem;
  }

  private static ProblemDetail problem(List<FieldError> errors, Advice advice) {
    var problem =
        ProblemDetail.forStatusAndDetail(
            HttpStatus.BAD_REQUEST,
            "Expected a request that can be read; errors has every field that is not");
    problem.setProperty("errors", errors);
    problem.setProperty("advice", advice);
    return problem;
  }
}
