package se.rond.dispatch.matching;

import static java.util.Comparator.comparing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import se.rond.contracts.care.Capability;
import se.rond.dispatch.matching.Exclusion.AtCapacity;
import se.rond.dispatch.matching.Exclusion.DeclinedBefore;
import se.rond.dispatch.matching.Exclusion.LacksCapability;
import se.rond.dispatch.matching.Exclusion.NotTakenThisShift;
import se.rond.dispatch.matching.Exclusion.OffDuty;
import se.rond.dispatch.matching.Exclusion.OutsideArea;
import se.rond.dispatch.matching.Exclusion.ShiftEndsTooSoon;

/**
 * Who could go, best first, and why not the others.
 *
 * @param candidates in the order they are to be asked
 * @param exclusions one for each of the others
 */
public record Matching(List<Candidate> candidates, List<Exclusion> exclusions) {

  /** Length of a visit with nurse and sampling, from 30 to 75 min: clinical reference 3.3. */
  public static final Duration VISIT = Duration.ofMinutes(45);

  /**
   * Who has not given this need up before, since that one is asked again only if nobody else can;
   * then who has not kept silent before, then whose silence is longest ago, so that everyone's turn
   * comes; in time before late; whoever can do everything, since what has to follow is a second
   * journey; then nearest, then least loaded. The id settles ties, so the same input ranks alike.
   */
  static final Comparator<Candidate> BY_PREFERENCE =
      comparing(Candidate::failed)
          .thenComparing(Matching::silentSince)
          .thenComparing(candidate -> !candidate.inTime())
          .thenComparing(candidate -> candidate.followLater().size())
          .thenComparing(Candidate::eta)
          .thenComparing(Candidate::openAssignments)
          .thenComparing(candidate -> candidate.responder().value());

  public Matching {
    candidates = List.copyOf(candidates);
    exclusions = List.copyOf(exclusions);
  }

  /** Judges everyone on the roster at {@code now}. */
  public static Matching of(Wanted wanted, Collection<OnRoster> roster, Instant now) {
    var candidates = new ArrayList<Candidate>();
    var exclusions = new ArrayList<Exclusion>();
    for (var one : roster) {
      var candidate = candidate(wanted, one, now);
      exclusion(wanted, one, candidate)
          .ifPresentOrElse(exclusions::add, () -> candidates.add(candidate));
    }
    spareTheExhausted(candidates, exclusions);
    candidates.sort(BY_PREFERENCE);
    exclusions.sort(comparing(exclusion -> exclusion.responder().value()));
    return new Matching(candidates, exclusions);
  }

  /** Who does enough already is not asked while somebody is fresh who does not. */
  private static void spareTheExhausted(List<Candidate> candidates, List<Exclusion> exclusions) {
    if (candidates.stream().noneMatch(one -> one.fresh() && !one.exhausted())) {
      return;
    }
    for (var one : List.copyOf(candidates)) {
      if (one.capacity() != null && one.exhausted()) {
        candidates.remove(one);
        exclusions.add(new AtCapacity(one.responder(), one.capacity()));
      }
    }
  }

  private static Instant silentSince(Candidate candidate) {
    return candidate.lastLapsedAt() == null ? Instant.MIN : candidate.lastLapsedAt();
  }

  private static Candidate candidate(Wanted wanted, OnRoster one, Instant now) {
    var eta =
        one.travels()
            ? now.plus(VISIT.multipliedBy(one.openAssignments()))
                .plus(one.base().drivingTimeTo(wanted.place()))
            : now;
    return new Candidate(
        one.responder(),
        eta,
        !eta.isAfter(wanted.contactBy()),
        missing(wanted, one, Capability::canFollowLater),
        one.openAssignments(),
        one.capacity(),
        one.lastLapsedAt(),
        one.failed());
  }

  private static Optional<Exclusion> exclusion(Wanted wanted, OnRoster one, Candidate candidate) {
    var responder = one.responder();
    if (!one.inArea()) {
      return Optional.of(new OutsideArea(responder));
    }
    if (wanted.canWait() && one.passedThisShift()) {
      return Optional.of(new NotTakenThisShift(responder));
    }
    if (one.declined() && !wanted.canWait()) {
      return Optional.of(new DeclinedBefore(responder));
    }
    var missing = missing(wanted, one, capability -> !capability.canFollowLater());
    if (!missing.isEmpty() || canDoNothingOf(wanted, one)) {
      return Optional.of(new LacksCapability(responder, missing(wanted, one, capability -> true)));
    }
    if (one.onDutyUntil() == null) {
      return Optional.of(new OffDuty(responder));
    }
    var expectedDone = one.travels() ? candidate.eta().plus(VISIT) : candidate.eta();
    return expectedDone.isAfter(one.onDutyUntil())
        ? Optional.of(new ShiftEndsTooSoon(responder, one.onDutyUntil(), expectedDone))
        : Optional.empty();
  }

  /** A visit that asks for X-ray alone is not one for a team without X-ray. */
  private static boolean canDoNothingOf(Wanted wanted, OnRoster one) {
    return !wanted.capabilities().isEmpty()
        && wanted.capabilities().stream().noneMatch(one.capabilities()::contains);
  }

  private static Set<Capability> missing(
      Wanted wanted, OnRoster one, Predicate<Capability> condition) {
    return wanted.capabilities().stream()
        .filter(condition)
        .filter(capability -> !one.capabilities().contains(capability))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
