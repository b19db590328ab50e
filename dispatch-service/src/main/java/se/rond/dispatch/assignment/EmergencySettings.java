package se.rond.dispatch.assignment;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long an emergency lasts, under {@code rond.dispatch.emergency}.
 *
 * @param overAfter when an emergency is taken for over after the last word about it, or after a
 *     nurse was last told to ring where nobody ever says a word; 1 h to 7 days. 12 h, chosen: by
 *     then the ambulance service has the patient, and what the next nurse raises is a new story
 */
@ConfigurationProperties("rond.dispatch.emergency")
record EmergencySettings(@DefaultValue("12h") Duration overAfter) {

  private static final Duration SHORTEST = Duration.ofHours(1);
  private static final Duration LONGEST = Duration.ofDays(7);

  EmergencySettings {
    if (overAfter.compareTo(SHORTEST) < 0 || overAfter.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "Expected rond.dispatch.emergency.over-after from %s to %s, but found %s"
              .formatted(SHORTEST, LONGEST, overAfter));
    }
  }
}
