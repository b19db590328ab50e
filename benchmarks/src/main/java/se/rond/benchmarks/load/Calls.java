package se.rond.benchmarks.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What a quickstart is asked to do before something is measured; whatever is refused ends it. */
final class Calls {

  private static final JsonMapper JSON = JsonMapper.shared();

  private final HttpClient http = HttpClient.newHttpClient();
  private final int port;

  /**
   * @param port where dispatch answers, and triage one above
   */
  Calls(int port) {
    this.port = port;
  }

  String dispatch(String method, String path, String body)
      throws IOException, InterruptedException {
    return send(method, port, path, body, "MUNICIPAL_NURSE");
  }

  String triage(String method, String path, String body) throws IOException, InterruptedException {
    return send(method, port + 1, path, body, "COORDINATOR");
  }

  /** Raises each of the examples now, in Blekinge, and returns how many there are. */
  int raiseExamples(Path checkout) throws IOException, InterruptedException {
    var raised = 0;
    try (Stream<Path> files = Files.list(checkout.resolve("docs/examples"))) {
      for (var file : files.filter(one -> one.toString().endsWith(".json")).sorted().toList()) {
        var body = (ObjectNode) JSON.readTree(Files.readString(file));
        var now = Instant.now().toString();
        body.put("id", UUID.randomUUID().toString()).put("raisedAt", now);
        if (body.get("vitals") instanceof ObjectNode vitals) {
          vitals.put("measuredAt", now);
        }
        ((ObjectNode) body.get("place")).put("municipality", "1080").remove("position");
        dispatch("POST", "/assessment-requests", body.toString());
        raised++;
      }
    }
    return raised;
  }

  private String send(String method, int at, String path, String body, String caller)
      throws IOException, InterruptedException {
    var answer =
        http.send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + at + path))
                .header("X-Rond-Caller", caller)
                .header("Accept", "application/yaml, application/json, text/plain")
                .header(
                    "Content-Type", body.startsWith("{") ? "application/json" : "application/yaml")
                .method(
                    method,
                    body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofString());
    if (answer.statusCode() >= 300) {
      throw new IOException(method + " " + path + ": " + answer.statusCode() + " " + answer.body());
    }
    return answer.body();
  }
}
