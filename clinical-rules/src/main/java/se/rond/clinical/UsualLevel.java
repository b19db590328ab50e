package se.rond.clinical;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import se.rond.clinical.Fact.Exemption;
import se.rond.clinical.Rule.Step;
import se.rond.contracts.care.Capability;
import se.rond.contracts.care.ContactCause;
import se.rond.contracts.care.Level;
import se.rond.contracts.triage.TriageDecision.Label;

/**
 * What a contact cause usually leads to: a proposal.
 *
 * @param rule the id of the rule that a decision lists
 * @param brings samples and X-ray that a team brings when one is needed, by this or any other rule
 * @param xrayWithoutRegion X-ray that it brings where the nurse names no region
 * @param higher what raises the level
 * @param exempt what lowers it, once stated
 * @param shows the facts that a decision lists whatever the level turned on
 */
record UsualLevel(
    ContactCause cause,
    String rule,
    Label label,
    Level level,
    Set<Capability> brings,
    Set<Capability> xrayWithoutRegion,
    List<Step> higher,
    @Nullable Exempt exempt,
    List<Fact> shows) {

  UsualLevel {
    brings = Rule.inOrder(brings);
    xrayWithoutRegion = Rule.inOrder(xrayWithoutRegion);
    higher = List.copyOf(higher);
    shows = List.copyOf(shows);
  }

  UsualLevel(
      ContactCause cause,
      Level level,
      Set<Capability> brings,
      Set<Capability> xrayWithoutRegion,
      List<Step> higher,
      @Nullable Exempt exempt,
      List<Fact> shows) {
    this(
        cause,
        ruleOf(cause),
        labelOf(cause),
        level,
        brings,
        xrayWithoutRegion,
        higher,
        exempt,
        shows);
  }

  /**
   * An exemption by name (clinical reference 2.10.6).
   *
   * @param stated counts only when stated
   * @param unless what outweighs it; what is not known does, too
   * @param level below the usual one
   */
  record Exempt(Exemption stated, @Nullable Condition unless, Level level) {

    boolean counts(Known known) {
      return stated.isStated(known) && (unless == null || unless.holds(known) == Truth.FALSE);
    }

    /** Adds what would have to be known for it to count, where it is stated. */
    void miss(Known known, Missing missing) {
      if (stated.isStated(known) && unless != null && unless.holds(known) == Truth.UNKNOWN) {
        unless.miss(known, missing);
      }
    }
  }

  static String ruleOf(ContactCause cause) {
    return "CAUSE-" + cause.name();
  }

  /** The names of contact causes are those of the closed list. */
  private static Label labelOf(ContactCause cause) {
    return new Label(
        cause.swedish() + ": vanlig vårdnivå", cause.english() + ": usual level of care");
  }
}
