package se.rond.dispatch.accesslog;

import java.util.UUID;
import se.rond.access.Caller;

/**
 * A call that is being answered.
 *
 * @param id fresh, and the same for all that the call does
 * @param operation method and pattern of the path: what somebody has sent does not stand in it
 */
public record Call(UUID id, String operation, Caller caller) {

  Purpose purpose() {
    return Purpose.of(caller.role());
  }
}
