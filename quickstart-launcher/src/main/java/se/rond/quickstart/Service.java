package se.rond.quickstart;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One of Rond's services or the provider they believe, run from the jar that the build made or from
 * what its cache holds.
 */
final class Service implements Program {
  /** A look at the readiness probe, ms. */
  private static final int PROBE_MILLIS = 2_000;

  private final String name;
  private final int port;
  private final Path jar;
  private final StartCache cache;
  private final DataFolder folder;
  private final String probe;
  private final List<String> settings;

  /**
   * @param probe the path that answers 200 as soon as it does its work
   * @param settings what it is told beside what all are told
   */
  Service(
      String name,
      int port,
      Path jar,
      StartCache cache,
      DataFolder folder,
      String probe,
      List<String> settings) {
    this.name = name;
    this.port = port;
    this.jar = jar;
    this.cache = cache;
    this.folder = folder;
    this.probe = probe;
    this.settings = settings;
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
    var command = new ArrayList<>(cache.options());
    command.addAll(
        List.of(
            "-jar",
            (cache.isUsed() ? cache.folder().resolve(jar.getFileName()) : jar).toString(),
            "--server.address=127.0.0.1",
            "--server.port=" + port,
            // Less than what the launcher waits for at the end: open streams do not hold it up.
            "--spring.lifecycle.timeout-per-shutdown-phase=4s",
            "--rond.demo=true"));
    command.addAll(settings);
    return JavaCommand.of(folder.temporary(), command);
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
      var call = URI.create("http://127.0.0.1:" + port + probe).toURL().openConnection();
      call.setConnectTimeout(PROBE_MILLIS);
      call.setReadTimeout(PROBE_MILLIS);
      return call instanceof HttpURLConnection http
          && http.getResponseCode() == HttpURLConnection.HTTP_OK;
    } catch (IOException notYet) {
      return false;
    }
  }

  /** Seconds on a quick machine; the bound is for a slow one that starts all at once. */
  @Override
  public Duration readyWithin() {
    return Duration.ofSeconds(180);
  }

  @Override
  public Optional<String> tryOtherwise(String output) {
    return cache.giveUpAfter(output);
  }
}
