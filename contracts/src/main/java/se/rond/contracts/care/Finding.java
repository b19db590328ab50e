package se.rond.contracts.care;

/** A warning sign the nurse found: one code per sign in clinical reference 2.9 and 2.12. */
public enum Finding {
  CANNOT_LIFT_LEG,
  ONGOING,
  SYMPTOMATIC
}
