package se.rond.telemetry;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/** Puts the request that a path is about into the log, if the path names one. */
final class RequestInLog implements HandlerInterceptor {

  private static final String PATHS = "/assessment-requests/{";

  /** What controllers call the part of the path behind {@value #PATHS}. */
  private static final String[] VARIABLES = {"id", "request"};

  @Override
  public boolean preHandle(HttpServletRequest call, HttpServletResponse response, Object handler) {
    if (call.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE) instanceof Object pattern
        && pattern.toString().startsWith(PATHS)
        && call.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE)
            instanceof Map<?, ?> variables) {
      Stream.of(VARIABLES)
          .map(variables::get)
          .filter(String.class::isInstance)
          .findFirst()
          .ifPresent(text -> put((String) text));
    }
    return true;
  }

  @Override
  public void afterCompletion(
      HttpServletRequest call,
      HttpServletResponse response,
      Object handler,
      @Nullable Exception failed) {
    LogContext.clear();
  }

  private static void put(String text) {
    try {
      LogContext.request(UUID.fromString(text));
    } catch (IllegalArgumentException e) {
      // Not an id, so it may be anything: the controller refuses it, and no log repeats it.
    }
  }
}
