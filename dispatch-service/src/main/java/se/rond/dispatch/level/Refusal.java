package se.rond.dispatch.level;

/** Why the level of a request stays as it is. The names are problem types: add, never rename. */
public enum Refusal {
  /** The request is over. */
  REQUEST_CLOSED,
  /** The request is cancelled. */
  REQUEST_CANCELLED,
  /** It was joined to another one, which is lowered by its own id. */
  REQUEST_JOINED,
  /** It is that level already. */
  LEVEL_IN_FORCE,
  /** A nurse was told to ring 112; nobody takes that back. */
  EMERGENCY_STANDS,
  /** Who does not have to do with the patient says nothing of the level. */
  NOT_YOURS_TO_SAY,
  /** A team says what it found, and can raise the level. */
  NOT_YOURS_TO_LOWER,
  /** Below a floor only a physician or a coordinator decides. */
  BELOW_FLOOR,
  /** It is another level than the one that was seen, or it was not said which one was. */
  LEVEL_CHANGED,
  /** It is no reason to go that way. */
  REASON_DOES_NOT_FIT,
  /** Triage has not judged the newest revision, and is waited for still. */
  NOT_JUDGED_YET
}
