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
  /** The nurse was told to ring 112; nobody is dispatched. */
  EMERGENCY_DIRECTED,
  /** All needs are met. */
  CLOSED
}
