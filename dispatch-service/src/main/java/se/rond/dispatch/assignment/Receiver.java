package se.rond.dispatch.assignment;

import se.rond.contracts.care.AssignmentId;
import se.rond.contracts.care.ResponderId;

/** Who has taken over a patient. */
public sealed interface Receiver {

  /** Longest name of a unit or a person, in characters. */
  int MAX_NAME = 200;

  /**
   * The ambulance service.
   *
   * @param unit as it calls itself
   * @param receivedBy the person who heard the hand-over
   */
  record Ambulance(String unit, String receivedBy, Sbar sbar) implements Receiver {
    /** Without what is clinical: texts of objects end up in logs. */
    @Override
    public String toString() {
      return "Ambulance[unit=" + unit + "]";
    }
  }

  /** Another responder, by an assignment of its own. */
  record Colleague(AssignmentId assignment, ResponderId responder) implements Receiver {}
}
