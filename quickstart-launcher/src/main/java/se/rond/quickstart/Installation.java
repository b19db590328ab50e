package se.rond.quickstart;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Database, broker and services over one data folder, as one thing to start and to end. */
final class Installation {
  private final Progress progress;
  private final Database database;
  private final Service dispatch;
  private final Service triage;
  private final Service notification;
  private final Child databaseChild;
  private final Child brokerChild;
  private final List<Child> serviceChildren;

  /** What the programs of all installations share. */
  record Surroundings(Build build, Host host, Pids pids, ScheduledExecutorService spawner) {}

  /**
   * Prepares an installation and starts nothing yet.
   *
   * @param firstPort where dispatch answers; triage and notification take the next two
   * @param caching what a program does about its cache
   */
  Installation(
      Surroundings surroundings,
      DataFolder folder,
      PostgresBinaries binaries,
      int firstPort,
      UnaryOperator<StartCache> caching,
      Progress progress) {
    this.progress = progress;
    var build = surroundings.build();
    var ports = Ports.free(3, Set.of(firstPort, firstPort + 1, firstPort + 2));
    database = new Database(folder, binaries, surroundings.host(), ports.get(0));
    var brokerCache = caching.apply(build.brokerCache());
    var broker = new Broker(folder, build, brokerCache, ports.get(1), ports.get(2));
    var made = new ArrayList<Service>();
    for (var name : Build.SERVICES) {
      var cache = caching.apply(build.serviceCache(name));
      var port = firstPort + made.size();
      made.add(new Service(name, port, build.serviceJar(name), cache, folder, database, broker));
    }
    dispatch = made.get(0);
    triage = made.get(1);
    notification = made.get(2);
    databaseChild = child(database, surroundings, folder);
    brokerChild = child(broker, surroundings, folder);
    serviceChildren = made.stream().map(service -> child(service, surroundings, folder)).toList();
  }

  private Child child(Program program, Surroundings surroundings, DataFolder folder) {
    return new Child(
        program,
        surroundings.host(),
        surroundings.pids(),
        folder.startLog(program.name()),
        progress,
        surroundings.spawner());
  }

  Service dispatch() {
    return dispatch;
  }

  Service triage() {
    return triage;
  }

  Service notification() {
    return notification;
  }

  /**
   * Returns when all answer. The services begin as soon as they have a database: a broker that
   * comes back from a crash waits for its own former session to run out, and they wait for a broker
   * anyway.
   *
   * @throws StartFailure if one of them does not
   */
  void start() {
    progress.say("Starting database and broker");
    brokerChild.start();
    database.initialise();
    databaseChild.start();
    Child.awaitReady(List.of(databaseChild));
    database.createRoles();

    progress.say("Starting dispatch, triage and notification");
    serviceChildren.forEach(Child::start);
    Child.awaitReady(Stream.concat(Stream.of(brokerChild), serviceChildren.stream()).toList());
  }

  /**
   * Ends what runs, in the reverse order: services, broker, database.
   *
   * @param bound for each of the three steps; what lives longer is killed
   */
  void end(Duration bound) {
    var steps = List.of(serviceChildren, List.of(brokerChild), List.of(databaseChild));
    steps.forEach(step -> step.forEach(Child::startNoMore));
    steps.forEach(step -> Child.end(step, bound));
  }
}
