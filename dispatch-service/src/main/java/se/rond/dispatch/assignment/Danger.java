package se.rond.dispatch.assignment;

import java.util.Set;
import se.rond.contracts.triage.TriageDecision;
import se.rond.contracts.triage.TriageDecision.FiredRule;
import se.rond.contracts.triage.TriageDecision.RuleKind;

/** Whether what was found of a patient is dangerous in itself. */
final class Danger {

  /**
   * The facts that are so however the patient is by now (decision 0028): when somebody last had to
   * do with the patient, and what is kept of the patient.
   */
  private static final Set<String> OF_BEFORE =
      Set.of("lastContact.hours", "repeatCallerFlag", "plan");

  private Danger() {}

  /**
   * Returns true if a floor holds, other than by what was before alone: that somebody called
   * yesterday stays so, and says nothing more once the patient has been seen.
   */
  static boolean isIn(TriageDecision found) {
    return found.fired().stream()
        .anyMatch(rule -> rule.kind() == RuleKind.FLOOR && !isOfBefore(rule));
  }

  private static boolean isOfBefore(FiredRule rule) {
    var facts = rule.facts().keySet();
    return !facts.isEmpty() && OF_BEFORE.containsAll(facts);
  }
}
