package se.rond.dispatch.ball;

import java.time.Instant;
import java.util.Optional;
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

  /** Looks at a request; nothing if there is none. */
  Optional<Seen> look(AssessmentRequestId request, Instant now);

  /** Keeps what is told of it now, which is what people are shown. */
  void keep(AssessmentRequestId request, Ball ball, Instant toldAt);

  /** Nobody has anything left to do. */
  void forget(AssessmentRequestId request);
}
