package se.rond.dispatch.assignment;

/** Why a responder says no. Counted per reason: add, never rename. */
public enum DeclineReason {
  BUSY,
  TOO_FAR,
  SHIFT_ENDS,
  MISSING_EQUIPMENT,
  MISSING_COMPETENCE,
  VEHICLE,
  OTHER
}
