package se.rond.dispatch.intake.web;

import jakarta.servlet.http.HttpServletRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import se.rond.dispatch.intake.Advice;

/**
 * Answers 503 when a request cannot be stored, with the advice that was read before it failed: a
 * nurse whose patient has a red flag learns so without a database. Sending it again is safe.
 */
@RestControllerAdvice(assignableTypes = IntakeController.class)
class AdviceOnFailure {

  private static final String ADVICE = AdviceOnFailure.class.getName() + ".advice";

  private static final Logger log = LoggerFactory.getLogger(AdviceOnFailure.class);

  static void remember(HttpServletRequest request, Advice advice) {
    request.setAttribute(ADVICE, advice);
  }

  @ExceptionHandler({DataAccessException.class, TransactionException.class})
  ResponseEntity<ProblemDetail> cannotStore(Exception failure, HttpServletRequest request) {
    log.error("Could not store a request: {}", failure.getClass().getName());
    var problem =
        IntakeProblem.of(
            HttpStatus.SERVICE_UNAVAILABLE,
            "CANNOT_STORE",
            "The request is not stored",
            "Expected to reach the database; send the same request again, nothing is stored twice",
            request.getAttribute(ADVICE) instanceof Advice advice ? advice : Advice.NONE);
    return ResponseEntity.of(problem.getBody()).build();
  }
}
