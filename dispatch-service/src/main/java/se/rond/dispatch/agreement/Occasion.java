package se.rond.dispatch.agreement;

import java.time.Instant;
import java.util.Set;
import se.rond.contracts.care.ContactCause;

/**
 * What a request's deadlines depend on, beside its level.
 *
 * @param raisedAt by our clock
 * @param causes every contact cause that it was raised or joined with
 * @param scored whether its vital signs give a NEWS2 score of 1 or more, or may
 */
public record Occasion(Instant raisedAt, Set<ContactCause> causes, boolean scored) {

  public Occasion {
    causes = Set.copyOf(causes);
  }

  /** One of which only the time is known. */
  public static Occasion at(Instant raisedAt) {
    return new Occasion(raisedAt, Set.of(), false);
  }
}
