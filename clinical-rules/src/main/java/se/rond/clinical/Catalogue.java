package se.rond.clinical;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import se.rond.clinical.WarningSigns.Weight;
import se.rond.contracts.care.ContactCause;
import se.rond.contracts.care.Finding;
import se.rond.contracts.care.OxygenSaturationScale;
import se.rond.contracts.care.RedFlag;
import se.rond.contracts.triage.TriageDecision.Label;

/**
 * What a device offers a nurse to tick, and what it tells her without asking anybody: the whole
 * locked floor, which is the same for all regions. Once a contact cause is chosen, a request means
 * 112 by the floor if a flag is ticked, a sign is one by itself, a limit is met, or a combination
 * is; and else it does not.
 *
 * @param redFlags each of which always means 112
 * @param findings the warning signs
 * @param contactCauses the closed list
 * @param limits each of which means 112, whatever else is known
 * @param combinations what means 112 together, and not each by itself
 */
public record Catalogue(
    List<Flag> redFlags,
    List<Sign> findings,
    List<Cause> contactCauses,
    List<Value> limits,
    List<Combination> combinations) {

  /** Of this build. */
  public static final Catalogue CURRENT =
      new Catalogue(
          Arrays.stream(RedFlag.values())
              .map(flag -> new Flag(flag.code(), new Label(flag.swedish(), flag.english())))
              .toList(),
          Arrays.stream(Finding.values()).map(Sign::of).toList(),
          Arrays.stream(ContactCause.values())
              .map(cause -> new Cause(cause.name(), new Label(cause.swedish(), cause.english())))
              .toList(),
          FloorInData.limits(),
          FloorInData.combinations());

  public Catalogue {
    redFlags = List.copyOf(redFlags);
    findings = List.copyOf(findings);
    contactCauses = List.copyOf(contactCauses);
    limits = List.copyOf(limits);
    combinations = List.copyOf(combinations);
  }

  /** A red flag. */
  public record Flag(String code, Label label) {}

  /** A contact cause. */
  public record Cause(String code, Label label) {}

  /**
   * A warning sign.
   *
   * @param always112 whether it means 112 with every contact cause
   * @param emergencyWith the contact causes with which it means 112; all of them if {@code
   *     always112}
   * @param redFlags the red flags that it triggers with every contact cause
   */
  public record Sign(
      String code,
      Label label,
      boolean always112,
      List<ContactCause> emergencyWith,
      List<RedFlag> redFlags) {

    public Sign {
      emergencyWith = List.copyOf(emergencyWith);
      redFlags = List.copyOf(redFlags);
    }

    private static Sign of(Finding finding) {
      return new Sign(
          finding.name(),
          new Label(finding.swedish(), finding.english()),
          WarningSigns.isAlwaysLocked(finding),
          Arrays.stream(ContactCause.values())
              .filter(cause -> WarningSigns.weigh(finding, cause) != null)
              .toList(),
          alwaysTriggered(finding));
    }

    private static List<RedFlag> alwaysTriggered(Finding finding) {
      var always = EnumSet.allOf(RedFlag.class);
      for (var cause : ContactCause.values()) {
        always.retainAll(triggered(finding, cause));
      }
      return List.copyOf(always);
    }

    private static Set<RedFlag> triggered(Finding finding, ContactCause cause) {
      return WarningSigns.weigh(finding, cause) instanceof Weight.Flags(var flags)
          ? flags
          : Set.of();
    }
  }

  /**
   * Values of one fact: those beyond a limit, or some of its codes.
   *
   * @param rule the id that a decision names it by: a red flag, or {@code WS-} and a sign
   * @param fact where it stands in the body of a request, {@code vitals} left out, and {@code
   *     spo2Scale} and {@code news2} as in a decision. {@code news2.minimumPossible} takes what was
   *     not measured as normal
   * @param comparison {@code below}, {@code atMost}, {@code above} or {@code atLeast}; null where
   *     it has codes
   * @param value the limit; null where it has codes
   * @param unit of the limit; null where there is none
   * @param anyOf codes as they are sent: texts, or {@code true}; empty where there is a limit
   * @param spo2Scale the scale that it counts on; null for both. Scale 1 is the patient's unless a
   *     plan that holds says scale 2
   * @param unless what lifts it if it is stated; null if nothing does
   */
  public record Value(
      String rule,
      String fact,
      @Nullable String comparison,
      @Nullable BigDecimal value,
      @Nullable String unit,
      List<Object> anyOf,
      @Nullable OxygenSaturationScale spo2Scale,
      @Nullable String unless) {

    public Value {
      anyOf = List.copyOf(anyOf);
    }

    static Value of(String rule, Limit limit) {
      return new Value(
          rule,
          limit.fact(),
          limit.comparison().word(),
          limit.value(),
          limit.unit(),
          List.of(),
          null,
          null);
    }

    static Value of(String rule, String fact, List<?> anyOf) {
      return new Value(rule, fact, null, null, null, List.copyOf(anyOf), null, null);
    }

    Value onScale(OxygenSaturationScale scale) {
      return new Value(rule, fact, comparison, value, unit, anyOf, scale, unless);
    }

    Value unless(String stated) {
      return new Value(rule, fact, comparison, value, unit, anyOf, spo2Scale, stated);
    }
  }

  /**
   * What means 112 together: one of the contact causes, and one of each of {@code together}.
   *
   * @param rule as in {@link Value}
   * @param contactCauses with which it counts, as {@link Sign#emergencyWith}
   * @param unmeasured a fact that has no value then; null if that makes no difference
   */
  public record Combination(
      String rule,
      List<ContactCause> contactCauses,
      List<OneOf> together,
      @Nullable String unmeasured) {

    public Combination {
      contactCauses = List.copyOf(contactCauses);
      together = List.copyOf(together);
    }
  }

  /** Signs and values of which one is enough. */
  public record OneOf(List<Finding> findings, List<Value> limits) {

    public OneOf {
      findings = List.copyOf(findings);
      limits = List.copyOf(limits);
    }
  }
}
