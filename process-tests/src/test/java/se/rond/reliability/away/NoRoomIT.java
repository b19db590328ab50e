package se.rond.reliability.away;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import se.rond.reliability.live.Evidence;
import se.rond.reliability.live.Ledger;
import se.rond.reliability.live.Part;
import se.rond.reliability.live.People;
import se.rond.reliability.live.Quickstart;
import se.rond.reliability.live.Verdict;

/**
 * The broker's or the database's disk is full, and has room again: by {@code ./reliability away}.
 * The disk is a small one in memory that only the quickstart's processes see.
 */
@EnabledIfSystemProperty(
    named = "rond.away",
    matches = "yes",
    disabledReason = "takes minutes: run ./reliability away")
class NoRoomIT {
  private static final Duration FULL = Duration.ofSeconds(45);

  private static final Duration GIVE_UP_AFTER = Duration.ofMinutes(3);

  /** Enough for a few minutes' work; what is left of it is filled by the test. */
  private static final String SIZE = "400m";

  /** Puts what stands in $1 on a disk of its own, in this process's world alone, and goes on. */
  private static final String ON_A_SMALL_DISK =
      """
      set -e
      cp -a "$1" "$1.before"
      mount -t tmpfs -o size=%s,mode=0777 tmpfs "$1"
      cp -a "$1.before/." "$1/"
      rm -rf "$1.before"
      shift
      exec "$@"
      """
          .formatted(SIZE);

  @TempDir Path folder;

  @RegisterExtension final Evidence evidence = new Evidence(() -> folder);

  @ParameterizedTest(name = "no room for the {0}")
  @EnumSource(names = {"BROKER", "DATABASE"})
  void nothingIsPromisedThatCannotBeKeptAndWorkGoesOnByItself(Part part) throws Exception {
    assumeTrue(canMount(), "Only root can mount a small disk; this is somebody else");
    var data = folder.resolve("data");
    Quickstart.start(data).close();
    var disk = data.resolve(part.title());
    var wrapper = List.of("unshare", "--mount", "sh", "-c", ON_A_SMALL_DISK, "sh", disk.toString());
    var ledger = new Ledger();
    Verdict verdict;
    try (var rond = Quickstart.start(data, wrapper);
        var people = People.begin(rond, ledger, 1)) {
      assertThat(people.probe(GIVE_UP_AFTER)).as("a request gets through at first").isTrue();
      await("load").atMost(GIVE_UP_AFTER).until(() -> ledger.inFlight() >= 20);

      var accepted = ledger.accepted().size();
      var ballast = rond.file(part.title() + "/ballast");
      keepFull(ballast);
      var meanwhile = ledger.accepted().size() - accepted;
      Files.delete(ballast);
      var back = System.nanoTime();
      assertThat(people.probe(GIVE_UP_AFTER)).as("resumed by itself:%n%s", rond.output()).isTrue();

      System.out.printf(
          "%s without room: %d accepted and %d put off meanwhile, resumed after %.1f s%n",
          part.title(), meanwhile, ledger.countPutOff(), (System.nanoTime() - back) / 1e9);
      if (part == Part.BROKER) {
        assertThat(rond.output())
            .as("the broker ends when its disk is full")
            .contains("broker ended");
        assertThat(meanwhile).as("accepted without a broker").isPositive();
        assertThat(ledger.countPutOff()).as("put off for want of a broker").isZero();
      } else {
        assertThat(ledger.countPutOff()).as("told 503 with advice").isPositive();
      }
      people.finish(GIVE_UP_AFTER);
      verdict = Verdict.of(rond, people, ledger);
    }
    verdict.assertFlawless();
  }

  /** Takes whatever room there is, again and again, for as long as the disk is to be full. */
  private static void keepFull(Path ballast) throws Exception {
    var chunk = new byte[64 * 1024];
    var until = System.nanoTime() + FULL.toNanos();
    try (var out = Files.newOutputStream(ballast)) {
      while (System.nanoTime() < until) {
        try {
          out.write(chunk);
        } catch (IOException full) {
          fillTheLastBytes(out);
          // Being full takes as long as it is to take; nothing is waited for.
          Thread.sleep(50);
        }
      }
    }
  }

  private static void fillTheLastBytes(OutputStream out) {
    try {
      while (true) {
        out.write(0);
      }
    } catch (IOException full) {
      // As wanted.
    }
  }

  private static boolean canMount() throws IOException, InterruptedException {
    return new ProcessBuilder("unshare", "--mount", "mount", "-t", "tmpfs", "tmpfs", "/mnt")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor()
        == 0;
  }
}
