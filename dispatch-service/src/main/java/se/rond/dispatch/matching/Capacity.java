package se.rond.dispatch.matching;

/**
 * How much a function does at once. It is a bound on what it is asked for, not on what it may
 * accept: who says yes knows best.
 *
 * @param most accepted and not over, at the same time; at least 1
 * @param taken accepted and not over now; may be above {@code most}
 */
public record Capacity(int most, int taken) {

  public Capacity {
    if (most < 1 || taken < 0) {
      throw new IllegalArgumentException(
          "Expected room for at least 1 and nothing less than 0 taken, but found "
              + taken
              + " of "
              + most);
    }
  }

  /** Returns true if one more would be beyond it. */
  boolean exhausted() {
    return taken >= most;
  }
}
