package se.rond.reliability.kill;

import java.time.Duration;
import java.util.Locale;
import se.rond.reliability.live.Part;

/**
 * One process killed.
 *
 * @param inFlight requests accepted and not ended at that moment
 * @param recovered until a request raised after it was offered to somebody, and the nurse told
 */
record Kill(Part part, int inFlight, Duration recovered) {
  double seconds() {
    return recovered.toMillis() / 1e3;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "killed %s, %d in flight, recovered in %.1f s",
        part.title(),
        inFlight,
        seconds());
  }
}
