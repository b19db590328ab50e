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

  static String of(Installation rond, Path script, TryFiles tryFiles, DataFolder folder) {
    return template()
        .replace("{dispatch}", rond.dispatch().url())
        .replace("{triage}", rond.triage().url())
        .replace("{notification}", rond.notification().url())
        .replace("{login}", rond.login().url())
        .replace("{quickstart}", quoted(script))
        .replace("{data}", quoted(folder.root()))
        .replace("{pneumonia}", tryFiles.id("pneumonia").toString())
        .replace("{try}", quoted(tryFiles.folder()))
        .replace("{logs}", folder.logs().toString())
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
