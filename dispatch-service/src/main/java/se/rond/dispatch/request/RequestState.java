package se.rond.dispatch.request;

/** Where a request stands. */
public enum RequestState {
  /** Stored and sent to triage. */
  RECEIVED,
  /**
   * Triaged; nobody has accepted what is still open, which may be that somebody looks at the
   * patient again.
   */
  WAITING,
  /** Somebody has accepted. */
  ASSIGNED,
  /** Somebody is on the way or with the patient. */
  UNDER_WAY,
  /**
   * The nurse was told to ring 112; nobody new is dispatched, but a physician where 112 was not
   * called. Whoever had accepted stays until the patient is handed over.
   */
  EMERGENCY_DIRECTED,
  /**
   * All care is over, and of some visit it is not said yet where it is documented. A new request of
   * the same patient is a new story.
   */
  DOCUMENTING,
  /** All needs are met, or the emergency is over, and it is said where that is documented. */
  CLOSED,
  /** Nobody needs to come. */
  CANCELLED,
  /** A second one for a patient with an open one; everything further stands with that one. */
  JOINED;

  /** Returns true while there is care to give, and so anything about it can still change. */
  public boolean isOpen() {
    return switch (this) {
      case RECEIVED, WAITING, ASSIGNED, UNDER_WAY, EMERGENCY_DIRECTED -> true;
      case DOCUMENTING, CLOSED, CANCELLED, JOINED -> false;
    };
  }
}
