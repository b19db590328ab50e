package se.rond.benchmarks.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;

/**
 * Triage, asked what it would say: a device does so while a nurse fills in the form. Each preview
 * is the next of the examples, as a whole request.
 */
final class Previews implements Target {

  private final HttpClient http;
  private final URI preview;
  private final List<String> examples;

  private volatile Latencies latencies = new Latencies();

  /**
   * @param port where triage answers
   */
  Previews(HttpClient http, int port, List<String> examples) {
    this.http = http;
    this.preview = URI.create("http://127.0.0.1:" + port + "/triage/preview");
    this.examples = List.copyOf(examples);
  }

  @Override
  public String name() {
    return "preview";
  }

  /** There is no stream: the answer itself is what is waited for. */
  @Override
  public void listen(Latencies latencies) {
    this.latencies = latencies;
  }

  @Override
  public void send(String id, long number) throws IOException, InterruptedException {
    var answer =
        http.send(
            HttpRequest.newBuilder(preview)
                .timeout(ANSWERED_WITHIN)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(examples.get((int) (number % examples.size()))))
                .build(),
            BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException("Expected 200, found " + answer.statusCode() + " " + answer.body());
    }
    latencies.arrived(id, System.nanoTime());
  }

  @Override
  public int underWay() {
    return 0;
  }
}
