package se.rond.contracts.care;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.stream.Collectors;

/** What a responder can do on the spot, and what a need asks for. */
public enum Capability {
  SAMPLING_CRP("SAMPLING.CRP"),
  SAMPLING_HB("SAMPLING.HB"),
  SAMPLING_GLUCOSE("SAMPLING.GLUCOSE"),
  SAMPLING_INR("SAMPLING.INR"),
  SAMPLING_LACTATE("SAMPLING.LACTATE"),
  SAMPLING_ISTAT("SAMPLING.ISTAT"),
  SAMPLING_URINE("SAMPLING.URINE"),
  SAMPLING_BLADDER_SCAN("SAMPLING.BLADDER_SCAN"),
  SAMPLING_ECG("SAMPLING.ECG"),
  SAMPLING_KETONES("SAMPLING.KETONES"),
  XRAY_CHEST("XRAY.CHEST"),
  XRAY_EXTREMITY("XRAY.EXTREMITY"),
  XRAY_CLAVICLE("XRAY.CLAVICLE"),
  XRAY_HIP("XRAY.HIP"),
  XRAY_PELVIS("XRAY.PELVIS"),
  XRAY_ABDOMEN("XRAY.ABDOMEN"),
  IV_THERAPY("IV_THERAPY"),
  TRANSFUSION("TRANSFUSION"),
  PHYSICIAN("PHYSICIAN"),
  NURSE("NURSE"),
  RADIOGRAPHER("RADIOGRAPHER");

  private final String code;

  Capability(String code) {
    this.code = code;
  }

  /** The code as it stands in JSON, for example {@code XRAY.CHEST}. */
  @JsonValue
  public String code() {
    return code;
  }

  /**
   * Returns true if a visit may start without this capability, which then follows by another
   * responder.
   *
   * <p>X-ray on a Saturday night waits for the day; a blood sample does not.
   */
  public boolean canFollowLater() {
    return code.startsWith("XRAY.") || this == RADIOGRAPHER;
  }

  /**
   * @throws IllegalArgumentException if no capability has that code
   */
  @JsonCreator
  public static Capability of(String code) {
    return Arrays.stream(values())
        .filter(capability -> capability.code.equals(code))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Expected a capability, one of "
                        + Arrays.stream(values())
                            .map(Capability::code)
                            .collect(Collectors.joining(", "))));
  }
}
