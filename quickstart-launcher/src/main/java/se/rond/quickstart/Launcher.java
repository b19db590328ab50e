package se.rond.quickstart;

import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Starts everything in order, keeps it running, and ends it in the reverse order. */
final class Launcher {
  /** For each step of the end: services, broker, database. They need a second or two. */
  private static final Duration END_WITHIN = Duration.ofSeconds(8);

  private final Progress progress = new Progress();

  /**
   * One thread for as long as the launcher lives: Linux sends the death signal when the thread that
   * started a child ends.
   */
  private final ScheduledExecutorService spawner =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("spawner").factory());

  private final Host host = Host.probe();
  private final DataFolder folder;
  private final Pids pids;

  /** What the end has to end. */
  private final AtomicReference<@Nullable Installation> running = new AtomicReference<>();

  private Launcher(DataFolder folder) {
    this.folder = folder;
    this.pids = new Pids(folder.run());
  }

  static void main(String[] words) {
    try {
      var arguments = Arguments.of(words);
      new Launcher(DataFolder.open(arguments.data())).run(arguments);
      new CountDownLatch(1).await(); // Until a signal comes; the shutdown hook does the rest.
    } catch (StartFailure e) {
      System.err.println(e.getMessage());
      System.exit(1);
    } catch (InterruptedException e) {
      System.exit(1);
    }
  }

  private void run(Arguments arguments) {
    progress.say("Data in " + folder.root() + ", logs in " + folder.logs());
    var leftovers = pids.endLeftovers(END_WITHIN);
    if (!leftovers.isEmpty()) {
      progress.say("Ended what an earlier run left behind: " + String.join(", ", leftovers));
    }
    for (int i = 0; i < Build.SERVICES.size(); i++) {
      requireFree(arguments.port() + i, Build.SERVICES.get(i));
    }
    host.requireDatabaseUser(folder.root());

    var build = new Build(arguments.checkout());
    var binaries = new PostgresBinaries(folder);
    var surroundings = new Installation.Surroundings(build, host, pids, spawner);
    endWithTheProcess();
    if (arguments.startCaches()) {
      new Training(surroundings, folder, binaries, progress).makeMissingCaches(running::set);
    }

    var rond =
        new Installation(
            surroundings,
            folder,
            binaries,
            arguments.port(),
            arguments.startCaches() ? UnaryOperator.identity() : StartCache::unused,
            progress);
    running.set(rond);
    rond.start();

    folder.tellLogin(rond.login().url());
    var tryFiles =
        TryFiles.write(
            folder.root().resolve("try"), InstantSource.system(), ZoneId.systemDefault());
    progress.print("Rond is ready (after " + progress.elapsed().strip() + ")");
    progress.print(ReadyMessage.of(rond, build.script(), tryFiles, folder));
  }

  /** Registers the end, for Ctrl-C and for a failed start alike. */
  private void endWithTheProcess() {
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .name("end")
                .unstarted(
                    () -> {
                      var installation = running.get();
                      if (installation != null) {
                        progress.say("Stopping services, broker and database");
                        installation.end(END_WITHIN);
                        progress.say("Stopped");
                      }
                    }));
  }

  private static void requireFree(int port, String service) {
    if (!Ports.isFree(port)) {
      throw new StartFailure(
          "Port "
              + port
              + " for "
              + service
              + " is taken by another program.\nChoose other ports with --port N; N to N+3 are used.");
    }
  }
}
