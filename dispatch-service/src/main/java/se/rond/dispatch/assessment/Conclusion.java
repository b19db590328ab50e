package se.rond.dispatch.assessment;

import se.rond.contracts.language.Text;

/** What an assessment comes to. The names stand in bodies: add, never rename. */
public enum Conclusion {
  CARE_AT_HOME("Cared for at home", "Vård hemma"),
  /** Nothing is done now but to look again. */
  OBSERVE("Wait and look again", "Avvakta med ny bedömning"),
  VISIT_NEEDED("A visit is needed", "Besök behövs"),
  OTHER_CARE("Referred to other care", "Hänvisas till annan vård"),
  EMERGENCY_CARE("Emergency care at hospital", "Akut sjukhusvård"),
  DIRECT_ADMISSION("Admitted directly", "Direktinläggning"),
  END_OF_LIFE_CARE("End-of-life care", "Vård i livets slut"),
  DEATH_CONFIRMED("Death confirmed", "Dödsfall konstaterat"),
  NO_FURTHER_CARE("No further care", "Ingen ytterligare åtgärd");

  private final Text label;

  Conclusion(String english, String swedish) {
    label = Text.of(english, swedish);
  }

  /** What people call it. */
  public Text label() {
    return label;
  }
}
