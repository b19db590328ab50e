package se.rond.clinical;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import se.rond.clinical.yaml.ShippedText;
import se.rond.contracts.care.ContactCause;
import se.rond.contracts.care.Level;
import se.rond.contracts.triage.TriageDecision;

/** What a decision says of what was not known. */
class ExplanationTest {

  private static final String SHIPPED = ShippedText.of("/rule-sets/rond-default.yaml");

  private static final String RED =
      """
        - id: OWN-RULE
          kind: FLOOR
          label: {sv: Egen regel, en: A rule of our own}
          when: {externalTriage.colour: {atLeast: RED}}
          level: PHYSICIAN_NOW
      """;

  /** What it could demand is not said by a rule that demands less. */
  @Test
  void aRuleThatCouldNotBeJudgedIsToldUnlessSomethingListedDemandsAsMuch() {
    var rule =
        """
          - id: OWN-RULE
            kind: FLOOR
            label: {sv: Egen regel, en: A rule of our own}
            when: {pointOfCare.lactate: {above: 3}}
            unlistedWhen: {pulse: {above: 100}}
            level: PHYSICIAN_TODAY
        """;
    var patient = Patient.with(ContactCause.UTI).setAll("pulse=101 ecg=NORMAL");

    assertThat(unjudged(judged(withRule(rule), patient))).contains("OWN-RULE[pointOfCare.lactate]");
    assertThat(unjudged(judged(withRule(rule), patient.set("finding", "RIGORS"))))
        .doesNotContain("OWN-RULE[pointOfCare.lactate]");
  }

  /** What another system writes is taken as text, in either language. */
  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource({
    "RED, true",
    "Röd, true",
    "' röd ', true",
    "ro\u0308d, true",
    "rod, true",
    "orange, false",
    "Gul, false"
  })
  void aColourIsReadInSwedishAndEnglish(String colour, boolean isRed) {
    var patient = Patient.with(ContactCause.UTI);
    patient.colour = colour;

    var decision = judged(withRule(RED), patient);

    assertThat(Patient.fired(decision).contains("OWN-RULE")).isEqualTo(isRed);
    assertThat(unjudged(decision)).noneMatch(rule -> rule.startsWith("OWN-RULE"));
  }

  @Test
  void aColourThatNobodyCanReadIsToldApartFromNone() {
    var patient = Patient.with(ContactCause.UTI);

    assertThat(unjudged(judged(withRule(RED), patient)))
        .noneMatch(rule -> rule.startsWith("OWN-RULE"));
    patient.colour = "lila";
    assertThat(unjudged(judged(withRule(RED), patient)))
        .contains("OWN-RULE[externalTriage.colour.notRecognised]");
  }

  @Test
  void whatRaisesALevelForNotBeingKnownIsTold() {
    var higher =
        "  UTI:\n    higher: [{when: {pointOfCare.crp: {above: 100}}, level: PHYSICIAN_TODAY}]\n    #";
    var document = SHIPPED.replace("  UTI: #", higher);
    var patient = Patient.with(ContactCause.UTI);

    var decision = judged(document, patient);

    assertThat(decision.level()).isEqualTo(Level.PHYSICIAN_TODAY);
    assertThat(unjudged(decision)).contains("CAUSE-UTI[pointOfCare.crp]");
  }

  @Test
  void whatKeepsAStatedExemptionFromCountingIsTold() {
    var unless = "      unless:\n        any:\n          - diastolicPressure: {below: 60}";
    var document = SHIPPED.replace("      unless:\n        any:", unless);
    var patient =
        Patient.with(ContactCause.SEIZURE)
            .setAll("diastolicPressure=- knownEpilepsyRecovered=true");

    var decision = judged(document, patient);

    assertThat(decision.level()).isEqualTo(Level.EMERGENCY_112);
    assertThat(unjudged(decision)).contains("CAUSE-SEIZURE[diastolicPressure]");
    assertThat(unjudged(judged(document, patient.set("knownEpilepsyRecovered", "false"))))
        .doesNotContain("CAUSE-SEIZURE[diastolicPressure]");
  }

  private static String withRule(String rule) {
    return SHIPPED.replace("\nrules:\n", "\nrules:\n" + rule);
  }

  private static TriageDecision judged(String document, Patient patient) {
    return new TriageRules(RuleSet.read(document), HipFractureStrategy.MOBILE_XRAY_FIRST)
        .judge(patient.content(), patient.context());
  }

  private static List<String> unjudged(TriageDecision decision) {
    return decision.notEvaluated().stream().map(rule -> rule.rule() + rule.missing()).toList();
  }
}
