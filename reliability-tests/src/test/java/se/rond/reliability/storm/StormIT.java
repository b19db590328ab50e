package se.rond.reliability.storm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import se.rond.reliability.storm.Run.End;
import se.rond.reliability.storm.Weather.Calm;
import se.rond.reliability.storm.Weather.Storm;

/**
 * The same story in a calm and in a storm ends in the same state, down to each line of each
 * timeline and each notice; and without its guards it would not.
 *
 * <p>{@code ./reliability storm} plays 200 seeds, the build fewer. {@code -Drond.storm.seed=17}
 * plays one, {@code -Drond.storm.seeds=2000} so many, {@code -Drond.storm.cut-seeds=200} so many
 * without each guard.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StormIT {

  private static final int SEEDS = Integer.getInteger("rond.storm.seeds", 20);

  /** Without a guard enough of these have to end otherwise, or the storm is too gentle. */
  private static final int CUT_SEEDS = Integer.getInteger("rond.storm.cut-seeds", 30);

  /** Seeds that show that a cut takes away the guard and nothing else. */
  private static final int CALM_SEEDS = 5;

  /** Sets the storm's chance apart from the story's. */
  private static final long STORM = 0x5707_2026L;

  private final Map<Long, End> calms = new HashMap<>();
  private World world;

  @BeforeAll
  void start() {
    world = new World();
  }

  @AfterAll
  void stop() {
    world.close();
  }

  static LongStream seeds() {
    var one = Long.getLong("rond.storm.seed");
    return one == null ? LongStream.rangeClosed(1, SEEDS) : LongStream.of(one);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void aStormEndsLikeACalm(long seed) {
    var calm = calm(seed);

    var storm = storm(world, seed);

    assertThat(calm.surprises()).isEmpty();
    assertThat(storm.surprises()).isEmpty();
    assertThat(storm.state()).containsExactlyElementsOf(calm.state());
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  @EnabledIfSystemProperty(
      named = "rond.storm.cut-seeds",
      matches = "[0-9]+",
      disabledReason = "takes minutes: run ./reliability storm")
  void aStormDoesHarmWithout(Guard guard) {
    var differ = 0;
    try (var unguarded = world.without(guard)) {
      for (var seed = 1; seed <= CALM_SEEDS; seed++) {
        var end = Run.play(unguarded, Story.of(seed), new Calm());
        assertThat(end.surprises()).isEmpty();
        assertThat(end.state())
            .as("seed %d in a calm, where nobody needs the guard", seed)
            .containsExactlyElementsOf(calm(seed).state());
      }
      for (var seed = 1; seed <= CUT_SEEDS; seed++) {
        var end = storm(unguarded, seed);
        if (!end.surprises().isEmpty() || !end.state().equals(calm(seed).state())) {
          differ++;
        }
      }
    }

    System.out.printf("Without %s, %d of %d seeds differ%n", guard, differ, CUT_SEEDS);
    assertThat(differ)
        .as("of %d seeds without %s", CUT_SEEDS, guard)
        .isGreaterThanOrEqualTo(guard.missedBy(CUT_SEEDS));
  }

  private End calm(long seed) {
    return calms.computeIfAbsent(seed, one -> Run.play(world, Story.of(one), new Calm()));
  }

  private static End storm(World world, long seed) {
    return Run.play(world, Story.of(seed), new Storm(new Random(seed ^ STORM)));
  }
}
