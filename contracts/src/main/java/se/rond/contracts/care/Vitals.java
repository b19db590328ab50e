package se.rond.contracts.care;

import java.math.BigDecimal;
import java.time.Instant;
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
}
