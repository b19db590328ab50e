package se.rond.dispatch.closing;

/** Why the patient cannot be asked. The names are stored: add, never rename. */
public enum WhyNotAsked {
  UNCONSCIOUS,
  UNABLE_TO_UNDERSTAND,
  UNABLE_TO_COMMUNICATE,
  NOT_REACHABLE,
  /** Said in words. */
  OTHER
}
