package se.rond.dispatch.assignment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import se.rond.contracts.care.Capability;
import se.rond.contracts.care.Level;
import se.rond.contracts.care.Need;
import se.rond.contracts.triage.TriageDecision.NeedWithCapabilities;
import se.rond.dispatch.escalation.Ladder;

/** Which needs follow from a level. */
final class Needs {

  private Needs() {}

  /** The needs the rules named, and the level's own where they named none of that kind. */
  static List<NeedWithCapabilities> of(Level level, List<NeedWithCapabilities> named) {
    return of(level, named, Set.of());
  }

  /** As {@link #of(Level, List)}; a team that the level asks for by itself brings that. */
  static List<NeedWithCapabilities> of(
      Level level, List<NeedWithCapabilities> named, Set<Capability> teamBrings) {
    return of(level, named, () -> teamBrings);
  }

  /**
   * As {@link #of(Level, List, Set)}.
   *
   * @param teamBrings asked only where the level asks for a team by itself
   */
  static List<NeedWithCapabilities> of(
      Level level, List<NeedWithCapabilities> named, Supplier<Set<Capability>> teamBrings) {
    var needs = new ArrayList<>(named);
    ownOf(level)
        .filter(own -> named.stream().noneMatch(one -> one.need() == own))
        .ifPresent(
            own ->
                needs.add(
                    new NeedWithCapabilities(
                        own, own == Need.TEAM_VISIT ? teamBrings.get() : Set.of())));
    return needs;
  }

  /** Returns true if that level, or one below it, promises such a need. */
  static boolean isAskedFor(Need need, Level level) {
    return Stream.of(Level.values())
        .filter(level::isAtLeast)
        .anyMatch(one -> ownOf(one).equals(Optional.of(need)));
  }

  /**
   * The need that is what the level promises; an emergency has none, since nobody is dispatched.
   */
  static Optional<Need> ownOf(Level level) {
    return Ladder.ownNeed(level);
  }
}
