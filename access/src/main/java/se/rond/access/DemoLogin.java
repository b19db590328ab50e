package se.rond.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import se.rond.access.login.CallerAuthentication;
import se.rond.access.problem.Problem;
import se.rond.access.problem.ProblemWriter;
import se.rond.contracts.intake.FieldError;
import se.rond.contracts.language.Text;

/**
 * Lets a caller of a demonstration in who has no token: the header {@value #HEADER} names the role.
 * It is part of the door in demo mode alone, and a token is checked there, too.
 */
final class DemoLogin extends OncePerRequestFilter {
  /**
   * The development header; its value is the name of a {@link Role}, with {@value #COLLEAGUE}
   * behind it for the second person of that role.
   */
  static final String HEADER = "X-Rond-Caller";

  private static final String COLLEAGUE = "/2";

  /** Who calls when the header is absent. */
  static final Role DEFAULT_ROLE = Role.MUNICIPAL_NURSE;

  private static final String ROLES =
      Arrays.stream(Role.values()).map(Role::name).collect(Collectors.joining(", "));

  /** Whoever sends a token is who the token says, or nobody. */
  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return request.getHeader(HttpHeaders.AUTHORIZATION) != null;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    var named = request.getHeader(HEADER);
    var caller = named == null ? Optional.of(DemoCallers.of(DEFAULT_ROLE)) : find(named);
    if (caller.isEmpty()) {
      ProblemWriter.write(request, response, unknownRole(named));
      return;
    }
    var context = SecurityContextHolder.createEmptyContext();
    context.setAuthentication(new CallerAuthentication(caller.get()));
    SecurityContextHolder.setContext(context);
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
