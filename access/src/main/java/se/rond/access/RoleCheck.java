package se.rond.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpStatus;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import se.rond.access.problem.Problem;
import se.rond.contracts.language.Text;

/**
 * Lets a call on to its handler only if that is {@link AllowedTo} the caller's role, before
 * anything of it is read. Whoever may not call learns nothing of what there is.
 */
final class RoleCheck implements HandlerInterceptor {

  private static final String OURS = "se.rond.";

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (handler instanceof HandlerMethod method && isOurs(method)) {
      var allowed =
          find(method)
              .orElseThrow(
                  () -> new IllegalStateException("Expected to know who may call " + method));
      // Who is everybody, the door has seen to.
      if (allowed.size() < Role.values().length && !allowed.contains(CurrentCaller.load().role())) {
        throw notForThisRole(allowed);
      }
    }
    return true;
  }

  /**
   * Sees that each handler of ours says who may call it.
   *
   * @throws IllegalStateException naming those that do not
   */
  static void checkAll(RequestMappingHandlerMapping handlers) {
    var silent =
        handlers.getHandlerMethods().values().stream()
            .filter(method -> isOurs(method) && find(method).isEmpty())
            .map(HandlerMethod::getShortLogMessage)
            .sorted()
            .toList();
    if (!silent.isEmpty()) {
      throw new IllegalStateException(
          "Expected @AllowedTo, or one of its names, on every handler, found none on "
              + String.join(", ", silent)
              + ".\nMaybe it is new: say who may call it.");
    }
  }

  /** What is answered to an error has no caller. */
  private static boolean isOurs(HandlerMethod method) {
    return method.getBeanType().getName().startsWith(OURS)
        && !ErrorController.class.isAssignableFrom(method.getBeanType());
  }

  static Optional<Set<Role>> find(HandlerMethod method) {
    return Optional.ofNullable(
            AnnotatedElementUtils.findMergedAnnotation(method.getMethod(), AllowedTo.class))
        .map(allowed -> Set.of(allowed.value()));
  }

  private static Problem notForThisRole(Set<Role> allowed) {
    return Problem.of(
        HttpStatus.FORBIDDEN,
        "NOT_FOR_THIS_ROLE",
        Text.of("Not for your role", "Inte för din roll"),
        Text.of(
                "Expected one of the roles {0}; nothing was changed",
                "Vi väntade oss någon av rollerna {0}; ingenting har ändrats")
            .with(allowed.stream().sorted().map(Role::name).collect(Collectors.joining(", "))));
  }
}
