package se.rond.dispatch.assignment;

import se.rond.contracts.language.Text;

/**
 * What a team states when a patient says no to care. All three are stated, none is assumed: a no
 * counts as the patient's own decision only from somebody who can decide and knows what the no
 * means.
 *
 * @param capacity whether the patient can decide on this now
 * @param informed whether the patient was told of the finding, the care offered and the risk of
 *     going without
 * @param safetyNet what was agreed instead: what to look for, whom to ring, who looks in again; at
 *     most {@value #MAX_SAFETY_NET} characters. Clinical
 */
public record CareDeclined(DecisionCapacity capacity, boolean informed, String safetyNet) {

  /** Longest safety net, in characters: a page, far more than anybody says at a bedside. */
  public static final int MAX_SAFETY_NET = 2_000;

  /** Without what is clinical: texts of objects end up in logs. */
  @Override
  public String toString() {
    return "CareDeclined[]";
  }

  /** Whether a patient can take in, weigh and say what is decided on (<i>beslutsförmåga</i>). */
  public enum DecisionCapacity {
    PRESENT("Can decide", "Beslutsförmögen"),
    UNCERTAIN("Uncertain", "Osäkert"),
    LACKING("Cannot decide", "Saknar beslutsförmåga");

    private final Text label;

    DecisionCapacity(String english, String swedish) {
      label = Text.of(english, swedish);
    }

    /** What people call it. */
    public Text label() {
      return label;
    }
  }
}
