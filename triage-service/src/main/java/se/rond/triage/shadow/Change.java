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

/**
 * What a candidate decides of a recorded request other than what was decided then.
 *
 * @param needed by the decision of then
 * @param needs by the candidate
 * @param reasons the rules that speak otherwise, those of then first; none if only what a team
 *     brings is another thing
 */
public record Change(
    Level was,
    Level becomes,
    List<NeedWithCapabilities> needed,
    List<NeedWithCapabilities> needs,
    List<Reason> reasons) {

  public Change {
    needed = List.copyOf(needed);
    needs = List.copyOf(needs);
    reasons = List.copyOf(reasons);
  }

  /**
   * A rule that speaks otherwise. Without the values that it saw: they stand with the request.
   *
   * @param was null if it did not speak then
   * @param becomes null if it does not speak any more
   */
  public record Reason(String rule, Label label, @Nullable Level was, @Nullable Level becomes) {}

  /** Finds what is different; nothing if level and needs are the same, whatever rules say so. */
  static Optional<Change> between(TriageDecision then, TriageDecision now) {
    return then.level() == now.level() && Set.copyOf(then.needs()).equals(Set.copyOf(now.needs()))
        ? Optional.empty()
        : Optional.of(
            new Change(then.level(), now.level(), then.needs(), now.needs(), reasons(then, now)));
  }

  private static List<Reason> reasons(TriageDecision then, TriageDecision now) {
    var before = byId(then);
    var after = byId(now);
    var reasons = new ArrayList<Reason>();
    before.forEach(
        (id, rule) -> {
          var same = after.get(id);
          if (same == null || same.level() != rule.level()) {
            reasons.add(
                new Reason(id, rule.label(), rule.level(), same == null ? null : same.level()));
          }
        });
    after.forEach(
        (id, rule) -> {
          if (!before.containsKey(id)) {
            reasons.add(new Reason(id, rule.label(), null, rule.level()));
          }
        });
    return reasons;
  }

  private static Map<String, FiredRule> byId(TriageDecision decision) {
    return decision.fired().stream()
        .collect(
            Collectors.toMap(FiredRule::rule, rule -> rule, (one, _) -> one, LinkedHashMap::new));
  }
}
