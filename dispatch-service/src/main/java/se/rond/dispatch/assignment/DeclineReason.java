package se.rond.dispatch.assignment;

import se.rond.contracts.language.Text;

/** Why a responder says no. Counted per reason: add, never rename. */
public enum DeclineReason {
  BUSY("Busy with others", "Upptagen hos andra"),
  TOO_FAR("Too far away", "För långt bort"),
  SHIFT_ENDS("The shift ends", "Passet tar slut"),
  MISSING_EQUIPMENT("Equipment is missing", "Utrustning saknas"),
  MISSING_COMPETENCE("Competence is missing", "Kompetens saknas"),
  VEHICLE("The vehicle", "Bilen"),
  OTHER("Something else", "Annat");

  private final Text label;

  DeclineReason(String english, String swedish) {
    label = Text.of(english, swedish);
  }

  /** What people call it. */
  public Text label() {
    return label;
  }
}
