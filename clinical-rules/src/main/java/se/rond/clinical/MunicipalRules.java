package se.rond.clinical;

import java.util.List;
import se.rond.contracts.care.MunicipalityCode;

/**
 * What a municipality wants tighter than its region: rules beside those of the region's set,
 * whichever version of it is in force. It has nothing but rules, each with an id of the
 * municipality's own, and every rule adds to a maximum and a union, so it can lower nothing.
 */
public final class MunicipalRules implements RuleDocument {

  private final RuleSet.Header header;
  private final MunicipalityCode municipality;
  private final List<Rule> rules;

  MunicipalRules(RuleSet.Header header, MunicipalityCode municipality, List<Rule> rules) {
    this.header = header;
    this.municipality = municipality;
    this.rules = List.copyOf(rules);
  }

  /** What the ids of a municipality's rules begin with, for example {@code M1080-}. */
  static String prefixOf(MunicipalityCode municipality) {
    return "M" + municipality.value() + "-";
  }

  @Override
  public RuleSet.Header header() {
    return header;
  }

  /** Whose rules these are. */
  public MunicipalityCode municipality() {
    return municipality;
  }

  /** The rules in words, in the order of the document. */
  public List<Statement> statements() {
    return InWords.of(rules);
  }

  List<Rule> rules() {
    return rules;
  }
}
