package se.rond.dispatch.roster;

import java.util.Optional;
import java.util.stream.Stream;
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
  COORDINATOR,
  /**
   * Is told when a ladder ends without anybody (<i>chef i beredskap</i>); never offered anything.
   */
  MANAGER;

  /** The kind that meets a need. */
  public static ResponderKind meeting(Need need) {
    return switch (need) {
      case PHYSICIAN_CONTACT -> PHYSICIAN;
      case TEAM_VISIT -> MOBILE_TEAM;
      case NURSE_VISIT -> NURSE_FUNCTION;
    };
  }

  /** The need that it meets; nothing for who is told and never asked. */
  public Optional<Need> meets() {
    return Stream.of(Need.values()).filter(need -> meeting(need) == this).findFirst();
  }

  /**
   * Returns true if the responder can be in one place only, so that two active assignments are
   * impossible.
   */
  public boolean isExclusive() {
    return this == MOBILE_TEAM;
  }
}
