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

  /**
   * Reads a document that an earlier build has taken. A whole set of before may say less than every
   * set has to say since: it gets what it lacks as floors, so that what was approved goes on and no
   * patient gets less than now is the least.
   *
   * @throws InvalidRuleSet if it is not one that can be used, with every reason and its place
   */
  static RuleDocument readTaken(String yaml) {
    return RuleSetReader.readTaken(yaml);
  }
}
