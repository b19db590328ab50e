package se.rond.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two launchers as two processes, since a process has its locks together. */
class CacheGuardTest {
  @TempDir Path caches;

  private final AtomicInteger done = new AtomicInteger();
  private CacheGuard guard;

  @BeforeEach
  void start() {
    guard = new CacheGuard(caches);
  }

  @Test
  void whatAnotherLauncherRunsFromIsNotDeleted() throws Exception {
    try (var other = new Other("use")) {
      guard.use();

      assertThat(guard.delete(done::incrementAndGet)).isFalse();
      assertThat(done).hasValue(0);
      other.end();
      assertThat(guard.delete(done::incrementAndGet)).isTrue();
      assertThat(done).hasValue(1);
    }
  }

  @Test
  void twoAtATimeRunFromCachesAndOneMakesThem() throws Exception {
    try (var other = new Other("make")) {
      guard.use();

      assertThat(guard.make(done::incrementAndGet)).isFalse();
      assertThat(done).hasValue(0);
      other.end();
      assertThat(guard.make(done::incrementAndGet)).isTrue();
      assertThat(done).hasValue(1);
    }
  }

  @Test
  void whoHasDeletedGoesOnUsing() throws Exception {
    guard.use();
    assertThat(guard.delete(() -> {})).isTrue();

    try (var other = new Other("delete")) {
      assertThat(other.answer()).isEqualTo("false");
    }
  }

  /** Another launcher, as far as locks go; it lives until it is told to end. */
  private final class Other implements AutoCloseable {
    private final Process process;
    private final BufferedReader output;
    private final String answer;

    Other(String what) throws IOException {
      var classes =
          Stream.of(CacheGuard.class, CacheGuardTest.class)
              .map(own -> own.getProtectionDomain().getCodeSource().getLocation().getPath())
              .collect(Collectors.joining(File.pathSeparator));
      process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  classes,
                  OtherLauncher.class.getName(),
                  caches.toString(),
                  what)
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      output = process.inputReader();
      answer = output.readLine();
    }

    String answer() {
      return answer;
    }

    void end() throws IOException, InterruptedException {
      process.getOutputStream().close();
      process.waitFor();
    }

    @Override
    public void close() throws IOException {
      process.destroyForcibly();
      output.close();
    }
  }

  static final class OtherLauncher {
    private OtherLauncher() {}

    static void main(String[] words) throws IOException {
      var guard = new CacheGuard(Path.of(words[0]));
      guard.use();
      switch (words[1]) {
        case "make" -> guard.make(() -> tellAndStay("made"));
        case "delete" -> tellAndStay(Boolean.toString(guard.delete(() -> {})));
        default -> tellAndStay("used");
      }
    }

    private static void tellAndStay(String word) throws IOException {
      System.out.println(word);
      while (System.in.read() >= 0) {
        // Until the test closes it.
      }
    }
  }
}
