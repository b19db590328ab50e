package se.rond.dispatch.change.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import se.rond.access.AllowedTo;
import se.rond.access.Caller;
import se.rond.access.RuleSetMark;
import se.rond.access.problem.Problem;
import se.rond.access.problem.ProblemWriter;
import se.rond.access.problem.SentBody;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.intake.Change;
import se.rond.contracts.intake.ChangeReader;
import se.rond.contracts.intake.ChangeReader.Reading;
import se.rond.contracts.intake.FieldError;
import se.rond.contracts.intake.JsonBody;
import se.rond.contracts.language.Text;
import se.rond.dispatch.accesslog.AccessLogged;
import se.rond.dispatch.accesslog.Activity;
import se.rond.dispatch.change.AcknowledgementDesk;
import se.rond.dispatch.change.CancellationDesk;
import se.rond.dispatch.change.ChangeAnswer;
import se.rond.dispatch.change.ChangeResult;
import se.rond.dispatch.change.ChangeResult.Done;
import se.rond.dispatch.change.ChangeResult.Found;
import se.rond.dispatch.change.ChangeResult.IdTaken;
import se.rond.dispatch.change.ChangeResult.NotServed;
import se.rond.dispatch.change.ChangeResult.Reason;
import se.rond.dispatch.change.ChangeResult.Refused;
import se.rond.dispatch.change.CorrectionDesk;
import se.rond.dispatch.change.ObservationDesk;
import se.rond.dispatch.change.PlaceDesk;
import se.rond.dispatch.request.Advice;
import se.rond.dispatch.request.Unapproved;

/**
 * Takes what is told of a request after it was raised. Every answer, also a refusal and a fault,
 * carries the {@code advice} that the readable part of the body gives reason to.
 */
@RestController
@RequestMapping("/assessment-requests/{request}")
class ChangeController {

  private final ObservationDesk observations;
  private final PlaceDesk places;
  private final CorrectionDesk corrections;
  private final CancellationDesk cancellations;
  private final AcknowledgementDesk acknowledgements;
  private final Unapproved unapproved;
  private final InstantSource clock;

  ChangeController(
      ObservationDesk observations,
      PlaceDesk places,
      CorrectionDesk corrections,
      CancellationDesk cancellations,
      AcknowledgementDesk acknowledgements,
      Unapproved unapproved) {
    this.observations = observations;
    this.places = places;
    this.corrections = corrections;
    this.cancellations = cancellations;
    this.acknowledgements = acknowledgements;
    this.unapproved = unapproved;
    // As at intake: reading a body must not depend on the database, whose clock all else goes by.
    this.clock = InstantSource.system();
  }

  /** Before anything is read: a refusal carries advice, too. */
  @ModelAttribute
  void mark(HttpServletResponse response) {
    if (unapproved.isAdvice()) {
      response.setHeader(RuleSetMark.HEADER, RuleSetMark.UNAPPROVED);
    }
  }

  /**
   * Takes {@code {"id": …, "vitals": {…}, "pointOfCare": {…}, "findings": […], "redFlags": […]}}.
   */
  @AllowedTo.Care
  @AccessLogged(Activity.CHANGE)
  @PostMapping("/observations")
  ChangeAnswer observe(@PathVariable UUID request, HttpServletRequest http, Caller caller)
      throws IOException {
    return taken(
        http,
        ChangeReader::observations,
        (told, body) ->
            observations.observe(new AssessmentRequestId(request), told, body.tree(), caller));
  }

  /** Takes {@code {"id": …, "municipality": "1080", "address": …, "position": {…}}}. */
  @AllowedTo.Care
  @AccessLogged(Activity.CHANGE)
  @PutMapping("/place")
  ChangeAnswer move(@PathVariable UUID request, HttpServletRequest http, Caller caller)
      throws IOException {
    return taken(
        http,
        ChangeReader::place,
        (told, body) -> places.move(new AssessmentRequestId(request), told, body.tree(), caller));
  }

  /**
   * Takes {@code {"id": …, "kind": "WRONG_PATIENT", "patient": {"identifier": {…}}}}, or {@code
   * {"id": …, "kind": "PROTECTED_IDENTITY", "patient": {"protectedIdentity": "SECRECY_MARKING"}}}.
   */
  @AllowedTo.Care
  @AccessLogged(Activity.CHANGE)
  @PostMapping("/correction")
  ChangeAnswer correct(@PathVariable UUID request, HttpServletRequest http, Caller caller)
      throws IOException {
    return taken(
        http,
        body -> ChangeReader.correction(body, clock.instant()),
        (told, body) ->
            corrections.correct(new AssessmentRequestId(request), told, body.tree(), caller));
  }

  /** Takes {@code {"reason": "NO_LONGER_NEEDED"}}. */
  @AllowedTo.Care
  @AccessLogged(Activity.CHANGE)
  @PutMapping("/cancellation")
  ChangeAnswer cancel(@PathVariable UUID request, HttpServletRequest http, Caller caller)
      throws IOException {
    return taken(
        http,
        ChangeReader::cancellation,
        (told, body) -> cancellations.cancel(new AssessmentRequestId(request), told, caller));
  }

  /** Takes {@code {"id": …, "alarm": 1, "acknowledgement": "CALLED", "provisional": true}}. */
  @AllowedTo.Care
  @AccessLogged(Activity.CHANGE)
  @PutMapping("/emergency-acknowledgement")
  ChangeAnswer acknowledge(@PathVariable UUID request, HttpServletRequest http, Caller caller)
      throws IOException {
    return taken(
        http,
        ChangeReader::acknowledgement,
        (told, body) ->
            acknowledgements.acknowledge(
                new AssessmentRequestId(request), told, body.tree(), caller));
  }

  /** What a desk does with a change. */
  private interface Work<C extends Change> {
    Optional<ChangeResult> take(C change, JsonBody body);
  }

  private <C extends Change> ChangeAnswer taken(
      HttpServletRequest http, Function<JsonBody, Reading<C>> reader, Work<C> work)
      throws IOException {
    say(Advice.NONE, http);
    var body =
        SentBody.read(http, clock.instant(), readable -> say(observations.advice(readable), http));
    var reading = reader.apply(body);
    say(observations.advice(reading.content()), http);
    var change = reading.change();
    if (change == null) {
      throw Problem.invalid(reading.errors());
    }
    return switch (work.take(change, body).orElseThrow(ChangeController::notFound)) {
      case Done(var answer) -> answer;
      case IdTaken(var found) -> throw idTaken(found);
      case Refused(var reason, var found) ->
          throw Problem.of(
              HttpStatus.CONFLICT,
              reason.name(),
              title(reason),
              Text.of("{0}; the request is {1}", "{0}; förfrågan är {1}")
                  .with(expected(reason), found.name()));
      case NotServed(var served) -> throw notServed(served);
    };
  }

  private static void say(Advice advice, HttpServletRequest http) {
    ProblemWriter.saysAlways(http, "advice", advice);
  }

  private static Problem notFound() {
    return Problem.notFound(Text.of("an assessment request", "en förfrågan"));
  }

  private static Problem idTaken(@Nullable Found found) {
    var problem =
        Problem.of(
            HttpStatus.CONFLICT,
            "OTHER_BODY_UNDER_THIS_ID",
            Text.of("Another change has this id", "En annan ändring har detta id"),
            Text.of(
                    "Expected what was sent under this id before, or a fresh id; found {0}, and nothing was changed",
                    "Vi väntade oss det som tidigare skickats med detta id, eller ett nytt id; vi fann {0},"
                        + " och ingenting har ändrats")
                .with(
                    found == null
                        ? Text.of("a change of another request", "en ändring av en annan förfrågan")
                        : found.inWords()));
    return found == null
        ? problem
        : problem.with("change", found.kind()).with("at", found.receivedAt());
  }

  private static Problem notServed(List<String> served) {
    return Problem.invalid(
        List.of(
            new FieldError(
                "municipality",
                Text.of("one of {0}", "något av {0}").with(String.join(", ", served)),
                Text.of("another municipality", "en annan kommun"))));
  }

  private static Text title(Reason reason) {
    return switch (reason) {
      case REQUEST_CLOSED -> Text.of("The request is closed", "Förfrågan är avslutad");
      case REQUEST_CANCELLED -> Text.of("The request is cancelled", "Förfrågan är återkallad");
      case ALREADY_CANCELLED ->
          Text.of(
              "The request is cancelled for another reason",
              "Förfrågan är återkallad av en annan orsak");
      case WITH_PATIENT -> Text.of("Somebody is with the patient", "Någon är hos patienten");
      case EMERGENCY_NOT_ACKNOWLEDGED ->
          Text.of("Nobody has said what became of RING 112", "Ingen har kvitterat RING 112");
      case NOT_AN_EMERGENCY ->
          Text.of("Nobody was told to ring 112", "Ingen har uppmanats att ringa 112");
      case NO_SUCH_ALARM ->
          Text.of("There has been no such alarm", "Det har inte funnits något sådant larm");
      case IDENTITY_STAYS_PROTECTED ->
          Text.of("The patient's identity stays protected", "Patientens identitet förblir skyddad");
      case REQUEST_JOINED ->
          Text.of(
              "The request was joined to another one of the same patient",
              "Förfrågan är lagd till en annan om samma patient");
    };
  }

  private static Text expected(Reason reason) {
    return switch (reason) {
      case REQUEST_CLOSED, REQUEST_CANCELLED ->
          Text.of("Expected an open request", "Vi väntade oss en öppen förfrågan");
      case ALREADY_CANCELLED ->
          Text.of("Expected the reason that was given", "Vi väntade oss den orsak som är angiven");
      case WITH_PATIENT ->
          Text.of(
              "Expected nobody to be with the patient; whoever is there completes the visit",
              "Vi väntade oss att ingen är hos patienten; den som är där avslutar besöket");
      case EMERGENCY_NOT_ACKNOWLEDGED ->
          Text.of(
              "Expected to hear first what became of RING 112",
              "Vi väntade oss först en kvittens av RING 112");
      case NOT_AN_EMERGENCY ->
          Text.of(
              "Expected a request that means RING 112",
              "Vi väntade oss en förfrågan som betyder RING 112");
      case NO_SUCH_ALARM ->
          Text.of(
              "Expected the number of an alarm that was given, as the request shows it",
              "Vi väntade oss numret på ett larm som har gått, så som förfrågan visar det");
      case IDENTITY_STAYS_PROTECTED ->
          Text.of(
              "Expected whoever raised the request, or performs it now, since nobody else is shown who the patient is",
              "Vi väntade oss den som gjorde förfrågan, eller utför den nu, eftersom ingen annan får se vem patienten är");
      case REQUEST_JOINED ->
          Text.of(
              "Expected a request of its own; a new place is told of the one it is joined to, for anything else ring the"
                  + " function that raised that one, and raise yours anew for the right patient",
              "Vi väntade oss en egen förfrågan; en ny plats sägs om den som den är lagd till, för annat ring den som"
                  + " gjorde den, och gör en ny för rätt patient");
    };
  }
}
