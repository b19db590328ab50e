package se.rond.dispatch.intake.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
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
import se.rond.contracts.care.ClinicalContent;
import se.rond.contracts.intake.SubmissionReader;
import se.rond.contracts.language.Text;
import se.rond.dispatch.DispatchMeter;
import se.rond.dispatch.DispatchMeter.Outcome;
import se.rond.dispatch.accesslog.AccessLogged;
import se.rond.dispatch.accesslog.Activity;
import se.rond.dispatch.change.ChangeResult.Found;
import se.rond.dispatch.intake.FirstAnswer;
import se.rond.dispatch.intake.Intake;
import se.rond.dispatch.intake.Intake.Result.BodyDiffers;
import se.rond.dispatch.intake.Intake.Result.IdOfAChange;
import se.rond.dispatch.intake.Intake.Result.Refused;
import se.rond.dispatch.intake.Intake.Result.Stored;
import se.rond.dispatch.request.Advice;
import se.rond.dispatch.request.Unapproved;
import se.rond.telemetry.LogContext;
import se.rond.telemetry.Meters;

/**
 * Takes a nurse's request. Every answer to who may ask, also a refusal and a fault, carries the
 * {@code advice} that the readable part of the body gives reason to: a nurse whose patient has a
 * red flag learns so without a database.
 */
@RestController
class IntakeController {

  private final Intake intake;
  private final Unapproved unapproved;
  private final Meters meters;
  private final InstantSource clock;

  IntakeController(Intake intake, Unapproved unapproved, Meters meters) {
    this.intake = intake;
    this.unapproved = unapproved;
    this.meters = meters;
    // Reading a body must not depend on the database, whose clock everything else goes by.
    this.clock = InstantSource.system();
  }

  @AllowedTo.Care
  @AccessLogged(Activity.CHANGE)
  @PostMapping("/assessment-requests")
  ResponseEntity<FirstAnswer> raise(
      HttpServletRequest request, HttpServletResponse response, Caller caller) throws IOException {
    say(Advice.NONE, request);
    if (unapproved.isAdvice()) {
      response.setHeader(RuleSetMark.HEADER, RuleSetMark.UNAPPROVED);
    }
    var body = SentBody.read(request, clock.instant(), content -> refused(content, request));
    var reading = SubmissionReader.read(body, clock.instant());
    if (reading.submission() == null) {
      refused(reading.content(), request);
      throw Problem.invalid(reading.errors());
    }
    say(intake.advice(reading.content()), request);
    LogContext.request(reading.submission().id().value());
    return switch (intake.take(reading.submission(), body.tree(), caller)) {
      // The form is not negotiated: what is stored must not be answered with a refusal.
      case Stored(var answer) ->
          ResponseEntity.created(URI.create("/assessment-requests/" + answer.id()))
              .contentType(MediaType.APPLICATION_JSON)
              .body(answer);
      case BodyDiffers _ -> throw otherBody();
      case IdOfAChange(var found) -> throw idOfAChange(found);
      case Refused(var error) -> throw Problem.invalid(List.of(error));
    };
  }

  private void refused(ClinicalContent readable, HttpServletRequest request) {
    var advice = intake.advice(readable);
    meters.count(DispatchMeter.SUBMISSIONS, Outcome.INVALID, advice);
    say(advice, request);
  }

  private static void say(Advice advice, HttpServletRequest request) {
    ProblemWriter.saysAlways(request, "advice", advice);
  }

  private static Problem otherBody() {
    return Problem.of(
        HttpStatus.CONFLICT,
        "OTHER_BODY_UNDER_THIS_ID",
        Text.of("Another request has this id", "En annan förfrågan har detta id"),
        Text.of(
            "Expected the body that was sent under this id before, or a fresh id; nothing was"
                + " changed",
            "Vi väntade oss samma innehåll som tidigare skickats med detta id, eller ett nytt id;"
                + " ingenting har ändrats"));
  }

  private static Problem idOfAChange(@Nullable Found found) {
    var problem =
        Problem.of(
            HttpStatus.CONFLICT,
            "OTHER_BODY_UNDER_THIS_ID",
            Text.of("A change of a request has this id", "En ändring av en förfrågan har detta id"),
            Text.of(
                    "Expected a fresh id, but found {0} under it; nothing was changed",
                    "Vi väntade oss ett nytt id, men fann {0}; ingenting har ändrats")
                .with(
                    found == null
                        ? Text.of("a change of another request", "en ändring av en annan förfrågan")
                        : found.inWords()));
    return found == null
        ? problem
        : problem.with("change", found.kind()).with("at", found.receivedAt());
  }
}
