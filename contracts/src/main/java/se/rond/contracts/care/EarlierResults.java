package se.rond.contracts.care;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Results of samples to compare those of a request with.
 *
 * @param hb haemoglobin, g/L, 0–400
 * @param creatinine µmol/L, above 0, at most 5000
 */
public record EarlierResults(@Nullable EarlierResult hb, @Nullable EarlierResult creatinine) {

  /**
   * One of them.
   *
   * @param takenAt when the sample was taken; null if nobody says
   */
  public record EarlierResult(BigDecimal value, @Nullable Instant takenAt) {
    public EarlierResult {
      requireNonNull(value, "value");
      value = plain(value);
    }

    /** Without zeros at the end, so that it is written alike however often it was read. */
    static BigDecimal plain(BigDecimal number) {
      var stripped = number.stripTrailingZeros();
      return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
  }
}
