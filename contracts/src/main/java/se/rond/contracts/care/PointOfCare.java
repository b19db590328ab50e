package se.rond.contracts.care;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Results of samples taken at the bedside; each may be missing.
 *
 * @param crp C-reactive protein, mg/L
 * @param hb haemoglobin, g/L
 * @param glucose capillary glucose, mmol/L, 0.6–50
 * @param inr international normalised ratio
 * @param lactate mmol/L
 * @param potassium mmol/L
 * @param sodium mmol/L
 * @param creatinine µmol/L
 * @param ketones blood ketones, mmol/L
 * @param ecg reading of the electrocardiogram
 */
public record PointOfCare(
    @Nullable BigDecimal crp,
    @Nullable BigDecimal hb,
    @Nullable BigDecimal glucose,
    @Nullable BigDecimal inr,
    @Nullable BigDecimal lactate,
    @Nullable BigDecimal potassium,
    @Nullable BigDecimal sodium,
    @Nullable BigDecimal creatinine,
    @Nullable BigDecimal ketones,
    @Nullable Ecg ecg) {

  /** Nothing sampled. */
  public static final PointOfCare NONE =
      new PointOfCare(null, null, null, null, null, null, null, null, null, null);

  /** Reading of an electrocardiogram. */
  public enum Ecg {
    NORMAL,
    ST_ELEVATION,
    NEW_LBBB,
    OTHER
  }
}
