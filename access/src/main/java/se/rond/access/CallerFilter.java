package se.rond.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;
import se.rond.contracts.intake.FieldError;
import tools.jackson.databind.json.JsonMapper;

/**
 * The only door. Finds out who calls before any handler runs, so that a handler which does not ask
 * for its {@link Caller} is no way in.
 *
 * <p>Until login exists, the header {@value #HEADER} names the role in demo mode, and outside demo
 * mode everybody is refused. Only health and meters are open, because those who ask for them have
 * no account, and neither tells about a person.
 */
final class CallerFilter extends OncePerRequestFilter {
  /** The development header; its value is the name of a {@link Role}. */
  static final String HEADER = "X-Rond-Caller";

  /** Who calls when the header is absent. */
  static final Role DEFAULT_ROLE = Role.MUNICIPAL_NURSE;

  private static final String CALLER = CallerFilter.class.getName() + ".caller";

  /**
   * On the path as it was sent. Without dots, escapes or parameters there is only one way to read
   * it, so that what is open here cannot become another path further in.
   */
  private static final Pattern OPEN =
      Pattern.compile("/actuator/(health(/[A-Za-z0-9_-]+)*|prometheus)");

  private static final String ROLES =
      Arrays.stream(Role.values()).map(Role::name).collect(Collectors.joining(", "));

  private final DemoMode mode;
  private final JsonMapper json;

  CallerFilter(DemoMode mode, JsonMapper json) {
    this.mode = mode;
    this.json = json;
  }

  /**
   * Returns who makes this request.
   *
   * @throws IllegalStateException if the request did not pass this filter
   */
  static Caller callerOf(@Nullable HttpServletRequest request) {
    if (request != null && request.getAttribute(CALLER) instanceof Caller caller) {
      return caller;
    }
    throw new IllegalStateException(
        "Expected a request with a known caller, but found none.\n"
            + "Maybe the handler was reached without the caller filter.");
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return OPEN.matcher(request.getRequestURI().substring(request.getContextPath().length()))
        .matches();
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (!mode.demo()) {
      response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
      answer(
          response,
          HttpStatus.UNAUTHORIZED,
          "Expected a logged-in caller, but this version has no login yet.\n"
              + "Maybe this is a demonstration: with rond.demo=true the header "
              + HEADER
              + " names the caller's role.",
          List.of());
      return;
    }
    var named = request.getHeader(HEADER);
    var role = named == null ? Optional.of(DEFAULT_ROLE) : find(named);
    if (role.isEmpty()) {
      answer(
          response,
          HttpStatus.BAD_REQUEST,
          "Expected the header " + HEADER + " to be one of " + ROLES + ".",
          List.of(
              new FieldError(
                  HEADER, "one of " + ROLES, "text of " + named.length() + " characters")));
      return;
    }
    request.setAttribute(CALLER, DemoCallers.of(role.get()));
    chain.doFilter(request, response);
  }

  private static Optional<Role> find(String name) {
    return Arrays.stream(Role.values()).filter(role -> role.name().equals(name)).findFirst();
  }

  /** Written by hand, since no handler and so no message converter is near a filter. */
  private void answer(
      HttpServletResponse response, HttpStatus status, String detail, List<FieldError> errors)
      throws IOException {
    response.setStatus(status.value());
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    response.setCharacterEncoding(StandardCharsets.UTF_8);
    response
        .getOutputStream()
        .write(
            json.writeValueAsBytes(
                new Problem(status.getReasonPhrase(), status.value(), detail, errors)));
  }

  /** RFC 9457, of the type {@code about:blank}, which is the default and left out. */
  private record Problem(String title, int status, String detail, List<FieldError> errors) {}
}
