package se.rond.dispatch.assignment;

import org.jspecify.annotations.Nullable;

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

  /** Without what is clinical: texts of objects end up in logs. */
  @Override
  public String toString() {
    return "Ending[]";
  }
}
