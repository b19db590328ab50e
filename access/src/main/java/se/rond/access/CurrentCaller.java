package se.rond.access;

import java.util.Optional;
import org.springframework.security.core.context.SecurityContextHolder;
import se.rond.access.login.CallerAuthentication;

/** Who makes the request that this thread answers. */
public final class CurrentCaller {

  private CurrentCaller() {}

  /**
   * Returns who makes this request.
   *
   * @throws IllegalStateException if the request did not pass the {@link Door}
   */
  static Caller load() {
    return find()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "Expected a request with a known caller, but found none.\n"
                        + "Maybe the handler was reached on a path that the door leaves open."));
  }

  /**
   * Returns the caller; nothing where no request is answered, or none that passed the {@link Door}.
   */
  public static Optional<Caller> find() {
    return SecurityContextHolder.getContext().getAuthentication()
            instanceof CallerAuthentication known
        ? Optional.of(known.getPrincipal())
        : Optional.empty();
  }
}
