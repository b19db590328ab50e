package se.rond.benchmarks.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.BiConsumer;

/** Reads server-sent events, on a virtual thread of its own. */
final class EventStream {

  private EventStream() {}

  /**
   * @param onEvent takes type and data of each event, on the thread that reads
   */
  static void open(
      HttpClient http, URI uri, Map<String, String> headers, BiConsumer<String, String> onEvent)
      throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(uri);
    headers.forEach(request::header);
    var answer = http.send(request.build(), BodyHandlers.ofInputStream());
    if (answer.statusCode() != 200) {
      throw new IOException("Expected a stream from " + uri + ", found " + answer.statusCode());
    }
    Thread.ofVirtual()
        .name("stream " + uri)
        .start(
            () -> {
              try (var lines =
                  new BufferedReader(
                      new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
                read(lines, onEvent);
              } catch (IOException ended) {
                System.err.println("Stream " + uri + " ended: " + ended);
              }
            });
  }

  private static void read(BufferedReader lines, BiConsumer<String, String> onEvent)
      throws IOException {
    var type = "";
    for (var line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("event:")) {
        type = line.substring("event:".length());
      } else if (line.startsWith("data:")) {
        onEvent.accept(type, line.substring("data:".length()));
      }
    }
  }
}
