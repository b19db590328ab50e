package se.rond.quickstart;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Command lines for children on the launcher's own JDK. */
final class JavaCommand {
  /** Heaps are small: everything fits into 2.5 GB. */
  private static final List<String> OPTIONS =
      List.of(
          "-Xmx256m",
          "-XX:+UseSerialGC",
          // Ends, and is started again, instead of limping on.
          "-XX:+ExitOnOutOfMemoryError",
          // Nothing is written outside the data folder.
          "-XX:+PerfDisableSharedMem");

  private JavaCommand() {}

  /** The options that all share, then {@code rest}. */
  static List<String> of(Path temporary, List<String> rest) {
    var command = new ArrayList<String>();
    command.add(executable());
    command.addAll(OPTIONS);
    command.add("-Djava.io.tmpdir=" + temporary);
    command.addAll(rest);
    return List.copyOf(command);
  }

  /** Which JVM it is and how it is run: what a {@link StartCache} depends on beside the classes. */
  static List<String> identity() {
    var identity = new ArrayList<>(OPTIONS);
    identity.add(executable());
    identity.add(System.getProperty("java.vm.version") + " " + System.getProperty("os.arch"));
    return identity;
  }

  private static String executable() {
    return ProcessHandle.current()
        .info()
        .command()
        .orElseGet(() -> Path.of(System.getProperty("java.home"), "bin", "java").toString());
  }
}
