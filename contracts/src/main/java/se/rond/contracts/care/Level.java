package se.rond.contracts.care;

/**
 * The level of care a request needs or was given, highest first.
 *
 * <p>The order of the constants is the order of urgency, so the higher of two levels is the one
 * with the lower ordinal. Meanings and default targets: clinical reference 2.11.
 */
public enum Level {
  /** The nurse rings 112 now; the request documents it. Nobody is dispatched. */
  EMERGENCY_112,
  /** A physician makes contact within 30 min. */
  PHYSICIAN_NOW,
  /** A mobile team is with the patient within 120 min. */
  MOBILE_TEAM_2H,
  /** A mobile team is with the patient within 6 h. */
  MOBILE_TEAM_TODAY,
  /** A physician makes contact the same day. */
  PHYSICIAN_TODAY,
  /** A nurse visits within 24 h. */
  NURSE,
  /** A nurse gives advice within 30 min; nobody visits. */
  ADVICE;

  /** Returns true if this level is as high as {@code other}, or higher. */
  public boolean isAtLeast(Level other) {
    return ordinal() <= other.ordinal();
  }

  /**
   * One level up, which ends at PHYSICIAN_NOW: what only raises never means 112 (clinical reference
   * 2.10.9). A higher level gives no lower one, and 112 itself PHYSICIAN_NOW.
   */
  public Level raisedByOne() {
    return values()[Math.max(PHYSICIAN_NOW.ordinal(), ordinal() - 1)];
  }

  /** Returns the higher of two levels. */
  public static Level highest(Level one, Level other) {
    return one.isAtLeast(other) ? one : other;
  }
}
