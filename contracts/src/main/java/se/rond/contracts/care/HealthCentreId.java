package se.rond.contracts.care;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** Identifies a health centre (<i>vårdcentral</i>), for example VC-RONNEBY. */
public record HealthCentreId(@JsonValue String value) {

  /** What a value must look like, in words for an error message. */
  public static final String FORM =
      "letters, digits, dot, underscore and hyphen, 1 to 64 characters";

  private static final Pattern PATTERN = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  /**
   * @throws IllegalArgumentException if {@code value} does not have the {@link #FORM}
   */
  @JsonCreator
  public HealthCentreId {
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
