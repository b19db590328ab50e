package se.rond.dispatch.matching;

import java.time.Instant;
import java.util.Set;
import se.rond.contracts.care.Capability;

/**
 * What is looked for.
 *
 * @param contactBy when someone is to be with the patient
 * @param canWait whether nobody is to be hurried for it
 */
public record Wanted(
    Position place, Set<Capability> capabilities, Instant contactBy, boolean canWait) {

  public Wanted {
    capabilities = Set.copyOf(capabilities);
  }
}
