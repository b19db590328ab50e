package se.rond.contracts.care;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;

/**
 * The universal red flags, each of which always means {@link Level#EMERGENCY_112}: clinical
 * reference 2.9, with the point-of-care results RF-L1 to RF-L3 of 2.12. A nurse ticks them or the
 * values tell.
 */
public enum RedFlag {
  RF_A1("RF-A1", "Ofri luftväg eller främmande kropp", "Obstructed airway or foreign body"),
  RF_B1("RF-B1", "Svår andnöd", "Severe breathlessness"),
  RF_B2("RF-B2", "Andningsfrekvens under 8 eller över 30", "Respiration rate below 8 or above 30"),
  RF_B3("RF-B3", "Låg syremättnad eller nytt syrgasbehov", "Low saturation or new need of oxygen"),
  RF_C1("RF-C1", "Systoliskt blodtryck under 90", "Systolic pressure below 90"),
  RF_C2("RF-C2", "Puls under 40 eller över 130", "Pulse below 40 or above 130"),
  RF_C3("RF-C3", "Pågående större blödning", "Ongoing major bleeding"),
  RF_C4("RF-C4", "Pågående bröstsmärta", "Ongoing chest pain"),
  RF_C5("RF-C5", "Svimning med risk", "Syncope with risk"),
  RF_C6("RF-C6", "Akut ischemiskt ben", "Acutely ischaemic leg"),
  RF_D1("RF-D1", "Medvetandepåverkan", "Lowered consciousness"),
  RF_D2("RF-D2", "AKUT-test positivt", "Positive stroke test"),
  RF_D3("RF-D3", "Pågående kramper", "Ongoing seizure"),
  RF_D4("RF-D4", "Åskknallshuvudvärk", "Thunderclap headache"),
  RF_D5("RF-D5", "Farligt blodsocker", "Dangerous blood glucose"),
  RF_D6("RF-D6", "Skallskada med risk", "Head injury with risk"),
  RF_E1("RF-E1", "Misstänkt sepsis", "Suspected sepsis"),
  RF_E2("RF-E2", "Farlig kroppstemperatur", "Dangerous body temperature"),
  RF_E3("RF-E3", "Anafylaxi", "Anaphylaxis"),
  RF_E4("RF-E4", "Säkra frakturtecken", "Certain signs of fracture"),
  RF_E5("RF-E5", "Akut buk", "Acute abdomen"),
  RF_E6("RF-E6", "Förgiftning eller suicidhandling", "Poisoning or self-harm"),
  RF_N7("RF-N7", "NEWS2 7 eller mer", "NEWS2 of 7 or more"),
  RF_L1("RF-L1", "Laktat 4,0 eller mer", "Lactate of 4.0 or more"),
  RF_L2(
      "RF-L2",
      "Kalium 6,5 eller mer, eller 2,5 eller mindre",
      "Potassium of 6.5 or more, or 2.5 or less"),
  RF_L3(
      "RF-L3",
      "EKG med ST-höjning eller nytt vänstergrenblock",
      "ECG with ST elevation or new left bundle branch block"),
  RF_X0("RF-X0", "Sjuksköterskans oro: 112-läge", "The nurse's concern: a 112 situation");

  private final String code;
  private final String swedish;
  private final String english;

  RedFlag(String code, String swedish, String english) {
    this.code = code;
    this.swedish = swedish;
    this.english = english;
  }

  /** The code as it stands in JSON, for example {@code RF-D2}. */
  @JsonValue
  public String code() {
    return code;
  }

  /** The Swedish label. */
  public String swedish() {
    return swedish;
  }

  /** The English label. */
  public String english() {
    return english;
  }

  /** Returns the flag with that code, or nothing. */
  public static Optional<RedFlag> find(String code) {
    return Arrays.stream(values()).filter(flag -> flag.code.equals(code)).findFirst();
  }

  /**
   * @throws IllegalArgumentException if no flag has that code
   */
  @JsonCreator
  public static RedFlag of(String code) {
    return find(code)
        .orElseThrow(() -> new IllegalArgumentException("Expected a red flag such as RF-D2"));
  }
}
