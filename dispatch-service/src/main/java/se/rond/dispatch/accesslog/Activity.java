package se.rond.dispatch.accesslog;

/** What somebody did with a patient's data. The names are stored: add, never rename. */
public enum Activity {
  /** One request was shown. */
  READ,
  /** A list was shown; there is an entry for each request in it. */
  SEARCH,
  /** A request was raised, or held to be changed. */
  CHANGE,
  /** Put on paper. */
  PRINT,
  /** Given to another system, or to somebody outside. */
  EXPORT,
  /** Refused. */
  DENIED,
  /** Opened in an emergency, although it was closed to the person. */
  EMERGENCY_OPENING;

  /** Whether it lets somebody know something of a patient. */
  public boolean shows() {
    return switch (this) {
      case READ, SEARCH, PRINT, EXPORT -> true;
      case CHANGE, DENIED, EMERGENCY_OPENING -> false;
    };
  }
}
