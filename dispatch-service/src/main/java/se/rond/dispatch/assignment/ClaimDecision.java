package se.rond.dispatch.assignment;

import se.rond.dispatch.assignment.Decision.Reason;

/** What becomes of somebody's wish to have work in the own name. */
sealed interface ClaimDecision {

  /** It stands in that name from now on. */
  record Claimed() implements ClaimDecision {}

  /** Nothing changes: it is so already, or is nobody's to claim. */
  record Stands() implements ClaimDecision {}

  /** It is refused. */
  record Refused(Reason reason, String detail) implements ClaimDecision {}
}
