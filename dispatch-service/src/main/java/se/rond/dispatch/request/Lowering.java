package se.rond.dispatch.request;

import org.jspecify.annotations.Nullable;
import se.rond.contracts.care.Level;
import se.rond.contracts.triage.TriageDecision;

/**
 * The last word by which a person lowered the level of a request. What triage had judged by then is
 * covered by it, with what comes late of something older and what only moved the patient, or
 * changed what is known from other requests, right after; what is found of anything newer counts
 * again.
 *
 * @param covered the newest revision that it covers; 0 if triage had judged none
 * @param judgedSince the highest level that a nurse has judged since; null if none has
 * @param overFloors whether whoever said it may go below floors
 */
public record Lowering(int covered, @Nullable Level judgedSince, boolean overFloors) {

  /** Returns true if what is found of that revision does not undo it. */
  public boolean covers(int foundOf) {
    return foundOf <= covered;
  }

  /**
   * The level that is still demanded by what was found of a revision. What means 112 is demanded
   * whatever anybody said, and so is a floor, unless by somebody who may go below floors. ADVICE
   * where nothing is.
   */
  public Level demandedBy(int foundOf, TriageDecision found) {
    var nurse = judgedSince == null ? Level.ADVICE : judgedSince;
    if (!covers(foundOf) || found.level() == Level.EMERGENCY_112) {
      return Level.highest(nurse, found.level());
    }
    return overFloors ? nurse : Level.highest(nurse, found.floor());
  }
}
