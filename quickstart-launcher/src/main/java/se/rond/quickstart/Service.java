package se.rond.quickstart;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** One of Rond's services, run from the jar that the build made. */
final class Service implements Program {
  /** A look at the readiness probe, ms. */
  private static final int PROBE_MILLIS = 2_000;

  private final String name;
  private final int port;
  private final Path jar;
  private final DataFolder folder;
  private final Database database;
  private final Broker broker;

  Service(
      String name, int port, Path checkout, DataFolder folder, Database database, Broker broker) {
    this.name = name;
    this.port = port;
    this.jar = builtJar(checkout, name);
    this.folder = folder;
    this.database = database;
    this.broker = broker;
  }

  String url() {
    return "http://localhost:" + port;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<String> command() {
    return JavaCommand.of(
        folder.temporary(),
        List.of(
            "-jar",
            jar.toString(),
            "--server.address=127.0.0.1",
            "--server.port=" + port,
            "--spring.datasource.url=" + database.url(),
            "--spring.kafka.bootstrap-servers=" + broker.bootstrapServers(),
            // Less than what the launcher waits for at the end: open streams do not hold it up.
            "--spring.lifecycle.timeout-per-shutdown-phase=4s",
            "--rond.demo=true"));
  }

  @Override
  public Path workingDirectory() {
    return folder.root();
  }

  @Override
  public void prepare() {}

  @Override
  public boolean isReady() {
    try {
      var probe =
          URI.create("http://127.0.0.1:" + port + "/actuator/health/readiness")
              .toURL()
              .openConnection();
      probe.setConnectTimeout(PROBE_MILLIS);
      probe.setReadTimeout(PROBE_MILLIS);
      return probe instanceof HttpURLConnection http
          && http.getResponseCode() == HttpURLConnection.HTTP_OK;
    } catch (IOException notYet) {
      return false;
    }
  }

  /** Seconds on a quick machine; the bound is for a slow one that starts three at once. */
  @Override
  public Duration readyWithin() {
    return Duration.ofSeconds(180);
  }

  /**
   * The jar of the launcher's own version; after a change of version the one before may stand
   * beside it.
   */
  private static Path builtJar(Path checkout, String name) {
    var version = Service.class.getPackage().getImplementationVersion();
    var jar =
        checkout.resolve("%1$s-service/target/%1$s-service-%2$s-exec.jar".formatted(name, version));
    if (!Files.exists(jar)) {
      throw new StartFailure("Found no " + jar + "\nMaybe build: ./mvnw package");
    }
    return jar;
  }
}
