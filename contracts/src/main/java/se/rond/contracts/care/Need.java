package se.rond.contracts.care;

/** What has to happen for a request to be answered; each need gets one assignment. */
public enum Need {
  /** A physician speaks with the nurse or the patient, by phone, video or visit. */
  PHYSICIAN_CONTACT,
  /** A mobile team goes to the patient. */
  TEAM_VISIT,
  /** A nurse goes to the patient, or advises. */
  NURSE_VISIT
}
