package se.rond.reliability.live;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Keeps what the processes of a failed test have logged, in {@code target/reliability}: the folder
 * they stood in goes with the test.
 */
public final class Evidence implements AfterTestExecutionCallback {
  private static final Path KEPT = Path.of("target", "reliability");

  private final Supplier<Path> folder;

  /**
   * @param folder the test's own, with the quickstart's output and its data in {@code data}
   */
  public Evidence(Supplier<Path> folder) {
    this.folder = folder;
  }

  @Override
  public void afterTestExecution(ExtensionContext test) throws IOException {
    if (test.getExecutionException().isEmpty()) {
      return;
    }
    var name = test.getRequiredTestClass().getSimpleName() + " " + test.getDisplayName();
    var kept = KEPT.resolve(name.replaceAll("\\W+", "-"));
    Files.createDirectories(kept);
    var files = new ArrayList<Path>();
    for (var from : new Path[] {folder.get(), folder.get().resolve("data/logs")}) {
      if (Files.isDirectory(from)) {
        try (var logs = Files.newDirectoryStream(from, "*.{out,log}")) {
          logs.forEach(files::add);
        }
      }
    }
    for (var file : files) {
      Files.copy(file, kept.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
    }
    System.out.println("Kept the logs in " + kept.toAbsolutePath());
  }
}
