package se.rond.access.problem;

import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import se.rond.contracts.language.Text;

/** The problems that any service may answer with. The names are types: add, never rename. */
enum CommonProblem {
  INVALID_FIELDS(
      HttpStatus.BAD_REQUEST,
      Text.of("Fields cannot be used as they stand", "Fält går inte att använda som de är"),
      Text.of(
          "Expected other values in the fields that errors names; nothing was changed",
          "Vi väntade oss andra värden i de fält som errors namnger; ingenting har ändrats")),
  /** Any 400 that no field is the cause of: a path, a header or a request line. */
  BAD_REQUEST(
      HttpStatus.BAD_REQUEST,
      Text.of("The request cannot be read", "Anropet går inte att läsa"),
      Text.of(
          "Expected a request line, path and headers without forbidden characters",
          "Vi väntade oss anropsrad, sökväg och HTTP-huvuden utan otillåtna tecken")),
  NOT_FOUND(
      HttpStatus.NOT_FOUND,
      Text.of("Not found", "Finns inte"),
      Text.of("Expected a path that is known here", "Vi väntade oss en sökväg som är känd här")),
  METHOD_NOT_ALLOWED(
      HttpStatus.METHOD_NOT_ALLOWED,
      Text.of("The method does not fit", "Metoden passar inte"),
      Text.of(
          "Expected one of the methods in the header Allow",
          "Vi väntade oss en av metoderna i HTTP-huvudet Allow")),
  NOT_ACCEPTABLE(
      HttpStatus.NOT_ACCEPTABLE,
      Text.of("No answer in that form", "Inget svar i den formen"),
      Text.of(
          "Expected the header Accept to allow application/json",
          "Vi väntade oss att HTTP-huvudet Accept tillåter application/json")),
  BODY_TOO_LARGE(
      HttpStatus.CONTENT_TOO_LARGE,
      Text.of("The body is too large", "Innehållet är för stort"),
      Text.of(
          "Expected at most " + SentBody.MAX_BYTES + " bytes; nothing was stored",
          "Vi väntade oss högst " + SentBody.MAX_BYTES + " byte; ingenting har sparats")),
  UNSUPPORTED_MEDIA_TYPE(
      HttpStatus.UNSUPPORTED_MEDIA_TYPE,
      Text.of("The body is declared as something else", "Innehållet anges vara något annat"),
      Text.of(
          "Expected Content-Type: application/json; nothing was stored",
          "Vi väntade oss Content-Type: application/json; ingenting har sparats")),
  /** Anything else. */
  REFUSED(
      HttpStatus.BAD_REQUEST,
      Text.of("The request was refused", "Anropet avvisades"),
      Text.of(
          "Expected another request; nothing was changed",
          "Vi väntade oss ett annat anrop; ingenting har ändrats")),
  UNAVAILABLE(
      HttpStatus.SERVICE_UNAVAILABLE,
      Text.of("Not available at present", "Inte tillgängligt just nu"),
      Text.of(
          "Expected to be able to answer; send the same again, nothing is done twice",
          "Vi väntade oss att kunna svara; skicka samma igen, ingenting görs två gånger")),
  /**
   * The database is in the way. A defect would fail again, and a caller that sends again and again
   * would hide it: that is {@link #DEFECT}.
   */
  CANNOT_STORE(
      HttpStatus.SERVICE_UNAVAILABLE,
      Text.of("The database is away", "Databasen går inte att nå"),
      Text.of(
          "Expected to reach the database; send the same again, nothing is done twice",
          "Vi väntade oss att nå databasen; skicka samma igen, ingenting görs två gånger")),
  /** We are wrong. Somebody is told by the log. */
  DEFECT(
      HttpStatus.INTERNAL_SERVER_ERROR,
      Text.of("A defect in this service", "Ett fel i den här tjänsten"),
      Text.of(
          "Expected to be able to answer, and could not; the service's log has the cause",
          "Vi väntade oss att kunna svara men kunde inte; orsaken står i tjänstens logg"));

  private final HttpStatus status;
  private final Text title;
  private final Text detail;

  CommonProblem(HttpStatus status, Text title, Text detail) {
    this.status = status;
    this.title = title;
    this.detail = detail;
  }

  Text title() {
    return title;
  }

  Problem problem() {
    return Problem.of(status, name(), title, detail);
  }

  /** What is said where nothing but the status is known. */
  static Problem of(HttpStatusCode code) {
    var status = HttpStatus.resolve(code.value());
    return Stream.of(values())
        .filter(one -> one.status == status && one != INVALID_FIELDS)
        .findFirst()
        .map(CommonProblem::problem)
        .orElseGet(
            () ->
                Problem.of(
                    status == null ? REFUSED.status : status,
                    REFUSED.name(),
                    REFUSED.title,
                    REFUSED.detail));
  }
}
