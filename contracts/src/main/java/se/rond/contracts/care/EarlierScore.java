package se.rond.contracts.care;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A NEWS2 that was complete.
 *
 * @param total 0–20
 * @param measuredAt when the vital signs were measured; null if nobody says
 * @param spo2Scale by which saturation was scored then
 */
public record EarlierScore(
    int total, @Nullable Instant measuredAt, OxygenSaturationScale spo2Scale) {

  /** The highest total there is. */
  public static final int MOST = 20;

  public EarlierScore {
    requireNonNull(spo2Scale, "spo2Scale");
    if (total < 0 || total > MOST) {
      throw new IllegalArgumentException("Expected a total of 0 to " + MOST + ", found " + total);
    }
  }
}
