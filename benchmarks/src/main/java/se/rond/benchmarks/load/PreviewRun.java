package se.rond.benchmarks.load;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Measures how long a preview takes from the instant it was due to be sent until it is answered, at
 * an even rate, with the whole quickstart running beside it.
 */
public final class PreviewRun {

  private PreviewRun() {}

  /**
   * Prints a table in Markdown. Ends with 1 if any preview was refused.
   *
   * @param args the checkout, a folder for the run's data, previews per second, seconds of warm-up,
   *     seconds per round, rounds
   */
  public static void main(String[] args) throws Exception {
    var checkout = Path.of(args[0]);
    var perSecond = Integer.parseInt(args[2]);
    var warmUp = Duration.ofSeconds(Long.parseLong(args[3]));
    var length = Duration.ofSeconds(Long.parseLong(args[4]));
    var rounds = Integer.parseInt(args[5]);
    var port = Processes.freePorts(3);
    new Processes(Path.of(args[1])).startQuickstart(checkout, port);
    var target = new Previews(HttpClient.newHttpClient(), port + 1, examples(checkout));
    var latencies = new Latencies();
    target.listen(latencies);
    System.err.println("Warming up");
    new OpenLoop(perSecond).run(target, latencies, warmUp);
    System.out.println(
        "| round | p50 ms | p99 ms | max ms | answered | refused |\n|---|---|---|---|---|---|");
    var refused = 0;
    for (int round = 1; round <= rounds; round++) {
      latencies.reset();
      var loop = new OpenLoop(perSecond);
      loop.run(target, latencies, length);
      var answered = latencies.count();
      latencies.giveUp(System.nanoTime());
      refused += loop.refused();
      System.out.println(
          String.format(
              Locale.ROOT,
              "| %d | %.1f | %.1f | %.0f | %d | %d |",
              round,
              latencies.percentileMillis(50),
              latencies.percentileMillis(99),
              latencies.percentileMillis(100),
              answered,
              loop.refused()));
    }
    System.exit(refused == 0 ? 0 : 1);
  }

  private static List<String> examples(Path checkout) throws IOException {
    try (var files = Files.list(checkout.resolve("docs/examples"))) {
      var examples = new ArrayList<String>();
      for (var file : files.filter(one -> one.toString().endsWith(".json")).sorted().toList()) {
        examples.add(Files.readString(file));
      }
      return examples;
    }
  }
}
