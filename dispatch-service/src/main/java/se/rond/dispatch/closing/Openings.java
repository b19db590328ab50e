package se.rond.dispatch.closing;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import se.rond.access.Caller;
import se.rond.contracts.care.AssessmentRequestId;

/** The emergency openings there are. */
public interface Openings {

  /** Finds how a request that the caller may know of stands to the caller, openings left aside. */
  Optional<Opening.Standing> findStanding(AssessmentRequestId request, Caller caller);

  /** Adds one; false if its id is taken. */
  boolean add(Opening opening, Caller caller);

  /** Finds and locks one. */
  Optional<Opening> findAndLock(UUID id);

  /** Opens until then. */
  void confirm(UUID id, Instant now, Instant openUntil);
}
