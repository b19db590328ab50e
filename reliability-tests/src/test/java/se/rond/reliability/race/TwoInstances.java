package se.rond.reliability.race;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import se.rond.reliability.loaded.Cut;
import se.rond.reliability.loaded.LoadedService;
import se.rond.reliability.loaded.ScratchDatabase;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Two instances of dispatch on one database, each with its own pool and web server. */
final class TwoInstances implements AutoCloseable {

  /** Who waits longer waits for ever: for a lock that nobody lets go of, for example. */
  private static final Duration ANSWER_WITHIN = Duration.ofMinutes(1);

  private static final int UNAVAILABLE = 503;

  private static final JsonMapper JSON = new JsonMapper();

  final Field field;
  private final ScratchDatabase database = new ScratchDatabase();
  private final List<LoadedService> instances;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(ANSWER_WITHIN).build();

  TwoInstances(List<Cut> cuts) {
    instances =
        List.of(
            LoadedService.start("dispatch", database, Map.of(), cuts),
            LoadedService.start("dispatch", database, Map.of(), cuts));
    field = new Field(database.administrator());
  }

  /** An answer; the body is null where there is none. */
  record Answer(int status, @Nullable JsonNode problem) {
    boolean isDone() {
      return status == 204;
    }

    /** What the problem says under that name, or nothing. */
    String says(String name) {
      return problem == null ? "" : problem.path(name).asString("");
    }
  }

  /**
   * Caller number n always speaks to the same instance, neighbours to different ones. Who is told
   * that the database cannot be reached, as when all connections are taken for too long, sends the
   * same again, as the answer says.
   */
  Answer put(int caller, String path, Map<String, String> body) {
    var deadline = System.nanoTime() + ANSWER_WITHIN.toNanos();
    var answer = putOnce(caller, path, body);
    while (answer.status() == UNAVAILABLE && System.nanoTime() < deadline) {
      answer = putOnce(caller, path, body);
    }
    return answer;
  }

  private Answer putOnce(int caller, String path, Map<String, String> body) {
    try {
      var url = instances.get(caller % instances.size()).url();
      var response =
          http.send(
              HttpRequest.newBuilder(URI.create(url + path))
                  .timeout(ANSWER_WITHIN)
                  .header("Content-Type", "application/json")
                  // The teams of a race are nobody's: who is told what they say speaks for all.
                  .header("X-Rond-Caller", "COORDINATOR")
                  .PUT(BodyPublishers.ofString(JSON.writeValueAsString(body)))
                  .build(),
              BodyHandlers.ofString());
      return new Answer(
          response.statusCode(), response.body().isEmpty() ? null : JSON.readTree(response.body()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  void sweep(int caller) {
    instances.get(caller % instances.size()).sweep();
  }

  @Override
  public void close() {
    instances.forEach(LoadedService::close);
    database.close();
  }
}
