package se.rond.dispatch.assignment;

import java.util.Optional;
import se.rond.access.Caller;
import se.rond.access.Role;
import se.rond.dispatch.assignment.Assignment.WithResponder;
import se.rond.dispatch.assignment.Decision.Reason;
import se.rond.dispatch.assignment.Decision.Rejected;

/**
 * Who speaks for a responder: whoever answers as it, and a coordinator, who tells what it has said
 * on the telephone. Nobody else says yes for it, nor that it has come: that would take the patient
 * from whoever waits for it.
 */
final class Spokesperson {

  private Spokesperson() {}

  /** Why a caller's word does not count for whom is asked or has accepted; nothing if it does. */
  static Optional<Rejected> findRefusal(Caller caller, Assignment assignment) {
    return assignment instanceof WithResponder asked
            && caller.role() != Role.COORDINATOR
            && !caller.responders().contains(asked.responder())
        ? Optional.of(
            new Rejected(
                Reason.NOT_A_MEMBER,
                "Expected somebody who answers as that responder, or a coordinator"))
        : Optional.empty();
  }
}
