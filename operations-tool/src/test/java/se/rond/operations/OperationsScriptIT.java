package se.rond.operations;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.rond.testsupport.EmbeddedBroker;

/** The script with the jars as they were built, in a process of its own. */
class OperationsScriptIT {

  /** The tool itself gives up after some seconds, whatever does not answer. */
  private static final Duration END_WITHIN = Duration.ofMinutes(2);

  @TempDir private Path folder;

  @Test
  void listsTheCommands() throws Exception {
    var help = run("--help");

    assertThat(help.exitCode()).isZero();
    assertThat(help.out()).contains("Usage: ./operations", "parked", "outbox");
  }

  @Test
  void asksTheBrokerItIsToldOf() throws Exception {
    var list = run("parked", "list", "--bootstrap-servers", EmbeddedBroker.bootstrapServers());

    assertThat(list.err()).isEmpty();
    assertThat(list.out()).endsWith(" parked\n");
    assertThat(list.exitCode()).isZero();
  }

  @Test
  void findsTheBrokerOfAQuickstartByItsFolder() throws Exception {
    Files.createDirectories(folder.resolve("broker"));
    Files.writeString(
        folder.resolve("broker/server.properties"),
        "advertised.listeners=PLAINTEXT\\://" + EmbeddedBroker.bootstrapServers());

    var list = run("parked", "list", "--data", folder.toString());

    assertThat(list.out()).endsWith(" parked\n");
  }

  @Test
  void saysWhatToDoWhereNothingRuns() throws Exception {
    var broker = run("parked", "list", "--data", folder.toString());
    var database = run("outbox", "list", "--data", folder.toString());

    assertThat(broker.exitCode()).isEqualTo(1);
    assertThat(broker.err()).contains("Found no running quickstart", "--bootstrap-servers");
    assertThat(database.exitCode()).isEqualTo(1);
    assertThat(database.err()).contains("Found no running quickstart", "--database-url");
  }

  private Command run(String... words) throws IOException, InterruptedException {
    var script = Path.of("..", "operations").toAbsolutePath().normalize();
    var line = new ArrayList<>(List.of(script.toString()));
    line.addAll(List.of(words));
    var out = folder.resolve("out.txt");
    var err = folder.resolve("err.txt");
    var process = new ProcessBuilder(line).redirectOutput(out.toFile()).redirectError(err.toFile());
    process.environment().put("ROND_OPERATIONS_BUILD", "no");
    var running = process.start();
    var hasEnded = running.waitFor(END_WITHIN.toSeconds(), TimeUnit.SECONDS);
    running.destroyForcibly();
    assertThat(hasEnded).as("%s%s", Files.readString(out), Files.readString(err)).isTrue();
    return new Command(
        running.exitValue(), Files.readString(out, UTF_8), Files.readString(err, UTF_8));
  }
}
