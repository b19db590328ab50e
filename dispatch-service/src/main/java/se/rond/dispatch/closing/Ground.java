package se.rond.dispatch.closing;

/** Why what is closed has to be opened now. The names are stored: add, never rename. */
public enum Ground {
  /** There is danger to the patient's life. */
  DANGER_TO_LIFE,
  /** There is a serious risk to the patient's health otherwise. */
  SERIOUS_RISK_TO_HEALTH,
  /**
   * The patient indispensably needs care for which it matters; enough at one's own provider only.
   */
  INDISPENSABLE_CARE;

  /** Whether it opens what other care providers have (SVOD 3:6). */
  public boolean isDanger() {
    return switch (this) {
      case DANGER_TO_LIFE, SERIOUS_RISK_TO_HEALTH -> true;
      case INDISPENSABLE_CARE -> false;
    };
  }
}
