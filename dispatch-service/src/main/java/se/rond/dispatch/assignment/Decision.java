package se.rond.dispatch.assignment;

/** The answer to an {@link AssignmentCommand}. */
public sealed interface Decision {

  /** The command is granted; {@code event} says what changed. */
  record Happened(AssignmentEvent event) implements Decision {}

  /** The command asks for what already is, as a message sent twice does. Nothing changes. */
  record Unchanged() implements Decision {}

  /**
   * The command is refused. A refusal is an answer, not a fault: it is logged, counted and
   * returned.
   *
   * @param detail what was expected and what is instead, for who asked; it may be clinical, so it
   *     is not logged
   */
  record Rejected(Reason reason, String detail) implements Decision {}

  /** Why a command was refused. The names are problem types and metric tags: add, never rename. */
  enum Reason {
    /** The need has a live offer already. */
    ALREADY_OFFERED,
    /** Nobody is asked at present. */
    NO_OPEN_OFFER,
    /** The answer is to another offer than this one. */
    OFFER_SUPERSEDED,
    /** The time to answer is over. */
    OFFER_EXPIRED,
    /** The time to answer is not over yet. */
    OFFER_STILL_OPEN,
    /** The offer was accepted before. */
    ALREADY_ACCEPTED,
    /** The offer was declined before. */
    ALREADY_DECLINED,
    /** The offer or assignment was taken back. */
    WITHDRAWN,
    /** The assignment is over, with an outcome. */
    ALREADY_COMPLETED,
    /** The responder gave up the assignment before. */
    ALREADY_FAILED,
    /** Somebody else has the patient. */
    ALREADY_HANDED_OVER,
    /** Another offer to take over is unanswered. */
    HANDOVER_OPEN,
    /** That responder cannot take over. */
    RECEIVER_UNSUITABLE,
    /** Nobody declines care without being able to decide on it; a physician is to be asked. */
    CAPACITY_NOT_PRESENT,
    /** Nobody declines care without knowing what that means. */
    PATIENT_NOT_INFORMED,
    /** Only who has accepted can set out, meet or complete. */
    NOT_ACCEPTED,
    /** Only who is with the patient can complete. */
    NOT_WITH_PATIENT,
    /** Who is with the patient cannot be called back. */
    WITH_PATIENT,
    /** The assignment is further along than that. */
    STATUS_PASSED,
    /** Only a visit that has ended is documented. */
    NOT_ENDED,
    /** Nobody is expected at a time that is over. */
    ETA_PASSED,
    /** The team is with another patient, or on the way to one. */
    RESPONDER_BUSY,
    /**
     * A team is with the patient in person; a call is a contact, and the visit is still to come.
     */
    VISIT_PROMISED,
    /** A colleague of the same function has it. */
    ALREADY_CLAIMED,
    /** Only who answers as the responder speaks for it, and has its work. */
    NOT_A_MEMBER;

    /** Returns true if the name alone says something about the patient, so that no log has it. */
    boolean isAboutPatient() {
      return this == CAPACITY_NOT_PRESENT || this == PATIENT_NOT_INFORMED;
    }
  }
}
