package se.rond.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;
import se.rond.access.problem.Problem;
import se.rond.access.problem.ProblemWriter;
import se.rond.contracts.intake.FieldError;
import se.rond.contracts.language.Text;

/**
 * The only door. Finds out who calls before any handler runs, so that a handler which does not ask
 * for its {@link Caller} is no way in.
 *
 * <p>Until login exists, the header {@value #HEADER} names the role in demo mode, and outside demo
 * mode everybody is refused. Only health and meters are open, because those who ask for them have
 * no account, and neither tells about a person.
 */
final class CallerFilter extends OncePerRequestFilter {
  /**
   * The development header; its value is the name of a {@link Role}, with {@value #COLLEAGUE}
   * behind it for the second person of that role.
   */
  static final String HEADER = "X-Rond-Caller";

  private static final String COLLEAGUE = "/2";

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

  CallerFilter(DemoMode mode) {
    this.mode = mode;
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
      ProblemWriter.write(request, response, notLoggedIn());
      return;
    }
    var named = request.getHeader(HEADER);
    var caller = named == null ? Optional.of(DemoCallers.of(DEFAULT_ROLE)) : find(named);
    if (caller.isEmpty()) {
      ProblemWriter.write(request, response, unknownRole(named));
      return;
    }
    request.setAttribute(CALLER, caller.get());
    chain.doFilter(request, response);
  }

  private static Optional<Caller> find(String name) {
    return name.endsWith(COLLEAGUE)
        ? role(name.substring(0, name.length() - COLLEAGUE.length())).map(DemoCallers::colleagueOf)
        : role(name).map(DemoCallers::of);
  }

  private static Optional<Role> role(String name) {
    return Arrays.stream(Role.values()).filter(role -> role.name().equals(name)).findFirst();
  }

  private static Problem notLoggedIn() {
    return Problem.of(
            HttpStatus.UNAUTHORIZED,
            "NOT_LOGGED_IN",
            Text.of("Not logged in", "Inte inloggad"),
            Text.of(
                    """
                    Expected a logged-in caller, but this version has no login yet.
                    Maybe this is a demonstration: with rond.demo=true the header {0} names the caller's role.""",
                    """
                    Vi väntade oss en inloggad anropare, men den här versionen har ingen inloggning än.
                    Kanske är det en demonstration: med rond.demo=true anger HTTP-huvudet {0} rollen.""")
                .with(HEADER))
        .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
  }

  private static Problem unknownRole(String named) {
    return Problem.of(
            HttpStatus.BAD_REQUEST,
            "UNKNOWN_ROLE",
            Text.of("There is no such role", "Den rollen finns inte"),
            Text.of(
                    "Expected the header {0} to be one of {1}, with /2 behind it for a colleague.",
                    "Vi väntade oss att HTTP-huvudet {0} är något av {1}, med /2 efter för en kollega.")
                .with(HEADER, ROLES))
        .about(
            List.of(
                new FieldError(
                    HEADER,
                    Text.of("one of {0}", "något av {0}").with(ROLES),
                    Text.of("text of {0} characters", "text på {0} tecken").with(named.length()))));
  }
}
