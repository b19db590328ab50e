package se.rond.quickstart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * What is printed when all is ready: the addresses, and lines to paste into a shell. The text is
 * ready.txt.
 */
final class ReadyMessage {
  private ReadyMessage() {}

  static String of(
      Service dispatch, Service triage, Service notification, TryFiles tryFiles, Path logs) {
    return template()
        .replace("{dispatch}", dispatch.url())
        .replace("{triage}", triage.url())
        .replace("{notification}", notification.url())
        .replace("{pneumonia}", tryFiles.id("pneumonia").toString())
        .replace("{try}", quoted(tryFiles.folder()))
        .replace("{logs}", logs.toString())
        .stripTrailing();
  }

  /** For the shell: a folder may have spaces and quotes in its name. */
  static String quoted(Path path) {
    return "'" + path.toString().replace("'", "'\\''") + "'";
  }

  private static String template() {
    try (var text = ReadyMessage.class.getResourceAsStream("ready.txt")) {
      if (text == null) {
        throw new IllegalStateException("Expected ready.txt beside ReadyMessage");
      }
      return new String(text.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
