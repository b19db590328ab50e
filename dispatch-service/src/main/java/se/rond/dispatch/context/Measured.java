package se.rond.dispatch.context;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.rond.contracts.care.EarlierScore;

/**
 * What was measured and sampled of a request by now.
 *
 * @param vitalsAt when its newest vital signs were measured; null if none were
 * @param before the complete score by the vital signs from before those; null if there is none
 * @param samples all that were taken
 */
public record Measured(
    @Nullable Instant vitalsAt, @Nullable EarlierScore before, List<Sample> samples) {

  public Measured {
    samples = List.copyOf(samples);
  }
}
