package se.rond.dispatch.request;

import java.util.Optional;
import se.rond.contracts.care.AssessmentRequestId;

/** By which word of a person a request's level was lowered. */
public interface Lowerings {

  /** Finds the last one; nothing if nobody has lowered it since it is about that patient. */
  Optional<Lowering> findLast(AssessmentRequestId request);
}
