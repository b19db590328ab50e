package se.rond.dispatch.level;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import se.rond.contracts.language.Text;

/**
 * Why a person decides on another level. Counted per reason: add, never rename. That nobody has
 * time is none: who comes instead is what was granted, and the need stays what it is.
 */
public enum LevelReason {
  DETERIORATED("Got worse", "Försämrad", Direction.UP),
  CONCERN("Concern that no value shows", "Oro som inget mätvärde visar", Direction.UP),
  NEW_INFORMATION("Something new is known", "Ny uppgift", Direction.UP),
  IMPROVED("Got better", "Förbättrad", Direction.DOWN),
  USUAL_FOR_PATIENT("Usual for this patient", "Normalt för patienten", Direction.DOWN),
  PER_PLAN("The patient's plan says so", "Enligt patientens plan", Direction.DOWN),
  PATIENT_WISH("The patient's own wish", "Patientens önskan", Direction.DOWN),
  MEASURED_WRONG("A value was measured wrongly", "Felaktigt mätvärde", Direction.DOWN),
  ASSESSED(
      "Assessed by phone, video or visit",
      "Bedömd via telefon, video eller besök",
      Direction.UP,
      Direction.DOWN),
  /** Says nothing by itself, so a comment goes with it. */
  OTHER("Something else", "Annat", Direction.UP, Direction.DOWN);

  private final Text label;
  private final Set<Direction> directions;

  LevelReason(String english, String swedish, Direction... directions) {
    label = Text.of(english, swedish);
    this.directions = EnumSet.copyOf(List.of(directions));
  }

  /** What people call it. */
  public Text label() {
    return label;
  }

  /** Returns true if it is a reason to go that way. */
  public boolean fits(Direction direction) {
    return directions.contains(direction);
  }

  /** Lists those that are reasons to go that way. */
  public static List<LevelReason> listFor(Direction direction) {
    return Stream.of(values()).filter(reason -> reason.fits(direction)).toList();
  }
}
