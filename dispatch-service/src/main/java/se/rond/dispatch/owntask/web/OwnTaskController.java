package se.rond.dispatch.owntask.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import se.rond.access.AllowedTo;
import se.rond.access.Caller;
import se.rond.access.Role;
import se.rond.access.problem.Problem;
import se.rond.access.problem.SentBody;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.care.ResponderId;
import se.rond.contracts.intake.JsonBody;
import se.rond.contracts.language.Text;
import se.rond.dispatch.accesslog.AccessLogged;
import se.rond.dispatch.accesslog.Activity;
import se.rond.dispatch.assignment.Assignment.WithResponder;
import se.rond.dispatch.owntask.OwnTaskDesk;
import se.rond.dispatch.owntask.OwnTaskId;
import se.rond.dispatch.owntask.OwnTaskResult;
import se.rond.dispatch.owntask.OwnTaskResult.Asked;
import se.rond.dispatch.owntask.OwnTaskResult.IdTaken;
import se.rond.dispatch.owntask.OwnTaskResult.NoSuchTask;
import se.rond.dispatch.owntask.OwnTaskResult.Refused;
import se.rond.dispatch.owntask.OwnTaskResult.Stands;
import se.rond.dispatch.owntask.OwnTaskResult.State;
import se.rond.dispatch.owntask.OwnTaskResult.TooLate;
import se.rond.dispatch.owntask.OwnTaskRules.Reason;
import se.rond.dispatch.owntask.web.OwnTaskReader.Choice.AskColleague;
import se.rond.dispatch.owntask.web.OwnTaskReader.Choice.Keep;
import se.rond.dispatch.request.BodyDigest;

/** Takes what a nurse keeps to do herself, and what becomes of it. */
@RestController
@RequestMapping("/assessment-requests/{request}/own-task")
class OwnTaskController {

  private final OwnTaskDesk desk;
  private final InstantSource clock;

  OwnTaskController(OwnTaskDesk desk) {
    this.desk = desk;
    // As at intake: reading a body must not depend on the database, whose clock all else goes by.
    this.clock = InstantSource.system();
  }

  /**
   * What stands now.
   *
   * @param id as her device named it
   * @param state where her own task stands now; null where a colleague is asked
   * @param dueAt by when it is to be done; null where it is not kept
   * @param asked the colleague who was asked; null where she keeps it
   */
  record Answer(
      OwnTaskId id, @Nullable State state, @Nullable Instant dueAt, @Nullable ResponderId asked) {}

  /**
   * Takes {@code {"id": …, "by": …, "callback": …}}, without {@code by} for as late as was promised
   * and without {@code callback} for the one of the request; or {@code {"id": …, "askColleague":
   * "NF-1080"}}.
   */
  @AllowedTo(Role.MUNICIPAL_NURSE)
  @AccessLogged(Activity.CHANGE)
  @PutMapping
  Answer choose(@PathVariable UUID request, HttpServletRequest http, Caller caller)
      throws IOException {
    var id = new AssessmentRequestId(request);
    var body = read(http);
    return answer(
        switch (OwnTaskReader.choice(body)) {
          case Keep(var wish) -> desk.keep(id, wish, BodyDigest.of(body.tree()), caller);
          case AskColleague(var asking) -> desk.ask(id, asking, BodyDigest.of(body.tree()), caller);
        });
  }

  /**
   * Takes {@code {"outcome": "STAYED_HOME", "journalReference": …}}, with {@code declined} where
   * the patient declined.
   */
  @AllowedTo(Role.MUNICIPAL_NURSE)
  @AccessLogged(Activity.CHANGE)
  @PutMapping("/{task}/completion")
  Answer complete(
      @PathVariable UUID request, @PathVariable UUID task, HttpServletRequest http, Caller caller)
      throws IOException {
    var told = OwnTaskReader.completion(read(http));
    return answer(
        desk.complete(
            new AssessmentRequestId(request),
            new OwnTaskId(task),
            told.ending(),
            told.journalReference(),
            caller));
  }

  /** Takes {@code {"reason": "NO_TIME"}}; a coordinator for a nurse who rings and cannot. */
  @AllowedTo({Role.MUNICIPAL_NURSE, Role.COORDINATOR})
  @AccessLogged(Activity.CHANGE)
  @PutMapping("/{task}/return")
  Answer giveBack(
      @PathVariable UUID request, @PathVariable UUID task, HttpServletRequest http, Caller caller)
      throws IOException {
    return answer(
        desk.giveBack(
            new AssessmentRequestId(request),
            new OwnTaskId(task),
            OwnTaskReader.reason(read(http)),
            caller));
  }

  private JsonBody read(HttpServletRequest http) throws IOException {
    return SentBody.read(http, clock.instant(), _ -> {});
  }

  private static Answer answer(Optional<OwnTaskResult> result) {
    return switch (result.orElseThrow(
        () -> Problem.notFound(Text.of("an assessment request", "en förfrågan")))) {
      case Stands(var id, var state, var dueAt) -> new Answer(id, state, dueAt, null);
      case Asked(var id, var colleague) -> new Answer(id, null, null, colleague);
      case NoSuchTask _ -> throw Problem.notFound(Text.of("an own task", "en egen uppgift"));
      case TooLate(var now, var latest) -> throw OwnTaskReader.tooLate(now, latest);
      case IdTaken _ ->
          throw Problem.of(
              HttpStatus.CONFLICT,
              "OTHER_BODY_UNDER_THIS_ID",
              Text.of("Another task has this id", "En annan uppgift har detta id"),
              Text.of(
                  "Expected what was sent under this id before, or a fresh id; nothing was changed",
                  "Vi väntade oss det som tidigare skickats med detta id, eller ett nytt id; ingenting har"
                      + " ändrats"));
      case Refused refused -> throw problem(refused);
    };
  }

  /** A refusal, with what there is instead. */
  private static Problem problem(Refused refused) {
    var problem =
        Problem.of(
            HttpStatus.CONFLICT,
            refused.reason().name(),
            title(refused.reason()),
            expected(refused));
    if (refused.level() != null) {
      problem.with("level", refused.level());
    }
    return refused.open() != null && refused.open().assignment() instanceof WithResponder responder
        ? problem.with("by", responder.responder())
        : problem;
  }

  private static Text title(Reason reason) {
    return switch (reason) {
      case NOT_TRIAGED ->
          Text.of("What is needed is not known yet", "Vad som behövs är inte känt än");
      case REQUEST_CLOSED -> Text.of("The request is over", "Förfrågan är avslutad");
      case LEVEL_TOO_HIGH ->
          Text.of("More than a nurse is needed", "Det behövs mer än en sjuksköterska");
      case NOTHING_TO_KEEP ->
          Text.of("No nurse's visit is open", "Inget sjuksköterskebesök är öppet");
      case ALREADY_TAKEN -> Text.of("Somebody has accepted it", "Någon har tackat ja");
      case ALREADY_KEPT -> Text.of("A nurse keeps it already", "En sjuksköterska har det redan");
      case ALREADY_DONE -> Text.of("It was done before", "Det är redan gjort");
      case ALREADY_GIVEN_BACK -> Text.of("It went back before", "Det är redan lämnat tillbaka");
      case RECEIVER_UNSUITABLE ->
          Text.of("That colleague cannot be asked", "Den kollegan kan inte tillfrågas");
      case CAPACITY_NOT_PRESENT ->
          Text.of(
              "The patient cannot decide on this; ring the physician on call",
              "Patienten kan inte besluta om detta; ring läkare i beredskap");
      case PATIENT_NOT_INFORMED ->
          Text.of(
              "The patient does not know what a no means",
              "Patienten vet inte vad ett nej innebär");
    };
  }

  private static Text expected(Refused refused) {
    return switch (refused.reason()) {
      case NOT_TRIAGED ->
          Text.of(
              "Expected a request that triage has judged; try again in a moment",
              "Vi väntade oss en förfrågan som är bedömd; försök igen om ett ögonblick");
      case REQUEST_CLOSED ->
          Text.of("Expected an open request", "Vi väntade oss en öppen förfrågan");
      case LEVEL_TOO_HIGH ->
          Text.of(
                  "Expected NURSE or ADVICE, but {0} is needed; what was kept goes back by itself",
                  "Vi väntade oss NURSE eller ADVICE, men {0} behövs; det som behölls lämnas tillbaka av sig"
                      + " självt")
              .with(String.valueOf(refused.level()));
      case NOTHING_TO_KEEP ->
          Text.of("Expected an open nurse's visit", "Vi väntade oss ett öppet sjuksköterskebesök");
      case ALREADY_TAKEN ->
          Text.of(
              "Expected a visit that nobody has accepted",
              "Vi väntade oss ett besök som ingen har tackat ja till");
      case ALREADY_KEPT ->
          Text.of(
              "Expected a visit that nobody keeps; it is kept under another id",
              "Vi väntade oss ett besök som ingen har behållit; det är behållet med ett annat id");
      case ALREADY_GIVEN_BACK ->
          Text.of("Expected a task that is kept", "Vi väntade oss en uppgift som är behållen");
      case ALREADY_DONE ->
          Text.of(
              "Expected a task that is not done, or what was said of it before",
              "Vi väntade oss en uppgift som inte är gjord, eller det som sagts om den tidigare");
      case RECEIVER_UNSUITABLE ->
          Text.of(
                  "Expected a nurse function that serves the place and is on duty: {0}",
                  "Vi väntade oss en sjuksköterskefunktion som har platsen i sitt område och är i tjänst: {0}")
              .with(
                  refused.suitable().stream()
                      .map(ResponderId::value)
                      .collect(Collectors.joining(", ")));
      case CAPACITY_NOT_PRESENT ->
          Text.of(
              "Expected a patient who can decide; ring the physician on call before you leave",
              "Vi väntade oss en patient som kan besluta; ring läkare i beredskap innan du lämnar patienten");
      case PATIENT_NOT_INFORMED ->
          Text.of(
              "Expected a patient who was told what was found, what is offered and the risk of going without",
              "Vi väntade oss att patienten har fått veta vad du har funnit, vad du erbjuder och risken med"
                  + " att avstå");
    };
  }
}
