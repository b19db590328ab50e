package se.rond.dispatch.escalation;

import java.util.Optional;
import se.rond.contracts.care.Need;
import se.rond.contracts.language.Text;

/** Why a reserve routine was needed, as whoever resolves it says. Counted: add, never rename. */
public enum ResolutionCause {
  NO_PHYSICIAN("No physician on duty", "Ingen läkare i tjänst"),
  NO_TEAM("No mobile team on duty", "Inget mobilt team i tjänst"),
  NO_NURSE("No nurse on duty", "Ingen sjuksköterska i tjänst"),
  ALL_BUSY("All were busy with others", "Alla var upptagna hos andra"),
  NO_ANSWER("Those on duty did not answer", "De som var i tjänst svarade inte"),
  TOO_FAR("Nobody could be there in time", "Ingen kunde vara där i tid"),
  MISSING_COMPETENCE_OR_EQUIPMENT(
      "Competence or equipment was missing", "Kompetens eller utrustning saknades"),
  SYSTEM("A fault of the system or the telephone", "Fel i systemet eller telefonin"),
  NOT_NEEDED("It was not needed after all", "Den behövdes ändå inte"),
  OTHER("Something else", "Annat");

  private final Text label;

  ResolutionCause(String english, String swedish) {
    label = Text.of(english, swedish);
  }

  /** Who was missing; nothing where the cause names nobody. */
  Optional<Need> missing() {
    return switch (this) {
      case NO_PHYSICIAN -> Optional.of(Need.PHYSICIAN_CONTACT);
      case NO_TEAM -> Optional.of(Need.TEAM_VISIT);
      case NO_NURSE -> Optional.of(Need.NURSE_VISIT);
      case ALL_BUSY,
          NO_ANSWER,
          TOO_FAR,
          MISSING_COMPETENCE_OR_EQUIPMENT,
          SYSTEM,
          NOT_NEEDED,
          OTHER ->
          Optional.empty();
    };
  }

  /** What people call it. */
  public Text label() {
    return label;
  }
}
