package se.rond.dispatch.assessment;

import java.time.Duration;
import java.time.Instant;

/**
 * When the patient is to be seen or spoken with again.
 *
 * @param from from when on whoever sees the patient meets it: half way, chosen. What is measured
 *     right after the assessment is no re-assessment, and one that is made somewhat early is
 * @param at when it is due
 */
public record Reassessment(Instant from, Instant at) {

  static Reassessment of(Instant assessedAt, Instant at) {
    return new Reassessment(assessedAt.plus(Duration.between(assessedAt, at).dividedBy(2)), at);
  }
}
