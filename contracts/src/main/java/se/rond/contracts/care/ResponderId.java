package se.rond.contracts.care;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * Identifies who can go or answer: a mobile team (M21), a physician on call or a nurse function.
 */
public record ResponderId(@JsonValue String value) {

  /** What a value must look like, in words for an error message. */
  public static final String FORM =
      "letters, digits, dot, underscore and hyphen, 1 to 64 characters";

  private static final Pattern PATTERN = Pattern.compile("[A-Za-z0-9._-]+");

  /**
   * @throws IllegalArgumentException if {@code value} does not have the {@link #FORM}
   */
  @JsonCreator
  public ResponderId {
    if (!isWellFormed(value)) {
      throw new IllegalArgumentException("Expected " + FORM);
    }
  }

  /** Returns true if {@code value} can be made into one. */
  public static boolean isWellFormed(String value) {
    return value.length() >= 1 && value.length() <= 64 && PATTERN.matcher(value).matches();
  }

  @Override
  public String toString() {
    return value;
  }
}
