package se.rond.dispatch.assignment;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.rond.dispatch.assignment.CareDeclined.DecisionCapacity;
import se.rond.dispatch.assignment.Decision.Reason;

/**
 * How an assignment is completed.
 *
 * @param declined there if, and only if, the patient declined
 */
public record Ending(Outcome outcome, @Nullable CareDeclined declined) {

  public Ending {
    if ((outcome == Outcome.PATIENT_DECLINED) != (declined != null)) {
      throw new IllegalArgumentException(
          "Expected what was stated of the patient's no with PATIENT_DECLINED and with nothing else,"
              + " but the outcome is "
              + outcome);
    }
  }

  /** An ending about which nothing more is said. */
  public static Ending of(Outcome outcome) {
    return new Ending(outcome, null);
  }

  /**
   * A no to care ends a visit only if it is the patient's own: from somebody who can decide, and
   * was told what it means. Where either is missing, whoever is there rings a physician before
   * leaving. Nothing if it is as it should be.
   */
  public Optional<Decision.Rejected> refusal() {
    if (declined != null && declined.capacity() != DecisionCapacity.PRESENT) {
      return Optional.of(
          new Decision.Rejected(
              Reason.CAPACITY_NOT_PRESENT,
              "Expected a patient who can decide, but the capacity is "
                  + declined.capacity()
                  + "; ring the physician on call before you leave"));
    }
    if (declined != null && !declined.informed()) {
      return Optional.of(
          new Decision.Rejected(
              Reason.PATIENT_NOT_INFORMED,
              "Expected a patient who was told what was found, what is offered and the risk of going"
                  + " without, but informed is false"));
    }
    return Optional.empty();
  }

  /** Without what is clinical: texts of objects end up in logs. */
  @Override
  public String toString() {
    return "Ending[]";
  }
}
