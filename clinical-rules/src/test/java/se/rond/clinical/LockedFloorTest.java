package se.rond.clinical;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import se.rond.contracts.care.ClinicalContent;
import se.rond.contracts.care.ContactCause;
import se.rond.contracts.care.ContextUsed;
import se.rond.contracts.care.Finding;
import se.rond.contracts.care.Level;
import se.rond.contracts.care.PointOfCare;
import se.rond.contracts.care.RedFlag;
import se.rond.contracts.care.Stated;
import se.rond.contracts.care.Vitals;
import se.rond.contracts.triage.TriageDecision.RuleKind;

/** The red flags of clinical reference 2.9 and the bold signs of 2.12. */
class LockedFloorTest {

  @ParameterizedTest
  @EnumSource(RedFlag.class)
  void aTickedFlagMeans112WithNothingElseKnown(RedFlag flag) {
    var content = nothingBut(EnumSet.of(flag), EnumSet.noneOf(Finding.class));

    assertThat(LockedFloor.demandsEmergency(content, ContextUsed.NOTHING)).isTrue();
    assertThat(LockedFloor.judge(content, ContextUsed.NOTHING).fired())
        .singleElement()
        .satisfies(
            rule -> {
              assertThat(rule.rule()).isEqualTo(flag.code());
              assertThat(rule.kind()).isEqualTo(RuleKind.FLOOR);
              assertThat(rule.level()).isEqualTo(Level.EMERGENCY_112);
              assertThat(rule.label().sv()).isEqualTo(flag.swedish());
              assertThat(rule.facts()).containsEntry("redFlags", flag.code());
            });
  }

  @Test
  void nothingAtAllIsNoEmergencyButSaysWhatCouldNotBeJudged() {
    var judgement =
        LockedFloor.judge(
            nothingBut(EnumSet.noneOf(RedFlag.class), EnumSet.noneOf(Finding.class)),
            ContextUsed.NOTHING);

    assertThat(judgement.fired()).isEmpty();
    assertThat(judgement.notEvaluated())
        .extracting(rule -> rule.rule())
        .containsExactly(
            "RF-B2", "RF-B3", "RF-C1", "RF-C2", "RF-D1", "RF-D5", "RF-E2", "RF-N7", "RF-L1",
            "RF-L2", "RF-L3");
  }

  /** Each derived flag at and around its edges; the patient is otherwise well. */
  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          respirationRate=7                                         | RF-B2
          respirationRate=8                                         | -
          respirationRate=30                                        | -
          respirationRate=31                                        | RF-B2
          oxygenSaturation=89                                       | RF-B3
          oxygenSaturation=90                                       | -
          scale=2 oxygenSaturation=84                               | -
          scale=2 oxygenSaturation=83                               | RF-B3
          scale=2 oxygenSaturation=89                               | -
          supplementalOxygen=true                                   | RF-B3
          supplementalOxygen=true oxygenCoveredByPlan=true          | -
          supplementalOxygen=- oxygenFlow=2.0                       | RF-B3
          supplementalOxygen=false oxygenFlow=2.0                   | RF-B3
          supplementalOxygen=- oxygenFlow=0                         | -
          supplementalOxygen=true oxygenCoveredByPlan=true oxygenSaturation=89 | RF-B3
          systolicPressure=89                                       | RF-C1
          systolicPressure=90                                       | -
          pulse=39                                                  | RF-C2
          pulse=40                                                  | -
          pulse=130                                                 | -
          pulse=131                                                 | RF-C2
          consciousness=NEW_CONFUSION                               | -
          consciousness=VOICE                                       | RF-D1
          consciousness=PAIN                                        | RF-D1
          consciousness=UNRESPONSIVE                                | RF-D1
          glucose=2.99                                              | RF-D5
          glucose=2.9                                               | RF-D5
          glucose=3.0                                               | -
          glucose=3                                                 | -
          glucose=25 consciousness=NEW_CONFUSION                    | -
          glucose=25.1                                              | -
          glucose=25.1 consciousness=NEW_CONFUSION                  | RF-D5
          glucose=25.01 consciousness=NEW_CONFUSION                 | RF-D5
          glucose=25.1 finding=DROWSY                               | RF-D5
          ketones=2.9                                               | -
          ketones=2.99                                              | -
          ketones=3.0                                               | RF-D5
          ketones=3                                                 | RF-D5
          contactCause=HEAD_TRAUMA                                  | -
          contactCause=HEAD_TRAUMA anticoagulant=true               | RF-D6
          contactCause=HEAD_TRAUMA anticoagulant=false              | -
          contactCause=HEAD_TRAUMA anticoagulant=false inr=1.4      | -
          contactCause=HEAD_TRAUMA anticoagulant=false inr=1.40     | -
          contactCause=HEAD_TRAUMA anticoagulant=false inr=1.41     | RF-D6
          contactCause=HEAD_TRAUMA inr=1.5                          | RF-D6
          contactCause=HEAD_TRAUMA consciousness=NEW_CONFUSION      | RF-D6
          contactCause=HEAD_TRAUMA finding=DROWSY                   | RF-D6
          contactCause=HEAD_TRAUMA finding=LOSS_OF_CONSCIOUSNESS_BEFORE_FALL | RF-D6
          contactCause=FALL_NO_INJ finding=LOSS_OF_CONSCIOUSNESS_BEFORE_FALL | -
          contactCause=FALL_NO_INJ anticoagulant=true inr=3.0       | -
          contactCause=CONFUSION finding=HEAD_INJURY_WITHIN_2_WEEKS | -
          contactCause=CONFUSION finding=HEAD_INJURY_WITHIN_2_WEEKS consciousness=NEW_CONFUSION | -
          contactCause=CONFUSION finding=HEAD_INJURY_WITHIN_2_WEEKS anticoagulant=true | RF-D6
          contactCause=CONFUSION finding=HEAD_INJURY_WITHIN_2_WEEKS inr=1.5 | RF-D6
          contactCause=BLEED_AC finding=HEAD_INJURY_WITHIN_2_WEEKS  | RF-D6
          contactCause=BLEED_AC                                     | -
          contactCause=HEAD_TRAUMA finding=NEW_ANTICOAGULANT        | RF-D6
          contactCause=HEAD_TRAUMA finding=NEW_ANTICOAGULANT anticoagulant=false | RF-D6
          contactCause=HEAD_TRAUMA finding=ANTICOAGULANT_AND_PALE anticoagulant=false | RF-D6
          contactCause=HEAD_TRAUMA finding=ANTICOAGULANT_BLEEDING_WITH_CIRCULATORY_EFFECT | RF-C3 RF-D6
          contactCause=FALL_NO_INJ finding=AMNESIA finding=NEW_ANTICOAGULANT | RF-D6
          contactCause=CONFUSION finding=HEAD_INJURY_WITHIN_2_WEEKS finding=NEW_ANTICOAGULANT | RF-D6
          contactCause=CONFUSION finding=NEW_ANTICOAGULANT          | -
          contactCause=FALL_NO_INJ finding=AMNESIA                  | -
          contactCause=FALL_NO_INJ finding=AMNESIA consciousness=NEW_CONFUSION | RF-D6
          contactCause=GEN_DETERIOR finding=HEAD_INJURY_WITHIN_2_WEEKS consciousness=NEW_CONFUSION | RF-D6
          contactCause=GEN_DETERIOR finding=HEAD_INJURY_WITHIN_2_WEEKS consciousness=VOICE | RF-D1 RF-D6
          contactCause=GEN_DETERIOR finding=HEAD_INJURY_WITHIN_2_WEEKS finding=DROWSY | RF-D6
          contactCause=FALL_INJ finding=AMNESIA finding=LOSS_OF_CONSCIOUSNESS_BEFORE_FALL | RF-D6
          contactCause=FALL_INJ finding=AMNESIA finding=SYNCOPE_WITH_INJURY | RF-D6
          contactCause=CONFUSION finding=AMNESIA finding=DROWSY     | -
          contactCause=UTI finding=CHEST_PAIN_LAST_24_H             | -
          contactCause=UTI finding=CHEST_PAIN_LAST_24_H finding=REST_DYSPNOEA | RF-C4
          contactCause=UTI finding=CHEST_PAIN_LAST_24_H finding=SYNCOPE_WITH_INJURY | RF-C4 RF-C5
          contactCause=FALL_NO_INJ finding=CHEST_PAIN_LAST_24_H finding=LOSS_OF_CONSCIOUSNESS_BEFORE_FALL | RF-C4 RF-C5
          contactCause=UTI finding=REST_DYSPNOEA finding=SYNCOPE_WITH_INJURY | -
          contactCause=HYPOGLYC                                     | -
          contactCause=HYPOGLYC consciousness=NEW_CONFUSION         | RF-D5
          contactCause=HYPOGLYC finding=DROWSY                      | RF-D5
          contactCause=HYPOGLYC finding=DROWSY glucose=4.0          | -
          contactCause=HYPERGLYC consciousness=NEW_CONFUSION        | RF-D5
          contactCause=HYPERGLYC consciousness=NEW_CONFUSION glucose=24 | -
          contactCause=HYPERGLYC finding=DROWSY                     | RF-D5
          scale=2 supplementalOxygen=- oxygenFlow=1 oxygenCoveredByPlan=true oxygenSaturation=97 respirationRate=22 | RF-N7
          suspectedInfection=true                                   | -
          suspectedInfection=true scale=2 oxygenSaturation=89       | RF-E1
          suspectedInfection=true scale=2 oxygenSaturation=90       | -
          contactCause=PNEUMONIA scale=2 oxygenSaturation=89        | RF-E1
          suspectedInfection=true systolicPressure=89               | RF-C1 RF-E1
          suspectedInfection=true systolicPressure=90               | -
          suspectedInfection=true respirationRate=31                | RF-B2 RF-E1
          suspectedInfection=true respirationRate=30                | -
          suspectedInfection=true respirationRate=7                 | RF-B2
          suspectedInfection=true oxygenSaturation=89               | RF-B3 RF-E1
          temperature=31.9                                          | RF-E2
          temperature=31.99                                         | RF-E2
          temperature=32.0                                          | -
          temperature=41.0                                          | -
          temperature=41.01                                         | RF-E2
          temperature=41.1                                          | RF-E2
          temperature=34.9                                          | -
          temperature=34.96 consciousness=NEW_CONFUSION             | RF-E2
          temperature=35.0 consciousness=NEW_CONFUSION              | -
          temperature=34.9 finding=DROWSY                           | RF-E2
          respirationRate=24 systolicPressure=100 pulse=111         | -
          respirationRate=25 systolicPressure=100 pulse=110         | -
          respirationRate=25 systolicPressure=100 pulse=111         | RF-N7
          respirationRate=25 systolicPressure=100 pulse=111 temperature=- | RF-N7
          respirationRate=25 systolicPressure=100 pulse=111 suspectedInfection=true | RF-E1 RF-N7
          respirationRate=25 systolicPressure=100 pulse=111 suspectedInfection=true temperature=- | RF-E1 RF-N7
          respirationRate=25 systolicPressure=100 pulse=111 age=15  | -
          respirationRate=25 systolicPressure=100 pulse=111 pregnant=true | -
          lactate=3.9                                               | -
          lactate=3.99                                              | -
          lactate=4.0                                               | RF-L1
          potassium=2.5                                             | RF-L2
          potassium=2.51                                            | -
          potassium=2.6                                             | -
          potassium=6.4                                             | -
          potassium=6.49                                            | -
          potassium=6.5                                             | RF-L2
          ecg=NORMAL                                                | -
          ecg=OTHER                                                 | -
          ecg=ST_ELEVATION                                          | RF-L3
          ecg=NEW_LBBB                                              | RF-L3
          nurseLevel=PHYSICIAN_NOW                                  | -
          nurseLevel=EMERGENCY_112                                  | RF-X0
          """)
  void aValueTellsAFlagAtItsEdge(String facts, String flags) {
    var patient = Patient.with(ContactCause.OTHER).setAll(facts);

    var fired = fired(patient);

    assertThat(fired).isEqualTo(flags == null ? "" : flags);
    assertThat(LockedFloor.demandsEmergency(patient.content(), patient.context()))
        .isEqualTo(flags != null);
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource({
    "STRIDOR, RF-A1",
    "CHOKING, RF-A1",
    "CANNOT_CLEAR_AIRWAY, RF-A1",
    "CANNOT_SPEAK_IN_SENTENCES, RF-B1",
    "CYANOSIS, RF-B1",
    "EXHAUSTION, RF-B1",
    "BLEEDING_NOT_STOPPABLE, RF-C3",
    "HAEMATEMESIS_OR_MELAENA_WITH_SYMPTOMS, RF-C3",
    "ANTICOAGULANT_BLEEDING_WITH_CIRCULATORY_EFFECT, RF-C3",
    "SYMPTOMATIC, RF-C3",
    "CHEST_PAIN_OVER_15_MIN, RF-C4",
    "CHEST_PAIN_WITH_COLD_SWEAT, RF-C4",
    "CHEST_PAIN_WITH_DYSPNOEA, RF-C4",
    "CHEST_PAIN_WITH_RADIATION, RF-C4",
    "CHEST_PAIN_WITH_SYNCOPE, RF-C4 RF-C5",
    "SYNCOPE_ON_EXERTION, RF-C5",
    "SYNCOPE_WITH_PALPITATIONS, RF-C5",
    "SYNCOPE_WITH_HEART_DISEASE, RF-C5",
    "SYNCOPE_WITH_LOW_PRESSURE, RF-C5",
    "ISCHAEMIC_LIMB, RF-C6",
    "AKUT_POSITIVE, RF-D2",
    "STROKE_SYMPTOMS_PASSED_WITHIN_24_H, RF-D2",
    "OTHER_SUDDEN_FOCAL_DEFICIT, RF-D2",
    "ONGOING_SEIZURE, RF-D3",
    "FIRST_SEIZURE, RF-D3",
    "SEIZURE_OVER_5_MIN, RF-D3",
    "REPEATED_SEIZURES, RF-D3",
    "NOT_AT_BASELINE_AFTER_30_MIN, RF-D3",
    "THUNDERCLAP_HEADACHE, RF-D4",
    "HEADACHE_NECK_STIFFNESS_FEVER, RF-D4",
    "HEAD_INJURY_ON_ANTICOAGULANT, RF-D6",
    "HEAD_INJURY_WITH_LOSS_OF_CONSCIOUSNESS, RF-D6",
    "HEAD_INJURY_WITH_VOMITING, RF-D6",
    "HEAD_INJURY_WORSENING, RF-D6",
    "ANAPHYLAXIS, RF-E3",
    "SHORTENED_ROTATED_LEG, RF-E4",
    "DEFORMITY, RF-E4",
    "OPEN_FRACTURE, RF-E4",
    "LOST_PULSE_OR_SENSATION, RF-E4",
    "HIGH_ENERGY_TRAUMA, RF-E4",
    "ABDOMINAL_OR_BACK_PAIN_WITH_COLLAPSE, RF-E5",
    "RIGID_ABDOMEN, RF-E5",
    "PULSATING_MASS, RF-E5",
    "OVERDOSE, RF-E6",
    "SELF_HARM, RF-E6",
    "ACUTE_SUICIDE_PLAN, RF-E6",
    "DOUBLE_VISION, WS-DOUBLE_VISION",
    "SUDDEN_DIZZINESS_WITH_HEADACHE, WS-SUDDEN_DIZZINESS_WITH_HEADACHE",
    "PULMONARY_EMBOLISM_SIGNS, WS-PULMONARY_EMBOLISM_SIGNS",
    "SILENT_CHEST, WS-SILENT_CHEST",
    "DROWSY_FROM_CO2, WS-DROWSY_FROM_CO2",
    "PINK_FROTH, WS-PINK_FROTH",
    "PALPITATIONS_WITH_CHEST_PAIN, WS-PALPITATIONS_WITH_CHEST_PAIN",
    "PETECHIAE, WS-PETECHIAE",
    "MOTTLED_SKIN, WS-MOTTLED_SKIN",
    "CAUDA_EQUINA_SIGNS, WS-CAUDA_EQUINA_SIGNS",
    "CANNOT_BE_ROUSED, WS-CANNOT_BE_ROUSED",
    "PAIN_OUT_OF_PROPORTION, WS-PAIN_OUT_OF_PROPORTION",
    "VERY_FAST_SPREAD, WS-VERY_FAST_SPREAD",
    "OPIOID_WITH_SLOW_BREATHING_OR_DROWSINESS, WS-OPIOID_WITH_SLOW_BREATHING_OR_DROWSINESS",
    "DANGER_TO_OTHERS, WS-DANGER_TO_OTHERS"
  })
  void aBoldSignMeans112WhateverTheCause(Finding finding, String rules) {
    for (var cause : ContactCause.values()) {
      // The cause may add another flag: a head injury, for example, to "on an anticoagulant".
      assertThat(fired(Patient.with(cause).found(finding))).startsWith(rules);
    }
    assertThat(fired(Patient.with(ContactCause.OTHER).found(finding))).isEqualTo(rules);
    assertThat(fired(Patient.well().set("contactCause", "-").found(finding))).isEqualTo(rules);
  }

  /** A sign that is bold in some rows only, and what it is with each of them. */
  @ParameterizedTest(name = "{0} + {1} -> {2}")
  @CsvSource({
    "DROWSY, COPD_EXAC, WS-DROWSY",
    "DROWSY, MED_ERROR, WS-DROWSY",
    "DROWSY, HEAD_TRAUMA, RF-D6",
    "DROWSY, VOMIT_DIARR, ''",
    "CHEST_PAIN_LAST_24_H, SYNCOPE, RF-C5",
    "CHEST_PAIN_LAST_24_H, ARRHYTHMIA, WS-CHEST_PAIN_LAST_24_H",
    "CHEST_PAIN_LAST_24_H, LEG_SWELL, WS-CHEST_PAIN_LAST_24_H",
    "CHEST_PAIN_LAST_24_H, CHEST_PAIN, ''",
    "REST_DYSPNOEA, LEG_SWELL, WS-REST_DYSPNOEA",
    "REST_DYSPNOEA, HEART_FAIL, ''",
    "ONGOING, SEIZURE, RF-D3",
    "ONGOING, CHEST_PAIN, ''",
    "ONGOING, GI_BLEED, ''",
    "CHEST_PAIN_LAST_24_H, DYSPNOEA, RF-C4",
    "REST_DYSPNOEA, CHEST_PAIN, RF-C4",
    "REST_DYSPNOEA, ALLERGY, RF-E3",
    "DROWSY, ALLERGY, RF-E3",
    "SYNCOPE_WITH_INJURY, CHEST_PAIN, RF-C4 RF-C5",
    "SYNCOPE_WITH_INJURY, ARRHYTHMIA, RF-C5",
    "SYNCOPE_WITH_INJURY, HEART_FAIL, RF-C5",
    "SYNCOPE_WITH_INJURY, HEAD_TRAUMA, RF-D6",
    "SYNCOPE_WITH_INJURY, ALLERGY, RF-E3",
    "SYNCOPE_WITH_INJURY, SYNCOPE, ''",
    "LOSS_OF_CONSCIOUSNESS_BEFORE_FALL, CHEST_PAIN, RF-C4 RF-C5",
    "LOSS_OF_CONSCIOUSNESS_BEFORE_FALL, ARRHYTHMIA, RF-C5",
    "LOSS_OF_CONSCIOUSNESS_BEFORE_FALL, HEART_FAIL, RF-C5",
    "LOSS_OF_CONSCIOUSNESS_BEFORE_FALL, HEAD_TRAUMA, RF-D6",
    "LOSS_OF_CONSCIOUSNESS_BEFORE_FALL, ALLERGY, RF-E3",
    "LOSS_OF_CONSCIOUSNESS_BEFORE_FALL, FALL_NO_INJ, ''",
    "FALLING_SYSTOLIC_PRESSURE, ALLERGY, RF-E3",
    "FALLING_SYSTOLIC_PRESSURE, BLEED_AC, RF-C3",
    "FALLING_SYSTOLIC_PRESSURE, GI_BLEED, RF-C3",
    "FALLING_SYSTOLIC_PRESSURE, ABDO_PAIN, ''",
    "ANTICOAGULANT_AND_PALE, BLEED_AC, RF-C3",
    "ANTICOAGULANT_AND_PALE, GI_BLEED, RF-C3",
    "ANTICOAGULANT_AND_PALE, HAEMATURIA, ''"
  })
  void aSignThatIsBoldInSomeRowsCountsThere(Finding finding, ContactCause cause, String rules) {
    assertThat(fired(Patient.with(cause).found(finding))).isEqualTo(rules);
  }

  @ParameterizedTest
  @EnumSource(
      value = Finding.class,
      names = {
        "DROWSY",
        "LOSS_OF_CONSCIOUSNESS_BEFORE_FALL",
        "CHEST_PAIN_LAST_24_H",
        "REST_DYSPNOEA",
        "SYNCOPE_WITH_INJURY",
        "FALLING_SYSTOLIC_PRESSURE",
        "ANTICOAGULANT_AND_PALE",
        "ONGOING"
      })
  void aCauseThatCannotBeReadHidesNoSign(Finding finding) {
    assertThat(fired(Patient.well().set("contactCause", "-").found(finding)))
        .isEqualTo("WS-" + finding);
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource({"9, true", "10, false"})
  void breathingBelowTenAfterAMedicationErrorMeans112(String perMinute, boolean emergency) {
    var patient = Patient.with(ContactCause.MED_ERROR).set("respirationRate", perMinute);

    assertThat(LockedFloor.demandsEmergency(patient.content(), patient.context()))
        .isEqualTo(emergency);
  }

  @Test
  void aFlagThatWasTickedAndToldByValuesIsFiredOnceWithAllItSaw() {
    var patient = Patient.well().ticked(RedFlag.RF_B2).set("respirationRate", "31");

    assertThat(LockedFloor.judge(patient.content(), patient.context()).fired())
        .singleElement()
        .satisfies(
            rule -> assertThat(rule.facts()).hasToString("{redFlags=RF-B2, respirationRate=31}"));
  }

  @ParameterizedTest(name = "without {0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          respirationRate    | RF-B2[respirationRate]
          oxygenSaturation   | RF-B3[oxygenSaturation]
          supplementalOxygen | RF-B3[supplementalOxygen]
          systolicPressure   | RF-C1[systolicPressure]
          pulse              | RF-C2[pulse]
          consciousness      | RF-D1[consciousness]
          temperature        | RF-E2[temperature]
          """)
  void aMissingValueIsNamedWithTheFlagItWouldTell(String fact, String rule) {
    var patient =
        Patient.well()
            .setAll("glucose=6 ketones=0.1 lactate=1 potassium=4 ecg=NORMAL")
            .set(fact, "-");

    assertThat(LockedFloor.judge(patient.content(), patient.context()).notEvaluated())
        .extracting(missed -> missed.rule() + missed.missing())
        .containsExactly(rule);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"glucose=26", "temperature=34.0"})
  void whatTurnsOnAConsciousnessThatIsNotKnownIsReported(String value) {
    var patient = Patient.well().setAll("consciousness=- " + value);

    assertThat(LockedFloor.judge(patient.content(), patient.context()).notEvaluated())
        .anySatisfy(
            rule -> {
              assertThat(rule.rule()).isIn("RF-D5", "RF-E2");
              assertThat(rule.missing()).contains("consciousness");
            });
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"age=15", "pregnant=true"})
  void whereNews2DoesNotApplyTheRulesThatGoByItAreReported(String facts) {
    var patient = Patient.well().setAll(facts + " suspectedInfection=true");

    assertThat(LockedFloor.judge(patient.content(), patient.context()).notEvaluated())
        .extracting(missed -> missed.rule() + missed.missing())
        .contains("RF-N7[news2.notApplicable]", "RF-E1[news2.notApplicable]");
  }

  @Test
  void aMedicationErrorWithoutARespirationRateIsReported() {
    var patient = Patient.with(ContactCause.MED_ERROR).set("respirationRate", "-");

    assertThat(LockedFloor.judge(patient.content(), patient.context()).notEvaluated())
        .extracting(missed -> missed.rule() + missed.missing())
        .contains("WS-OPIOID_WITH_SLOW_BREATHING_OR_DROWSINESS[respirationRate]");
  }

  @Test
  void everySignIsEitherTestedHereAsBoldOrLeadsToAPhysicianNow() {
    var plain =
        Arrays.stream(Finding.values())
            .filter(finding -> fired(Patient.with(ContactCause.OTHER).found(finding)).isEmpty())
            .toList();

    assertThat(plain).hasSize(Finding.values().length - 61);
    assertThat(plain)
        .allSatisfy(
            finding ->
                assertThat(Patient.with(ContactCause.CONSTIPATION).found(finding).decision())
                    .satisfies(
                        decision -> assertThat(decision.level()).isEqualTo(Level.PHYSICIAN_NOW)));
  }

  private static String fired(Patient patient) {
    return String.join(
        " ",
        LockedFloor.judge(patient.content(), patient.context()).fired().stream()
            .map(rule -> rule.rule())
            .toList());
  }

  private static ClinicalContent nothingBut(Set<RedFlag> flags, Set<Finding> findings) {
    return new ClinicalContent(
        null,
        null,
        flags,
        findings,
        false,
        Vitals.NONE,
        PointOfCare.NONE,
        null,
        null,
        null,
        null,
        null,
        Stated.NOTHING,
        null,
        null,
        null);
  }
}
