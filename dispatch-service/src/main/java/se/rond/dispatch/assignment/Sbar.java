package se.rond.dispatch.assignment;

/**
 * What the next one has to know, in the order it is said (<i>Situation, Bakgrund, Aktuellt,
 * Rekommendation</i>). Clinical; each part has at most {@value #MAX_PART} characters.
 */
public record Sbar(String situation, String background, String assessment, String recommendation) {

  /** Longest part, in characters: a page, far more than a hand-over has. */
  public static final int MAX_PART = 2_000;

  /** Without what is clinical: texts of objects end up in logs. */
  @Override
  public String toString() {
    return "Sbar[]";
  }
}
