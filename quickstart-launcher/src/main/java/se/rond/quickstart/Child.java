package se.rond.quickstart;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Keeps one {@link Program} running until it is told to stop. */
final class Child {
  /** Pause before the first restart; doubled each time up to {@link #LONGEST_PAUSE}. */
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

  /** After this long without an end the next restart is a first one again. */
  private static final Duration STEADY_AFTER = Duration.ofMinutes(1);

  /**
   * Starts that may end before the program was ready for the first time. More than one helps a
   * database whose predecessor's last processes are still leaving.
   */
  private static final int FIRST_STARTS = 4;

  /** A killed process is gone at once, unless the disk hangs. */
  private static final Duration AFTER_KILL = Duration.ofSeconds(2);

  /** Between two looks whether it is ready. */
  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

  /**
   * Between two looks whether a program that was started again is ready; rarer, beside other work.
   */
  private static final Duration WATCH_EVERY = Duration.ofMillis(500);

  /** What is read of the log of a process that ended, bytes: far more than a JVM says of itself. */
  private static final int LAST_OUTPUT = 64 << 10;

  /** Lines of the log shown when it does not start. */
  private static final int TAIL_LINES = 30;

  private final Program program;
  private final Host host;
  private final Pids pids;
  private final Path log;
  private final Progress progress;

  private final ScheduledExecutorService spawner;

  private @Nullable Process process;
  private boolean stopping;
  private boolean wasReady;
  private int endsInARow;
  private long startedAt;

  /** How long the log was when the process was started, bytes. */
  private long logBefore;

  Child(
      Program program,
      Host host,
      Pids pids,
      Path log,
      Progress progress,
      ScheduledExecutorService spawner) {
    this.program = program;
    this.host = host;
    this.pids = pids;
    this.log = log;
    this.progress = progress;
    this.spawner = spawner;
  }

  /** Starts the process and returns; see {@link #awaitReady(List)}. */
  void start() {
    try {
      spawner.submit(this::spawn).get();
    } catch (ExecutionException e) {
      throw new StartFailure("Cannot start " + program.name() + ": " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Waits until all these programs do their work.
   *
   * @throws StartFailure with the end of the log of the first that is not ready in time or ends
   *     again and again
   */
  static void awaitReady(List<Child> children) {
    long begun = System.nanoTime();
    var waiting = new ArrayList<>(children);
    while (true) {
      waiting.removeIf(child -> child.isReady(System.nanoTime() - begun));
      if (waiting.isEmpty()) {
        return;
      }
      try {
        Thread.sleep(LOOK_AGAIN);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new StartFailure("Interrupted while waiting for programs to start", e);
      }
    }
  }

  private boolean isReady(long waitedNanos) {
    if (program.isReady()) {
      synchronized (this) {
        wasReady = true;
        endsInARow = 0;
      }
      progress.say(program.name() + " is ready");
      return true;
    }
    if (hasGivenUp()) {
      throw new StartFailure(
          program.name() + " ended " + FIRST_STARTS + " times before it was ready.\n" + tail());
    }
    if (waitedNanos > program.readyWithin().toNanos()) {
      throw new StartFailure(
          program.name()
              + " was not ready within "
              + program.readyWithin().toSeconds()
              + " s.\n"
              + tail());
    }
    return false;
  }

  /** The program may end from now on without being started again. */
  synchronized void startNoMore() {
    stopping = true;
  }

  /** Asks these programs to end and waits; those that live after the bound are killed. */
  static void end(List<Child> children, Duration bound) {
    children.forEach(Child::askToEnd);
    long deadline = System.nanoTime() + bound.toNanos();
    for (var child : children) {
      child.awaitEnd(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
    }
  }

  private synchronized void askToEnd() {
    stopping = true;
    if (process != null) {
      program.stopSignal().sendTo(process.toHandle());
    }
  }

  private void awaitEnd(Duration bound) {
    var last = process();
    if (last != null && !Pids.within(bound, last.onExit())) {
      progress.say(program.name() + " did not end in time, killed");
      last.destroyForcibly();
      Pids.within(AFTER_KILL, last.onExit());
    }
    pids.forget(program.name());
  }

  private synchronized @Nullable Process process() {
    return process;
  }

  private synchronized boolean hasGivenUp() {
    return !wasReady && endsInARow >= FIRST_STARTS;
  }

  private synchronized void spawn() {
    if (stopping) {
      return;
    }
    program.prepare();
    try {
      logBefore = Files.exists(log) ? Files.size(log) : 0;
      var started =
          new ProcessBuilder(host.wrap(program))
              .directory(program.workingDirectory().toFile())
              .redirectInput(new File("/dev/null"))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      try {
        pids.remember(program.name(), started.toHandle(), program.command().getFirst());
      } catch (UncheckedIOException e) {
        // A process that nobody would end after a kill of the launcher; the next try makes another.
        started.destroyForcibly();
        throw e;
      }
      process = started;
      startedAt = System.nanoTime();
      started.onExit().thenAccept(this::ended);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same on a later occasion: whatever fails is said, and tried again. */
  private synchronized void spawnAgain() {
    try {
      spawn();
      if (process != null) {
        watch(process);
      }
    } catch (RuntimeException e) {
      endsInARow++;
      if (!hasGivenUp()) {
        startAgain("%s cannot be started (%s), trying again".formatted(program.name(), e));
      }
    }
  }

  /**
   * Kills a program that was started again, lives, and does not become ready in twice the time that
   * its first start has: after a crash it may have much to read. Its end starts it anew.
   */
  private void watch(Process started) {
    var bound = program.readyWithin().multipliedBy(2);
    Thread.ofVirtual()
        .name("watch " + program.name())
        .start(
            () -> {
              long begun = System.nanoTime();
              while (started.isAlive() && !program.isReady()) {
                if (System.nanoTime() - begun > bound.toNanos()) {
                  progress.say(
                      "%s lives, but is not ready after %d s, killed"
                          .formatted(program.name(), bound.toSeconds()));
                  started.destroyForcibly();
                  return;
                }
                try {
                  Thread.sleep(WATCH_EVERY);
                } catch (InterruptedException e) {
                  return;
                }
              }
            });
  }

  private synchronized void ended(Process gone) {
    if (stopping) {
      return;
    }
    boolean steady = System.nanoTime() - startedAt > STEADY_AFTER.toNanos();
    endsInARow = steady ? 1 : endsInARow + 1;
    if (hasGivenUp()) {
      return;
    }
    startAgain(
        "%s ended (exit code %d), starting it again%s"
            .formatted(program.name(), gone.exitValue(), otherwise()));
  }

  private void startAgain(String why) {
    var pause = pause(endsInARow);
    progress.say("%s in %.1f s; log: %s".formatted(why, pause.toMillis() / 1e3, log));
    spawner.schedule(this::spawnAgain, pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** What the program does differently from now on; it is started again, whatever fails here. */
  private String otherwise() {
    try {
      return program.tryOtherwise(lastOutput()).orElse("");
    } catch (IOException | RuntimeException e) {
      return " the same way (" + e + ")";
    }
  }

  private String lastOutput() throws IOException {
    try (var file = FileChannel.open(log)) {
      file.position(Math.max(logBefore, file.size() - LAST_OUTPUT));
      return new String(
          Channels.newInputStream(file).readNBytes(LAST_OUTPUT), StandardCharsets.UTF_8);
    }
  }

  static Duration pause(int endsInARow) {
    var pause = FIRST_PAUSE;
    for (int i = 1; i < endsInARow && pause.compareTo(LONGEST_PAUSE) < 0; i++) {
      pause = pause.multipliedBy(2);
    }
    return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
  }

  private String tail() {
    try {
      var lines = new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines().toList();
      var last = lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size());
      return "The end of its log, " + log + ":\n  " + String.join("\n  ", last);
    } catch (IOException e) {
      return "It left no log at " + log;
    }
  }
}
