package se.rond.contracts.care;

import static java.util.Objects.requireNonNullElse;

/**
 * What dispatch knows of the patient beside the request itself, put into the event because triage
 * keeps no state of patients.
 *
 * @param spo2Scale the signed setting of the patient; {@code SCALE_1} if there is none
 */
public record TriageContext(OxygenSaturationScale spo2Scale) {

  public TriageContext {
    spo2Scale = requireNonNullElse(spo2Scale, OxygenSaturationScale.SCALE_1);
  }

  /** Nothing is known of the patient. */
  public static final TriageContext UNKNOWN = new TriageContext(OxygenSaturationScale.SCALE_1);
}
