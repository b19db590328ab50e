package se.rond.benchmarks.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Rond as the quickstart runs it. Each request is the catheter example of another patient, in one
 * municipality after the other, raised by the municipality's own nurse. Bots on the streams of the
 * nurse functions answer each offer at once and complete it.
 */
final class Rond implements Target {

  /** All municipalities of the demonstration: each has a nurse function on duty day and night. */
  private static final List<String> MUNICIPALITIES =
      List.of(
          "1060", "1080", "1081", "1082", "1083", "1315", "1380", "1381", "1382", "1383", "1384");

  /** A numbering system of our own, since nobody must be taken for a real person. */
  private static final String NUMBERS = "https://rond.example/benchmarks/patient";

  private static final JsonMapper JSON = JsonMapper.shared();

  private final HttpClient http;
  private final int port;
  private final ObjectNode example;
  private final Executor answering;

  /** Raised, and not heard to be completed. */
  private final Set<String> underWay = ConcurrentHashMap.newKeySet();

  /**
   * @param port where dispatch answers, and notification two above
   * @param answering where the bots work
   */
  Rond(HttpClient http, int port, ObjectNode example, Executor answering) {
    this.http = http;
    this.port = port;
    this.example = example;
    this.answering = answering;
  }

  @Override
  public String name() {
    return "Rond";
  }

  @Override
  public void listen(Latencies latencies) throws IOException, InterruptedException {
    for (var municipality : MUNICIPALITIES) {
      EventStream.open(
          http,
          URI.create("http://127.0.0.1:" + (port + 2) + "/stream?recipient=NF-" + municipality),
          Map.of(),
          (type, data) -> {
            if (type.equals("ResponderOffered")) {
              var now = System.nanoTime();
              var offer = JSON.readTree(data);
              latencies.arrived(text(offer, "request"), now);
              answering.execute(() -> answer(offer));
            } else if (type.equals("Completed")) {
              underWay.remove(text(JSON.readTree(data), "request"));
            }
          });
    }
  }

  @Override
  public void send(String id, long number) throws IOException, InterruptedException {
    var municipality = MUNICIPALITIES.get((int) (number % MUNICIPALITIES.size()));
    var now = Instant.now().toString();
    var body = example.deepCopy();
    body.put("id", id).put("raisedAt", now);
    ((ObjectNode) body.path("vitals")).put("measuredAt", now);
    ((ObjectNode) body.path("requester")).put("hsaId", "SE2120000829-B" + municipality);
    var place = (ObjectNode) body.path("place");
    place.put("municipality", municipality);
    place.remove("position");
    ((ObjectNode) body.path("patient").path("identifier"))
        .put("system", NUMBERS)
        .put("value", Long.toUnsignedString(UUID.fromString(id).getMostSignificantBits()));
    underWay.add(id);
    try {
      expect(
          201,
          HttpRequest.newBuilder(uri("/assessment-requests"))
              .timeout(ANSWERED_WITHIN)
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofString(body.toString()))
              .build());
    } catch (IOException refused) {
      underWay.remove(id);
      throw refused;
    }
  }

  /** The last thing that is told of a request to the bots is that it was completed. */
  @Override
  public int underWay() {
    return underWay.size();
  }

  /** Accepts, rings the patient up, and is done. */
  private void answer(JsonNode offer) {
    var request = "/assessment-requests/" + text(offer, "request");
    var status = request + "/assignments/" + text(offer, "assignment") + "/status";
    try {
      put(request + "/offers/" + text(offer, "token") + "/acceptance", "");
      put(status, "{\"status\":\"WITH_PATIENT\",\"mode\":\"PHONE\"}");
      put(
          status,
          "{\"status\":\"COMPLETED\",\"outcome\":\"STAYED_HOME\",\"journalReference\":\"J-1\"}");
    } catch (IOException e) {
      System.err.println("An offer was not followed to its end: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void put(String path, String body) throws IOException, InterruptedException {
    expect(
        204,
        HttpRequest.newBuilder(uri(path))
            .timeout(ANSWERED_WITHIN)
            .header("Content-Type", "application/json")
            // Who is told on the telephone what each of the responders says.
            .header("X-Rond-Caller", "COORDINATOR")
            .PUT(BodyPublishers.ofString(body))
            .build());
  }

  private void expect(int status, HttpRequest request) throws IOException, InterruptedException {
    var answer = http.send(request, BodyHandlers.ofString());
    if (answer.statusCode() != status) {
      throw new IOException(
          "Expected " + status + ", found " + answer.statusCode() + " " + answer.body());
    }
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  private static String text(JsonNode node, String field) {
    return node.path(field).asString("");
  }
}
