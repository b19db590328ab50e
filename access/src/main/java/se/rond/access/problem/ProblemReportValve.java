package se.rond.access.problem;

import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatusCode;

/**
 * Answers what Tomcat refuses before any filter sees it, such as a path with {@code %00} or a
 * header without an end, in place of its HTML page.
 */
final class ProblemReportValve extends ErrorReportValve {

  private static final Logger log = LoggerFactory.getLogger(ProblemReportValve.class);

  @Override
  protected void report(Request request, Response response, @Nullable Throwable thrown) {
    var status = response.getStatus();
    // The last call is true once for each error, for whoever is to report it.
    if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
      return;
    }
    try {
      ProblemWriter.writeDocument(
          request, response, CommonProblem.of(HttpStatusCode.valueOf(status)));
      response.finishResponse();
    } catch (IOException gone) {
      log.debug("The client went away", gone);
    }
  }
}
