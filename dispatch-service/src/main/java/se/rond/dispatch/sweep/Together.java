package se.rond.dispatch.sweep;

import java.util.List;
import se.rond.dispatch.sweep.Sweep.Due;

/** One transaction for several deadlines. */
@FunctionalInterface
public interface Together {

  /**
   * Meets all of them, or none.
   *
   * @throws RuntimeException if one fails, or somebody else holds a row of it
   */
  void meet(List<Due> some);
}
