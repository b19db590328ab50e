package se.rond.access.problem;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Answers where the server forwards what went wrong outside any handler, in place of Spring's page,
 * which repeats the path.
 */
@RestController
final class ErrorAnswers implements ErrorController {

  ErrorAnswers() {}

  @RequestMapping("${spring.web.error.path:/error}")
  void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
    // Whoever asks for the page itself asks for something that is not there.
    var status =
        request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
            ? HttpStatusCode.valueOf(code)
            : HttpStatus.NOT_FOUND;
    ProblemWriter.write(request, response, CommonProblem.of(status));
  }
}
