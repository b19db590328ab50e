package se.rond.dispatch.owntask;

import se.rond.contracts.language.Text;

/** Why an own task goes back to the function. Add, never rename. */
public enum ReturnReason {
  NO_TIME("No time after all", "Hinner inte", true),
  NEEDS_MORE("The patient needs more", "Patienten behöver mer", true),
  /** Nobody opened, or the patient was not there: somebody in need of care is not found. */
  NOBODY_THERE("Nobody there", "Ingen på plats", true),
  OTHER("Other", "Annat", true),
  /** By the clock. */
  DEADLINE_PASSED("The time has passed", "Tiden har gått ut", false),
  /** More than a nurse is needed now. */
  LEVEL_RAISED("The level has risen", "Nivån har höjts", false),
  /** Nobody needs to come any more. */
  CANCELLED("The request was cancelled", "Förfrågan är återkallad", false);

  private final Text label;
  private final boolean isStated;

  ReturnReason(String english, String swedish, boolean isStated) {
    this.label = Text.of(english, swedish);
    this.isStated = isStated;
  }

  /** What people call it. */
  public Text label() {
    return label;
  }

  /** Returns true if it is a person who says so. */
  public boolean isStated() {
    return isStated;
  }

  /** Returns true if the contact function has to look into it. */
  boolean isAlarming() {
    return this == DEADLINE_PASSED || this == NOBODY_THERE;
  }
}
