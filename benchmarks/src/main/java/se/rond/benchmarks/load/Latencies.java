package se.rond.benchmarks.load;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.ConcurrentHistogram;

/**
 * How long things take from the instant they were due to be sent, so that a stall shows in all that
 * had to wait behind it and not only in the one that was being sent.
 */
final class Latencies {

  /** Longest that is told apart. 2 min in ns. */
  private static final long LONGEST = TimeUnit.MINUTES.toNanos(2);

  private static final int SIGNIFICANT_DIGITS = 3;

  private final Map<String, Long> dueAtNanos = new ConcurrentHashMap<>();
  private final ConcurrentHistogram nanos = new ConcurrentHistogram(LONGEST, SIGNIFICANT_DIGITS);

  /** Notes when {@code id} was due, before it is sent. */
  void due(String id, long atNanos) {
    dueAtNanos.put(id, atNanos);
  }

  /** Notes the first arrival of {@code id}; later ones and strangers change nothing. */
  void arrived(String id, long atNanos) {
    var due = dueAtNanos.remove(id);
    if (due != null) {
      nanos.recordValue(Math.clamp(atNanos - due, 0, LONGEST));
    }
  }

  /**
   * Notes for whatever has not arrived how long it has been under way: it takes longer than that,
   * and who leaves it out makes a system look the quicker the more it loses.
   */
  void giveUp(long atNanos) {
    List.copyOf(dueAtNanos.keySet()).forEach(id -> arrived(id, atNanos));
  }

  /** Forgets what was measured. */
  void reset() {
    dueAtNanos.clear();
    nanos.reset();
  }

  /** What was sent and has not arrived. */
  int missing() {
    return dueAtNanos.size();
  }

  long count() {
    return nanos.getTotalCount();
  }

  /** The latency that {@code percent} of all stay within, in ms. */
  double percentileMillis(double percent) {
    return nanos.getValueAtPercentile(percent) / 1e6;
  }
}
