package se.rond.clinical;

/** What somebody may write down of the rules: a whole set, or what a municipality adds to one. */
public sealed interface RuleDocument permits RuleSet, MunicipalRules {

  /** What the document is called, and who answers for it. */
  RuleSet.Header header();

  /**
   * Reads a document: a municipality's if its header names one, otherwise a whole set.
   *
   * @throws InvalidRuleSet if it is not one that can be used, with every reason and its place
   */
  static RuleDocument read(String yaml) {
    return RuleSetReader.readAny(yaml);
  }
}
