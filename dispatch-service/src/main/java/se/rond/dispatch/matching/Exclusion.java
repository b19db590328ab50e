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

  /**
   * Does as much as it can at once already, and somebody else can be asked who does not. Where
   * nobody can, it is asked all the same: a question in a queue costs less than a patient of whom
   * nobody knows.
   */
  record AtCapacity(ResponderId responder, Capacity capacity) implements Exclusion {}

  /**
   * Has not taken this need, which can wait, since its shift began: whoever comes on duty next is
   * asked, and nobody is rung all night for what is done in the morning.
   */
  record NotTakenThisShift(ResponderId responder) implements Exclusion {}

  /** Declined this need before. */
  record DeclinedBefore(ResponderId responder) implements Exclusion {}
}
