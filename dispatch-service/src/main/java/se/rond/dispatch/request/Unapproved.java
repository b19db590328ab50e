package se.rond.dispatch.request;

import org.springframework.stereotype.Component;
import se.rond.access.DemoMode;
import se.rond.clinical.TriageRules;
import se.rond.contracts.triage.TriageDecision.RuleSetVersion;

/**
 * Tells which answers go by rules that nobody has approved. Dispatch knows them by their name: that
 * of what is shipped is no approved set's, in any version.
 */
@Component
public class Unapproved {

  private final TriageRules shipped;
  private final DemoMode mode;

  Unapproved(TriageRules shipped, DemoMode mode) {
    this.shipped = shipped;
    this.mode = mode;
  }

  /**
   * Returns true if advice is to be marked. It goes by what is shipped everywhere, but outside demo
   * mode it is the least that is said until an approved set decides.
   */
  public boolean isAdvice() {
    return mode.demo();
  }

  /** Returns true if a decision is to be marked, wherever it is shown. */
  public boolean isDecisionBy(RuleSetVersion rules) {
    return shipped.areOfTheSetOf(rules);
  }
}
