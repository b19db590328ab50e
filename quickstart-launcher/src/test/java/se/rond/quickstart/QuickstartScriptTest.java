package se.rond.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuickstartScriptTest {
  /** The script answers wrong words before it looks for a JDK or builds anything. */
  private static final int ANSWERS_WITHIN_SECONDS = 20;

  @Test
  void helpSaysHowItIsUsed() throws Exception {
    var run = run("--help");

    assertThat(run.exitCode()).isZero();
    assertThat(run.output())
        .startsWith("Usage: ./quickstart")
        .contains("--port N", "--data DIR", "--no-start-cache", "token NAME");
  }

  @ParameterizedTest(name = "./quickstart {0}")
  @ValueSource(
      strings = {
        "--prot 8080",
        "8080",
        "--port",
        "--port eighty",
        "--port 0",
        "--port 080",
        "--port -1",
        "--port 65533",
        "--port 99999999999999999999",
        "--data",
        "--no-start-cache=yes",
        "--port 8080 --help=no",
        "token",
        "token --data",
        "token --data /tmp"
      })
  void wrongArgumentsAreRefusedWithTheUsage(String words) throws Exception {
    var run = run(words.split(" "));

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.errors()).startsWith("./quickstart: ").contains("Usage: ./quickstart");
    assertThat(run.output()).isEmpty();
  }

  private record Run(int exitCode, String output, String errors) {}

  private static Run run(String... words) throws Exception {
    var command = new ArrayList<>(List.of(Path.of("..", "quickstart").toString()));
    command.addAll(List.of(words));
    var process = new ProcessBuilder(command).start();
    try {
      assertThat(process.waitFor(ANSWERS_WITHIN_SECONDS, TimeUnit.SECONDS)).isTrue();
      return new Run(
          process.exitValue(),
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8),
          new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8));
    } finally {
      process.destroyForcibly();
    }
  }
}
