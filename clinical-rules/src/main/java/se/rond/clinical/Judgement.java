package se.rond.clinical;

import java.util.List;
import se.rond.contracts.triage.TriageDecision.FiredRule;
import se.rond.contracts.triage.TriageDecision.UnjudgedRule;

/**
 * What the locked floor found.
 *
 * @param fired the red flags and bold warning signs that are there; each means 112
 * @param notEvaluated red flags that the values would tell, had they been measured
 */
public record Judgement(List<FiredRule> fired, List<UnjudgedRule> notEvaluated) {
  public Judgement {
    fired = List.copyOf(fired);
    notEvaluated = List.copyOf(notEvaluated);
  }
}
