package se.rond.triage.ruleset;

import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import se.rond.clinical.MunicipalRules;
import se.rond.clinical.RuleDocument;
import se.rond.clinical.RuleSet;
import se.rond.contracts.triage.TriageDecision.RuleSetVersion;

/**
 * One version of a region's or municipality's rules, without what it says: its document never
 * changes, and a build that cannot read it still tells what became of it.
 *
 * <pre>
 * DRAFT ── approved ──► APPROVED ── activated ──► COMING ──► IN_FORCE ──► PAST
 *                                                    └── retired ─┴──► RETIRED
 * </pre>
 *
 * @param header what its document says of itself
 * @param names how decisions may name it, one for each choice of a region
 * @param approved null while it is a draft
 * @param activated null until somebody has set when it begins
 * @param activeFrom when it begins, null likewise
 * @param retired null unless somebody has ended it
 * @param retiredFrom when it ends, null likewise: from then on what was in force before it is
 */
public record Version(
    RuleSetId id,
    Territory territory,
    RuleSet.Header header,
    Set<String> names,
    Act drafted,
    @Nullable Act approved,
    @Nullable Act activated,
    @Nullable Instant activeFrom,
    @Nullable Act retired,
    @Nullable Instant retiredFrom) {

  /** Where a version stands. */
  public enum State {
    DRAFT,
    APPROVED,
    COMING,
    IN_FORCE,
    PAST,
    RETIRED
  }

  public Version {
    names = Set.copyOf(names);
  }

  /** A draft. */
  static Version draft(RuleSetId id, Territory territory, RuleDocument content, Act drafted) {
    var names =
        switch (content) {
          case RuleSet set ->
              set.versions().stream().map(RuleSetVersion::id).collect(Collectors.toSet());
          case MunicipalRules rules -> Set.of(rules.header().id());
        };
    return new Version(
        id, territory, content.header(), names, drafted, null, null, null, null, null);
  }

  /** As its document says; decisions name it, with the choice of the region. */
  public String name() {
    return header.id();
  }

  /** As its document says. */
  public String number() {
    return header.version();
  }

  /** Returns true if it has begun at an instant and not ended. */
  public boolean holdsAt(Instant instant) {
    return activeFrom != null
        && !activeFrom.isAfter(instant)
        && (retiredFrom == null || retiredFrom.isAfter(instant));
  }

  Version approvedBy(Act act) {
    return new Version(id, territory, header, names, drafted, act, null, null, null, null);
  }

  Version activatedBy(Act act, Instant from) {
    return new Version(id, territory, header, names, drafted, approved, act, from, null, null);
  }

  Version retiredBy(Act act, Instant from) {
    return new Version(
        id, territory, header, names, drafted, approved, activated, activeFrom, act, from);
  }
}
