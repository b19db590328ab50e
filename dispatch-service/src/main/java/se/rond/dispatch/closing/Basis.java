package se.rond.dispatch.closing;

/** What reading other care providers' data rests on. The names are stored: add, never rename. */
public enum Basis {
  /** The patient agrees (SVOD 3:1). */
  CONSENT,
  /**
   * The patient cannot agree for good, the attitude is known as far as can be, and nothing says
   * that the patient would have been against it (SVOD 2:6, 3:3).
   */
  NOT_CAPABLE
}
