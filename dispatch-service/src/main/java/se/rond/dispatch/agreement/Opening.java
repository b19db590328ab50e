package se.rond.dispatch.agreement;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Hours of one day, in Swedish time: from a minute of the day up to, and without, another. A night
 * is two of them, one of each day.
 *
 * @param fromMinute minute of the day, 0 to 1439
 * @param toMinute minute of the day, up to 1440, which is midnight at the day's end
 */
public record Opening(int fromMinute, int toMinute) {

  /** What one looks like as text, in words for an error message. */
  public static final String FORM = "08:00-16:30";

  static final Comparator<Opening> BY_TIME =
      Comparator.comparing(Opening::fromMinute).thenComparing(Opening::toMinute);

  static final int MINUTES_OF_A_DAY = 24 * 60;

  private static final String TIME = "([01][0-9]|2[0-3]):([0-5][0-9])";

  private static final Pattern PATTERN = Pattern.compile(TIME + "-(?:" + TIME + "|24:00)");

  /**
   * @throws IllegalArgumentException if it ends before it begins, or not on the same day
   */
  public Opening {
    if (fromMinute < 0 || toMinute <= fromMinute || toMinute > MINUTES_OF_A_DAY) {
      throw new IllegalArgumentException(
          "Expected hours of one day such as "
              + FORM
              + ", but found "
              + fromMinute
              + " to "
              + toMinute);
    }
  }

  /** Reads hours such as {@value #FORM}; nothing if they are written otherwise or end too early. */
  public static Optional<Opening> find(String text) {
    var matcher = PATTERN.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    var from = minute(matcher.group(1), matcher.group(2));
    var to =
        matcher.group(3) == null ? MINUTES_OF_A_DAY : minute(matcher.group(3), matcher.group(4));
    return from < to ? Optional.of(new Opening(from, to)) : Optional.empty();
  }

  /**
   * @throws IllegalArgumentException if the text is no hours
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static Opening parse(String text) {
    return find(text)
        .orElseThrow(() -> new IllegalArgumentException("Expected hours such as " + FORM));
  }

  ZonedDateTime beginsOn(LocalDate date) {
    return at(date, fromMinute);
  }

  ZonedDateTime endsOn(LocalDate date) {
    return at(date, toMinute);
  }

  /** A time that the clocks skip in spring is the same time after them. */
  private static ZonedDateTime at(LocalDate date, int minute) {
    return date.atStartOfDay().plusMinutes(minute).atZone(Calendar.SWEDEN);
  }

  private static int minute(String hours, String minutes) {
    return Integer.parseInt(hours) * 60 + Integer.parseInt(minutes);
  }

  static String time(int minute) {
    return "%02d:%02d".formatted(minute / 60, minute % 60);
  }

  @Override
  @JsonValue
  public String toString() {
    return time(fromMinute) + "-" + time(toMinute);
  }
}
