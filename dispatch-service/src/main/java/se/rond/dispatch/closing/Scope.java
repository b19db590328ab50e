package se.rond.dispatch.closing;

/** How much of a care provider something is about. */
public enum Scope {
  /** One care unit (<i>vårdenhet</i>). */
  UNIT,
  /** All of the care provider (<i>vårdgivare</i>). */
  CARE_PROVIDER
}
