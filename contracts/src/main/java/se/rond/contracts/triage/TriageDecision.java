package se.rond.contracts.triage;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import se.rond.contracts.care.Capability;
import se.rond.contracts.care.ContextUsed;
import se.rond.contracts.care.Level;
import se.rond.contracts.care.Need;

/**
 * What triage found, and why.
 *
 * @param level the highest level among the fired rules
 * @param needs the union of what the fired rules need, at most one per kind
 * @param fired the rules that spoke, floors first, each with the values it saw
 * @param notEvaluated rules that could not be judged, and what they miss
 * @param contextUsed what was taken as known of the patient
 */
public record TriageDecision(
    Level level,
    List<NeedWithCapabilities> needs,
    EarlyWarningScore news2,
    List<FiredRule> fired,
    List<UnjudgedRule> notEvaluated,
    RuleSetVersion ruleSet,
    ContextUsed contextUsed) {

  public TriageDecision {
    needs = List.copyOf(needs);
    fired = List.copyOf(fired);
    notEvaluated = List.copyOf(notEvaluated);
  }

  /** The highest level that a floor among the fired rules demands; ADVICE where none does. */
  public Level floor() {
    return fired.stream()
        .filter(rule -> rule.kind() == RuleKind.FLOOR)
        .map(FiredRule::level)
        .reduce(Level.ADVICE, Level::highest);
  }

  /** A need, and what whoever meets it has to be able to do, in the order of the closed list. */
  public record NeedWithCapabilities(Need need, Set<Capability> capabilities) {
    public NeedWithCapabilities {
      var ordered = EnumSet.noneOf(Capability.class);
      ordered.addAll(capabilities);
      capabilities = Collections.unmodifiableSet(ordered);
    }
  }

  /**
   * A rule that spoke.
   *
   * @param rule its id, for example {@code RF-B2}
   * @param level the level it demands
   * @param facts the values it saw, by the name of the fact
   */
  public record FiredRule(
      String rule, RuleKind kind, Level level, Label label, SortedMap<String, String> facts) {
    public FiredRule {
      facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
    }
  }

  /** A rule that could not be judged for want of the named facts. */
  public record UnjudgedRule(String rule, List<String> missing) {
    public UnjudgedRule {
      missing = List.copyOf(missing);
    }
  }

  /**
   * Whether a nurse may go below a rule's level with a reason, or only a physician or coordinator.
   */
  public enum RuleKind {
    /** Safety: red flags, NEWS2, sepsis, missing vitals, warning signs. */
    FLOOR,
    /** The usual level of a contact cause. */
    PROPOSAL
  }

  /** A text for people, in Swedish and in English. */
  public record Label(String sv, String en) {}

  /** Which rules judged, so that the decision can be replayed. */
  public record RuleSetVersion(String id, String version) {}

  /**
   * NEWS2 (© Royal College of Physicians 2017).
   *
   * @param total 0–20, null if any of the seven values is missing or the score does not apply
   * @param minimumPossible the total if every missing value were normal; null if it does not apply
   * @param maximumPossible the total if every missing value were the worst; null if it does not
   *     apply
   * @param risk null where {@code total} is
   * @param parts the points of each parameter
   * @param notApplicable why the score does not apply to this patient, null if it does
   */
  public record EarlyWarningScore(
      @Nullable Integer total,
      @Nullable Integer minimumPossible,
      @Nullable Integer maximumPossible,
      @Nullable Risk risk,
      Parts parts,
      @Nullable NotApplicable notApplicable) {}

  /** Clinical risk by the aggregate (RCP, NEWS2, 2017). */
  public enum Risk {
    ZERO,
    LOW,
    LOW_MEDIUM,
    MEDIUM,
    HIGH
  }

  /** Who NEWS2 is not made for. */
  public enum NotApplicable {
    UNDER_16,
    PREGNANT
  }

  /** Points per parameter, 0–3, null where the value is missing. */
  public record Parts(
      @Nullable Integer respirationRate,
      @Nullable Integer oxygenSaturation,
      @Nullable Integer supplementalOxygen,
      @Nullable Integer systolicPressure,
      @Nullable Integer pulse,
      @Nullable Integer consciousness,
      @Nullable Integer temperature) {

    /** No parameter scored. */
    public static final Parts NONE = new Parts(null, null, null, null, null, null, null);
  }
}
