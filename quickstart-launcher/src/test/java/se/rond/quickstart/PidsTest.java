package se.rond.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PidsTest {
  private static final Duration BOUND = Duration.ofSeconds(10);

  @TempDir Path folder;

  private Pids pids;
  private Process process;
  private String executable;

  @BeforeEach
  void startAProcess() throws Exception {
    pids = new Pids(folder);
    process = new ProcessBuilder("cat").start(); // Waits for input until it is ended.
    await()
        .until(
            () ->
                process.info().command().filter(name -> !name.endsWith("spawnhelper")).isPresent());
    executable = process.info().command().orElseThrow();
  }

  @AfterEach
  void endIt() {
    process.destroyForcibly();
  }

  @Test
  void aChildThatWasLeftBehindIsEnded() {
    pids.remember("broker", process.toHandle(), executable);

    var ended = pids.endLeftovers(BOUND);

    assertThat(ended).containsExactly("broker");
    assertThat(process.onExit()).succeedsWithin(BOUND);
  }

  @Test
  void aProcessThatGotThePidLaterIsLeftAlone() throws Exception {
    remember(Instant.now().minusSeconds(60), executable);

    var ended = pids.endLeftovers(BOUND);

    assertThat(ended).isEmpty();
    assertThat(process.isAlive()).isTrue();
  }

  @Test
  void aProcessThatRunsSomethingElseIsLeftAlone() throws Exception {
    remember(process.info().startInstant().orElseThrow(), "/somewhere/bin/java");

    var ended = pids.endLeftovers(BOUND);

    assertThat(ended).isEmpty();
    assertThat(process.isAlive()).isTrue();
  }

  @Test
  void aHalfWrittenNoteBlocksNothing() throws Exception {
    Files.writeString(folder.resolve("broker.pid"), Long.toString(process.pid()));

    var ended = pids.endLeftovers(BOUND);

    assertThat(ended).isEmpty();
    assertThat(folder).isEmptyDirectory();
    assertThat(process.isAlive()).isTrue();
  }

  private void remember(Instant startedAt, String runs) throws Exception {
    Files.writeString(
        folder.resolve("broker.pid"), process.pid() + "\n" + startedAt + "\n" + runs + "\n");
  }
}
