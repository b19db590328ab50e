package se.rond.dispatch.matching;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.Set;
import se.rond.contracts.care.Capability;
import se.rond.contracts.care.ResponderId;

/**
 * Why a responder may not take a need. Kept with the decision and shown to the coordinator as it
 * stands.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "why")
public sealed interface Exclusion {
  ResponderId responder();

  /** Lacks what cannot wait for another responder. */
  record LacksCapability(ResponderId responder, Set<Capability> missing) implements Exclusion {}

  /** Does not serve the patient's municipality. */
  record OutsideArea(ResponderId responder) implements Exclusion {}

  /** Is not on duty now. */
  record OffDuty(ResponderId responder) implements Exclusion {}

  /** Would be on duty no more when the visit is expected to be done. */
  record ShiftEndsTooSoon(ResponderId responder, Instant shiftEnd, Instant expectedDone)
      implements Exclusion {}

  /** Declined this need before. */
  record DeclinedBefore(ResponderId responder) implements Exclusion {}
}
