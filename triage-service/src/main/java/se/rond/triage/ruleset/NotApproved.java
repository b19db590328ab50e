package se.rond.triage.ruleset;

/**
 * Nobody has approved the rules that a request would be judged by, and patients are not made up
 * here. Dispatch goes on by the nurse's level and the floors; the request can be replayed once a
 * set is active, and is judged by that.
 */
public final class NotApproved extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  NotApproved(String territory) {
    super(
        """
        Expected an approved rule set that is active for %s, but found the one that is shipped.
        Maybe the region's set was never activated: docs/how-to/change-the-rules.md."""
            .formatted(territory));
  }
}
