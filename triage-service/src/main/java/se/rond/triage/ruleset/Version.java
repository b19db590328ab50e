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
 *                        └── retired ───────────────┴─────────────┴──► RETIRED
 * </pre>
 *
 * @param header what its document says of itself
 * @param names how decisions may name it, one for each choice of a region
 * @param approved null while it is a draft
 * @param activated null until somebody has set when it begins
 * @param activeFrom when it begins, null likewise
 * @param retired null unless somebody has ended it
 * @param retiredFrom when it ends, null likewise: from then on what was in force before it is
 * @param unsafe it was ended for what it said, and judges nothing any more
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
    @Nullable Instant retiredFrom,
    boolean unsafe) {

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
        id, territory, content.header(), names, drafted, null, null, null, null, null, false);
  }

  /** As its document says; decisions name it, with the choice of the region. */
  public String name() {
    return header.id();
  }

  /** As its document says. */
  public String number() {
    return header.version();
  }

  /**
   * Returns true if requests that were raised at an instant are judged by it: it has begun then,
   * not ended, and was not found to be unsafe afterwards.
   */
  public boolean holdsAt(Instant instant) {
    return !unsafe
        && activeFrom != null
        && !activeFrom.isAfter(instant)
        && (retiredFrom == null || retiredFrom.isAfter(instant));
  }

  /** Returns true if it will hold, or does since then. */
  boolean beginsAtOrAfter(Instant instant) {
    return activeFrom != null && !activeFrom.isBefore(instant) && holdsAt(activeFrom);
  }

  Version approvedBy(Act act) {
    return new Version(id, territory, header, names, drafted, act, null, null, null, null, false);
  }

  Version activatedBy(Act act, Instant from) {
    return new Version(
        id, territory, header, names, drafted, approved, act, from, null, null, false);
  }

  Version retiredBy(Act act, Instant from, boolean asUnsafe) {
    return new Version(
        id,
        territory,
        header,
        names,
        drafted,
        approved,
        activated,
        activeFrom,
        act,
        from,
        asUnsafe);
  }
}
