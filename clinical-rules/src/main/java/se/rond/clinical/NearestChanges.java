package se.rond.clinical;

import java.util.List;
import se.rond.contracts.care.Level;

/**
 * The nearest changes of one single value that would give a request another level. Only what is
 * known is changed: what is missing stands in the decision's {@code notEvaluated}. The contact
 * cause, age, pregnancy, X-ray region, the place of assessment and another triage's colour are not
 * changed, nor are signs and flags added.
 *
 * @param raising changes to a higher level, the nearest first, at most one of each fact
 * @param lowering changes to a lower level, likewise; empty if more than one of those values holds
 *     the level, or one that is not changed
 */
public record NearestChanges(List<Change> raising, List<Change> lowering) {

  public NearestChanges {
    raising = List.copyOf(raising);
    lowering = List.copyOf(lowering);
  }

  /**
   * One value that would be another.
   *
   * @param fact by its name in the body of a request
   * @param from as it is
   * @param to the first value from there that gives another level
   * @param level the level with it
   */
  public record Change(String fact, String from, String to, Level level) {}
}
