package se.rond.dispatch.accesslog.web;

import static org.springframework.web.context.request.RequestAttributes.SCOPE_REQUEST;

import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.servlet.HandlerMapping;
import se.rond.access.CurrentCaller;
import se.rond.dispatch.accesslog.Call;
import se.rond.dispatch.accesslog.Calls;

/** Calls by HTTP: each is answered by a thread of its own. */
@Component
class HttpCalls implements Calls {

  private static final String CALL = HttpCalls.class.getName() + ".call";
  private static final String COMMITTED = HttpCalls.class.getName() + ".committed";

  private final Supplier<UUID> freshIds;

  HttpCalls(Supplier<UUID> freshIds) {
    this.freshIds = freshIds;
  }

  @Override
  public Optional<Call> find() {
    return request().flatMap(this::call);
  }

  @Override
  public void committed() {
    request().ifPresent(request -> request.setAttribute(COMMITTED, true, SCOPE_REQUEST));
  }

  boolean isCommitted() {
    return request()
        .filter(request -> request.getAttribute(COMMITTED, SCOPE_REQUEST) != null)
        .isPresent();
  }

  private Optional<Call> call(ServletRequestAttributes request) {
    if (request.getAttribute(CALL, SCOPE_REQUEST) instanceof Call known) {
      return Optional.of(known);
    }
    if (!(request.getRequest().getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE)
        instanceof String pattern)) {
      return Optional.empty();
    }
    var call =
        CurrentCaller.find()
            .map(
                caller ->
                    new Call(
                        freshIds.get(), request.getRequest().getMethod() + " " + pattern, caller));
    call.ifPresent(fresh -> request.setAttribute(CALL, fresh, SCOPE_REQUEST));
    return call;
  }

  private static Optional<ServletRequestAttributes> request() {
    return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes request
        ? Optional.of(request)
        : Optional.empty();
  }
}
