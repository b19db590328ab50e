package se.rond.reliability.explore;

import java.util.function.Function;

/**
 * Something that can happen in a state.
 *
 * @param name the same words in all states that are alike, and no other step of a state has them
 * @param taken what it does
 */
record Step(Choice choice, String name, Function<Town, Answer> taken) {

  /** What dispatch says to it. */
  record Answer(int status, String body) {

    static final Answer NOBODY_ASKED = new Answer(204, "");

    boolean isDone() {
      return status / 100 == 2;
    }

    /** A refusal is an answer, and changes nothing. */
    boolean isRefusal() {
      return status == 409;
    }
  }
}
