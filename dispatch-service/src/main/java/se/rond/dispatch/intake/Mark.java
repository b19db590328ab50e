package se.rond.dispatch.intake;

/**
 * What was accepted, and had to be put right or looked at. Shown with the request: add, never
 * rename.
 */
public enum Mark {
  /** {@code raisedAt} lay in the future; the time of receipt is used. */
  RAISED_AT_IN_FUTURE
}
