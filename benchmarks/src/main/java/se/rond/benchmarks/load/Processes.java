package se.rond.benchmarks.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The quickstart and the processes of the bare chains; all end with this JVM. */
final class Processes {

  /** The quickstart builds first if it must. */
  private static final Duration READY_WITHIN = Duration.ofMinutes(10);

  private static final Duration END_WITHIN = Duration.ofSeconds(60);

  private final Path folder;
  private final Deque<Process> running = new ConcurrentLinkedDeque<>();
  private final Deque<ProcessHandle> frozen = new ConcurrentLinkedDeque<>();

  /**
   * @param folder takes data and output; belongs to this run alone
   */
  Processes(Path folder) {
    this.folder = folder;
    // Also after Ctrl-C.
    Runtime.getRuntime().addShutdownHook(new Thread(this::end));
  }

  /** Where the parts that Rond runs on answer. */
  record Parts(String database, String broker) {}

  /** Starts the quickstart, and returns which parts it started. */
  Parts startQuickstart(Path checkout, int port) throws IOException, InterruptedException {
    var quickstart =
        start(
            "quickstart",
            "Rond is ready",
            List.of(
                checkout.resolve("quickstart").toString(),
                "--port",
                Integer.toString(port),
                "--data",
                folder.resolve("data").toString()));
    return new Parts(
        argument(quickstart, "--spring.datasource.url="),
        argument(quickstart, "--spring.kafka.bootstrap-servers="));
  }

  /** Starts a step of the bare chain with the settings that the quickstart gives a service. */
  void startStep(String step, int port, String chain, Parts parts)
      throws IOException, InterruptedException {
    var java = ProcessHandle.current().info().command().orElse("java");
    start(
        chain + "-" + step,
        "ready",
        List.of(
            java,
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:+PerfDisableSharedMem",
            // The JDK's server would hold back small answers to see whether more is coming.
            "-Dsun.net.httpserver.nodelay=true",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
            "-cp",
            System.getProperty("java.class.path"),
            "se.rond.benchmarks.chain.BareChain",
            step,
            Integer.toString(port),
            chain,
            parts.database(),
            "dispatch",
            parts.broker()));
  }

  /**
   * That many free ports in a row. Below those that systems give to outgoing connections, so that
   * nobody gets one by chance before it is used; and below those that the quickstart draws its own
   * from.
   */
  static int freePorts(int count) {
    return IntStream.generate(() -> ThreadLocalRandom.current().nextInt(10_000, 20_000))
        .limit(1_000)
        .filter(first -> IntStream.range(first, first + count).allMatch(Processes::isFree))
        .findFirst()
        .orElseThrow();
  }

  private static boolean isFree(int port) {
    try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return true;
    } catch (IOException taken) {
      return false;
    }
  }

  private Process start(String name, String readyLine, List<String> command)
      throws IOException, InterruptedException {
    var output = folder.resolve(name + ".out");
    var process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    running.push(process);
    var until = System.nanoTime() + READY_WITHIN.toNanos();
    while (!isReady(output, readyLine)) {
      if (process.waitFor(100, TimeUnit.MILLISECONDS) || System.nanoTime() > until) {
        throw new IOException(
            "Expected " + name + " to become ready:\n" + Files.readString(output));
      }
    }
    return process;
  }

  private static boolean isReady(Path output, String readyLine) throws IOException {
    try (var lines = Files.lines(output)) {
      return lines.anyMatch(line -> line.startsWith(readyLine));
    }
  }

  /** Lets a service of the quickstart stand still until the end; the quickstart does not mind. */
  void freeze(String service) throws IOException, InterruptedException {
    var frozenOne =
        running.stream()
            .flatMap(Process::descendants)
            .filter(child -> argumentsOf(child).anyMatch(one -> one.contains(service)))
            .findFirst()
            .orElseThrow(() -> new IOException("Expected a running " + service));
    signal("STOP", frozenOne);
    frozen.push(frozenOne);
  }

  private static void signal(String name, ProcessHandle to)
      throws IOException, InterruptedException {
    var status = new ProcessBuilder("kill", "-" + name, Long.toString(to.pid())).start().waitFor();
    if (status != 0) {
      throw new IOException("Expected kill -" + name + " to work, found " + status);
    }
  }

  private static Stream<String> argumentsOf(ProcessHandle process) {
    return Arrays.stream(process.info().arguments().orElse(new String[0]));
  }

  /** The value that a service of the quickstart was started with. */
  private static String argument(Process quickstart, String name) throws IOException {
    return quickstart
        .descendants()
        .flatMap(Processes::argumentsOf)
        .filter(argument -> argument.startsWith(name))
        .map(argument -> argument.substring(name.length()))
        .findFirst()
        .orElseThrow(() -> new IOException("Expected a service started with " + name));
  }

  /** Ends what was started, the last first. */
  private void end() {
    while (!frozen.isEmpty()) {
      try {
        // What stands still does not hear that it is to end.
        signal("CONT", frozen.pop());
      } catch (IOException e) {
        System.err.println(e.getMessage());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    while (!running.isEmpty()) {
      var process = running.pop();
      process.destroy();
      try {
        if (!process.waitFor(END_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
          System.err.println("Had to kill process " + process.pid());
          process.destroyForcibly();
        }
      } catch (InterruptedException e) {
        process.destroyForcibly();
      }
    }
  }
}
