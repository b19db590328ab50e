package se.rond.clinical;

import java.util.List;
import java.util.Set;
import se.rond.contracts.care.ClinicalContent;
import se.rond.contracts.care.ContactCause;
import se.rond.contracts.care.ContextUsed;
import se.rond.contracts.triage.TriageDecision.EarlyWarningScore;

/**
 * What is known of one request, as conditions ask for it.
 *
 * @param cause the contact cause; OTHER if it could not be read
 * @param missing the items of NEWS2 that were not measured
 * @param vitalsNotRequired causes that vitals need not be measured for, by the rule set alone
 */
record Known(
    ClinicalContent content,
    ContextUsed context,
    ContactCause cause,
    EarlyWarningScore score,
    List<String> missing,
    HipFractureStrategy strategy,
    Set<ContactCause> vitalsNotRequired) {

  static Known of(
      ClinicalContent content,
      ContextUsed context,
      EarlyWarningScore score,
      HipFractureStrategy strategy,
      Set<ContactCause> vitalsNotRequired) {
    return new Known(
        content,
        context,
        content.contactCause() == null ? ContactCause.OTHER : content.contactCause(),
        score,
        News2.missing(content.vitals()),
        strategy,
        vitalsNotRequired);
  }

  /**
   * Returns true unless both the rule set and what is agreed let that cause go without vital signs
   * (clinical reference 2.10.5): neither frees from what the other asks for.
   */
  boolean isVitalsRequired() {
    return Boolean.TRUE.equals(context.vitalsRequired()) || !vitalsNotRequired.contains(cause);
  }
}
