package se.rond.quickstart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Remembers the children on disk, so that the next start can end what a killed launcher left
 * behind.
 *
 * <p>A pid alone says nothing: the system gives it away again. A process is ours if the pid, the
 * time it was started and the executable all match.
 */
final class Pids {
  /**
   * Start times are counted from the boot, whose clock time moves a little when the clock is set.
   */
  private static final Duration CLOCK_SHIFT = Duration.ofSeconds(2);

  /** Between two looks whether a process is gone. */
  private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

  private final Path folder;

  Pids(Path folder) {
    this.folder = folder;
  }

  private record Remembered(ProcessHandle process, Instant startedAt, String executable) {
    boolean isRunning() {
      return runs(process, executable)
          && process
              .info()
              .startInstant()
              .filter(start -> Duration.between(startedAt, start).abs().compareTo(CLOCK_SHIFT) <= 0)
              .isPresent();
    }
  }

  /** True if the process runs exactly this executable. */
  static boolean runs(ProcessHandle process, String executable) {
    return process.isAlive() && process.info().command().filter(executable::equals).isPresent();
  }

  void remember(String name, ProcessHandle process, String executable) {
    var startedAt = process.info().startInstant().orElse(Instant.now());
    try {
      Files.writeString(file(name), process.pid() + "\n" + startedAt + "\n" + executable + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void forget(String name) {
    try {
      Files.deleteIfExists(file(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Ends the children of an earlier run that still live, and returns their names. They get {@code
   * bound} to end in order, then no more.
   */
  List<String> endLeftovers(Duration bound) {
    var ended = new ArrayList<String>();
    try (var files = Files.newDirectoryStream(folder, "*.pid")) {
      for (var file : files) {
        var name = file.getFileName().toString().replace(".pid", "");
        read(file)
            .filter(Remembered::isRunning)
            .ifPresent(
                leftover -> {
                  var signal = name.equals(Database.NAME) ? StopSignal.INT : StopSignal.KILL;
                  end(leftover.process(), signal, bound);
                  ended.add(name);
                });
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return ended;
  }

  /**
   * Ends a process that is not our child (any more) and waits until it has let go of files and
   * ports.
   */
  static void end(ProcessHandle process, StopSignal signal, Duration bound) {
    signal.sendTo(process);
    long deadline = System.nanoTime() + bound.toNanos();
    while (process.isAlive() && !isZombie(process)) {
      if (System.nanoTime() > deadline) {
        process.destroyForcibly();
        return;
      }
      try {
        Thread.sleep(LOOK_AGAIN);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  /** In a container nobody may collect an orphan: it has ended, and stays listed. */
  private static boolean isZombie(ProcessHandle process) {
    try {
      var stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
      return stat.startsWith("Z", stat.lastIndexOf(')') + 2);
    } catch (IOException goneOrNotLinux) {
      return false;
    }
  }

  /** Returns true if the process has ended within the bound. */
  static boolean within(Duration bound, CompletableFuture<?> gone) {
    try {
      gone.get(bound.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /**
   * Empty for a file that a crash left half written: its process is then found by nobody, and
   * blocks nobody.
   */
  private static Optional<Remembered> read(Path file) throws IOException {
    var lines = Files.readAllLines(file);
    if (lines.size() < 3) {
      return Optional.empty();
    }
    return ProcessHandle.of(Long.parseLong(lines.get(0)))
        .map(process -> new Remembered(process, Instant.parse(lines.get(1)), lines.get(2)));
  }

  private Path file(String name) {
    return folder.resolve(name + ".pid");
  }
}
