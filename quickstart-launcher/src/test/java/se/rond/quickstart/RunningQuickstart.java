package se.rond.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The quickstart as a process, started through its script as a stranger starts it. */
final class RunningQuickstart {
  /** For a busy build server; an idle machine takes a fifth of it, most of it for the caches. */
  private static final Duration READY_WITHIN = Duration.ofMinutes(6);

  private static final Duration END_WITHIN = Duration.ofSeconds(60);

  private final int port;
  private final Path data;
  private final Path output;
  private final Process process;

  private RunningQuickstart(int port, Path data, Path output, Process process) {
    this.port = port;
    this.data = data;
    this.output = output;
    this.process = process;
  }

  static RunningQuickstart start(int port, Path data) throws IOException {
    Files.createDirectories(data);
    var output = Files.createTempFile(data.getParent(), "quickstart", ".out");
    var builder =
        new ProcessBuilder(script(), "--port", Integer.toString(port), "--data", data.toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    // The jars of this build are there; a build inside the build must not touch them.
    builder.environment().put("ROND_QUICKSTART_BUILD", "no");
    return new RunningQuickstart(port, data, output, builder.start());
  }

  record Run(int exitCode, String output, String errors) {}

  /** What {@code ./quickstart token} says of this one. */
  Run token(String name) throws IOException, InterruptedException {
    return token(name, data);
  }

  static Run token(String name, Path data) throws IOException, InterruptedException {
    var command = new ProcessBuilder(script(), "token", name, "--data", data.toString()).start();
    try {
      assertThat(command.waitFor(END_WITHIN.toSeconds(), TimeUnit.SECONDS)).isTrue();
      return new Run(
          command.exitValue(),
          new String(command.getInputStream().readAllBytes(), StandardCharsets.UTF_8),
          new String(command.getErrorStream().readAllBytes(), StandardCharsets.UTF_8));
    } finally {
      command.destroyForcibly();
    }
  }

  private static String script() {
    return Path.of("..", "quickstart").toAbsolutePath().normalize().toString();
  }

  RunningQuickstart awaitReady() {
    await()
        .atMost(READY_WITHIN)
        .failFast(() -> assertThat(process.isAlive()).as("%s", output()).isTrue())
        .until(() -> output().lines().anyMatch(line -> line.startsWith("Rond is ready")));
    return this;
  }

  int awaitExit() throws InterruptedException {
    assertThat(process.waitFor(END_WITHIN.toSeconds(), TimeUnit.SECONDS))
        .as("%s", output())
        .isTrue();
    return process.exitValue();
  }

  int port() {
    return port;
  }

  /** Everything it has printed. */
  String output() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The lines to paste: all that follow the heading, comments included. */
  String linesToPaste() {
    return String.join(
        "\n",
        output().lines().dropWhile(line -> !line.startsWith("Paste these lines")).skip(1).toList());
  }

  /** The example as the quickstart wrote it for this start. */
  String body(String example) throws IOException {
    return Files.readString(data.resolve("try").resolve(example + ".json"));
  }

  /** What a power cut does, as far as a process can see: nobody gets a chance to say good-bye. */
  void killEverything() throws IOException {
    var all = Stream.concat(Stream.of(process.toHandle()), children().stream()).toList();
    all.forEach(ProcessHandle::destroyForcibly);
    await().atMost(END_WITHIN).until(() -> !process.isAlive());
  }

  /** Ctrl-C, as far as a process can see. */
  void stop() throws InterruptedException {
    process.destroy();
    awaitExit();
  }

  List<ProcessHandle> children() {
    return process.children().toList();
  }
}
