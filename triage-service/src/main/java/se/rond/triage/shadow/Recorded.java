package se.rond.triage.shadow;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.care.MunicipalityCode;
import se.rond.contracts.care.PatientReference;
import se.rond.contracts.triage.AssessmentRequestEvent.ToBeJudged;
import se.rond.contracts.triage.TriageDecision;

/**
 * One revision of a request that was judged.
 *
 * @param judged null if this build cannot read what was asked or answered then
 */
public record Recorded(
    Place place, MunicipalityCode municipality, PatientReference patient, @Nullable Judged judged) {

  /** Where it stands among all, by the time of raising; each has a place of its own. */
  public record Place(Instant raisedAt, AssessmentRequestId request, int revision) {}

  /** What was asked, and what was answered. */
  public record Judged(ToBeJudged asked, TriageDecision decision) {}
}
