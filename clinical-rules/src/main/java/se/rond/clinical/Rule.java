package se.rond.clinical;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import se.rond.contracts.care.Capability;
import se.rond.contracts.care.Level;
import se.rond.contracts.care.Need;
import se.rond.contracts.triage.TriageDecision.Label;
import se.rond.contracts.triage.TriageDecision.RuleKind;

/**
 * A rule of a rule set: while its condition holds, not less than its level is needed.
 *
 * @param note what whoever reads the rule should know beside its label
 * @param unlistedWhen while it holds, the rule is left out of the explanation if a stronger one is
 *     in it; what it demands counts all the same
 * @param higher what raises its level
 * @param shows the facts that a decision lists, null for those that made the condition true
 * @param raises true if it raises by one level what all other rules demand, once however many do so
 *     ({@link Level#raisedByOne}); it has no level of its own then, which is ADVICE, and no needs
 */
record Rule(
    String id,
    RuleKind kind,
    Label label,
    @Nullable Label note,
    Condition when,
    @Nullable Condition unlistedWhen,
    Level level,
    Set<Need> needs,
    Set<Capability> capabilities,
    List<Step> higher,
    @Nullable List<Fact> shows,
    boolean raises) {

  /** One with a level of its own. */
  Rule(
      String id,
      RuleKind kind,
      Label label,
      @Nullable Label note,
      Condition when,
      @Nullable Condition unlistedWhen,
      Level level,
      Set<Need> needs,
      Set<Capability> capabilities,
      List<Step> higher,
      @Nullable List<Fact> shows) {
    this(
        id,
        kind,
        label,
        note,
        when,
        unlistedWhen,
        level,
        needs,
        capabilities,
        higher,
        shows,
        false);
  }

  /** One that raises what the others demand. */
  static Rule raising(
      String id,
      RuleKind kind,
      Label label,
      @Nullable Label note,
      Condition when,
      @Nullable Condition unlistedWhen,
      @Nullable List<Fact> shows) {
    return new Rule(
        id,
        kind,
        label,
        note,
        when,
        unlistedWhen,
        Level.ADVICE,
        Set.of(),
        Set.of(),
        List.of(),
        shows,
        true);
  }

  /** The same rule with that note. */
  Rule noted(Label other) {
    return new Rule(
        id,
        kind,
        label,
        other,
        when,
        unlistedWhen,
        level,
        needs,
        capabilities,
        higher,
        shows,
        raises);
  }

  Rule {
    needs = Set.copyOf(needs);
    capabilities = inOrder(capabilities);
    higher = List.copyOf(higher);
    shows = shows == null ? null : List.copyOf(shows);
  }

  /**
   * Something that raises a level. What is not known counts as there: unknown means the higher
   * level.
   *
   * @param level above the level of the rule
   * @param capabilities what a team brings then, beside what the rule asks for
   */
  record Step(Condition when, Level level, Set<Capability> capabilities) {
    Step {
      capabilities = inOrder(capabilities);
    }

    boolean counts(Known known) {
      return when.holds(known) != Truth.FALSE;
    }
  }

  static Set<Capability> inOrder(Set<Capability> capabilities) {
    var ordered = EnumSet.noneOf(Capability.class);
    ordered.addAll(capabilities);
    return Collections.unmodifiableSet(ordered);
  }
}
