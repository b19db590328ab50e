package se.rond.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ExerciseTest {

  @Test
  void readsPastHeartbeatsUntilSomebodyIsAsked() throws Exception {
    var lines =
        new BufferedReader(new StringReader(":\n\nevent:ResponderOffered\ndata:{}\nevent:Late\n"));

    Exercise.awaitOffer(lines, Duration.ofMinutes(1));

    assertThat(lines.readLine()).isEqualTo("data:{}");
  }

  @Test
  void aStreamThatEndsIsAFailureAndNotTheEndOfTheLauncher() {
    var lines = new BufferedReader(new StringReader(":\n"));

    assertThatThrownBy(() -> Exercise.awaitOffer(lines, Duration.ofMinutes(1)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("ended");
  }

  @Test
  void heartbeatsAloneAreNotWaitedForForEver() {
    assertThatThrownBy(
            () -> Exercise.awaitOffer(new BufferedReader(new Heartbeats()), Duration.ofMillis(1)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("nobody was asked");
  }

  private static final class Heartbeats extends Reader {
    @Override
    public int read(char[] into, int from, int length) {
      into[from] = ':';
      into[from + 1] = '\n';
      return 2;
    }

    @Override
    public void close() {}
  }
}
