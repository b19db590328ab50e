package se.rond.dispatch.imaging;

import se.rond.contracts.care.ResponderId;

/**
 * Who sees to what comes of the pictures after the team has left: a function that is told, and the
 * person who is asked.
 *
 * @param name at most {@value #MAX_NAME} characters
 * @param phone the number that reaches that person
 */
public record Owner(ResponderId responder, String name, String phone) {

  /** Longest name and number, in characters. */
  public static final int MAX_NAME = 200;

  /** Without the person: texts of objects end up in logs. */
  @Override
  public String toString() {
    return "Owner[responder=" + responder + "]";
  }
}
