package se.rond.contracts.care;

/** From where the raising nurse assessed the patient. */
public enum AssessedFrom {
  ON_SITE,
  PHONE,
  VIDEO
}
