package se.rond.reliability.away;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import se.rond.reliability.live.Evidence;
import se.rond.reliability.live.Ledger;
import se.rond.reliability.live.Part;
import se.rond.reliability.live.People;
import se.rond.reliability.live.Quickstart;
import se.rond.reliability.live.Verdict;

/**
 * The broker comes back empty while requests wait on its topics: by {@code ./reliability away}.
 * What the operator does is docs/how-to/the-brokers-data-is-lost.md.
 */
@EnabledIfSystemProperty(
    named = "rond.away",
    matches = "yes",
    disabledReason = "takes minutes: run ./reliability away")
class LostDataIT {
  private static final Duration GIVE_UP_AFTER = Duration.ofMinutes(3);

  /** Requests that triage has not read when the data is lost. */
  private static final int UNREAD = 20;

  @TempDir Path folder;

  @RegisterExtension final Evidence evidence = new Evidence(() -> folder);

  @Test
  void whatNobodyHasReadYetIsReplayed() throws Exception {
    var ledger = new Ledger();
    Verdict verdict;
    try (var rond = Quickstart.start(folder.resolve("data"));
        var people = People.begin(rond, ledger, 1)) {
      assertThat(people.probe(GIVE_UP_AFTER)).as("a request gets through at first").isTrue();
      rond.freeze(Part.TRIAGE);
      var before = ledger.accepted().size();
      await("requests that triage does not read")
          .atMost(GIVE_UP_AFTER)
          .until(() -> ledger.accepted().size() >= before + UNREAD);
      await("them to be with the broker")
          .atMost(GIVE_UP_AFTER)
          .until(() -> rond.unsentByDispatch().isEmpty());
      var broker = rond.process(Part.BROKER).orElseThrow();
      rond.kill(Part.TRIAGE);
      rond.kill(Part.LAUNCHER);
      await("the broker to be gone").atMost(GIVE_UP_AFTER).until(() -> !broker.isAlive());
      Files.move(rond.file("broker"), folder.resolve("lost"));

      rond.startAgain();
      operations("outbox", "replay", "--all-kept", "--while-running");

      people.finish(GIVE_UP_AFTER);
      verdict = Verdict.of(rond, people, ledger);
    }
    verdict.assertFlawless();
  }

  private void operations(String... words) throws Exception {
    var output = folder.resolve("operations.out");
    var command = new ArrayList<>(List.of(Path.of("..", "operations").toString()));
    command.addAll(List.of(words));
    command.addAll(List.of("--data", folder.resolve("data").toString()));
    var run =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertThat(run.waitFor(GIVE_UP_AFTER.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(run.exitValue()).as("%s", Files.readString(output)).isZero();
  }
}
