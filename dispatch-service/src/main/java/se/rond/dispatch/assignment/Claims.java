package se.rond.dispatch.assignment;

import java.util.Optional;
import se.rond.contracts.care.AssignmentId;

/** In whose name accepted work stands; written under the lock of the request. */
public interface Claims {

  Optional<Claim> find(AssignmentId assignment);

  /** Keeps in whose name it stands from now on. */
  void keep(AssignmentId assignment, Claim claim);
}
