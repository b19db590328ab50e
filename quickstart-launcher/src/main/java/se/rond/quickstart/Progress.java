package se.rond.quickstart;

import java.util.Locale;

/** What the person at the keyboard reads: one line per step, with the seconds since the start. */
final class Progress {
  private final long startedAt = System.nanoTime();

  private final boolean quiet;

  Progress() {
    this(false);
  }

  private Progress(boolean quiet) {
    this.quiet = quiet;
  }

  /** For what happens behind one line that has been said. */
  static Progress quiet() {
    return new Progress(true);
  }

  /** Prints one line, for example {@code " 3.2 s broker is ready"}. */
  void say(String line) {
    if (!quiet) {
      System.out.println(elapsed() + "  " + line);
    }
  }

  void print(String text) {
    System.out.println(text);
  }

  /** Seconds since the start, in eight columns. */
  String elapsed() {
    return String.format(Locale.ROOT, "%6.1f s", (System.nanoTime() - startedAt) / 1e9);
  }
}
