package se.rond.access.problem;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import se.rond.contracts.language.Language;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes problem documents, from wherever a request ends: a handler, a filter, or the server before
 * any of them. What an edge has promised to say in every answer, it {@linkplain #saysAlways says
 * beforehand}.
 */
public final class ProblemWriter {

  private static final String ALWAYS = ProblemWriter.class.getName();

  private static final JsonMapper JSON = JsonMapper.shared();

  private record Said(String property, Object value) {}

  private ProblemWriter() {}

  /** Puts a property into whatever problem this request still ends in. */
  public static void saysAlways(HttpServletRequest request, String property, Object value) {
    request.setAttribute(ALWAYS, new Said(property, value));
  }

  /** Answers with a problem; does nothing where an answer is on its way already. */
  public static void write(
      HttpServletRequest request, HttpServletResponse response, Problem problem)
      throws IOException {
    if (response.isCommitted()) {
      return;
    }
    response.resetBuffer();
    response.setStatus(problem.status().value());
    problem.headers().forEach(response::setHeader);
    writeDocument(request, response, problem);
  }

  /** Writes the document into an answer that has its status already. */
  static void writeDocument(
      HttpServletRequest request, HttpServletResponse response, Problem problem)
      throws IOException {
    var language = Language.preferredBy(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE));
    var document = problem.document(language);
    if (request.getAttribute(ALWAYS) instanceof Said(var property, var value)) {
      document.put(property, value);
    }
    // JSON is UTF-8 and nothing else.
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    response.setHeader(HttpHeaders.CONTENT_LANGUAGE, language.tag());
    response.addHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE);
    response.getOutputStream().write(JSON.writeValueAsBytes(document));
  }
}
