package se.rond.notification.stream.web;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A device that listens to the stream over real HTTP, and remembers what it heard. */
final class Device implements AutoCloseable {
  /** One event as it came over the wire. */
  record Heard(long id, String event, JsonNode data) {}

  private final List<Heard> heard = new CopyOnWriteArrayList<>();
  private final AtomicInteger heartbeats = new AtomicInteger();
  private final HttpClient client;
  private final HttpResponse<InputStream> response;
  private final CompletableFuture<Void> reader;
  private volatile String end = "";

  /** Connects; returns once the answer's head is here. */
  static Device connect(int port, String path, String... headers)
      throws IOException, InterruptedException {
    return new Device(HttpClient.newHttpClient(), port, path, headers);
  }

  /** The whole body of an answer that ends. */
  static String bodyOf(int port, String path, String... headers)
      throws IOException, InterruptedException {
    try (var client = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).headers(headers);
      return client.send(request.build(), BodyHandlers.ofString()).body();
    }
  }

  private Device(HttpClient client, int port, String path, String... headers)
      throws IOException, InterruptedException {
    this.client = client;
    var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    this.response = client.send(request.build(), BodyHandlers.ofInputStream());
    this.reader = CompletableFuture.runAsync(this::read, Thread::startVirtualThread);
  }

  private void read() {
    try (var lines =
        new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
      var fields = new HashMap<String, String>();
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith(":")) {
          heartbeats.incrementAndGet();
        } else if (!line.isEmpty()) {
          var field = line.split(":", 2);
          fields.put(field[0], field[1]);
        } else if (!fields.isEmpty()) {
          heard.add(
              new Heard(
                  Long.parseLong(fields.get("id")),
                  fields.get("event"),
                  JsonMapper.shared().readTree(fields.get("data"))));
          fields.clear();
        }
      }
      end = "by the server";
    } catch (IOException _) {
      end = "broken";
    }
  }

  HttpResponse<InputStream> response() {
    return response;
  }

  List<Heard> heard() {
    return List.copyOf(heard);
  }

  List<Long> ids() {
    return heard.stream().map(Heard::id).toList();
  }

  List<String> events() {
    return heard.stream().map(Heard::event).toList();
  }

  int heartbeats() {
    return heartbeats.get();
  }

  /**
   * How the stream ended: "" as long as it is open, "by the server" after a proper end, "broken".
   */
  String end() {
    return end;
  }

  @Override
  public void close() {
    client.shutdownNow();
    reader.join();
  }
}
