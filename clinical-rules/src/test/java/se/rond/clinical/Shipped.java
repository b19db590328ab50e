package se.rond.clinical;

/** The set that is shipped, read once for all tests. */
final class Shipped {

  static final RuleSet SET = RuleSet.shipped();

  /** The demonstration regions' rules: X-ray at home first. */
  static final TriageRules RULES = new TriageRules(SET, HipFractureStrategy.MOBILE_XRAY_FIRST);

  private Shipped() {}
}
