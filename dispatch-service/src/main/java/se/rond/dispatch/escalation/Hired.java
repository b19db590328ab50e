package se.rond.dispatch.escalation;

import se.rond.contracts.care.HsaId;

/**
 * Who was hired because nobody of the agreement could be had.
 *
 * @param name who came
 * @param costSek what it cost, in Swedish kronor, from 0
 */
public record Hired(String name, HsaId careProvider, int costSek) {

  /** Longest name, in characters. */
  public static final int MAX_NAME = 200;

  /** Highest cost that is no slip of the pen. */
  public static final int MAX_COST_SEK = 10_000_000;
}
