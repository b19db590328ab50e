package se.rond.dispatch.assignment.web;

import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import se.rond.dispatch.assignment.Decision;
import se.rond.dispatch.assignment.Decision.Happened;
import se.rond.dispatch.assignment.Decision.Reason;
import se.rond.dispatch.assignment.Decision.Rejected;
import se.rond.dispatch.assignment.Decision.Unchanged;
import se.rond.dispatch.problem.Problem;

/** Turns a decision into an HTTP answer. */
final class Answers {

  private Answers() {}

  static ResponseEntity<?> to(Optional<Decision> decision) {
    return switch (decision.orElseThrow(() -> Problem.notFound("an offer or assignment"))) {
      case Happened _, Unchanged _ -> ResponseEntity.noContent().build();
      case Rejected(var reason, var detail) ->
          throw Problem.of(status(reason), reason.name(), title(reason), detail);
    };
  }

  private static HttpStatus status(Reason reason) {
    return switch (reason) {
      case ALREADY_OFFERED,
          NO_OPEN_OFFER,
          OFFER_SUPERSEDED,
          OFFER_EXPIRED,
          OFFER_STILL_OPEN,
          ALREADY_ACCEPTED,
          ALREADY_DECLINED,
          ALREADY_COMPLETED,
          NOT_ACCEPTED,
          NOT_WITH_PATIENT,
          STATUS_PASSED,
          RESPONDER_BUSY ->
          HttpStatus.CONFLICT;
    };
  }

  private static String title(Reason reason) {
    return switch (reason) {
      case ALREADY_OFFERED -> "The need is offered already";
      case NO_OPEN_OFFER -> "Nobody is asked at present";
      case OFFER_SUPERSEDED -> "The answer is to another offer";
      case OFFER_EXPIRED -> "The time to answer is over";
      case OFFER_STILL_OPEN -> "The time to answer is not over yet";
      case ALREADY_ACCEPTED -> "The offer was accepted before";
      case ALREADY_DECLINED -> "The offer was declined before";
      case ALREADY_COMPLETED -> "The assignment is over";
      case NOT_ACCEPTED -> "The assignment is not accepted";
      case NOT_WITH_PATIENT -> "The responder is not with the patient";
      case STATUS_PASSED -> "The assignment is further along";
      case RESPONDER_BUSY -> "The team is with another patient or on the way to one";
    };
  }
}
