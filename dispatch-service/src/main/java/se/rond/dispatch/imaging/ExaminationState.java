package se.rond.dispatch.imaging;

import se.rond.contracts.language.Text;

/**
 * Where an examination stands. The names stand in bodies: add, never rename.
 *
 * <pre>
 * PROPOSED ──justify──▶ JUSTIFIED ──perform──▶ PERFORMED ──read──▶ READ ──answer──▶ ANSWERED ──act──▶ ACTED_ON
 *     ├─reject──▶ REJECTED   │                      └──────────answer────────────────▶┘
 *     └─cancel──▶ CANCELLED ◀┘cancel
 * </pre>
 */
public enum ExaminationState {
  /** Asked for; nobody is exposed. */
  PROPOSED("Asked for", "Begärd"),
  /** Somebody who may has found that it is worth its radiation. */
  JUSTIFIED("Justified", "Berättigad"),
  REJECTED("Not justified", "Avvisad"),
  /** The pictures are taken; the team may leave, and the result has an owner. */
  PERFORMED("Performed", "Utförd"),
  /** A radiologist has looked at them. */
  READ("Read", "Granskad"),
  /** The owner has the answer. */
  ANSWERED("Answered", "Besvarad"),
  /** The owner has done what follows from it. */
  ACTED_ON("Acted on", "Åtgärdad"),
  CANCELLED("Cancelled", "Återkallad");

  private final Text label;

  ExaminationState(String english, String swedish) {
    label = Text.of(english, swedish);
  }

  /** What people call it. */
  public Text label() {
    return label;
  }

  /** Returns true while the pictures exist and somebody owns what comes of them. */
  boolean hasOwner() {
    return switch (this) {
      case PERFORMED, READ, ANSWERED -> true;
      case PROPOSED, JUSTIFIED, REJECTED, ACTED_ON, CANCELLED -> false;
    };
  }

  /** Returns true while no picture is taken, and one may be. */
  boolean isAhead() {
    return this == PROPOSED || this == JUSTIFIED;
  }
}
