package se.rond.reliability.week;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** What the clock on the wall shows. */
final class Clock {

  private static final DateTimeFormatter DAY_AND_TIME =
      DateTimeFormatter.ofPattern("EEE d MMM HH:mm:ss", Locale.ENGLISH).withZone(Region.SWEDEN);

  private Clock() {}

  static boolean isNight(Instant time) {
    var hour = time.atZone(Region.SWEDEN).getHour();
    return hour >= 22 || hour < 6;
  }

  static String show(Instant time) {
    return DAY_AND_TIME.format(time);
  }
}
