package se.rond.contracts.care;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Vital signs as measured; each may be missing, and a missing one is never taken as normal.
 *
 * @param measuredAt when they were measured
 * @param respirationRate breaths per minute, 0–100
 * @param oxygenSaturation peripheral oxygen saturation in percent, 0–100
 * @param supplementalOxygen true on oxygen, false on air
 * @param oxygenFlow litres per minute, 0–60, only on oxygen
 * @param systolicPressure mmHg, 0–350
 * @param diastolicPressure mmHg, 0–250, below the systolic; not scored
 * @param pulse beats per minute, 0–350
 * @param consciousness ACVPU
 * @param temperature degrees Celsius, 10.0–47.0
 * @param confirmedExtreme true if the nurse confirmed a value outside the plausible range
 * @param measuredBy who measured, as the device states it
 * @param notMeasuredReason why something is missing, in the nurse's words
 */
public record Vitals(
    @Nullable Instant measuredAt,
    @Nullable Integer respirationRate,
    @Nullable Integer oxygenSaturation,
    @Nullable Boolean supplementalOxygen,
    @Nullable BigDecimal oxygenFlow,
    @Nullable Integer systolicPressure,
    @Nullable Integer diastolicPressure,
    @Nullable Integer pulse,
    @Nullable Consciousness consciousness,
    @Nullable BigDecimal temperature,
    @Nullable Boolean confirmedExtreme,
    @Nullable String measuredBy,
    @Nullable String notMeasuredReason) {

  /** Nothing measured. */
  public static final Vitals NONE =
      new Vitals(null, null, null, null, null, null, null, null, null, null, null, null, null);

  /** Returns true if everything was measured that NEWS2 scores (clinical reference 1.2). */
  public boolean hasFullSet() {
    return respirationRate != null
        && oxygenSaturation != null
        && systolicPressure != null
        && pulse != null
        && consciousness != null
        && temperature != null;
  }

  /**
   * Names the values that hardly anybody survives or any device shows, unless the nurse confirmed
   * them: outside the SOFT ranges of clinical reference 1.4. They count as they stand.
   */
  public List<String> unconfirmedExtremes() {
    if (Boolean.TRUE.equals(confirmedExtreme)) {
      return List.of();
    }
    var names = new ArrayList<String>();
    addIfOutside(names, "respirationRate", decimal(respirationRate), "6", "60");
    addIfOutside(names, "oxygenSaturation", decimal(oxygenSaturation), "60", "100");
    if (isOnOxygen()) {
      addIfOutside(names, "oxygenFlow", oxygenFlow, "0.5", "15");
    }
    addIfOutside(names, "systolicPressure", decimal(systolicPressure), "50", "260");
    addIfOutside(names, "diastolicPressure", decimal(diastolicPressure), "20", "160");
    addIfOutside(names, "pulse", decimal(pulse), "25", "220");
    addIfOutside(names, "temperature", temperature, "32.0", "42.0");
    return List.copyOf(names);
  }

  /** Where nobody said, a flow tells. */
  private boolean isOnOxygen() {
    return supplementalOxygen == null
        ? oxygenFlow != null && oxygenFlow.signum() > 0
        : supplementalOxygen;
  }

  /** The same, measured at another time. */
  public Vitals at(@Nullable Instant time) {
    return new Vitals(
        time,
        respirationRate,
        oxygenSaturation,
        supplementalOxygen,
        oxygenFlow,
        systolicPressure,
        diastolicPressure,
        pulse,
        consciousness,
        temperature,
        confirmedExtreme,
        measuredBy,
        notMeasuredReason);
  }

  private static void addIfOutside(
      List<String> names, String name, @Nullable BigDecimal value, String low, String high) {
    if (value != null
        && (value.compareTo(new BigDecimal(low)) < 0
            || value.compareTo(new BigDecimal(high)) > 0)) {
      names.add(name);
    }
  }

  private static @Nullable BigDecimal decimal(@Nullable Integer value) {
    return value == null ? null : BigDecimal.valueOf(value);
  }
}
