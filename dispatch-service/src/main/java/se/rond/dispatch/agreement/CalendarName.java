package se.rond.dispatch.agreement;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** What an agreement calls one of its calendars, for example OFFICE. */
public record CalendarName(@JsonValue String value) implements Comparable<CalendarName> {

  // Before the constant, whose making needs it.
  private static final Pattern PATTERN = Pattern.compile("[A-Z][A-Z0-9_]{0,39}");

  /** The calendar that is always open; every agreement has it, none defines it. */
  public static final CalendarName ROUND_THE_CLOCK = new CalendarName("ROUND_THE_CLOCK");

  /** What a value must look like, in words for an error message. */
  public static final String FORM = "A-Z, 0-9 and _, 1 to 40 characters";

  /**
   * @throws IllegalArgumentException if {@code value} does not have the {@link #FORM}
   */
  @JsonCreator
  public CalendarName {
    if (!isWellFormed(value)) {
      throw new IllegalArgumentException("Expected " + FORM);
    }
  }

  /** Returns true if {@code value} can be made into one. */
  public static boolean isWellFormed(String value) {
    return PATTERN.matcher(value).matches();
  }

  @Override
  public int compareTo(CalendarName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
