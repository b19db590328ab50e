package se.rond.reliability.deadlines;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import se.rond.reliability.loaded.ScratchDatabase;
import se.rond.testsupport.EmbeddedBroker;

/** Dispatch as it is installed: a process of its own, with a real database and a real broker. */
final class DispatchProcess implements AutoCloseable {

  /** A start takes seconds; the bound is for a busy machine. */
  private static final Duration STARTED_WITHIN = Duration.ofMinutes(2);

  private final ScratchDatabase database;
  private final Path log;
  private Process process;

  DispatchProcess(ScratchDatabase database) {
    this.database = database;
    try {
      log = Files.createTempFile("dispatch", ".log");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    process = begin();
  }

  private Process begin() {
    try {
      return new ProcessBuilder(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-XX:MaxRAMPercentage=10",
              "-XX:+UseSerialGC",
              "-jar",
              jar().toString(),
              "--spring.main.banner-mode=off",
              "--server.port=0",
              "--rond.demo=true",
              "--spring.datasource.url=" + database.url(),
              "--spring.kafka.bootstrap-servers=" + EmbeddedBroker.bootstrapServers())
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path jar() throws IOException {
    try (var found = Files.list(Path.of("..", "dispatch-service", "target"))) {
      return found
          .filter(file -> file.toString().endsWith("-exec.jar"))
          .findFirst()
          .orElseThrow(
              () -> new IllegalStateException("Expected dispatch-service to be packaged before"));
    }
  }

  /** Waits until the first one has started: the database is ready then. */
  void awaitStarted() {
    await("dispatch to start")
        .atMost(STARTED_WITHIN)
        .until(() -> isDead() || tells("Started DispatchApplication"));
    if (isDead()) {
      throw new IllegalStateException("Expected dispatch to start:\n" + String.join("\n", tail()));
    }
  }

  private boolean isDead() {
    return !process.isAlive();
  }

  private boolean tells(String words) {
    return lines().stream().anyMatch(line -> line.contains(words));
  }

  private List<String> tail() {
    var all = lines();
    return all.subList(Math.max(0, all.size() - 40), all.size());
  }

  /** Lines that tell of a defect. */
  List<String> errors() {
    return lines().stream().filter(line -> line.contains(" ERROR ")).toList();
  }

  private List<String> lines() {
    try {
      return Files.readAllLines(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends it as a power failure does, and starts another. */
  void kill() {
    end();
    process = begin();
  }

  private void end() {
    process.destroyForcibly();
    try {
      if (!process.waitFor(1, TimeUnit.MINUTES)) {
        throw new IllegalStateException("Expected a killed process to end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    end();
    try {
      Files.delete(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
