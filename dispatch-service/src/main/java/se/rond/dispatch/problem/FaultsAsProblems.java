package se.rond.dispatch.problem;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.HandlerMapping;
import se.rond.access.problem.Problem;
import se.rond.access.problem.ProblemWriter;
import se.rond.contracts.language.Text;

/** Answers 503 when the database is away. Everything else is answered as in every service. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class FaultsAsProblems {

  private static final Logger log = LoggerFactory.getLogger(FaultsAsProblems.class);

  @ExceptionHandler({DataAccessException.class, TransactionException.class})
  void away(Exception fault, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    log.error(
        "Could not do {} {}: {}",
        request.getMethod(),
        request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE),
        fault.getClass().getName());
    ProblemWriter.write(
        request,
        response,
        Problem.of(
            HttpStatus.SERVICE_UNAVAILABLE,
            "CANNOT_STORE",
            Text.of("The database is away", "Databasen går inte att nå"),
            Text.of(
                "Expected to reach the database; send the same again, nothing is done twice",
                "Förväntade att nå databasen; skicka samma igen, ingenting görs två gånger")));
  }
}
