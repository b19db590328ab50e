package se.rond.dispatch.escalation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.care.ResponderId;
import se.rond.dispatch.request.AssessmentRequest;
import se.rond.dispatch.request.NeedId;

/** The climbs there are; written under the lock of the request. */
public interface Climbs {

  /** Finds the climb of a need; nothing for one that nobody demanded, or from before ladders. */
  Optional<Climb> find(NeedId need);

  /** Keeps how far a climb is, the first time or again. */
  void keep(Climb climb);

  /** Lists the climbs of a request whose needs are open. */
  List<Climb> listOpen(AssessmentRequestId request);

  /** Finds what is awaited for an open need of a locked request. */
  Awaited findAwaited(AssessmentRequest request, NeedId need);

  /** Adds a line to what people read. */
  void add(NeedId need, ClimbedRung rung);

  /** Nothing of the request is watched any more, and no contact promised before an emergency. */
  void unwatch(AssessmentRequestId request);

  /** When the request was received, which the time to accept runs from. */
  Instant findReceipt(AssessmentRequestId request);

  /** Finds who is responsible for the patient; nothing while the raising nurse function is. */
  Optional<ResponderId> findResponsible(AssessmentRequestId request);

  /** A climb with a deadline that has come. */
  record Due(AssessmentRequestId request, NeedId need) {}

  /** Lists climbs with a deadline that has come, at most {@code limit}, longest due first. */
  List<Due> listDue(Instant now, int limit);
}
