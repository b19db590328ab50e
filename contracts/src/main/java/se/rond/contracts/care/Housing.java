package se.rond.contracts.care;

/** The form of housing the patient is in: own home, care home, short-term, LSS or day activity. */
public enum Housing {
  ORDINARY,
  SPECIAL,
  SHORT_TERM,
  LSS,
  DAY_ACTIVITY
}
