package se.rond.clinical;

import java.util.Set;
import se.rond.contracts.care.ClinicalContent;
import se.rond.contracts.care.ContactCause;

/** When an infection is suspected (clinical reference 2.6). */
final class Sepsis {

  /** Contact causes that are a suspected infection by their name. */
  static final Set<ContactCause> INFECTIONS =
      Set.of(ContactCause.FEVER_INF, ContactCause.PNEUMONIA, ContactCause.SKIN_INF);

  private Sepsis() {}

  /** Returns true if the nurse suspects an infection, or the contact cause is one by its name. */
  static boolean isInfectionSuspected(ClinicalContent content) {
    var cause = content.contactCause();
    return content.suspectedInfection() || (cause != null && INFECTIONS.contains(cause));
  }
}
