package se.rond.dispatch.accesslog.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.ModelAndView;
import se.rond.access.problem.Problem;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.dispatch.accesslog.AccessLog;
import se.rond.dispatch.accesslog.AccessLogged;
import se.rond.dispatch.accesslog.Call;
import se.rond.dispatch.accesslog.Calls;

/**
 * Enters what was refused, in a transaction of its own and before the answer: the one that found
 * out is rolled back by then. A request that does not exist was denied to nobody; where something
 * else was asked for, such as a task, the entry is about nobody.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class DenialsLogged implements HandlerExceptionResolver {

  private final Calls calls;
  private final AccessLog log;
  private final ObjectProvider<HandlerExceptionResolver> others;

  DenialsLogged(
      Calls calls,
      AccessLog log,
      @Qualifier("handlerExceptionResolver") ObjectProvider<HandlerExceptionResolver> others) {
    this.calls = calls;
    this.log = log;
    this.others = others;
  }

  /** Answers nothing itself, unless the entry could not be written: then the fault is answered. */
  @Override
  public @Nullable ModelAndView resolveException(
      HttpServletRequest request,
      HttpServletResponse response,
      @Nullable Object handler,
      Exception thrown) {
    if (!(thrown instanceof Problem problem)
        || !(handler instanceof HandlerMethod method)
        || !method.hasMethodAnnotation(AccessLogged.class)) {
      return null;
    }
    try {
      calls.find().ifPresent(call -> enter(problem.status(), call, named(request)));
      return null;
    } catch (RuntimeException fault) {
      return others.getObject().resolveException(request, response, handler, fault);
    }
  }

  private void enter(HttpStatus status, Call call, Optional<AssessmentRequestId> named) {
    if (status == HttpStatus.FORBIDDEN || status == HttpStatus.NOT_FOUND && named.isEmpty()) {
      log.forbidden(call, named);
    } else if (status == HttpStatus.NOT_FOUND) {
      named.ifPresent(request -> log.denied(call, request));
    }
  }

  private static Optional<AssessmentRequestId> named(HttpServletRequest request) {
    return request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE)
            instanceof Map<?, ?> variables
        ? Stream.of("request", "id")
            .map(variables::get)
            .flatMap(value -> value instanceof String text ? Stream.of(text) : Stream.empty())
            .flatMap(text -> id(text).stream())
            .findFirst()
        : Optional.empty();
  }

  /** A role is refused before anybody has looked at the path. */
  private static Optional<AssessmentRequestId> id(String text) {
    try {
      return Optional.of(new AssessmentRequestId(UUID.fromString(text)));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
