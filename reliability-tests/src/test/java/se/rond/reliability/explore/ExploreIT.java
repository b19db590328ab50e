package se.rond.reliability.explore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import se.rond.reliability.explore.Exploration.Result;
import se.rond.reliability.loaded.Cut;

/**
 * From every state that people and the clock can bring a small world to, everything ends or a named
 * human is told, one party is responsible, and nobody is in two places; and without what sees to
 * that it would not be so.
 *
 * <p>{@code ./reliability explore} explores all worlds, the build the smallest one. {@code
 * -Drond.explore.world=TWO_TEAMS} explores one.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.CONCURRENT)
class ExploreIT {

  /** As many as are explored at once: a database and whoever asks it wait for each other. */
  private final Queue<Town> towns = new ConcurrentLinkedQueue<>();

  @AfterAll
  void stop() {
    towns.forEach(Town::close);
  }

  static Stream<Cast> worlds() {
    var one = System.getProperty("rond.explore.world");
    if (one != null) {
      return Stream.of(Cast.valueOf(one));
    }
    return Boolean.getBoolean("rond.explore.all") ? Stream.of(Cast.values()) : Stream.of(Cast.TEAM);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("worlds")
  void everythingEndsOrIsSeen(Cast cast) {
    var free = towns.poll();
    var town = free == null ? start(List.of()) : free;

    var found = Exploration.of(town, cast);

    towns.add(town);
    print(cast.name(), found);
    assertThat(found.violations()).isEmpty();
    assertThat(found.taken()).as("what has happened at all").containsAll(cast.choices());
    assertThat(found.requestStates()).contains("WAITING");
    assertThat(found.requestStates().contains("CLOSED")).isEqualTo(cast.isStaffed());
    assertThat(found.compared()).as("states that were gone on from twice").isPositive();
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  @EnabledIfSystemProperty(
      named = "rond.explore.all",
      matches = "true",
      disabledReason = "takes minutes: run ./reliability explore")
  void isMissed(Missing missing) {
    assertMissed(missing);
  }

  /** One of them in the build, so that an exploration that sees nothing any more is noticed. */
  @Test
  void theLapseOfAnOfferIsMissed() {
    assertMissed(Missing.LAPSE);
  }

  /** One after the other: each sets up what is the whole JVM's, such as its log. */
  private static synchronized Town start(List<Cut> cuts) {
    return new Town(cuts);
  }

  private static void assertMissed(Missing missing) {
    try (var without = start(missing.cuts())) {
      missing.indexes().forEach(without::withoutIndex);

      var found = Exploration.of(without, missing.world());

      print("without " + missing, found);
      found.violations().stream().limit(1).forEach(System.out::println);
      assertThat(found.violations())
          .first()
          .satisfies(one -> assertThat(one.what()).contains(missing.seenAs()));
    }
  }

  private static void print(String world, Result found) {
    System.out.printf(
        "%s: %d states, %d steps, %d refused, %d deep, %d compared, %d s, %d violations%n",
        world,
        found.states(),
        found.steps(),
        found.refusals(),
        found.deepest(),
        found.compared(),
        found.duration().toSeconds(),
        found.violations().size());
    Map.of(
            "states of a request",
            found.requestStates(),
            "alarms",
            found.alarms(),
            "states that nothing people do here ends",
            found.withoutEnd())
        .forEach((what, value) -> System.out.printf("  %s: %s%n", what, value));
  }
}
