package se.rond.dispatch.agreement;

import java.time.Duration;
import java.util.Map;
import se.rond.contracts.care.Level;

/**
 * One version of what a region and its municipalities agreed.
 *
 * @param targets per level; {@code EMERGENCY_112} has none, since nobody is dispatched
 */
public record Agreement(AgreementId id, int version, Map<Level, Target> targets) {

  public Agreement {
    targets = Map.copyOf(targets);
  }

  /**
   * What a level promises.
   *
   * @param contactWithin from the time the request was raised to the first contact
   * @param answerWithin how long a responder may take to answer an offer, 2 to 10 min
   */
  public record Target(Duration contactWithin, Duration answerWithin) {}

  /**
   * @throws IllegalStateException if the agreement says nothing about that level: it was stored
   *     incomplete
   */
  public Target target(Level level) {
    var target = targets.get(level);
    if (target == null) {
      throw new IllegalStateException(
          "Expected agreement "
              + id.value()
              + " version "
              + version
              + " to have a target for "
              + level
              + ", but it has "
              + targets.keySet());
    }
    return target;
  }
}
