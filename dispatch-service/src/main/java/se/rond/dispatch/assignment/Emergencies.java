package se.rond.dispatch.assignment;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.intake.Change.Said;

/** The emergencies there are; each is changed under the lock of its request. */
public interface Emergencies {

  Optional<Emergency> find(AssessmentRequestId request);

  /**
   * Arms an alarm, also in an emergency that was answered before, and returns its number.
   *
   * @param overAt when the emergency is over if nobody ever says anything
   */
  int arm(AssessmentRequestId request, Instant directedAt, Instant acknowledgeBy, Instant overAt);

  /** Keeps that the contact function was alarmed. */
  void alarm(AssessmentRequestId request, Instant at);

  /** Keeps what was said of the newest alarm, which closes it. */
  void acknowledge(
      AssessmentRequestId request, Said said, String actor, Instant at, Instant overAt);

  /** Looks again at {@code overAt} whether it is over; null for never. */
  void postpone(AssessmentRequestId request, @Nullable Instant overAt);

  /** Lists those that nobody has acknowledged in time, at most {@code limit}, oldest first. */
  List<AssessmentRequestId> listUnacknowledged(Instant now, int limit);

  /** Lists those that are to be looked at whether they are over, at most {@code limit}. */
  List<AssessmentRequestId> listOver(Instant now, int limit);
}
