package se.rond.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ReadyMessageTest {
  @Test
  void aFolderWithSpacesAndQuotesIsOneWordForTheShell() throws Exception {
    var folder = "/tmp/anna's data/$HOME";

    var echo =
        new ProcessBuilder("sh", "-c", "printf %s " + ReadyMessage.quoted(Path.of(folder))).start();

    assertThat(new String(echo.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .isEqualTo(folder);
  }
}
