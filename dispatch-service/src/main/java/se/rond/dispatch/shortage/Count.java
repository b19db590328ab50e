package se.rond.dispatch.shortage;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * How many, as it may be told: few cases in a small municipality are persons whom somebody knows
 * (clinical reference 9: cells under 5 are suppressed).
 */
public record Count(long value) {

  /** From here on a number is told. */
  static final int FEWEST_TOLD = 5;

  /** None is told, and from {@value #FEWEST_TOLD} on the number. */
  boolean isTold() {
    return value == 0 || value >= FEWEST_TOLD;
  }

  /** The number, or that there are few. */
  @JsonValue
  public Object told() {
    return isTold() ? (Object) value : "<" + FEWEST_TOLD;
  }

  /** All of them together; null where one is not told, since the sum would tell it. */
  public static @Nullable Count sum(Collection<Count> parts) {
    return parts.stream().allMatch(Count::isTold)
        ? new Count(parts.stream().mapToLong(Count::value).sum())
        : null;
  }
}
