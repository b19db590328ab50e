package se.rond.dispatch.problem;

import java.net.URI;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;
import se.rond.contracts.intake.FieldError;

/**
 * An RFC 9457 problem document, thrown from an edge. Its type is {@code urn:rond:problem:} and a
 * name.
 */
public final class Problem extends ErrorResponseException {

  private Problem(HttpStatus status) {
    super(status);
  }

  /**
   * @param type a name that clients may rely on: add, never rename
   * @param detail what was expected and what is instead; nothing that tells who a patient is
   */
  public static Problem of(HttpStatus status, String type, String title, String detail) {
    var problem = new Problem(status);
    problem.setType(URI.create("urn:rond:problem:" + type));
    problem.setTitle(title);
    problem.setDetail(detail);
    return problem;
  }

  /** A body or path with fields that cannot be used, all of them named at once. */
  public static Problem invalid(List<FieldError> errors) {
    return of(
            HttpStatus.BAD_REQUEST,
            "INVALID_FIELDS",
            "Fields cannot be used as they stand",
            "Expected other values in the fields that errors names; nothing was changed")
        .with("errors", errors);
  }

  /** There is none, or none that the caller may see; nobody learns which. */
  public static Problem notFound(String expected) {
    return of(
        HttpStatus.NOT_FOUND,
        "NOT_FOUND",
        "Not found",
        "Expected " + expected + " that you may see");
  }

  /** Adds a property beside those of the RFC. */
  public Problem with(String property, Object value) {
    getBody().setProperty(property, value);
    return this;
  }
}
