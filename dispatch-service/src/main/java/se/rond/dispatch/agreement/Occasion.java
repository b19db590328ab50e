package se.rond.dispatch.agreement;

import java.time.Instant;
import java.util.Set;
import se.rond.contracts.care.ContactCause;
import se.rond.contracts.triage.TriageDecision.EarlyWarningScore;

/**
 * What a request's deadlines depend on, beside its level.
 *
 * @param raisedAt by our clock
 * @param causes every contact cause that it was raised or joined with
 * @param scored whether its vital signs give a NEWS2 score of 1 or more, or may: a value that is
 *     missing counts as the worst
 */
public record Occasion(Instant raisedAt, Set<ContactCause> causes, boolean scored) {

  public Occasion {
    causes = Set.copyOf(causes);
  }

  /** One that triage has judged; where NEWS2 is not made for the patient, nothing is scored. */
  public static Occasion judged(
      Instant raisedAt, Set<ContactCause> causes, EarlyWarningScore news2) {
    var points = news2.total() == null ? news2.maximumPossible() : news2.total();
    return new Occasion(raisedAt, causes, points != null && points > 0);
  }

  /** One of which only the time is known. */
  public static Occasion at(Instant raisedAt) {
    return new Occasion(raisedAt, Set.of(), false);
  }
}
