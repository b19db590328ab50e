package se.rond.testsupport;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A service in a process of its own, on the embedded database and broker: what it prints is all it
 * prints, and no other context of the test's JVM has a say in it.
 */
public final class ServiceProcess implements AutoCloseable {

  private static final Duration START_WITHIN = Duration.ofMinutes(2);

  private static final Pattern STARTED = Pattern.compile("Tomcat started on port (\\d+)");

  private final Process process;
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final CompletableFuture<Integer> port = new CompletableFuture<>();
  private final HttpClient http = HttpClient.newHttpClient();

  private ServiceProcess(Process process) {
    this.process = process;
    Thread.ofVirtual().start(this::read);
  }

  /**
   * Starts it and returns when it answers HTTP.
   *
   * @param properties {@code name=value}, above everything else
   */
  public static ServiceProcess start(Class<?> application, String... properties) {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-cp",
                classPath(),
                application.getName(),
                "--server.port=0",
                "--spring.datasource.url=" + EmbeddedDatabase.url(),
                "--spring.kafka.bootstrap-servers=" + EmbeddedBroker.bootstrapServers(),
                "--rond.demo=true",
                "--rond.telemetry.sample-every=100ms"));
    Stream.of(properties)
        .forEach(
            property -> {
              command.removeIf(word -> word.startsWith("--" + property.split("=", 2)[0] + "="));
              command.add("--" + property);
            });
    try {
      var started =
          new ServiceProcess(
              new ProcessBuilder(command)
                  .redirectErrorStream(true)
                  .redirectInput(new File("/dev/null"))
                  .start());
      try {
        started.port.get(START_WITHIN.toSeconds(), TimeUnit.SECONDS);
      } catch (ExecutionException | TimeoutException | InterruptedException e) {
        started.close();
        throw new IllegalStateException(
            "Expected %s to start, found\n%s"
                .formatted(application.getName(), String.join("\n", started.lines)),
            e);
      }
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What ships, without the tests and what is there for them, such as their way to log. */
  private static String classPath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !entry.contains("test-classes") && !entry.contains("test-support"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  private void read() {
    try (var printed = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
      for (var line = printed.readLine(); line != null; line = printed.readLine()) {
        lines.add(line);
        var started = STARTED.matcher(line);
        if (started.find()) {
          port.complete(Integer.valueOf(started.group(1)));
        }
      }
    } catch (IOException e) {
      // The process has ended.
    }
    port.completeExceptionally(new IllegalStateException("Expected it to go on running"));
  }

  public int port() {
    return port.join();
  }

  /** Everything it has printed so far. */
  public List<String> lines() {
    return List.copyOf(lines);
  }

  /** The status of a GET. */
  public int status(String path) {
    try {
      return http.send(
              HttpRequest.newBuilder(URI.create("http://localhost:" + port() + path)).build(),
              BodyHandlers.discarding())
          .statusCode();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    http.close();
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
