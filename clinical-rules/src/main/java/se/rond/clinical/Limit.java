package se.rond.clinical;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import se.rond.clinical.Worse.Comparison;

/**
 * A limit of the locked floor. Judging, words and the catalogue for devices go by the same one.
 *
 * @param fact the name that the fact has in rule sets
 * @param unit as it is written beside a value; null where there is none
 */
record Limit(String fact, Comparison comparison, BigDecimal value, @Nullable String unit) {

  static Limit below(String fact, String value, @Nullable String unit) {
    return new Limit(fact, Comparison.BELOW, new BigDecimal(value), unit);
  }

  static Limit atMost(String fact, String value, @Nullable String unit) {
    return new Limit(fact, Comparison.AT_MOST, new BigDecimal(value), unit);
  }

  static Limit above(String fact, String value, @Nullable String unit) {
    return new Limit(fact, Comparison.ABOVE, new BigDecimal(value), unit);
  }

  static Limit atLeast(String fact, String value, @Nullable String unit) {
    return new Limit(fact, Comparison.AT_LEAST, new BigDecimal(value), unit);
  }

  boolean isMetBy(BigDecimal measured) {
    return comparison.holds(measured, value);
  }

  boolean isMetBy(int measured) {
    return isMetBy(BigDecimal.valueOf(measured));
  }
}
