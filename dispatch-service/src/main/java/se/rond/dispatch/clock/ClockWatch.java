package se.rond.dispatch.clock;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import se.rond.dispatch.DispatchMeter;
import se.rond.telemetry.Meters;

/**
 * Compares the database's clock with the process' monotonic one. Where the first was set by more
 * than 5 s (design, section 3), that is an error for people to look at, and for one answer window
 * nothing lapses: whoever was asked had no chance to answer in time that never passed.
 *
 * <p>A process that was stopped and goes on (SIGSTOP, a long pause of the collector) sees no jump:
 * both clocks went on. A machine that slept sees one, since the monotonic clock sleeps too; so does
 * everybody when the database's host slept or had its clock set. A new process has nothing to
 * compare with and goes by the database.
 */
@Component
public class ClockWatch {

  /** A larger jump is no slewing and no slow answer: design, section 3. */
  static final Duration TOLERATED = Duration.ofSeconds(5);

  /** How long nothing lapses: the longest answer window there is, {@code LockedLimits}. */
  public static final Duration GRACE = Duration.ofMinutes(10);

  private static final Logger log = LoggerFactory.getLogger(ClockWatch.class);

  private final InstantSource clock;
  private final LongSupplier monotonic;
  private final Grace grace;
  private final Meters meters;
  private volatile @Nullable ClockReading before;

  @Autowired
  ClockWatch(InstantSource clock, Grace grace, Meters meters) {
    this(clock, System::nanoTime, grace, meters);
  }

  ClockWatch(InstantSource clock, LongSupplier monotonic, Grace grace, Meters meters) {
    this.clock = clock;
    this.monotonic = monotonic;
    this.grace = grace;
    this.meters = meters;
  }

  /** Returns what time it is, after it has looked whether the clock was set since it last did. */
  public synchronized Instant read() {
    var askedAt = monotonic.getAsLong();
    var time = clock.instant();
    var reading = new ClockReading(askedAt, time, monotonic.getAsLong());
    var last = before;
    if (last != null) {
      var jump = reading.jumpSince(last);
      if (jump.abs().compareTo(TOLERATED) > 0) {
        grace.keep(time.plus(GRACE), jump, time);
        meters.count(DispatchMeter.CLOCK_JUMPS);
        log.error(
            "The database's clock jumped by {} ms; nothing lapses until {}",
            jump.toMillis(),
            time.plus(GRACE));
      }
    }
    before = reading;
    return time;
  }

  /**
   * Returns whether nothing lapses at that time, which the clock has just shown. What was kept
   * before the clock went back is not waited for: it would be hours. What another sweep has kept
   * since that time was read is, though it ends a moment after its grace.
   */
  public boolean isHeld(Instant now) {
    return isSetForwardsUnseen(now)
        || grace
            .findUntil()
            .filter(
                until -> now.isBefore(until) && !now.plus(GRACE).plus(TOLERATED).isBefore(until))
            .isPresent();
  }

  /**
   * Between two sweeps nobody has looked yet, and kept it for all. A clock that goes back takes no
   * time from anybody.
   */
  private boolean isSetForwardsUnseen(Instant now) {
    var last = before;
    var shownBy = monotonic.getAsLong();
    return last != null
        && new ClockReading(shownBy, now, shownBy).jumpSince(last).compareTo(TOLERATED) > 0;
  }
}
