package se.rond.contracts.care;

/**
 * Facts that exempt from a rule, and so count only when the nurse has stated them (clinical
 * reference 2.10.6). Unknown is false, which gives the higher level.
 *
 * @param knownEpilepsyRecovered the seizure was one of a known epilepsy, and the patient is back to
 *     baseline
 * @param oxygenCoveredByPlan the oxygen the patient has now is what the plan prescribes
 */
public record Stated(boolean knownEpilepsyRecovered, boolean oxygenCoveredByPlan) {

  /** Nothing stated. */
  public static final Stated NOTHING = new Stated(false, false);
}
