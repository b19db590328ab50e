package se.rond.triage.ruleset;

import org.jspecify.annotations.Nullable;
import se.rond.clinical.RuleSet;
import se.rond.clinical.TriageRules;

/**
 * What holds somewhere at an instant: the region's set or the one that is shipped, and what the
 * municipality adds.
 *
 * @param set both together
 * @param rules the same, with the region's choice
 * @param region the region's version, null where the shipped set holds
 * @param municipal the municipality's version, null if it adds nothing
 */
public record InForce(
    RuleSet set, TriageRules rules, @Nullable Version region, @Nullable Version municipal) {

  /** Returns true if somebody has approved all of it. What is shipped nobody has. */
  public boolean isApproved() {
    return region != null;
  }
}
