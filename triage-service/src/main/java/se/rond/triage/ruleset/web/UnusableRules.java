package se.rond.triage.ruleset.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import se.rond.access.problem.Problem;
import se.rond.access.problem.ProblemWriter;
import se.rond.contracts.language.Text;
import se.rond.triage.ruleset.NotApproved;
import se.rond.triage.ruleset.UnreadableRules;

/** Answers where there are no rules to judge by, or to show: a person has to do something. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
final class UnusableRules {

  UnusableRules() {}

  @ExceptionHandler
  void answer(NotApproved thrown, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    ProblemWriter.write(
        request,
        response,
        Problem.of(
            HttpStatus.CONFLICT,
            "RULE_SET_NOT_APPROVED",
            Text.of("Nobody has approved the rules", "Ingen har godkänt reglerna"),
            Text.of(
                "Expected an approved rule set that is active where the patient is; whether to"
                    + " ring 112 was judged by what is shipped, see advice",
                "Vi väntade oss ett godkänt regelverk i kraft där patienten är; om det är läge att"
                    + " ringa 112 har bedömts med det medföljande, se advice")));
  }

  @ExceptionHandler
  void answer(UnreadableRules thrown, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    ProblemWriter.write(
        request,
        response,
        Problem.of(
            HttpStatus.CONFLICT,
            "RULE_SET_CANNOT_BE_READ",
            Text.of("The rule set cannot be read", "Regelverket går inte att läsa"),
            Text.of(
                    "Expected {0} {1} to be written for this version of Rond; bring the same rules into"
                        + " force as a new version",
                    "Vi väntade oss att {0} {1} är skrivet för den här versionen av Rond; sätt samma"
                        + " regler i kraft som en ny version")
                .with(thrown.name(), thrown.number())));
  }
}
