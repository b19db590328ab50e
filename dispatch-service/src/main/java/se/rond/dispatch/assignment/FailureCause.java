package se.rond.dispatch.assignment;

import se.rond.contracts.language.Text;

/** Why a responder cannot go on with what was accepted. Counted per cause: add, never rename. */
public enum FailureCause {
  VEHICLE("The vehicle", "Fordonet"),
  EQUIPMENT("The equipment", "Utrustningen"),
  ILL("Somebody of the team is ill", "Någon i teamet är sjuk"),
  CALLED_ELSEWHERE("Called elsewhere", "Kallad till annat"),
  ROAD_OR_WEATHER("The road or the weather", "Vägen eller vädret"),
  UNSAFE("Not safe to stay", "Inte säkert att stanna"),
  SHIFT_ENDS("The shift ends", "Passet tar slut"),
  OTHER("Something else", "Annat");

  private final Text label;

  FailureCause(String english, String swedish) {
    label = Text.of(english, swedish);
  }

  /** What people call it. */
  public Text label() {
    return label;
  }
}
