package se.rond.triage.preview.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import se.rond.access.AllowedTo;
import se.rond.access.Caller;
import se.rond.access.RuleSetMark;
import se.rond.access.problem.Problem;
import se.rond.access.problem.ProblemWriter;
import se.rond.access.problem.SentBody;
import se.rond.clinical.NearestChanges;
import se.rond.clinical.TriageRules;
import se.rond.contracts.care.ClinicalContent;
import se.rond.contracts.care.ContextUsed;
import se.rond.contracts.intake.FieldError;
import se.rond.contracts.intake.SubmissionReader;
import se.rond.contracts.intake.SubmissionReader.Preview;
import se.rond.contracts.language.Text;
import se.rond.contracts.triage.TriageDecision;
import se.rond.telemetry.Meters;
import se.rond.triage.TriageMeter;
import se.rond.triage.ruleset.RulesInForce;

/**
 * {@code POST /triage/preview}: the body of a request in, the decision out, or what would change
 * it. Stores nothing.
 */
@RestController
class PreviewController {

  /** What stands in {@code advice}, as in dispatch's answers. */
  private enum Advice {
    RING_112_NU,
    NONE
  }

  private static final FieldError PLACE_EXPECTED =
      new FieldError(
          "place.municipality",
          Text.of(
              "the four digits of the municipality where the patient is",
              "de fyra siffrorna för kommunen där patienten är"),
          Text.of("nothing", "ingenting"));

  private final RulesInForce rules;
  private final Meters meters;
  private final InstantSource clock;
  private final ReentrantLock explaining = new ReentrantLock();

  PreviewController(RulesInForce rules, Meters meters, InstantSource clock) {
    this.rules = rules;
    this.meters = meters;
    this.clock = clock;
  }

  /**
   * Answers with the decision, or with a problem that names every field in error. Whatever could be
   * read is judged all the same: an error in one field hides no emergency in another.
   *
   * @param caller any role; a preview reads nothing that access is limited by
   * @throws se.rond.triage.ruleset.NotApproved if nobody has approved the rules, outside demo mode
   */
  @AllowedTo.Everybody
  @PostMapping("/triage/preview")
  ResponseEntity<TriageDecision> preview(HttpServletRequest request, Caller caller)
      throws IOException {
    return answer(
        request,
        (rules, preview) ->
            meters.timed(
                TriageMeter.EVALUATION,
                () -> rules.judge(preview.content(), preview.context()),
                TriageMeter.Asked.PREVIEW));
  }

  /**
   * Answers the same body with the nearest changes of one value that would give another level. It
   * takes as long as a thousand previews and is for whoever asks why.
   *
   * @param caller any role
   * @throws se.rond.triage.ruleset.NotApproved if nobody has approved the rules, outside demo mode
   */
  @AllowedTo.Everybody
  @PostMapping("/triage/preview/nearest-changes")
  ResponseEntity<NearestChanges> nearest(HttpServletRequest request, Caller caller)
      throws IOException {
    return answer(request, (rules, preview) -> nearest(rules, preview));
  }

  private NearestChanges nearest(TriageRules rules, Preview preview) {
    // One at a time: whoever asks why waits for each other, and nobody else does.
    explaining.lock();
    try {
      return rules.nearest(preview.content(), preview.context());
    } finally {
      explaining.unlock();
    }
  }

  private <T> ResponseEntity<T> answer(
      HttpServletRequest request, BiFunction<TriageRules, Preview, T> asked) throws IOException {
    say(Advice.NONE, request);
    var now = clock.instant();
    var body =
        SentBody.read(request, now, content -> advise(content, ContextUsed.NOTHING, request));
    var preview = SubmissionReader.preview(body, now);
    advise(preview.content(), preview.context(), request);
    if (!preview.errors().isEmpty()) {
      throw Problem.invalid(preview.errors());
    }
    if (preview.municipality() == null && rules.dependOnPlace()) {
      throw Problem.invalid(List.of(PLACE_EXPECTED));
    }
    var inForce = rules.forPreview(preview.municipality());
    var answer = ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON);
    if (!inForce.isApproved()) {
      answer.header(RuleSetMark.HEADER, RuleSetMark.UNAPPROVED);
    }
    return answer.body(asked.apply(inForce.rules(), preview));
  }

  /**
   * What an answer without a decision still says, by what is shipped, as intake does: which region
   * it is, or what its rules are, may be what could not be read.
   */
  private void advise(ClinicalContent content, ContextUsed context, HttpServletRequest request) {
    say(
        rules.shipped().demandsEmergency(content, context) ? Advice.RING_112_NU : Advice.NONE,
        request);
  }

  private static void say(Advice advice, HttpServletRequest request) {
    ProblemWriter.saysAlways(request, "advice", advice);
  }
}
