package se.rond.dispatch.problem;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import se.rond.contracts.intake.FieldError;

/**
 * Answers what no edge foresaw: 503 when the database is away, 400 for a path or body that cannot
 * be read. What an edge has promised to say in every answer, it {@linkplain #saysAlways says
 * beforehand}.
 */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
public class FaultsAsProblems {

  private static final String ALWAYS = FaultsAsProblems.class.getName();

  private static final Logger log = LoggerFactory.getLogger(FaultsAsProblems.class);

  private record Said(String property, Object value) {}

  /** Puts a property into whatever problem this request still ends in. */
  public static void saysAlways(HttpServletRequest request, String property, Object value) {
    request.setAttribute(ALWAYS, new Said(property, value));
  }

  @ExceptionHandler({DataAccessException.class, TransactionException.class})
  ResponseEntity<ProblemDetail> away(Exception fault, HttpServletRequest request) {
    log.error(
        "Could not do {} {}: {}",
        request.getMethod(),
        request.getRequestURI(),
        fault.getClass().getName());
    return answer(
        Problem.of(
            HttpStatus.SERVICE_UNAVAILABLE,
            "CANNOT_STORE",
            "The database is away",
            "Expected to reach the database; send the same again, nothing is done twice"),
        request);
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> unreadable(
      HttpMessageNotReadableException unreadable, HttpServletRequest request) {
    return answer(
        Problem.invalid(List.of(new FieldError("", "a JSON object", "nothing, or broken JSON"))),
        request);
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> mistyped(
      MethodArgumentTypeMismatchException mistyped, HttpServletRequest request) {
    var expected = mistyped.getRequiredType() == UUID.class ? "a UUID" : "another value";
    return answer(
        Problem.invalid(List.of(new FieldError(mistyped.getName(), expected, "another text"))),
        request);
  }

  private static ResponseEntity<ProblemDetail> answer(Problem problem, HttpServletRequest request) {
    if (request.getAttribute(ALWAYS) instanceof Said(var property, var value)) {
      problem.with(property, value);
    }
    return ResponseEntity.of(problem.getBody()).build();
  }
}
