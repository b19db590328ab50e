package se.rond.dispatch.assignment;

import se.rond.contracts.language.Text;

/**
 * What became of the patient: the closed list of how a completed assignment ends, with what each is
 * called. Add, never rename.
 */
public enum Outcome {
  STAYED_HOME("Stayed at home", "Vårdades hemma"),
  EMERGENCY_DEPARTMENT("To the emergency department", "Till akutmottagning"),
  ADMISSION("Admitted directly", "Direktinlagd"),
  REFERRAL("Referred", "Remitterad"),
  EXPECTED_DEATH("Expected death", "Väntat dödsfall"),
  /** Nobody foresaw it. The police are told by whoever finds it, as everywhere. */
  UNEXPECTED_DEATH("Unexpected death", "Oväntat dödsfall"),
  /** The patient said no to care; only with {@link CareDeclined what makes that no one to heed}. */
  PATIENT_DECLINED("The patient declined", "Patienten avböjde"),
  /** Nobody opened, or the patient was not there: somebody in need of care is not found. */
  NOBODY_THERE("Nobody there", "Ingen på plats");

  private final Text label;

  Outcome(String english, String swedish) {
    label = Text.of(english, swedish);
  }

  /**
   * Returns true if nobody of ours needs to come to that patient any more: in hospital, or dead.
   * Whoever was not found, or said no, is another matter.
   */
  public boolean endsCare() {
    return switch (this) {
      case EMERGENCY_DEPARTMENT, ADMISSION, EXPECTED_DEATH, UNEXPECTED_DEATH -> true;
      case STAYED_HOME, REFERRAL, PATIENT_DECLINED, NOBODY_THERE -> false;
    };
  }

  /** What people call it. */
  public Text label() {
    return label;
  }
}
