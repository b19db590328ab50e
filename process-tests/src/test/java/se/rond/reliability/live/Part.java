package se.rond.reliability.live;

import java.util.Locale;

/** A process of the quickstart. */
public enum Part {
  DISPATCH,
  TRIAGE,
  NOTIFICATION,
  BROKER,
  DATABASE,
  /** The one that starts the others, and starts them again. */
  LAUNCHER;

  /** As the quickstart calls it in its output and its files. */
  public String title() {
    return name().toLowerCase(Locale.ROOT);
  }
}
