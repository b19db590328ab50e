package se.rond.quickstart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.function.Consumer;

/**
 * The run that makes the {@link StartCache}s: all of Rond, over data that is thrown away, with some
 * requests through it, so that the JVMs see what a start and a request need.
 */
final class Training {
  /** A JVM writes its cache when it ends: some 10 s alone, and here they do so at once. */
  private static final Duration END_WITHIN = Duration.ofMinutes(3);

  private final Installation.Surroundings surroundings;
  private final DataFolder folder;
  private final PostgresBinaries binaries;
  private final Progress progress;

  Training(
      Installation.Surroundings surroundings,
      DataFolder folder,
      PostgresBinaries binaries,
      Progress progress) {
    this.surroundings = surroundings;
    this.folder = folder;
    this.binaries = binaries;
    this.progress = progress;
  }

  /**
   * Makes the caches that are missing. If that fails, or another launcher is at it, all is as it
   * was: Rond starts without, and the user is told why.
   *
   * @param running told what has to be ended if the user gives up meanwhile
   */
  void makeMissingCaches(Consumer<Installation> running) {
    var build = surroundings.build();
    var guard = new CacheGuard(build.caches());
    try {
      guard.use();
    } catch (IOException readOnly) {
      // Then nobody deletes what is there; if something is missing, that is said below.
    }
    if (build.hasAllCaches()) {
      return;
    }
    try {
      if (guard.make(() -> make(build, running))) {
        guard.delete(build::deleteOtherCaches);
      } else {
        progress.say("Starting slower: another ./quickstart records how everything starts");
      }
    } catch (StartFailure | IOException | UncheckedIOException e) {
      progress.say("Starting slower, without a record of how everything starts: " + e.getMessage());
    }
  }

  private void make(Build build, Consumer<Installation> running) throws IOException {
    if (build.hasAllCaches()) {
      // Another launcher was at it until now.
      return;
    }
    progress.say("Running everything once to record how it starts; only after a build, a minute");
    var ground = folder.temporary().resolve("training");
    build.makeCacheFolders();
    var training =
        new Installation(
            surroundings,
            DataFolder.open(ground),
            binaries,
            Ports.rowFree(),
            cache -> cache.isThere() ? cache : cache.inTraining(),
            Progress.quiet());
    running.accept(training);
    run(training, ground);
    build.keepCaches();
    DataFolder.deleteTree(ground);
    progress.say("Recorded");
  }

  private void run(Installation training, Path ground) throws IOException {
    try {
      training.start();
      var examples =
          TryFiles.write(ground.resolve("try"), InstantSource.system(), ZoneId.systemDefault());
      Exercise.of(training, examples);
      progress.say("Writing down what was recorded");
    } finally {
      training.end(END_WITHIN);
    }
  }
}
