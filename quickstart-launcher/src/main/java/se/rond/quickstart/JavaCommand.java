package se.rond.quickstart;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Command lines for children on the launcher's own JDK. */
final class JavaCommand {
  private JavaCommand() {}

  /**
   * The options that all share, then {@code rest}. Heaps are small: everything fits into 2.5 GB.
   */
  static List<String> of(Path temporary, List<String> rest) {
    var command = new ArrayList<String>();
    command.add(executable());
    command.addAll(
        List.of(
            "-Xmx256m",
            "-XX:+UseSerialGC",
            // Ends, and is started again, instead of limping on.
            "-XX:+ExitOnOutOfMemoryError",
            // Nothing is written outside the data folder.
            "-XX:+PerfDisableSharedMem",
            "-Djava.io.tmpdir=" + temporary));
    command.addAll(rest);
    return List.copyOf(command);
  }

  private static String executable() {
    return ProcessHandle.current()
        .info()
        .command()
        .orElseGet(() -> Path.of(System.getProperty("java.home"), "bin", "java").toString());
  }
}
