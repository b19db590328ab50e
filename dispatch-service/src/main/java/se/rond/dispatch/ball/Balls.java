package se.rond.dispatch.ball;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.dispatch.Ball;
import tools.jackson.databind.JsonNode;

/** What was told about who has the ball; written under the lock of the request. */
public interface Balls {

  /**
   * Where a request stands, and what was told of it last.
   *
   * @param told a {@link Ball} as JSON; null if nothing was told, or it is over
   */
  record Seen(Situation situation, @Nullable JsonNode told) {}

  /** Looks at requests, in their order; those that there are none of are left out. */
  List<Seen> look(Collection<AssessmentRequestId> requests, Instant now);

  /** Keeps what is told of requests now, which is what people are shown. */
  void keep(Map<AssessmentRequestId, Ball> balls, Instant toldAt);

  /** Nobody has anything left to do for them. */
  void forget(Collection<AssessmentRequestId> requests);
}
