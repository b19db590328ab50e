package se.rond.dispatch.level;

import se.rond.contracts.care.Level;

/** Which way a person changes a level. Counted: add, never rename. */
public enum Direction {
  UP,
  DOWN;

  /** The way from one level to another one. */
  static Direction of(Level from, Level to) {
    return to.isAtLeast(from) ? UP : DOWN;
  }
}
