package se.rond.triage.shadow;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import se.rond.contracts.care.Level;
import se.rond.contracts.triage.TriageDecision;
import se.rond.contracts.triage.TriageDecision.FiredRule;
import se.rond.contracts.triage.TriageDecision.Label;
import se.rond.contracts.triage.TriageDecision.NeedWithCapabilities;
import se.rond.contracts.triage.TriageDecision.RuleKind;

/**
 * What a candidate decides of a recorded request other than what was decided then.
 *
 * @param wasFloor the highest level that a floor demanded then; null in what was found before
 *     floors were compared
 * @param becomesFloor the same by the candidate
 * @param needed by the decision of then
 * @param needs by the candidate
 * @param reasons the rules that speak otherwise, those of then first; none if only what a team
 *     brings is another thing
 */
public record Change(
    Level was,
    Level becomes,
    @Nullable Level wasFloor,
    @Nullable Level becomesFloor,
    List<NeedWithCapabilities> needed,
    List<NeedWithCapabilities> needs,
    List<Reason> reasons) {

  public Change {
    needed = List.copyOf(needed);
    needs = List.copyOf(needs);
    reasons = List.copyOf(reasons);
  }

  /**
   * A rule that speaks otherwise, as a floor or as a proposal. One that speaks as both, since it
   * raises, is two, and one that has become the other, too. Without the values that it saw: they
   * stand with the request.
   *
   * @param kind null in what was found before floors were compared
   * @param was null if it did not speak then
   * @param becomes null if it does not speak any more
   */
  public record Reason(
      String rule,
      Label label,
      @Nullable RuleKind kind,
      @Nullable Level was,
      @Nullable Level becomes) {}

  /** A rule speaks once as each kind. */
  private record Speaking(String rule, RuleKind kind) {}

  /**
   * Finds what is different; nothing if level, floor and needs are the same, whatever rules say so.
   * The floor is what a nurse may not go below, so that another one is another decision.
   */
  static Optional<Change> between(TriageDecision then, TriageDecision now) {
    return then.level() == now.level()
            && then.floor() == now.floor()
            && Set.copyOf(then.needs()).equals(Set.copyOf(now.needs()))
        ? Optional.empty()
        : Optional.of(
            new Change(
                then.level(),
                now.level(),
                then.floor(),
                now.floor(),
                then.needs(),
                now.needs(),
                reasons(then, now)));
  }

  private static List<Reason> reasons(TriageDecision then, TriageDecision now) {
    var before = bySpeaking(then);
    var after = bySpeaking(now);
    var reasons = new ArrayList<Reason>();
    before.forEach(
        (speaking, rule) -> {
          var same = after.get(speaking);
          if (same == null || same.level() != rule.level()) {
            reasons.add(reason(rule, rule.level(), same == null ? null : same.level()));
          }
        });
    after.forEach(
        (speaking, rule) -> {
          if (!before.containsKey(speaking)) {
            reasons.add(reason(rule, null, rule.level()));
          }
        });
    return reasons;
  }

  private static Reason reason(FiredRule rule, @Nullable Level was, @Nullable Level becomes) {
    return new Reason(rule.rule(), rule.label(), rule.kind(), was, becomes);
  }

  private static Map<Speaking, FiredRule> bySpeaking(TriageDecision decision) {
    return decision.fired().stream()
        .collect(
            Collectors.toMap(
                rule -> new Speaking(rule.rule(), rule.kind()),
                rule -> rule,
                (one, _) -> one,
                LinkedHashMap::new));
  }
}
