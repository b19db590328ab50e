package se.rond.clinical;

/** Whether a condition holds: yes, no, or not known because something was not measured. */
enum Truth {
  TRUE,
  UNKNOWN,
  FALSE;

  static Truth of(boolean holds) {
    return holds ? TRUE : FALSE;
  }
}
