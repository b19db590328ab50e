package se.rond.benchmarks.load;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import se.rond.benchmarks.chain.BareChain;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Measures how long a request takes from the instant it was due to be sent until its offer arrives
 * on the stream, in Rond and in the bare chains, in turn on the same machine, broker and database.
 * Only the ratios in one run mean anything.
 */
public final class LoadRun {

  /** How long the last ones get to arrive, and to be worked off, before they count as missing. */
  private static final Duration DRAINED_WITHIN = Duration.ofSeconds(30);

  private static final Duration LOOK_EVERY = Duration.ofMillis(100);

  private LoadRun() {}

  /**
   * Prints a table in Markdown. Ends with 1 if anything was refused or did not arrive: then the
   * numbers are of something else than was asked for.
   *
   * @param args the checkout, a folder for the run's data, requests per second, seconds of warm-up,
   *     seconds per round, rounds
   */
  public static void main(String[] args) throws Exception {
    var checkout = Path.of(args[0]);
    var perSecond = Integer.parseInt(args[2]);
    var warmUp = Duration.ofSeconds(Long.parseLong(args[3]));
    var length = Duration.ofSeconds(Long.parseLong(args[4]));
    var rounds = Integer.parseInt(args[5]);
    var processes = new Processes(Path.of(args[1]));
    boolean isComplete;
    try (var answering = Executors.newVirtualThreadPerTaskExecutor()) {
      var example =
          (ObjectNode)
              JsonMapper.shared()
                  .readTree(Files.readString(checkout.resolve("docs/examples/catheter.json")));
      var http = HttpClient.newHttpClient();
      var port = Processes.freePorts(3);
      var parts = processes.startQuickstart(checkout, port);
      var targets =
          List.of(
              new Rond(http, port, example, answering),
              startChain(processes, BareChain.FULL, http, parts, example.toString()),
              startChain(processes, BareChain.SHORT, http, parts, example.toString()));
      isComplete = measure(targets, perSecond, warmUp, length, rounds);
    }
    // The streams are still open, and nobody waits for them.
    System.exit(isComplete ? 0 : 1);
  }

  private static Chain startChain(
      Processes processes, String chain, HttpClient http, Processes.Parts parts, String body)
      throws IOException, InterruptedException {
    var receivePort = Processes.freePorts(1);
    processes.startStep("receive", receivePort, chain, parts);
    processes.startStep("judge", 0, chain, parts);
    var tellPort = Processes.freePorts(1);
    processes.startStep("tell", tellPort, chain, parts);
    return new Chain("bare chain, " + chain, http, receivePort, tellPort, body);
  }

  /** Returns whether everything arrived. Each round begins with another target. */
  private static boolean measure(
      List<? extends Target> targets, int perSecond, Duration warmUp, Duration length, int rounds)
      throws IOException, InterruptedException {
    var loads = new ArrayList<Load>();
    for (var target : targets) {
      var load = new Load(target, perSecond);
      target.listen(load.latencies());
      loads.add(load);
    }
    for (var load : loads) {
      System.err.println("Warming up: " + load.target().name());
      load.run(warmUp);
    }
    System.out.println(
        "| round | | p50 ms | p99 ms | max ms | arrived | missing | refused | not completed |\n"
            + "|---|---|---|---|---|---|---|---|---|");
    var isComplete = true;
    for (int round = 1; round <= rounds; round++) {
      for (var load : loads) {
        var result = load.run(length);
        System.out.println("| " + round + " | " + result);
        isComplete &= result.isComplete();
      }
      Collections.rotate(loads, -1);
    }
    return isComplete;
  }

  /**
   * One row of the table.
   *
   * @param missing taken, and not arrived within the bound; in the percentiles with the time until
   *     then, as what was refused is
   * @param underWay arrived, and not completed within the bound
   */
  private record Result(
      String target,
      double p50Millis,
      double p99Millis,
      double maxMillis,
      long arrived,
      int missing,
      int refused,
      int underWay) {
    boolean isComplete() {
      return missing == 0 && refused == 0 && underWay == 0;
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%s | %.1f | %.1f | %.0f | %d | %d | %d | %d |",
          target,
          p50Millis,
          p99Millis,
          maxMillis,
          arrived,
          missing,
          refused,
          underWay);
    }
  }

  /** One target with its load. */
  private static final class Load {
    private final Target target;
    private final int perSecond;
    private final Latencies latencies = new Latencies();

    Load(Target target, int perSecond) {
      this.target = target;
      this.perSecond = perSecond;
    }

    Target target() {
      return target;
    }

    Latencies latencies() {
      return latencies;
    }

    /** Runs the load from empty to empty: nothing of it is left for who comes next. */
    Result run(Duration length) throws InterruptedException {
      latencies.reset();
      var loop = new OpenLoop(perSecond);
      loop.run(target, latencies, length);
      var until = System.nanoTime() + DRAINED_WITHIN.toNanos();
      while (latencies.missing() + target.underWay() > 0 && System.nanoTime() < until) {
        Thread.sleep(LOOK_EVERY);
      }
      var arrived = latencies.count();
      // One that nobody answered in time may have arrived all the same.
      var missing = Math.max(0, latencies.missing() - loop.refused());
      latencies.giveUp(System.nanoTime());
      return new Result(
          target.name(),
          latencies.percentileMillis(50),
          latencies.percentileMillis(99),
          latencies.percentileMillis(100),
          arrived,
          missing,
          loop.refused(),
          target.underWay());
    }
  }
}
