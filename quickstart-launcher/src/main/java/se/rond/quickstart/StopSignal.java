package se.rond.quickstart;

import java.io.IOException;
import java.io.UncheckedIOException;

/** A signal that ends a process. */
enum StopSignal {
  /** Come to an end in order. */
  TERM,
  /** For PostgreSQL: come to an end in order without waiting for the clients to leave. */
  INT,
  /** Ends at once; what is on the disk must be enough, and is. */
  KILL;

  /** Sends the signal. A process that has ended meanwhile is no error. */
  void sendTo(ProcessHandle process) {
    switch (this) {
      case TERM -> process.destroy();
      case KILL -> process.destroyForcibly();
      case INT -> interrupt(process);
    }
  }

  /**
   * The shell's own kill: the command is missing in slim images, and Java sends TERM and KILL only.
   */
  private static void interrupt(ProcessHandle process) {
    try {
      new ProcessBuilder("sh", "-c", "kill -INT " + process.pid())
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
