package se.rond.dispatch.request;

import java.util.Optional;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.care.Level;

/** To which levels persons have raised requests. */
public interface Raisings {

  /**
   * Finds the highest level that was said of a request, or of those that are joined to it now;
   * nothing if nobody ever raised one of them. What was lowered since counts, too.
   */
  Optional<Level> findHighest(AssessmentRequestId request);
}
