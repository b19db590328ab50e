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
      "SE, an organisation number of 10 digits or 16 and 10 digits, a hyphen and letters, digits or"
          + " '(),-./:=?+, 14 to 31 characters";

  private static final Pattern PATTERN =
      Pattern.compile("SE(16)?(?<organisation>[0-9]{10})-[0-9A-Za-z'()+,./:=?-]{1,18}");

  /**
   * @throws IllegalArgumentException if {@code value} does not have the {@link #FORM}
   */
  @JsonCreator
  public HsaId {
    if (!isWellFormed(value)) {
      throw new IllegalArgumentException("Expected " + FORM);
    }
  }

  /** Returns true if {@code value} can be made into one (clinical reference 5.5, lenient). */
  public static boolean isWellFormed(String value) {
    return value.length() <= 31 && PATTERN.matcher(value).matches();
  }

  /**
   * Returns true if the check digit of the organisation number is right. Whoever types one in is
   * asked for that; what is stored or told already is taken as it is.
   */
  public boolean hasCheckDigit() {
    var matcher = PATTERN.matcher(value);
    return matcher.matches() && hasCheckDigit(matcher.group("organisation"));
  }

  /** The Luhn algorithm: every other digit doubled, from the first of ten. */
  private static boolean hasCheckDigit(String organisation) {
    var sum = 0;
    for (var place = 0; place < organisation.length(); place++) {
      var weighted = (organisation.charAt(place) - '0') * (place % 2 == 0 ? 2 : 1);
      sum += weighted / 10 + weighted % 10;
    }
    return sum % 10 == 0;
  }

  @Override
  public String toString() {
    return value;
  }
}
