package se.rond.access;

import org.springframework.security.core.context.SecurityContextHolder;
import se.rond.access.login.CallerAuthentication;

/** Who makes the request that this thread answers. */
final class CurrentCaller {

  private CurrentCaller() {}

  /**
   * Returns who makes this request.
   *
   * @throws IllegalStateException if the request did not pass the {@link Door}
   */
  static Caller load() {
    if (SecurityContextHolder.getContext().getAuthentication()
        instanceof CallerAuthentication known) {
      return known.getPrincipal();
    }
    throw new IllegalStateException(
        "Expected a request with a known caller, but found none.\n"
            + "Maybe the handler was reached on a path that the door leaves open.");
  }
}
