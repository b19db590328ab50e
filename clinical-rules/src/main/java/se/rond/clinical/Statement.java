package se.rond.clinical;

import se.rond.contracts.language.Text;

/**
 * One thing that a rule set says, in words that a clinician reads.
 *
 * @param field its path in the document, the same in each version
 * @param about what it is about, such as a rule's label
 * @param says what the set says of it
 */
public record Statement(Part part, String field, Text about, Text says) {

  /** How the path of a rule's label ends. */
  static final String LABEL = ".label";

  /** Returns true if it says only what a rule is called, as what it is about does elsewhere. */
  public boolean isLabel() {
    return field.endsWith(LABEL);
  }

  /** Where it stands on a page, in this order. */
  public enum Part {
    /** Whom it is for, and what a region has chosen. */
    CHOICES,
    /** What no nurse goes below, and what she may with a reason. */
    RULES,
    /** What a warning sign leads to. */
    SIGNS,
    /** The usual level of each contact cause. */
    CAUSES,
    /** What a team brings for an X-ray. */
    XRAY
  }
}
