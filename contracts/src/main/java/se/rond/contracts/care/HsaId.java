package se.rond.contracts.care;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * An HSA-id: a person, unit or assignment in the national catalogue, for example SE2120000829-N001.
 */
public record HsaId(@JsonValue String value) {

  /** What a value must look like, in words for an error message. */
  public static final String FORM =
      "SE, an organisation number of 10 digits or 16 and 10 digits, a hyphen and letters or digits,"
          + " 14 to 31 characters";

  private static final Pattern PATTERN = Pattern.compile("SE(16)?[0-9]{10}-[0-9A-Za-z]+");

  /**
   * @throws IllegalArgumentException if {@code value} does not have the {@link #FORM}
   */
  @JsonCreator
  public HsaId {
    if (!isWellFormed(value)) {
      throw new IllegalArgumentException("Expected " + FORM);
    }
  }

  /** Returns true if {@code value} can be made into one. */
  public static boolean isWellFormed(String value) {
    return value.length() >= 14 && value.length() <= 31 && PATTERN.matcher(value).matches();
  }

  @Override
  public String toString() {
    return value;
  }
}
