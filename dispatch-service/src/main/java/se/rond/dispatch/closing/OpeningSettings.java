package se.rond.dispatch.closing;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long an emergency opening lasts, under {@code rond.dispatch.emergency-opening}.
 *
 * @param staysOpen from the second step; 5 min to 12 h. 60 min, chosen: an acute assessment
 * @param confirmWithin from the first step to the second; 1 min to 60 min. 15 min, chosen
 */
@ConfigurationProperties("rond.dispatch.emergency-opening")
record OpeningSettings(
    @DefaultValue("60m") Duration staysOpen, @DefaultValue("15m") Duration confirmWithin) {

  OpeningSettings {
    expect("stays-open", staysOpen, Duration.ofMinutes(5), Duration.ofHours(12));
    expect("confirm-within", confirmWithin, Duration.ofMinutes(1), Duration.ofMinutes(60));
  }

  private static void expect(String name, Duration found, Duration shortest, Duration longest) {
    if (found.compareTo(shortest) < 0 || found.compareTo(longest) > 0) {
      throw new IllegalArgumentException(
          "Expected rond.dispatch.emergency-opening.%s from %s to %s, but found %s"
              .formatted(name, shortest, longest, found));
    }
  }
}
