package se.rond.dispatch.request;

/** Where a request stands. */
public enum RequestState {
  /** Stored and sent to triage. */
  RECEIVED,
  /** Triaged; nobody has accepted what is still open. */
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
  /** All needs are met, or the emergency is over. */
  CLOSED,
  /** Nobody needs to come. */
  CANCELLED,
  /** A second one for a patient with an open one; everything further stands with that one. */
  JOINED;

  /** Returns true while anything can still change. */
  public boolean isOpen() {
    return switch (this) {
      case RECEIVED, WAITING, ASSIGNED, UNDER_WAY, EMERGENCY_DIRECTED -> true;
      case CLOSED, CANCELLED, JOINED -> false;
    };
  }
}
