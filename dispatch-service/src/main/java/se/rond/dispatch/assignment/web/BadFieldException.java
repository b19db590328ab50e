package se.rond.dispatch.assignment.web;

import java.net.URI;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;
import se.rond.contracts.intake.FieldError;

/** A body with a field that cannot be used; answered with 400 and the field's name. */
final class BadFieldException extends ErrorResponseException {

  BadFieldException(FieldError error) {
    super(HttpStatus.BAD_REQUEST);
    setType(URI.create("urn:rond:problem:INVALID_FIELDS"));
    setTitle("A field cannot be used");
    setDetail(
        "Expected "
            + error.field()
            + " to be "
            + error.expected()
            + ", but found "
            + error.found());
    getBody().setProperty("errors", List.of(error));
  }
}
