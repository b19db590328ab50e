package se.rond.dispatch.assignment;

/** What became of the patient. Add, never rename. */
public enum Outcome {
  STAYED_HOME,
  EMERGENCY_DEPARTMENT,
  ADMISSION,
  REFERRAL,
  EXPECTED_DEATH
}
