package se.rond.dispatch.escalation;

/** Whom a rung that asks somebody would find now. */
public enum Staffing {
  /** Somebody who was not asked yet, and could come in time. */
  FRESH,
  /** Only somebody who was not asked yet and would come too late. */
  LATE,
  /** Somebody is asked already, and has not answered. */
  LIVE,
  /** Nobody who was not asked yet. */
  NOBODY,
  /** Who is named was asked before, and did not take it. */
  ASKED_BEFORE,
  /** That need is taken, met or given up. */
  SETTLED
}
