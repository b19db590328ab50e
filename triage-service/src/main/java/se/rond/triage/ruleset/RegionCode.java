package se.rond.triage.ruleset;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;
import se.rond.contracts.care.MunicipalityCode;

/** A region by its two-digit code (<i>länskod</i>), for example 10 for Blekinge. */
public record RegionCode(@JsonValue String value) {

  private static final Pattern PATTERN = Pattern.compile("[0-9]{2}");

  /**
   * @throws IllegalArgumentException if {@code value} is not two digits
   */
  public RegionCode {
    if (!isWellFormed(value)) {
      throw new IllegalArgumentException("Expected two digits");
    }
  }

  /** Returns true if {@code value} can be made into one. */
  public static boolean isWellFormed(String value) {
    return PATTERN.matcher(value).matches();
  }

  /** The region that a municipality lies in: the code of a municipality begins with it. */
  public static RegionCode of(MunicipalityCode municipality) {
    return new RegionCode(municipality.value().substring(0, 2));
  }

  @Override
  public String toString() {
    return value;
  }
}
