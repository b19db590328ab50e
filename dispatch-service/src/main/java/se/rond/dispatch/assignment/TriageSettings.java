package se.rond.dispatch.assignment;

import java.time.Duration;
import java.time.Instant;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long Rond waits for triage, under {@code rond.dispatch}.
 *
 * @param triageWait from when triage was asked until Rond goes on without it; 30 s to 30 min. 2
 *     min, chosen: four times what a killed triage needs to be back, a fifth of the time in which a
 *     physician is to have accepted. The shortest outlives a restart; longer than the longest no
 *     contact within 30 min could be kept (clinical reference 2.11)
 */
@ConfigurationProperties("rond.dispatch")
public record TriageSettings(@DefaultValue("2m") Duration triageWait) {

  private static final Duration SHORTEST = Duration.ofSeconds(30);
  private static final Duration LONGEST = Duration.ofMinutes(30);

  public TriageSettings {
    if (triageWait.compareTo(SHORTEST) < 0 || triageWait.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "Expected rond.dispatch.triage-wait from %s to %s, but found %s"
              .formatted(SHORTEST, LONGEST, triageWait));
    }
  }

  /** Until when to wait for triage that is asked at that instant. */
  public Instant waitUntil(Instant asked) {
    return asked.plus(triageWait);
  }
}
