package se.rond.dispatch.assessment.web;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import se.rond.access.Role;
import se.rond.access.problem.Problem;
import se.rond.contracts.intake.FieldError;
import se.rond.contracts.language.Text;
import se.rond.dispatch.assessment.Receipt;
import se.rond.dispatch.assessment.TellResult;
import se.rond.dispatch.assessment.TellResult.Done;
import se.rond.dispatch.assessment.TellResult.Found;
import se.rond.dispatch.assessment.TellResult.IdTaken;
import se.rond.dispatch.assessment.TellResult.NotForThisRole;
import se.rond.dispatch.assessment.TellResult.NotYours;
import se.rond.dispatch.assessment.TellResult.Reason;
import se.rond.dispatch.assessment.TellResult.Refused;
import se.rond.dispatch.request.RequestState;

/** Turns what became of something that was told into an HTTP answer. */
final class ToldAnswers {

  private ToldAnswers() {}

  /**
   * @throws Problem for whatever is not done
   */
  static Receipt of(Optional<TellResult> result) {
    return switch (result.orElseThrow(ToldAnswers::notFound)) {
      case Done(var receipt) -> receipt;
      case IdTaken(var found) -> throw idTaken(found);
      case Refused(var reason, var state) -> throw refused(reason, state);
      case NotYours(var field) -> throw notYours(field);
      case NotForThisRole(var allowed) -> throw notForThisRole(allowed);
    };
  }

  private static Problem notFound() {
    return Problem.notFound(Text.of("an assessment request", "en förfrågan"));
  }

  private static Problem idTaken(@Nullable Found found) {
    var problem =
        Problem.of(
            HttpStatus.CONFLICT,
            "OTHER_BODY_UNDER_THIS_ID",
            Text.of("Something else has this id", "Något annat har detta id"),
            Text.of(
                    "Expected what was sent under this id before, or a fresh id; found {0}, and nothing was changed",
                    "Vi väntade oss det som tidigare skickats med detta id, eller ett nytt id; vi fann {0},"
                        + " och ingenting har ändrats")
                .with(
                    found == null
                        ? Text.of(
                            "something told of another request", "något om en annan förfrågan")
                        : found.kind().inWords()));
    return found == null
        ? problem
        : problem.with("change", found.kind()).with("at", found.receivedAt());
  }

  private static Problem refused(Reason reason, RequestState state) {
    return Problem.of(
            HttpStatus.CONFLICT,
            reason.name(),
            title(reason),
            Text.of("{0}; the request is {1}", "{0}; förfrågan är {1}")
                .with(expected(reason), state.name()))
        .with("state", state);
  }

  private static Text title(Reason reason) {
    return switch (reason) {
      case REQUEST_CANCELLED -> Text.of("The request is cancelled", "Förfrågan är återkallad");
      case REQUEST_CLOSED -> Text.of("The request is closed", "Förfrågan är avslutad");
      case AMBULANCE_EXPECTED ->
          Text.of("112 is rung for the patient", "Patienten har fått larm om 112");
      case SOMEBODY_THERE ->
          Text.of("Somebody of that kind is there", "Någon av det slaget är redan där");
      case ALREADY_SUPERSEDED ->
          Text.of(
              "A later assessment stands in its place", "En senare bedömning har redan ersatt den");
    };
  }

  private static Text expected(Reason reason) {
    return switch (reason) {
      case REQUEST_CANCELLED ->
          Text.of(
              "Expected a request that is not cancelled",
              "Vi väntade oss en förfrågan som inte är återkallad");
      case REQUEST_CLOSED ->
          Text.of(
              "Expected an open request to order somebody, samples or a re-assessment; raise a new one, or send"
                  + " the assessment without them",
              "Vi väntade oss en öppen förfrågan för att beställa någon, prover eller en ny bedömning; gör en ny,"
                  + " eller skicka bedömningen utan dem");
      case AMBULANCE_EXPECTED ->
          Text.of(
              "Expected to send nobody to whom 112 is rung for, unless a physician was asked instead",
              "Vi väntade oss att ingen skickas till den som 112 rings för, om inte läkare är tillfrågad i"
                  + " stället");
      case SOMEBODY_THERE ->
          Text.of(
              "Expected nobody of that kind to be with the patient; hand over to who can, or order when the visit"
                  + " has ended",
              "Vi väntade oss att ingen av det slaget är hos patienten; lämna över till någon som kan, eller"
                  + " beställ när besöket är avslutat");
      case ALREADY_SUPERSEDED ->
          Text.of(
              "Expected the assessment that stands; read the request anew",
              "Vi väntade oss den bedömning som gäller; hämta förfrågan på nytt");
    };
  }

  private static Problem notYours(String field) {
    return Problem.invalid(
        List.of(
            new FieldError(
                field,
                Text.of("one of this request that is yours", "något i denna förfrågan som är ditt"),
                Text.of("another one", "något annat"))));
  }

  /** Only those roles do that. */
  static Problem notForThisRole(List<Role> allowed) {
    return Problem.of(
        HttpStatus.FORBIDDEN,
        "NOT_FOR_THIS_ROLE",
        Text.of("Not for your role", "Inte för din roll"),
        Text.of(
                "Expected one of the roles {0}; nothing was changed",
                "Vi väntade oss någon av rollerna {0}; ingenting har ändrats")
            .with(allowed.stream().map(Role::name).sorted().collect(Collectors.joining(", "))));
  }
}
