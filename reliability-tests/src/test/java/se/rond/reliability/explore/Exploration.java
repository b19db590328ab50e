package se.rond.reliability.explore;

import static java.time.Duration.between;
import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import se.rond.reliability.explore.Explored.Arrival;
import se.rond.reliability.explore.Explored.Place;
import se.rond.reliability.explore.State.Deadline;
import se.rond.reliability.explore.State.Request;
import se.rond.reliability.explore.Town.Mark;
import se.rond.reliability.explore.Town.Told;

/**
 * Takes every step from every state that can be reached in a world, depth first, and goes back
 * after each. A state that is alike to one that was reached before is not gone on from.
 */
final class Exploration {

  /** So many steps leave so much behind in the database's files that it grows slow. */
  private static final int STEPS_BEFORE_CLEARING = 4_000;

  /** A world with more states is none that is small. */
  private static final int MOST_STATES = 30_000;

  /** Of so many arrivals at a known place one is gone on from, to see whether it goes on alike. */
  private static final int COMPARED_EVERY = 25;

  /** One is enough to fail, and a second may tell more. */
  private static final int ENOUGH = 2;

  /** How often dispatch looks again for somebody. */
  private static final Duration LOOKS_EVERY = Duration.ofSeconds(30);

  /** By then there is news, or there never is. */
  private static final int MOST_LOOKS_IN_VAIN = 100;

  private final Town town;
  private final Cast cast;
  private final Explored explored = new Explored();
  private final Set<Integer> finished = new HashSet<>();
  private final List<OnWay> way = new ArrayList<>();
  private final List<Suspected> suspected = new ArrayList<>();
  private final Set<Choice> taken = EnumSet.noneOf(Choice.class);
  private final Set<String> states = new TreeSet<>();
  private final Set<String> alarms = new TreeSet<>();
  private int steps;
  private int stepsSinceClearing;
  private int refusals;
  private int arrivals;
  private int compared;
  private int deepest;

  /** Why the last step that failed did. */
  private String failure = "";

  /** A step that was taken, and where it was taken from. */
  private static final class OnWay {
    final Step step;
    Mark before;

    OnWay(Step step, Mark before) {
      this.step = step;
      this.before = before;
    }
  }

  /**
   * Something that must not be.
   *
   * @param story the fewest steps found that lead there, with the time of each and what was told
   */
  record Violation(String what, List<String> story, String state) {
    @Override
    public String toString() {
      return "%s%n  %s%nThe state is%n%s"
          .formatted(what, String.join(System.lineSeparator() + "  ", story), state);
    }
  }

  /**
   * What was found.
   *
   * @param compared states that were reached twice and gone on from twice, alike
   * @param deepest most steps from the beginning
   * @param withoutEnd states from which nothing that people still do in this world ends it; each of
   *     them is looked at by a named human
   */
  record Result(
      int states,
      int steps,
      int refusals,
      int compared,
      int deepest,
      long withoutEnd,
      Duration duration,
      Set<Choice> taken,
      Set<String> requestStates,
      Set<String> alarms,
      List<Violation> violations) {}

  private record Suspected(String what, int place, @Nullable String step, String state) {}

  private Exploration(Town town, Cast cast) {
    this.town = town;
    this.cast = cast;
  }

  static Result of(Town town, Cast cast) {
    return new Exploration(town, cast).run();
  }

  private Result run() {
    var begun = System.nanoTime();
    town.begin(cast);
    var first = town.look(Set.of());
    var place = arrive(first);
    var broken = Promises.brokenIn(first, place.responsible());
    if (!broken.isEmpty()) {
      suspected.add(new Suspected(String.join("; ", broken), place.number(), null, ""));
    }
    goOn(place, first);
    town.end();
    if (explored.size() > MOST_STATES) {
      throw new IllegalStateException("Expected a small world, but %s goes on".formatted(cast));
    }
    for (var unseen : explored.listUnseen(finished).stream().limit(ENOUGH).toList()) {
      suspected.add(
          new Suspected(
              "If nobody does anything from here on, nothing ends and nobody is told",
              unseen,
              null,
              ""));
    }
    var violations = suspected.stream().limit(ENOUGH).map(this::told).toList();
    return new Result(
        explored.size(),
        steps,
        refusals,
        compared,
        deepest,
        explored.countWithoutEnd(),
        Duration.ofNanos(System.nanoTime() - begun),
        taken,
        states,
        alarms,
        violations);
  }

  private boolean isEnough() {
    return suspected.size() >= ENOUGH || explored.size() > MOST_STATES;
  }

  private List<Step> stepsFrom(State state) {
    return state.hasEnded()
        ? List.of()
        : cast.choices().stream()
            .filter(choice -> !state.spent().contains(choice))
            .flatMap(choice -> choice.in(state))
            .toList();
  }

  private Place arrive(State state) {
    var responsible = state.requests().stream().map(town::responsible).toList();
    var place = explored.add(state, responsible);
    state.requests().stream().map(Request::state).forEach(states::add);
    if (explored.size() % 1_000 == 0) {
      System.out.printf("%s: %d states, %d steps%n", cast, explored.size(), steps);
    }
    return place;
  }

  private void goOn(Place from, State state) {
    deepest = Math.max(deepest, way.size());
    for (var step : stepsFrom(state)) {
      if (isEnough()) {
        return;
      }
      var before = take(step, state);
      attempt(from, state, step);
      back(before);
    }
    finished.add(from.number());
  }

  private OnWay take(Step step, State state) {
    if (stepsSinceClearing > STEPS_BEFORE_CLEARING) {
      clear(state);
    }
    var onWay = new OnWay(step, town.mark());
    way.add(onWay);
    return onWay;
  }

  private void back(OnWay from) {
    way.removeLast();
    town.backTo(from.before);
  }

  private void attempt(Place from, State state, Step step) {
    var moved = perform(step, state);
    if (moved == null) {
      suspected.add(new Suspected(failure, from.number(), step.name(), state.memory()));
      return;
    }
    if (moved.refused()) {
      refusals++;
      if (!moved.state().memory().equals(state.memory())) {
        suspected.add(
            new Suspected(
                "What was refused changed something", from.number(), step.name(), state.memory()));
      }
      return;
    }
    taken.add(step.choice());
    moved.told().stream().filter(Told::alarm).map(Told::type).forEach(alarms::add);
    var known = explored.find(moved.state());
    var place = known == null ? arrive(moved.state()) : known;
    from.next()
        .put(
            step.name(),
            new Arrival(
                place.number(),
                moved.told().stream().filter(Told::alarm).map(Told::request).collect(toSet()),
                step.choice()));
    var broken = new ArrayList<String>();
    broken.addAll(
        Promises.brokenBy(step, state, from.responsible(), moved.state(), place.responsible()));
    if (step.choice().isTime() && step.choice() != Choice.DEADLINE_COMES) {
      broken.addAll(Promises.brokenBySweep(moved.expected(), moved.state()));
    }
    if (known == null) {
      broken.addAll(Promises.brokenIn(moved.state(), place.responsible()));
    }
    if (!broken.isEmpty()) {
      suspected.add(
          new Suspected(
              String.join("; ", broken), from.number(), step.name(), moved.state().memory()));
    } else if (known == null) {
      goOn(place, moved.state());
    } else if (isTakenFrom(place, from, step) && ++arrivals % COMPARED_EVERY == 0) {
      compare(place, moved.state());
    }
  }

  /** Returns whether all steps were taken from a place, of those that there may be here. */
  private boolean isTakenFrom(Place known, Place from, Step step) {
    return finished.contains(known.number())
        || known.number() == from.number() && step.choice() == Choice.HOURS_PASS;
  }

  /** Sees that a state that reads like an earlier one goes on like it. */
  private void compare(Place place, State state) {
    compared++;
    for (var step : stepsFrom(state)) {
      var before = take(step, state);
      var moved = perform(step, state);
      var expected = place.next().get(step.name());
      var found = moved == null || moved.refused() ? null : explored.find(moved.state());
      var isAlike =
          expected == null
              ? moved != null && moved.refused()
              : found != null && found.number() == expected.place();
      if (!isAlike) {
        suspected.add(
            new Suspected(
                "What reads alike went on differently: '%s' led from %d to %s, and now %s"
                    .formatted(step.name(), place.number(), expected, elsewhere(moved, found)),
                place.number(),
                null,
                state.memory()));
      }
      back(before);
    }
  }

  private String elsewhere(@Nullable Moved moved, @Nullable Place found) {
    if (moved == null) {
      return "nowhere: " + failure;
    }
    var where = found == null ? "to a place of its own" : "to " + found.number();
    return (moved.refused() ? "was refused" : where) + ", which is " + moved.state().memory();
  }

  /**
   * @param expected every deadline that stood on the way here
   */
  private record Moved(State state, List<Told> told, Set<Deadline> expected, boolean refused) {}

  /** Takes a step; null if dispatch neither did it nor refused it. */
  private @Nullable Moved perform(Step step, State state) {
    steps++;
    stepsSinceClearing++;
    var spent = state.spent();
    if (step.choice().isOnce()) {
      spent = EnumSet.of(step.choice());
      spent.addAll(state.spent());
    }
    Step.Answer answer;
    try {
      answer = step.taken().apply(town);
    } catch (RuntimeException e) {
      failure = step.name() + " failed: " + e;
      return null;
    }
    if (answer.isRefusal()) {
      return new Moved(town.look(state.spent()), List.of(), Set.of(), true);
    }
    if (!answer.isDone()) {
      failure = step.name() + " was answered with " + answer;
      return null;
    }
    var reached = town.look(spent);
    var told = new ArrayList<>(town.told());
    var expected = new HashSet<>(state.deadlines());
    if (step.choice().isDistant()) {
      state.distant().stream().map(one -> one.broughtTo(state.now())).forEach(expected::add);
    }
    if (step.choice() == Choice.TIME_PASSES) {
      reached = lookOnInVain(state, reached, told, expected);
    }
    return new Moved(reached, told, expected, false);
  }

  /**
   * That somebody was looked for again and nobody was found, 30 s later, is no news: time passes
   * on, until something else happens or it is plain that nothing does. Of the looks before that
   * only the last is taken, since those between do what the one before them did.
   */
  private State lookOnInVain(State before, State first, List<Told> told, Set<Deadline> expected) {
    var earlier = before;
    var reached = first;
    for (var looks = 0; isInVain(earlier, reached, told); looks++) {
      if (looks > MOST_LOOKS_IN_VAIN) {
        throw new IllegalStateException("Expected that time passes by looking for somebody");
      }
      town.wait(lastLookBeforeAnythingElse(reached));
      town.sweep();
      expected.addAll(reached.deadlines());
      earlier = reached;
      reached = town.look(before.spent());
      told.addAll(town.told());
    }
    return reached;
  }

  private static Instant lastLookBeforeAnythingElse(State state) {
    var look = state.next().orElseThrow();
    return state.deadlines().stream()
        .filter(one -> !one.isAnotherLook() && !one.distant())
        .map(
            one ->
                look.plus(LOOKS_EVERY.multipliedBy(between(look, one.at()).dividedBy(LOOKS_EVERY))))
        .min(Comparator.naturalOrder())
        // By then what was said to come, such as somebody who is late, was to be there.
        .orElse(look.plus(Duration.ofDays(1)));
  }

  private static boolean isInVain(State before, State after, List<Told> told) {
    return told.isEmpty()
        && before.deadlines().stream()
            .filter(one -> !one.at().isAfter(after.now()))
            .allMatch(Deadline::isAnotherLook)
        && after.shape().equals(before.shape())
        && !after.memory().equals(before.memory())
        && after.due().isEmpty();
  }

  /** Begins again and comes back here, so that what the steps left behind can be cleared away. */
  private void clear(State here) {
    town.end();
    town.begin(cast);
    var state = town.look(Set.of());
    for (var one : way) {
      one.before = town.mark();
      state = requireNonNull(perform(one.step, state), failure).state();
    }
    stepsSinceClearing = 0;
    if (!state.memory().equals(here.memory())) {
      throw new IllegalStateException(
          "Expected to come back to%n%s%nbut came to%n%s".formatted(here.memory(), state.memory()));
    }
  }

  private Step again(String name, State state) {
    return stepsFrom(state).stream()
        .filter(one -> one.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new IllegalStateException("Expected '" + name + "' to be possible again"));
  }

  /** Goes the shortest way once more, and writes down what happens. */
  private Violation told(Suspected one) {
    var story = new ArrayList<String>();
    town.begin(cast);
    var state = town.look(Set.of());
    story.add(state.now() + " raised and judged");
    var names = new ArrayList<>(explored.shortestWayTo(one.place()));
    if (one.step() != null) {
      names.add(one.step());
    }
    for (var name : names) {
      var moved = perform(again(name, state), state);
      if (moved == null) {
        story.add(state.now() + " " + failure);
        break;
      }
      state = moved.state();
      story.add(state.now() + " " + name + words(moved));
    }
    var memory = state.memory();
    town.end();
    return new Violation(one.what(), story, one.state().isEmpty() ? memory : one.state());
  }

  private static String words(Moved moved) {
    if (moved.refused()) {
      return ": refused";
    }
    Map<String, Set<Integer>> told =
        moved.told().stream().collect(groupingBy(Told::type, mapping(Told::request, toSet())));
    return told.isEmpty() ? "" : ": " + String.join(", ", new TreeSet<>(told.keySet()));
  }
}
