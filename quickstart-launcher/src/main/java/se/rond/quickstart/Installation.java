package se.rond.quickstart;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Database, broker and services over one data folder, as one thing to start and to end. */
final class Installation {
  private final Progress progress;
  private final DataFolder folder;
  private final Database database;
  private final Service dispatch;
  private final Service triage;
  private final Service notification;
  private final Service login;
  private final Child databaseChild;
  private final Child brokerChild;
  private final List<Child> serviceChildren;

  /** What the programs of all installations share. */
  record Surroundings(Build build, Host host, Pids pids, ScheduledExecutorService spawner) {}

  /**
   * Prepares an installation and starts nothing yet.
   *
   * @param firstPort where dispatch answers; triage, notification and login take the next three
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
    this.folder = folder;
    var build = surroundings.build();
    var ports = Ports.free(3, Ports.row(firstPort).boxed().collect(Collectors.toSet()));
    database = new Database(folder, binaries, surroundings.host(), ports.get(0));
    var brokerCache = caching.apply(build.brokerCache());
    var broker = new Broker(folder, build, brokerCache, ports.get(1), ports.get(2));
    var loginUrl = "http://localhost:" + (firstPort + Build.SERVICES.indexOf(Build.LOGIN));
    var made = new ArrayList<Service>();
    for (var name : Build.SERVICES) {
      var cache = caching.apply(build.serviceCache(name));
      var port = firstPort + made.size();
      made.add(
          name.equals(Build.LOGIN)
              ? new Service(
                  name,
                  port,
                  build.serviceJar(name),
                  cache,
                  folder,
                  // What the others read from it.
                  "/oauth2/jwks",
                  List.of(
                      "--rond.provider.issuer=" + loginUrl,
                      "--rond.provider.folder=" + folder.login()))
              : new Service(
                  name,
                  port,
                  build.serviceJar(name),
                  cache,
                  folder,
                  "/actuator/health/readiness",
                  List.of(
                      "--spring.datasource.url=" + database.url(),
                      "--spring.kafka.bootstrap-servers=" + broker.bootstrapServers(),
                      "--rond.login.issuer=" + loginUrl,
                      "--rond.login.keys=" + loginUrl + "/oauth2/jwks")));
    }
    dispatch = made.get(0);
    triage = made.get(1);
    notification = made.get(2);
    login = made.get(3);
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

  Service login() {
    return login;
  }

  /** Where people log in, without a browser. */
  HeadlessLogin headlessLogin() {
    return new HeadlessLogin(URI.create(login.url()), folder.login());
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

    progress.say("Starting dispatch, triage, notification and login");
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
