package se.rond.quickstart;

import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

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
    requireFree(arguments.port(), "dispatch");
    requireFree(arguments.port() + 1, "triage");
    requireFree(arguments.port() + 2, "notification");
    host.requireDatabaseUser(folder.root());

    var database = new Database(folder, host);
    var broker = new Broker(folder);
    var dispatch =
        new Service("dispatch", arguments.port(), arguments.checkout(), folder, database, broker);
    var triage =
        new Service("triage", arguments.port() + 1, arguments.checkout(), folder, database, broker);
    var notification =
        new Service(
            "notification", arguments.port() + 2, arguments.checkout(), folder, database, broker);

    var databaseChild = child(database);
    var brokerChild = child(broker);
    var services = List.of(child(dispatch), child(triage), child(notification));
    endInOrder(services, List.of(brokerChild), List.of(databaseChild));

    progress.say("Starting database and broker");
    brokerChild.start();
    database.initialise();
    databaseChild.start();
    Child.awaitReady(List.of(databaseChild));
    database.createRoles();
    Child.awaitReady(List.of(brokerChild));

    progress.say("Starting dispatch, triage and notification");
    services.forEach(Child::start);
    Child.awaitReady(services);

    var tryFiles =
        TryFiles.write(
            folder.root().resolve("try"), InstantSource.system(), ZoneId.systemDefault());
    progress.print("Rond is ready (after " + progress.elapsed().strip() + ")");
    progress.print(ReadyMessage.of(dispatch, triage, notification, tryFiles, folder.logs()));
  }

  private Child child(Program program) {
    return new Child(program, host, pids, folder.startLog(program.name()), progress, spawner);
  }

  /** Registers the end, for Ctrl-C and for a failed start alike. */
  @SafeVarargs
  private void endInOrder(List<Child>... steps) {
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .name("end")
                .unstarted(
                    () -> {
                      progress.say("Stopping services, broker and database");
                      for (var step : steps) {
                        step.forEach(Child::startNoMore);
                      }
                      for (var step : steps) {
                        Child.end(step, END_WITHIN);
                      }
                      progress.say("Stopped");
                    }));
  }

  private static void requireFree(int port, String service) {
    if (!Ports.isFree(port)) {
      throw new StartFailure(
          "Port "
              + port
              + " for "
              + service
              + " is taken by another program.\nChoose other ports with --port N; N, N+1 and N+2 are used.");
    }
  }
}
