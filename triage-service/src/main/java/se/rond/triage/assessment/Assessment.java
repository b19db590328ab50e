package se.rond.triage.assessment;

import java.time.Instant;
import se.rond.contracts.triage.AssessmentRequestEvent.ToBeJudged;
import se.rond.contracts.triage.TriageDecision;

/** What was asked of triage, and what it answered at {@code assessedAt}. */
public record Assessment(ToBeJudged asked, TriageDecision decision, Instant assessedAt) {}
