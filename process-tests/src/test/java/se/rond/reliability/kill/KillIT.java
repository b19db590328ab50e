package se.rond.reliability.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import se.rond.reliability.live.Evidence;
import se.rond.reliability.live.Ledger;
import se.rond.reliability.live.Part;
import se.rond.reliability.live.People;
import se.rond.reliability.live.Quickstart;
import se.rond.reliability.live.Verdict;

/**
 * Kills each of the six processes in turn, at seeded instants, while nurses, teams and coordinators
 * work on.
 *
 * <p>The build kills the two whose end takes most with it: the launcher and the broker. {@code
 * ./reliability kill} does as many rounds as it is told, and holds each recovery against the bound.
 */
class KillIT {
  /** Rounds of six kills; 0 is the short version of the build. */
  private static final int ROUNDS = Integer.getInteger("rond.kill.rounds", 0);

  private static final long SEED = Long.getLong("rond.kill.seed", 1);

  /** Killed in the short version: with the launcher everything dies, with the broker all stands. */
  private static final List<Part> SHORT = List.of(Part.LAUNCHER, Part.BROKER);

  private static final int IN_FLIGHT = 20;

  /** Between a recovery and the next kill. */
  private static final Duration LONGEST_PEACE = Duration.ofSeconds(3);

  /** From the kill to the next offer on a nurse's stream, as design.md 12 has it. */
  private static final Duration RECOVERED_WITHIN = Duration.ofSeconds(30);

  /** After which the test gives up; the recovery is a number to report, and not this bound. */
  private static final Duration GIVE_UP_AFTER = Duration.ofMinutes(3);

  @TempDir Path folder;

  @RegisterExtension final Evidence evidence = new Evidence(() -> folder);

  @Test
  void nothingIsLostDoubledOrRepeatedWhateverIsKilled() throws Exception {
    var random = new Random(SEED);
    System.out.printf("Killing with seed %d, %d rounds%n", SEED, ROUNDS);
    var ledger = new Ledger();
    var kills = new ArrayList<Kill>();
    Verdict verdict;
    try (var rond = Quickstart.start(folder.resolve("data"));
        var people = People.begin(rond, ledger, SEED)) {
      assertThat(people.probe(GIVE_UP_AFTER)).as("a request gets through at first").isTrue();
      for (var part : parts(random)) {
        await("load").atMost(GIVE_UP_AFTER).until(() -> ledger.inFlight() >= IN_FLIGHT);
        // Waits for nothing: it draws the instant.
        Thread.sleep(random.nextLong(LONGEST_PEACE.toMillis()));
        kills.add(kill(rond, people, ledger, part));
      }
      people.finish(GIVE_UP_AFTER);
      verdict = Verdict.of(rond, people, ledger);
    }
    System.out.println(Report.write(SEED, kills, verdict));
    verdict.assertFlawless();
    if (ROUNDS > 0) {
      assertThat(kills)
          .allSatisfy(kill -> assertThat(kill.recovered()).isLessThan(RECOVERED_WITHIN));
    }
  }

  private static List<Part> parts(Random random) {
    var parts = new ArrayList<>(ROUNDS == 0 ? SHORT : List.of());
    for (var n = 0; n < ROUNDS; n++) {
      var round = Arrays.asList(Part.values());
      Collections.shuffle(round, random);
      parts.addAll(round);
    }
    return parts;
  }

  private static Kill kill(Quickstart rond, People people, Ledger ledger, Part part)
      throws Exception {
    var inFlight = ledger.inFlight();
    var begun = System.nanoTime();
    rond.kill(part);
    // Somebody waits from now on, also while nobody is there.
    var probe = new FutureTask<>(() -> people.probe(GIVE_UP_AFTER));
    Thread.ofVirtual().name("probe").start(probe);
    if (part == Part.LAUNCHER) {
      rond.startAgain();
    }
    assertThat(probe.get())
        .as("after the kill of %s a request gets through again:%n%s", part, rond.output())
        .isTrue();
    var kill = new Kill(part, inFlight, Duration.ofNanos(System.nanoTime() - begun));
    System.out.println(kill);
    return kill;
  }
}
