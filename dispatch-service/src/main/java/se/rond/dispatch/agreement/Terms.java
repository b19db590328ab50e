package se.rond.dispatch.agreement;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import se.rond.contracts.care.ContactCause;
import se.rond.contracts.care.Level;
import se.rond.dispatch.roster.ResponderKind;

/**
 * What a region agreed with its municipalities, as one document. What is stored has passed {@link
 * AgreementRules}.
 *
 * @param targets per level; {@code EMERGENCY_112} has none, since nobody is dispatched
 * @param calendars by the name that the rest of the document calls them
 * @param hours who can be reached when
 * @param ladders per level, what is tried in which order; each ends in the reserve routine
 * @param reserve who is told then
 * @param vitalsNotRequired contact causes that vital signs need not be measured for
 */
public record Terms(
    Map<Level, Target> targets,
    Map<CalendarName, Calendar> calendars,
    List<Reachable> hours,
    Map<Level, List<Step>> ladders,
    List<ReserveContact> reserve,
    Set<ContactCause> vitalsNotRequired)
    implements Content {

  public Terms {
    var byLevel = new EnumMap<Level, Target>(Level.class);
    byLevel.putAll(targets);
    targets = Collections.unmodifiableMap(byLevel);
    calendars = Collections.unmodifiableMap(new TreeMap<>(calendars));
    hours = List.copyOf(hours);
    var steps = new EnumMap<Level, List<Step>>(Level.class);
    ladders.forEach((level, ladder) -> steps.put(level, List.copyOf(ladder)));
    ladders = Collections.unmodifiableMap(steps);
    reserve = List.copyOf(reserve);
    var causes = EnumSet.noneOf(ContactCause.class);
    causes.addAll(vitalsNotRequired);
    vitalsNotRequired = Collections.unmodifiableSet(causes);
  }

  /**
   * @throws IllegalStateException if there is none for that level: the document is incomplete
   */
  public Target target(Level level) {
    var target = targets.get(level);
    if (target == null) {
      throw new IllegalStateException(
          "Expected a target for " + level + ", but there are targets for " + targets.keySet());
    }
    return target;
  }

  /**
   * @throws IllegalStateException if there is none of that name: the document is incomplete
   */
  public Calendar calendar(CalendarName name) {
    var calendar = findCalendar(name);
    return calendar.orElseThrow(
        () ->
            new IllegalStateException(
                "Expected a calendar " + name + ", but there are " + calendars.keySet()));
  }

  Optional<Calendar> findCalendar(CalendarName name) {
    return name.equals(CalendarName.ROUND_THE_CLOCK)
        ? Optional.of(Calendar.ROUND_THE_CLOCK)
        : Optional.ofNullable(calendars.get(name));
  }

  /** Returns whether the agreement has anybody of that kind reachable at an instant. */
  public boolean isReachable(ResponderKind kind, Instant at) {
    return hours.stream()
        .filter(one -> one.kind() == kind)
        .anyMatch(one -> calendar(one.calendar()).isOpenAt(at));
  }

  /** Lists who is to be told of a reserve routine at an instant; never nobody. */
  public List<ReserveContact> listManagers(String role, Instant at) {
    return reserve.stream()
        .filter(one -> one.role().equals(role))
        .filter(one -> calendar(one.calendar()).isOpenAt(at))
        .toList();
  }

  /** The level that one falls back to; {@code PHYSICIAN_NOW} has none. */
  public Optional<Level> findFallBack(Level level) {
    return ladders.getOrDefault(level, List.of()).stream()
        .filter(Step.FallBack.class::isInstance)
        .map(step -> ((Step.FallBack) step).to())
        .findFirst();
  }

  /**
   * All steps from the first to the reserve routine, with fall-backs followed: after one stand the
   * steps of the other ladder, without its end. A fall-back only ever goes up, so this ends.
   */
  public List<Rung> climb(Level level) {
    var rungs = new ArrayList<Rung>();
    for (var step : ladders.getOrDefault(level, List.of())) {
      switch (step) {
        case Step.FallBack(var to) -> {
          rungs.add(new Rung(level, step));
          for (var rung : climb(to)) {
            if (!(rung.step() instanceof Step.ReserveRoutine)) {
              rungs.add(rung);
            }
          }
        }
        case Step.AskNextOnDuty _, Step.AskNamed _, Step.TellCoordinator _, Step.ReserveRoutine _ ->
            rungs.add(new Rung(level, step));
      }
    }
    return rungs;
  }

  /**
   * The same terms as they hold in a municipality: of each limit the shorter, of the exemptions
   * those that both have. Whatever the municipality once agreed, the outcome is nowhere looser than
   * this.
   */
  public Terms tightenedBy(MunicipalTerms municipal) {
    var tightened = new EnumMap<Level, Target>(Level.class);
    targets.forEach(
        (level, target) -> {
          var tighter = municipal.targets().get(level);
          tightened.put(level, tighter == null ? target : target.tightenedBy(tighter));
        });
    var exempt = EnumSet.noneOf(ContactCause.class);
    exempt.addAll(vitalsNotRequired);
    exempt.removeAll(municipal.vitalsRequired());
    return new Terms(tightened, calendars, hours, ladders, reserve, exempt);
  }
}
