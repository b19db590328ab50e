package se.rond.dispatch.escalation;

/** Whom a rung that asks somebody would find now. */
public enum Staffing {
  /** Somebody who was not asked yet, and could come in time. */
  FRESH,
  /** Somebody who was not asked yet; nobody who could be asked at all would come in time. */
  LATE,
  /** Somebody is asked already, and has not answered. */
  LIVE,
  /** Nobody who was not asked yet. */
  NOBODY,
  /** Who is named was asked before, and did not take it. */
  ASKED_BEFORE,
  /** That need is taken, or given up. */
  SETTLED
}
