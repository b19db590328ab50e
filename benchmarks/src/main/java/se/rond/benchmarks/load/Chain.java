package se.rond.benchmarks.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;

/**
 * The bare chain, sent the body that Rond is sent.
 *
 * @param name as the table of results calls it
 */
record Chain(String name, HttpClient http, int receivePort, int tellPort, String body)
    implements Target {

  @Override
  public void listen(Latencies latencies) throws IOException, InterruptedException {
    EventStream.open(
        http,
        URI.create("http://127.0.0.1:" + tellPort + "/stream"),
        Map.of(),
        (_, id) -> latencies.arrived(id, System.nanoTime()));
  }

  @Override
  public void send(String id, long number) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + receivePort + "/requests/" + id))
            .timeout(ANSWERED_WITHIN)
            .POST(BodyPublishers.ofString(body))
            .build();
    var status = http.send(request, BodyHandlers.discarding()).statusCode();
    if (status != 201) {
      throw new IOException("Expected 201 from the bare chain, found " + status);
    }
  }

  /** Nothing follows the arrival. */
  @Override
  public int underWay() {
    return 0;
  }
}
