package se.rond.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChildTest {
  private static final Duration SOON = Duration.ofSeconds(30);

  @TempDir Path folder;

  private final ScheduledExecutorService spawner = Executors.newSingleThreadScheduledExecutor();

  @AfterEach
  void stop() {
    spawner.shutdownNow();
  }

  @ParameterizedTest(name = "after {0} ends in a row: {1} ms")
  @CsvSource({"1, 500", "2, 1000", "3, 2000", "5, 8000", "6, 15000", "7, 15000", "1000000, 15000"})
  void thePauseBeforeARestartGrowsToABound(int endsInARow, long millis) {
    assertThat(Child.pause(endsInARow)).hasMillis(millis);
  }

  /** The first run ends; nothing can be done otherwise, and the second start fails altogether. */
  @Test
  void whatFailsOnTheWayToARestartDoesNotKeepAProgramDown() {
    var program = new Stumbling();
    var child = child(program);

    child.start();

    await().atMost(SOON).until(() -> lines("runs").equals(List.of("1", "2")));
    assertThat(program.prepared).isEqualTo(3);
    assertThat(program.outputs).containsExactly("first words\n");
    Child.end(List.of(child), SOON);
  }

  @Test
  void whatLivesAgainButNeverBecomesReadyIsStartedAnew() {
    var child = child(new Deaf());

    child.start();

    await().atMost(SOON).until(() -> lines("runs").equals(List.of("run", "run", "run")));
    Child.end(List.of(child), SOON);
  }

  private Child child(Program program) {
    return new Child(
        program,
        new Host(false, false, false),
        new Pids(folder),
        folder.resolve("log"),
        Progress.quiet(),
        spawner);
  }

  private List<String> lines(String file) {
    try {
      var path = folder.resolve(file);
      return Files.exists(path) ? Files.readAllLines(path) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private final class Stumbling implements Program {
    private volatile int prepared;
    private final List<String> outputs = Collections.synchronizedList(new ArrayList<>());

    @Override
    public String name() {
      return "stumbling";
    }

    @Override
    public List<String> command() {
      return List.of(
          "sh",
          "-c",
          "if [ -e runs ]; then echo 2 >> runs; exec sleep 600; fi; echo 1 > runs; echo first words; exit 3");
    }

    @Override
    public Path workingDirectory() {
      return folder;
    }

    @Override
    public synchronized void prepare() {
      prepared++;
      if (prepared == 2) {
        throw new UncheckedIOException(new IOException("no room for the settings"));
      }
    }

    @Override
    public boolean isReady() {
      return false;
    }

    @Override
    public Duration readyWithin() {
      return SOON;
    }

    @Override
    public Optional<String> tryOtherwise(String output) {
      outputs.add(output);
      throw new UncheckedIOException(new IOException("the checkout is read-only"));
    }
  }

  /** Ends the first time, and then lives without ever doing its work. */
  private final class Deaf implements Program {
    @Override
    public String name() {
      return "deaf";
    }

    @Override
    public List<String> command() {
      return List.of(
          "sh", "-c", "echo run >> runs; [ $(wc -l < runs) -gt 1 ] && exec sleep 600; exit 3");
    }

    @Override
    public Path workingDirectory() {
      return folder;
    }

    @Override
    public void prepare() {}

    @Override
    public boolean isReady() {
      return false;
    }

    @Override
    public Duration readyWithin() {
      return Duration.ofMillis(100);
    }
  }
}
