package se.rond.reliability.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** All of Rond as processes, started through the script as people start it. */
public final class Quickstart implements AutoCloseable {
  /** The first start of a build makes start caches, which a busy build server takes long for. */
  private static final Duration READY_WITHIN = Duration.ofMinutes(6);

  private static final Duration END_WITHIN = Duration.ofSeconds(60);

  private static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();

  private final Path data;
  private final Path output;
  private final int port;
  private final List<String> wrapper;

  /** Every process that was ever a part, so that the end can see that none is left. */
  private final List<ProcessHandle> seen = new ArrayList<>();

  private Process launcher;

  private Quickstart(Path data, int port, List<String> wrapper) throws IOException {
    this.data = data;
    this.port = port;
    this.wrapper = wrapper;
    this.output = Files.createTempFile(data.getParent(), "quickstart", ".out");
    this.launcher = launch();
  }

  /** Starts it over a data folder and waits until it is ready. */
  public static Quickstart start(Path data) throws IOException {
    return start(data, List.of());
  }

  /**
   * The same by way of another command, as {@code unshare}.
   *
   * @param wrapper put before the script and its words
   */
  public static Quickstart start(Path data, List<String> wrapper) throws IOException {
    Files.createDirectories(data);
    var started = new Quickstart(data, fourFreePorts(), wrapper);
    // A test that is interrupted leaves nothing behind either.
    Runtime.getRuntime().addShutdownHook(new Thread(started::killAll));
    started.awaitReady();
    started.equipAllTeams();
    return started;
  }

  /**
   * Every team can do what any example asks for: what one leaves over would be brought by the next
   * visit, which at night is tomorrow's.
   */
  private void equipAllTeams() throws IOException {
    try (var database = database();
        var statement = database.createStatement()) {
      statement.executeUpdate(
          """
          update dispatch.responder
          set capabilities = array(select distinct unnest(capabilities) from dispatch.responder)
          where kind = 'MOBILE_TEAM'
          """);
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }

  public URI dispatch(String path) {
    return uri(0, path);
  }

  public URI notification(String path) {
    return uri(2, path);
  }

  private URI uri(int offset, String path) {
    return URI.create("http://127.0.0.1:" + (port + offset) + path);
  }

  /** Where the broker of this start listens; another place after the launcher was killed. */
  public String bootstrapServers() throws IOException {
    var settings = new Properties();
    try (var file = Files.newBufferedReader(file("broker/server.properties"))) {
      settings.load(file);
    }
    return settings.getProperty("advertised.listeners").replaceFirst("^[A-Z]+://", "");
  }

  /** Opens a connection as an administrator, who sees all services' tables. */
  public Connection database() throws IOException, SQLException {
    var dbPort = Files.readAllLines(file("database/postmaster.pid")).get(3).strip();
    var password = Files.readString(data.resolve("database-password"));
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + dbPort + "/rond", "postgres", password);
  }

  /** Messages that dispatch has not handed to the broker yet. */
  public List<String> unsentByDispatch() throws IOException, SQLException {
    return new Messages(this).unsentByDispatch();
  }

  /**
   * A file of the data folder as the processes see it: with a wrapper they may have mounts of their
   * own.
   */
  public Path file(String name) {
    var path = data.resolve(name);
    return wrapper.isEmpty() ? path : Path.of("/proc", launcher.pid() + "/root" + path);
  }

  /** Sends {@code SIGKILL} and returns when the process is gone. */
  public void kill(Part part) {
    var victim = process(part).orElseThrow();
    seen.addAll(children());
    victim.destroyForcibly();
    await(part + " to be gone").atMost(END_WITHIN).until(() -> !victim.isAlive());
  }

  /** The process that is this part now; none while it waits to be started again. */
  public Optional<ProcessHandle> process(Part part) {
    if (part == Part.LAUNCHER) {
      return Optional.of(launcher.toHandle());
    }
    try {
      var lines = Files.readAllLines(data.resolve("run").resolve(part.title() + ".pid"));
      return lines.isEmpty()
          ? Optional.empty()
          : ProcessHandle.of(Long.parseLong(lines.getFirst())).filter(ProcessHandle::isAlive);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts all of it again over the same data, after the launcher was killed. */
  public void startAgain() throws IOException {
    launcher = launch();
    awaitReady();
  }

  /** Freezes a process and those it has made; they stay where they are and answer nobody. */
  public void freeze(Part part) throws Exception {
    Signal.STOP.sendToAll(process(part).orElseThrow());
  }

  public void thaw(Part part) throws Exception {
    Signal.CONT.sendToAll(process(part).orElseThrow());
  }

  /** Everything the launchers have printed. */
  public String output() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends it as Ctrl-C does, and sees that no process is left. */
  @Override
  public void close() {
    seen.addAll(children());
    launcher.destroy();
    try {
      await("the quickstart to end").atMost(END_WITHIN).until(() -> !launcher.isAlive());
      // In a container nobody may collect an orphan; one that has ended runs no command.
      assertThat(
              seen.stream()
                  .filter(ProcessHandle::isAlive)
                  .map(ProcessHandle::info)
                  .filter(left -> left.command().isPresent()))
          .as("processes left behind")
          .isEmpty();
    } finally {
      killAll();
    }
  }

  private void killAll() {
    Stream.concat(Stream.concat(Stream.of(launcher.toHandle()), children().stream()), seen.stream())
        .forEach(ProcessHandle::destroyForcibly);
  }

  private List<ProcessHandle> children() {
    return launcher.descendants().toList();
  }

  private Process launch() throws IOException {
    var command = new ArrayList<>(wrapper);
    command.add(CHECKOUT.resolve("quickstart").toString());
    command.addAll(List.of("--port", Integer.toString(port), "--data", data.toString()));
    var builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
    // The jars of this build are there; a build inside the build must not touch them.
    builder.environment().put("ROND_QUICKSTART_BUILD", "no");
    Files.writeString(output, "");
    return builder.start();
  }

  private void awaitReady() {
    await("the quickstart to be ready")
        .atMost(READY_WITHIN)
        .pollInterval(Duration.ofMillis(100))
        .failFast(() -> assertThat(launcher.isAlive()).as("%s", output()).isTrue())
        .until(() -> output().lines().anyMatch(line -> line.startsWith("Rond is ready")));
  }

  /**
   * Four in a row below those that systems give to outgoing connections, so that they are free
   * again after a restart.
   */
  private static int fourFreePorts() {
    return IntStream.generate(() -> ThreadLocalRandom.current().nextInt(20_000, 30_000))
        .limit(1_000)
        .filter(first -> IntStream.range(first, first + 4).allMatch(Quickstart::isFree))
        .findFirst()
        .orElseThrow();
  }

  private static boolean isFree(int port) {
    try (var socket = new ServerSocket(port, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }
}
