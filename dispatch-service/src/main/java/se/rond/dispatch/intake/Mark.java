package se.rond.dispatch.intake;

/**
 * What was accepted, and had to be put right or looked at. Shown with the request: add, never
 * rename.
 */
public enum Mark {
  /** {@code raisedAt} lay more than 2 min in the future; the time of receipt is used. */
  RAISED_AT_IN_FUTURE,
  /** The request was raised more than 24 h before it came in. */
  RAISED_LONG_AGO,
  /** The clock of the device is off by so much that somebody should set it; times are corrected. */
  DEVICE_CLOCK_OFF,
  /** The vital signs were measured more than 24 h before the request came in. */
  VITALS_OLD,
  /** A value is outside its plausible range and nobody confirmed it; it counts as it stands. */
  UNCONFIRMED_EXTREME
}
