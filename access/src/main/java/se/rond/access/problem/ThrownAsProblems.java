package se.rond.access.problem;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.HandlerMapping;
import se.rond.contracts.intake.FieldError;
import se.rond.contracts.language.Text;
import se.rond.telemetry.Thrown;

/** Answers whatever a handler throws, and whatever Spring refuses before one is reached. */
@RestControllerAdvice
@Order(ThrownAsProblems.AFTER_THOSE_OF_A_SERVICE)
final class ThrownAsProblems {

  /** A service may know better what a fault of its own means. */
  static final int AFTER_THOSE_OF_A_SERVICE = Ordered.HIGHEST_PRECEDENCE + 100;

  private static final Logger log = LoggerFactory.getLogger(ThrownAsProblems.class);

  ThrownAsProblems() {}

  @ExceptionHandler
  void answer(Exception thrown, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    switch (thrown) {
      case Problem problem -> ProblemWriter.write(request, response, problem);
      case HttpMessageNotReadableException _ ->
          ProblemWriter.write(request, response, Problem.invalid(List.of(SentBody.broken())));
      case MethodArgumentTypeMismatchException mistyped ->
          ProblemWriter.write(request, response, Problem.invalid(List.of(mistyped(mistyped))));
      case ErrorResponse refusal -> ProblemWriter.write(request, response, of(refusal));
      case IOException gone -> log.debug("The client went away", gone);
      case Exception fault when Thrown.isDatabaseFault(fault) -> {
        log(fault, request);
        ProblemWriter.write(request, response, CommonProblem.CANNOT_STORE.problem());
      }
      default -> {
        log(thrown, request);
        ProblemWriter.write(request, response, CommonProblem.DEFECT.problem());
      }
    }
  }

  /** The pattern, not the path, and no message: both may hold anything. */
  private static void log(Exception thrown, HttpServletRequest request) {
    log.error(
        "Could not answer {} {}: {}",
        request.getMethod(),
        request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE),
        Thrown.causes(thrown));
  }

  private static Problem of(ErrorResponse refusal) {
    var problem = CommonProblem.of(refusal.getStatusCode());
    refusal.getHeaders().forEach((name, values) -> problem.header(name, String.join(", ", values)));
    return problem;
  }

  private static FieldError mistyped(MethodArgumentTypeMismatchException mistyped) {
    var expected =
        mistyped.getRequiredType() == UUID.class
            ? Text.of("a UUID", "ett UUID")
            : Text.of("another value", "ett annat värde");
    return new FieldError(mistyped.getName(), expected, Text.of("another text", "en annan text"));
  }
}
