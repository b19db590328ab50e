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
 * @param vitalsNotRequired causes that vitals need not be measured for, by the rule set
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
}
