package se.rond.contracts.care;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * A municipality by its four-digit code (kommunkod), for example 1080. Text, since codes may start
 * with 0.
 */
public record MunicipalityCode(@JsonValue String value) {

  /** What a value must look like, in words for an error message. */
  public static final String FORM = "four digits";

  private static final Pattern PATTERN = Pattern.compile("[0-9]{4}");

  /**
   * @throws IllegalArgumentException if {@code value} does not have the {@link #FORM}
   */
  @JsonCreator
  public MunicipalityCode {
    if (!isWellFormed(value)) {
      throw new IllegalArgumentException("Expected " + FORM);
    }
  }

  /** Returns true if {@code value} can be made into one. */
  public static boolean isWellFormed(String value) {
    return PATTERN.matcher(value).matches();
  }

  @Override
  public String toString() {
    return value;
  }
}
