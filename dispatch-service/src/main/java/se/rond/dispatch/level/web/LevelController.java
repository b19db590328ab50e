package se.rond.dispatch.level.web;

import static java.util.Objects.requireNonNullElse;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;
import se.rond.access.AllowedTo;
import se.rond.access.Caller;
import se.rond.access.problem.Problem;
import se.rond.access.problem.ProblemWriter;
import se.rond.access.problem.SentBody;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.care.Level;
import se.rond.contracts.intake.Fields;
import se.rond.contracts.intake.JsonBody;
import se.rond.contracts.language.Text;
import se.rond.dispatch.accesslog.AccessLogged;
import se.rond.dispatch.accesslog.Activity;
import se.rond.dispatch.level.Direction;
import se.rond.dispatch.level.LevelAnswer;
import se.rond.dispatch.level.LevelDesk;
import se.rond.dispatch.level.LevelReason;
import se.rond.dispatch.level.LevelResult.Done;
import se.rond.dispatch.level.LevelResult.IdTaken;
import se.rond.dispatch.level.LevelResult.Refused;
import se.rond.dispatch.level.Wish;
import se.rond.dispatch.request.Advice;
import se.rond.dispatch.request.BodyDigest;
import se.rond.dispatch.request.RequestState;

/**
 * Takes another level from a person. Every answer to who reads of patients, also a refusal and a
 * fault, carries {@code advice}: whoever asks for 112 is told to ring, whether it can be stored or
 * not.
 */
@RestController
class LevelController {

  private static final Text ID =
      Text.of("a UUID made by the device", "ett UUID som enheten har skapat");

  private static final Set<String> NEEDED_FOR_112 = Set.of("id", "level");

  private final LevelDesk desk;
  private final InstantSource clock;

  LevelController(LevelDesk desk) {
    this.desk = desk;
    // As at intake: reading a body must not depend on the database, whose clock all else goes by.
    this.clock = InstantSource.system();
  }

  /** A reason, what it is a reason for, and what people call it. */
  record ReasonView(String code, List<Direction> directions, String swedish, String english) {}

  /** The same for everybody who is somebody. */
  @AllowedTo.Everybody
  @GetMapping("/level-reasons")
  List<ReasonView> list(Caller anybody) {
    return Stream.of(LevelReason.values())
        .map(
            reason ->
                new ReasonView(
                    reason.name(),
                    Stream.of(Direction.values()).filter(reason::fits).toList(),
                    reason.label().swedish(),
                    reason.label().english()))
        .toList();
  }

  /**
   * Takes {@code {"id": …, "from": "MOBILE_TEAM_2H", "level": "NURSE", "reason": "IMPROVED",
   * "comment": …}}; for {@code EMERGENCY_112} the id is enough, and nothing else is an error.
   */
  @AllowedTo.Readers
  @AccessLogged(Activity.CHANGE)
  @PutMapping("/assessment-requests/{request}/level")
  LevelAnswer override(@PathVariable UUID request, HttpServletRequest http, Caller caller)
      throws IOException {
    say(Advice.NONE, http);
    var body = SentBody.read(http, clock.instant(), _ -> {});
    var wish = wish(body, http);
    return switch (desk.override(
            new AssessmentRequestId(request), wish, BodyDigest.of(body.tree()), caller)
        .orElseThrow(LevelController::notFound)) {
      case Done(var answer) -> answer;
      case IdTaken _ -> throw idTaken();
      case Refused refused -> {
        if (refused.state() == RequestState.EMERGENCY_DIRECTED) {
          say(Advice.RING_112_NU, http);
        }
        throw problem(refused);
      }
    };
  }

  /** Whoever asks for 112 is heard whatever else cannot be read: clinical reference 2.10.1. */
  private static Wish wish(JsonBody body, HttpServletRequest http) {
    var fields = Fields.of(body);
    var level = fields.requiredCode("level", Level.values());
    if (level == Level.EMERGENCY_112) {
      say(Advice.RING_112_NU, http);
    }
    var id = fields.required("id", ID, fields.uuid("id"));
    var from = fields.code("from", Level.values(), Enum::name);
    var reason =
        level == Level.EMERGENCY_112
            ? requireNonNullElse(
                fields.code("reason", LevelReason.values(), Enum::name), LevelReason.CONCERN)
            : fields.requiredCode("reason", LevelReason.values());
    var comment = fields.text("comment", Wish.MAX_COMMENT);
    if (reason == LevelReason.OTHER && level != Level.EMERGENCY_112) {
      fields.required("comment", Text.of("what the reason is", "vad orsaken är"), comment);
    }
    var errors =
        fields.errors().stream()
            .filter(error -> level != Level.EMERGENCY_112 || NEEDED_FOR_112.contains(error.field()))
            .toList();
    if (id == null || level == null || reason == null || !errors.isEmpty()) {
      throw Problem.invalid(fields.errors());
    }
    return new Wish(id, from, level, reason, comment);
  }

  private static void say(Advice advice, HttpServletRequest http) {
    ProblemWriter.saysAlways(http, "advice", advice);
  }

  private static Problem notFound() {
    return Problem.notFound(Text.of("an assessment request", "en förfrågan"));
  }

  private static Problem idTaken() {
    return Problem.of(
        HttpStatus.CONFLICT,
        "OTHER_BODY_UNDER_THIS_ID",
        Text.of("Something else has this id", "Något annat har detta id"),
        Text.of(
            "Expected what was sent under this id before, or a fresh id; nothing was changed",
            "Vi väntade oss det som tidigare skickats med detta id, eller ett nytt id; ingenting"
                + " har ändrats"));
  }

  private static Problem problem(Refused refused) {
    var problem =
        Problem.of(
            switch (refused.refusal()) {
              case NOT_YOURS_TO_SAY, NOT_YOURS_TO_LOWER, BELOW_FLOOR -> HttpStatus.FORBIDDEN;
              case REQUEST_CLOSED,
                  REQUEST_CANCELLED,
                  REQUEST_JOINED,
                  LEVEL_IN_FORCE,
                  EMERGENCY_STANDS,
                  LEVEL_CHANGED,
                  REASON_DOES_NOT_FIT,
                  NOT_JUDGED_YET ->
                  HttpStatus.CONFLICT;
            },
            refused.refusal().name(),
            title(refused),
            expected(refused));
    return problem.with("state", refused.state()).with("neededLevel", refused.inForce());
  }

  private static Text title(Refused refused) {
    return switch (refused.refusal()) {
      case REQUEST_CLOSED -> Text.of("The request is closed", "Förfrågan är avslutad");
      case REQUEST_CANCELLED -> Text.of("The request is cancelled", "Förfrågan är återkallad");
      case REQUEST_JOINED ->
          Text.of(
              "The request was joined to another one of the same patient",
              "Förfrågan är lagd till en annan om samma patient");
      case LEVEL_IN_FORCE -> Text.of("It is that level already", "Den vårdnivån gäller redan");
      case EMERGENCY_STANDS -> Text.of("RING 112 stands", "RING 112 står fast");
      case NOT_YOURS_TO_SAY -> Text.of("Not yours to change", "Inte din att ändra");
      case NOT_YOURS_TO_LOWER -> Text.of("Not yours to lower", "Inte din att sänka");
      case BELOW_FLOOR -> Text.of("Below a floor", "Under ett golv");
      case REASON_DOES_NOT_FIT -> Text.of("The reason does not fit", "Orsaken passar inte");
      case LEVEL_CHANGED -> Text.of("The level has changed", "Vårdnivån har ändrats");
      case NOT_JUDGED_YET -> Text.of("Not judged yet", "Inte bedömd ännu");
    };
  }

  private static Text expected(Refused refused) {
    return switch (refused.refusal()) {
      case REQUEST_CLOSED, REQUEST_CANCELLED ->
          Text.of(
                  "Expected an open request; the request is {0}",
                  "Vi väntade oss en öppen förfrågan; förfrågan är {0}")
              .with(refused.state());
      case REQUEST_JOINED ->
          Text.of(
              "Expected the id of the one that it was joined to, which the request shows: what is lowered is"
                  + " lowered there; raising it can be said of either",
              "Vi väntade oss id för den som den är lagd till, som förfrågan visar: det är den som sänks; höja"
                  + " går att säga om båda");
      case LEVEL_IN_FORCE ->
          Text.of(
                  "Expected another level than {0}, which is in force",
                  "Vi väntade oss en annan vårdnivå än {0}, som gäller")
              .with(refused.inForce());
      case EMERGENCY_STANDS ->
          Text.of(
              "Expected what became of RING 112, as its acknowledgement; nobody takes it back",
              "Vi väntade oss en kvittens av RING 112; ingen tar tillbaka det");
      case NOT_YOURS_TO_SAY ->
          Text.of(
              "Expected a nurse, a physician, a coordinator or a mobile team",
              "Vi väntade oss en sjuksköterska, en läkare, en koordinator eller ett mobilt team");
      case NOT_YOURS_TO_LOWER ->
          Text.of(
              "Expected a nurse, a physician or a coordinator to lower it; a team can raise it, and"
                  + " reports what it found",
              "Vi väntade oss att en sjuksköterska, en läkare eller en koordinator sänker den; ett"
                  + " team kan höja den, och rapporterar vad det fann");
      case BELOW_FLOOR ->
          Text.of(
                  "Expected {0} or higher, which a safety rule demands or a physician or coordinator has"
                      + " decided, or one of them to go below it",
                  "Vi väntade oss {0} eller högre, som en säkerhetsregel kräver eller en läkare eller"
                      + " koordinator har bestämt, eller att någon av dem går under den")
              .with(refused.floor());
      case LEVEL_CHANGED ->
          Text.of(
                  "Expected from to be {0}, which is in force: nobody lowers what was raised unseen",
                  "Vi väntade oss att from är {0}, som gäller: ingen sänker det som höjts utan att"
                      + " ha sett det")
              .with(refused.inForce());
      case REASON_DOES_NOT_FIT ->
          Text.of(
                  "Expected one of {0} to raise the level, one of {1} to lower it; {2} is in force",
                  "Vi väntade oss något av {0} för att höja vårdnivån, något av {1} för att sänka"
                      + " den; {2} gäller")
              .with(names(Direction.UP), names(Direction.DOWN), refused.inForce());
      case NOT_JUDGED_YET ->
          Text.of(
              "Expected triage to have judged what is known before the level is lowered; that takes"
                  + " seconds, and triage on the request says until when it is waited for",
              "Vi väntade oss att triagen har bedömt det som är känt innan vårdnivån sänks; det tar"
                  + " sekunder, och triage på förfrågan säger hur länge vi väntar på den");
    };
  }

  private static String names(Direction direction) {
    return LevelReason.listFor(direction).stream()
        .map(Enum::name)
        .collect(Collectors.joining(", "));
  }
}
