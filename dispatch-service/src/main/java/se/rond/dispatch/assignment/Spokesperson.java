package se.rond.dispatch.assignment;

import java.util.Optional;
import org.springframework.stereotype.Component;
import se.rond.access.Caller;
import se.rond.access.Role;
import se.rond.dispatch.assignment.Assignment.WithResponder;
import se.rond.dispatch.assignment.Decision.Reason;
import se.rond.dispatch.assignment.Decision.Rejected;

/**
 * Who speaks for a responder: whoever answers as it, whoever has the work in the own name, also
 * when the shift is over, and a coordinator, who tells what it has said on the telephone. Nobody
 * else says yes for it, nor that it has come: that would take the patient from whoever waits for
 * it.
 */
@Component
class Spokesperson {

  private final Claims claims;

  Spokesperson(Claims claims) {
    this.claims = claims;
  }

  /** Why a caller's word does not count for whom is asked or has accepted; nothing if it does. */
  Optional<Rejected> findRefusal(Caller caller, Assignment assignment) {
    return assignment instanceof WithResponder asked && !speaksFor(asked, caller)
        ? Optional.of(
            new Rejected(
                Reason.NOT_A_MEMBER,
                "Expected somebody who answers as that responder, or a coordinator"))
        : Optional.empty();
  }

  private boolean speaksFor(WithResponder asked, Caller caller) {
    return caller.role() == Role.COORDINATOR
        || caller.responders().contains(asked.responder())
        || claims
            .find(asked.id())
            .filter(claim -> claim.person().equals(caller.person()))
            .isPresent();
  }
}
