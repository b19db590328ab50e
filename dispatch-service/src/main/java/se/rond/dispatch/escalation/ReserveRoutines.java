package se.rond.dispatch.escalation;

import java.time.Instant;
import java.util.Optional;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.care.ReserveRoutineId;
import se.rond.dispatch.request.AssessmentRequest;

/** The reserve routines there are; written under the lock of the request. */
public interface ReserveRoutines {

  /** Finds the one of a request that nobody has resolved. */
  Optional<ReserveRoutine> findOpen(AssessmentRequestId request);

  Optional<ReserveRoutine> find(AssessmentRequestId request, ReserveRoutineId id);

  /** Stores a new one. */
  void add(ReserveRoutine routine);

  /** Keeps who is told of it, and whom to ring. */
  void keepTold(ReserveRoutine routine);

  /** Keeps what a person says it was. */
  void resolve(Resolution resolution, Instant at, String actor);

  /** Keeps that a physician's contact was not to be had; once for each need and routine. */
  void addUnmet(ReserveRoutineId routine, Unmet unmet, AssessmentRequest request, Instant at);
}
