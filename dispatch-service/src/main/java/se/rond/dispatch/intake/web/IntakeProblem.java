package se.rond.dispatch.intake.web;

import java.net.URI;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;
import se.rond.contracts.intake.FieldError;
import se.rond.dispatch.intake.Advice;

/** A request that could not be taken, as an RFC 9457 problem with {@code advice}. */
final class IntakeProblem extends ErrorResponseException {

  private IntakeProblem(HttpStatus status) {
    super(status);
  }

  static IntakeProblem of(
      HttpStatus status, String type, String title, String detail, Advice advice) {
    var problem = new IntakeProblem(status);
    problem.setType(URI.create("urn:rond:problem:" + type));
    problem.setTitle(title);
    problem.setDetail(detail);
    problem.getBody().setProperty("advice", advice);
    return problem;
  }

  static IntakeProblem invalid(Advice advice, List<FieldError> errors) {
    var problem =
        of(
            HttpStatus.BAD_REQUEST,
            "INVALID_FIELDS",
            "The request cannot be taken as it stands",
            "Expected other values in " + errors.size() + " fields; nothing was stored",
            advice);
    problem.getBody().setProperty("errors", errors);
    return problem;
  }

  static IntakeProblem otherBody(Advice advice) {
    return of(
        HttpStatus.CONFLICT,
        "OTHER_BODY_UNDER_THIS_ID",
        "Another request has this id",
        "Expected the body that was sent under this id before, or a fresh id; nothing was changed",
        advice);
  }
}
