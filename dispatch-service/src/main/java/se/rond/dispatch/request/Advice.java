package se.rond.dispatch.request;

/** What the nurse's screen shows at once. */
public enum Advice {
  /** Ring 112 now. */
  RING_112_NU,
  NONE
}
