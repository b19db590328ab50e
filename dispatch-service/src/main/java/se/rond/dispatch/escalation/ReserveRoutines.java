package se.rond.dispatch.escalation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.care.ReserveRoutineId;
import se.rond.contracts.care.ResponderId;
import se.rond.dispatch.agreement.ReserveContact;
import se.rond.dispatch.request.AssessmentRequest;

/** The reserve routines there are; written under the lock of the request. */
public interface ReserveRoutines {

  /** Finds the one of a request that nobody has resolved. */
  Optional<ReserveRoutine> findOpen(AssessmentRequestId request);

  Optional<ReserveRoutine> find(AssessmentRequestId request, ReserveRoutineId id);

  /** Stores a new one, with whom to ring. */
  void add(ReserveRoutine routine, List<ReserveContact> contacts);

  /** Keeps that these are told of it, too. */
  void addManagers(ReserveRoutineId routine, List<ResponderId> managers);

  /** Keeps what a person says it was. */
  void resolve(Resolution resolution, Instant at, String actor);

  /** Keeps that a physician's contact was not to be had; once for each need and routine. */
  void addUnmet(ReserveRoutineId routine, Unmet unmet, AssessmentRequest request, Instant at);
}
