package se.rond.access;

/**
 * What a caller does at work; exactly one per call. The names stand in tokens: add, never rename.
 */
public enum Role {
  /** Raises requests at a patient's home (<i>kommunsjuksköterska</i>). */
  MUNICIPAL_NURSE,
  /** Goes to patients, as a member of a mobile team. */
  MOBILE_TEAM,
  /** Assesses patients, on call. */
  PHYSICIAN,
  /** Watches all requests of a region at the central contact function. */
  COORDINATOR,
  /** Speaks for the ambulance service (<i>ambulanssamordnare</i>). */
  AMBULANCE_LIAISON,
  /** Coordinates a health centre's patients (<i>samordningssjuksköterska</i>). */
  CARE_COORDINATION_NURSE,
  /** Answers for the quality of municipal care (<i>medicinskt ansvarig sjuksköterska</i>). */
  MAS,
  /** Is told when a ladder ends without anybody (<i>chef i beredskap</i>), and resolves it. */
  MANAGER,
  /** Runs the system. */
  OPERATIONS,
  /** Another system, with no person behind the call. */
  INTEGRATION
}
