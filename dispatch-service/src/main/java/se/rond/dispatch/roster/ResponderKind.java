package se.rond.dispatch.roster;

import se.rond.contracts.care.Need;

/** What a responder is. */
public enum ResponderKind {
  /** Drives to the patient; can be in one place only. */
  MOBILE_TEAM,
  /** A physician on call. */
  PHYSICIAN,
  /** A municipality's nurse on duty. */
  NURSE_FUNCTION,
  /** The central contact function; is told, and never offered anything. */
  COORDINATOR;

  /** The kind that meets a need. */
  public static ResponderKind meeting(Need need) {
    return switch (need) {
      case PHYSICIAN_CONTACT -> PHYSICIAN;
      case TEAM_VISIT -> MOBILE_TEAM;
      case NURSE_VISIT -> NURSE_FUNCTION;
    };
  }

  /**
   * Returns true if the responder can be in one place only, so that two active assignments are
   * impossible.
   */
  public boolean isExclusive() {
    return this == MOBILE_TEAM;
  }
}
