package se.rond.triage.ruleset;

import se.rond.clinical.InvalidRuleSet;

/**
 * This build cannot read a version that an earlier or later one could. What it would have judged is
 * parked; dispatch goes on by the nurse's level and the floors.
 */
public final class UnreadableRules extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  private final String name;
  private final String number;

  UnreadableRules(Version version, InvalidRuleSet why) {
    super(
        """
        Expected rule set %s (%s %s) to be readable, but found %d problems in it.
        Maybe it was written for another build: bring the same rules into force as a new version."""
            .formatted(version.id(), version.name(), version.number(), why.problems().size()),
        why);
    this.name = version.name();
    this.number = version.number();
  }

  /** Which rule set it is, as its document says. */
  public String name() {
    return name;
  }

  /** Which version of it, as its document says. */
  public String number() {
    return number;
  }
}
