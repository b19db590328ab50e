package se.rond.contracts.care;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * The NEWS2 scale by which oxygen saturation is scored (RCP, NEWS2, 2017).
 *
 * <p>Scale 2 is for confirmed hypercapnic respiratory failure with a prescribed target of 88–92 %.
 * It is a signed, dated setting of the patient, never of a request; unknown means scale 1.
 */
public enum OxygenSaturationScale {
  SCALE_1(1),
  SCALE_2(2);

  private final int number;

  OxygenSaturationScale(int number) {
    this.number = number;
  }

  /** The scale's number, 1 or 2, as it stands in JSON. */
  @JsonValue
  public int number() {
    return number;
  }

  /**
   * @throws IllegalArgumentException if {@code number} is neither 1 nor 2
   */
  @JsonCreator
  public static OxygenSaturationScale of(int number) {
    return switch (number) {
      case 1 -> SCALE_1;
      case 2 -> SCALE_2;
      default ->
          throw new IllegalArgumentException(
              "Expected an SpO2 scale of 1 or 2, but found " + number);
    };
  }
}
