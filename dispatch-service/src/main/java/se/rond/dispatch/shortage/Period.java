package se.rond.dispatch.shortage;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/**
 * Swedish calendar days, from the first and until the day after the last. A day begins at midnight
 * in Sweden, so the one when the clocks change has 23 or 25 h, and none is counted twice or left
 * out between two periods.
 *
 * @param from the first day
 * @param until the day after the last
 */
public record Period(LocalDate from, LocalDate until) {

  /** Where the days are those of. */
  public static final ZoneId ZONE = ZoneId.of("Europe/Stockholm");

  /** Longest period, in days: a year that may be a leap year. */
  public static final int MOST_DAYS = 366;

  /**
   * @throws IllegalArgumentException if it has no day, or more than {@link #MOST_DAYS}
   */
  public Period {
    if (!isPossible(from, until)) {
      throw new IllegalArgumentException(
          "Expected 1 to %d days, but found %s to %s".formatted(MOST_DAYS, from, until));
    }
  }

  /** Returns true if there is such a period. */
  public static boolean isPossible(LocalDate from, LocalDate until) {
    var days = ChronoUnit.DAYS.between(from, until);
    return days >= 1 && days <= MOST_DAYS;
  }

  /** When it begins. */
  public Instant beginsAt() {
    return from.atStartOfDay(ZONE).toInstant();
  }

  /** When it is over; that instant is not in it. */
  public Instant endsAt() {
    return until.atStartOfDay(ZONE).toInstant();
  }
}
