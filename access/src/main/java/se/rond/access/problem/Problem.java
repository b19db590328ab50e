package se.rond.access.problem;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import se.rond.contracts.intake.FieldError;
import se.rond.contracts.language.Language;
import se.rond.contracts.language.Text;

/**
 * A refusal or a fault, thrown from an edge and answered as an RFC 9457 problem document. Its type
 * is {@code urn:rond:problem:} and a name. It has no stack trace: it is an answer, not a defect.
 */
public final class Problem extends RuntimeException {

  /** What stands before the name in a type. */
  public static final String TYPE_PREFIX = "urn:rond:problem:";

  private final HttpStatus status;
  private final String type;
  private final Text title;
  private final Text detail;
  private final Map<String, String> headers = new LinkedHashMap<>();
  private final Map<String, Object> properties = new LinkedHashMap<>();
  private List<FieldError> errors = List.of();

  private Problem(HttpStatus status, String type, Text title, Text detail) {
    super(type, null, false, false);
    this.status = status;
    this.type = type;
    this.title = title;
    this.detail = detail;
  }

  /**
   * @param type a name that clients may rely on: add, never rename
   * @param detail what was expected and what is instead; nothing that tells who a patient is
   */
  public static Problem of(HttpStatus status, String type, Text title, Text detail) {
    return new Problem(status, type, title, detail);
  }

  /** A body or path with fields that cannot be used, all of them named at once. */
  public static Problem invalid(List<FieldError> errors) {
    var problem = CommonProblem.INVALID_FIELDS.problem();
    problem.errors = List.copyOf(errors);
    return problem;
  }

  /** A request line, path or header that no reading of it can be trusted. */
  public static Problem unreadable() {
    return CommonProblem.BAD_REQUEST.problem();
  }

  /**
   * There is none, or none that the caller may see; nobody learns which.
   *
   * @param expected what was looked for, such as "an assessment request"
   */
  public static Problem notFound(Text expected) {
    return of(
        HttpStatus.NOT_FOUND,
        CommonProblem.NOT_FOUND.name(),
        CommonProblem.NOT_FOUND.title(),
        Text.of("Expected {0} that you may see", "Vi väntade oss {0} som du får se")
            .with(expected));
  }

  /** Adds a property beside those of the RFC. */
  public Problem with(String property, Object value) {
    properties.put(property, value);
    return this;
  }

  /** Names the fields that it is about. */
  public Problem about(List<FieldError> fields) {
    errors = List.copyOf(fields);
    return this;
  }

  /** Adds a header to the answer. */
  public Problem header(String name, String value) {
    headers.put(name, value);
    return this;
  }

  /** The status it is answered with. */
  public HttpStatus status() {
    return status;
  }

  Map<String, String> headers() {
    return headers;
  }

  /** The document in that language, in the order people read it. */
  Map<String, Object> document(Language language) {
    var document = new LinkedHashMap<String, Object>();
    document.put("type", TYPE_PREFIX + type);
    document.put("title", title.in(language));
    document.put("status", status.value());
    document.put("detail", detail.in(language));
    if (!errors.isEmpty()) {
      document.put("errors", errors.stream().map(error -> error.in(language)).toList());
    }
    document.putAll(properties);
    return document;
  }
}
