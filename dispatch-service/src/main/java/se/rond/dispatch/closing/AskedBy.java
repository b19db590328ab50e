package se.rond.dispatch.closing;

/** Who asks for a block, or for its end. The names are stored by clients: add, never rename. */
public enum AskedBy {
  /** The patient, in person. */
  PATIENT,
  /** Whoever has the custody of a child: may not block a child's data (PDL 4:4, SVOD 2:3). */
  GUARDIAN,
  /** Anybody else, such as a relative or a colleague. */
  OTHER
}
