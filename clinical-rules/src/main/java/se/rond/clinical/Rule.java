package se.rond.clinical;

import java.util.Set;
import se.rond.contracts.care.Need;
import se.rond.contracts.triage.TriageDecision.FiredRule;

/** A rule that spoke, and what it needs beside its level. */
record Rule(FiredRule fired, Set<Need> needs) {
  Rule {
    needs = Set.copyOf(needs);
  }
}
