package se.rond.reliability.deadlines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import se.rond.reliability.deadlines.Stored.Flood;
import se.rond.reliability.deadlines.Stored.Lateness;
import se.rond.reliability.loaded.ScratchDatabase;

/**
 * Deadlines are columns: none is lost and none is met twice, whenever the process dies, and a flood
 * of them is met in time.
 *
 * <p>{@code ./reliability deadlines} stores 100,000, of which 500 are due in each second, and kills
 * the process 25 times.
 */
@EnabledIfSystemProperty(
    named = "rond.deadlines.stored",
    matches = "[1-9][0-9]*",
    disabledReason = "./reliability deadlines")
class DeadlinesIT {

  private static final int STORED = Integer.getInteger("rond.deadlines.stored", 0);
  private static final int PER_SECOND = Integer.getInteger("rond.deadlines.per-second", 500);
  private static final int SECONDS = Integer.getInteger("rond.deadlines.seconds", 30);
  private static final int KILLS = Integer.getInteger("rond.deadlines.kills", 25);
  private static final long SEED = Long.getLong("rond.deadlines.seed", 7);

  /**
   * For how long there is a fifth of it before: a service that is flooded has been running, and
   * what it does most is compiled.
   */
  private static final int RAMP_SECONDS = 180;

  /**
   * The project's bound (issue of assignment and escalation): a deadline is met within a second.
   */
  private static final double LATE_BY_AT_MOST = 1.0;

  /** For the last ones, on a busy machine. */
  private static final Duration DONE_WITHIN = Duration.ofMinutes(5);

  /** Each look costs the database some of what the service could do. */
  private static final Duration LOOK_EVERY = Duration.ofSeconds(2);

  @Test
  void aFloodIsMetInTime() throws IOException {
    try (var database = new ScratchDatabase();
        var dispatch = new DispatchProcess(database)) {
      dispatch.awaitStarted();
      var stored = new Stored(database.administrator());
      var from = stored.now().plus(Stored.ahead()).plusSeconds(RAMP_SECONDS);
      var flood = new Flood(STORED, PER_SECOND, from, SECONDS, RAMP_SECONDS);
      stored.store(flood);
      assertThat(stored.now()).as("stored before the first is due").isBefore(flood.rampFrom());

      await().atMost(DONE_WITHIN).pollInterval(LOOK_EVERY).until(() -> stored.met() >= flood.due());

      onceEach(stored, flood);
      var lateness = print("in-time", stored, flood);
      assertThat(dispatch.errors()).isEmpty();
      assertThat(lateness)
          .allSatisfy(kind -> assertThat(kind.worstSeconds()).isLessThanOrEqualTo(LATE_BY_AT_MOST));
    }
  }

  @Test
  void noneIsLostOrMetTwiceWheneverTheProcessDies() throws IOException {
    System.out.printf("%d kills, seed %d%n", KILLS, SEED);
    var chance = new Random(SEED);
    try (var database = new ScratchDatabase();
        var dispatch = new DispatchProcess(database)) {
      dispatch.awaitStarted();
      var stored = new Stored(database.administrator());
      var flood = new Flood(STORED, PER_SECOND, stored.now(), SECONDS, 0);
      stored.store(flood);
      for (var kill = 0; kill < KILLS; kill++) {
        // In the middle of its work, wherever that is by then.
        var then = stored.met() + chance.nextInt(flood.due() / (KILLS + 1));
        await().atMost(DONE_WITHIN).until(() -> stored.met() > then);
        dispatch.kill();
      }

      await().atMost(DONE_WITHIN).pollInterval(LOOK_EVERY).until(() -> stored.met() >= flood.due());

      onceEach(stored, flood);
      print("once", stored, flood);
    }
  }

  private static void onceEach(Stored stored, Flood flood) {
    await().atMost(DONE_WITHIN).pollInterval(LOOK_EVERY).until(() -> stored.unsent() == 0);
    assertThat(stored.left(flood)).as("lost").isZero();
    assertThat(stored.twice(flood)).as("met twice").isZero();
    assertThat(Told.notOnce(stored.listTold(flood))).as("not told once").isEmpty();
  }

  private static List<Lateness> print(String name, Stored stored, Flood flood) throws IOException {
    var table = new StringBuilder();
    table.append(
        "%d stored, %d due per second for %d s, %d offered anew%n%n"
            .formatted(flood.stored(), flood.perSecond(), flood.seconds(), stored.offeredNext()));
    table.append(
        """
        | Kind | Due | Met late by, s: median | 99 % | worst | On the topic, worst |
        |---|---|---|---|---|---|
        """);
    var lateness = stored.lateness(flood);
    for (var kind : lateness) {
      table.append(
          "| %s | %d | %.2f | %.2f | %.2f | %.2f |%n"
              .formatted(
                  kind.kind(),
                  kind.count(),
                  kind.medianSeconds(),
                  kind.p99Seconds(),
                  kind.worstSeconds(),
                  kind.worstToldSeconds()));
    }
    System.out.println(table);
    var folder = Files.createDirectories(Path.of("target", "reliability"));
    Files.writeString(folder.resolve("deadlines-" + name + ".md"), table);
    return lateness;
  }
}
