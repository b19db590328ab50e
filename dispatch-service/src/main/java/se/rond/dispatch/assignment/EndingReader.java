package se.rond.dispatch.assignment;

import org.jspecify.annotations.Nullable;
import se.rond.contracts.intake.Fields;
import se.rond.contracts.language.Text;
import se.rond.dispatch.assignment.CareDeclined.DecisionCapacity;

/** Reads how a visit ended, and names every field of that which cannot be used. */
public final class EndingReader {

  private EndingReader() {}

  /** Reads {@code outcome}, with {@code declined} where the patient declined; null if unusable. */
  public static @Nullable Ending read(Fields fields) {
    var outcome = fields.requiredCode("outcome", Outcome.values());
    var declined = fields.object("declined");
    if (outcome == Outcome.PATIENT_DECLINED) {
      var stated = declined(declined);
      return stated == null ? null : new Ending(outcome, stated);
    }
    if (outcome != null && declined.isPresent()) {
      fields.refuse(
          "declined",
          Text.of("nothing but with PATIENT_DECLINED", "ingenting utom vid PATIENT_DECLINED"),
          Text.of("an object with {0}", "ett objekt vid {0}").with(outcome));
    }
    return outcome == null ? null : Ending.of(outcome);
  }

  private static @Nullable CareDeclined declined(Fields fields) {
    var capacity = fields.requiredCode("capacity", DecisionCapacity.values());
    var informed = fields.requiredBool("informed");
    var safetyNet = fields.requiredText("safetyNet", CareDeclined.MAX_SAFETY_NET);
    return capacity == null || informed == null || safetyNet == null
        ? null
        : new CareDeclined(capacity, informed, safetyNet);
  }
}
