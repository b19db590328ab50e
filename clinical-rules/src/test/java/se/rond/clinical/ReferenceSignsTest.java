package se.rond.clinical;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import se.rond.contracts.care.ContactCause;
import se.rond.contracts.care.Finding;
import se.rond.contracts.care.Level;

/**
 * The column "warning signs" of clinical reference 2.12, copied by hand, against what the rules
 * make of it: every printed sign at its row, and no sign that is printed nowhere.
 */
class ReferenceSignsTest {

  /**
   * Row, how the sign is printed, the sign in the words of the reference, how a request says it.
   */
  private static final String PRINTED =
      """
      FALL_NO_INJ  | plain | long lie >1 h                | finding=LONG_LIE
      FALL_NO_INJ  | plain | LOC before fall              | finding=LOSS_OF_CONSCIOUSNESS_BEFORE_FALL
      FALL_NO_INJ  | plain | new pain on weight-bearing   | finding=PAIN_ON_WEIGHT_BEARING
      FALL_INJ     | bold  | deformity                    | finding=DEFORMITY
      FALL_INJ     | bold  | lost distal pulse/sensation  | finding=LOST_PULSE_OR_SENSATION
      FALL_INJ     | plain | hip signs                    | finding=HIP_SIGNS
      HIP_PAIN     | bold  | shortened+rotated leg        | finding=SHORTENED_ROTATED_LEG
      HIP_PAIN     | plain | cannot lift leg              | finding=CANNOT_LIFT_LEG
      HEAD_TRAUMA  | bold  | RF-D6: anticoagulant         | finding=HEAD_INJURY_ON_ANTICOAGULANT
      HEAD_TRAUMA  | bold  | RF-D6: anticoagulant         | anticoagulant=true
      HEAD_TRAUMA  | bold  | RF-D6: anticoagulant         | finding=NEW_ANTICOAGULANT
      HEAD_TRAUMA  | bold  | RF-D6: anticoagulant         | finding=ANTICOAGULANT_AND_PALE
      HEAD_TRAUMA  | bold  | RF-D6: LOC                   | finding=HEAD_INJURY_WITH_LOSS_OF_CONSCIOUSNESS
      HEAD_TRAUMA  | bold  | RF-D6: LOC                   | finding=LOSS_OF_CONSCIOUSNESS_BEFORE_FALL
      HEAD_TRAUMA  | bold  | RF-D6: LOC                   | finding=SYNCOPE_WITH_INJURY
      HEAD_TRAUMA  | bold  | RF-D6: vomiting              | finding=HEAD_INJURY_WITH_VOMITING
      HEAD_TRAUMA  | bold  | RF-D6: worsening             | finding=HEAD_INJURY_WORSENING
      HEAD_TRAUMA  | bold  | RF-D6: worsening             | finding=DROWSY
      HEAD_TRAUMA  | bold  | RF-D6: ACVPU≠A               | consciousness=NEW_CONFUSION
      HEAD_TRAUMA  | bold  | double vision                | finding=DOUBLE_VISION
      HEAD_TRAUMA  | plain | amnesia                      | finding=AMNESIA
      DYSPNOEA     | bold  | RF-B1                        | finding=CANNOT_SPEAK_IN_SENTENCES
      DYSPNOEA     | bold  | RF-B1                        | finding=CYANOSIS
      DYSPNOEA     | bold  | RF-B1                        | finding=EXHAUSTION
      DYSPNOEA     | bold  | RF-B2                        | respirationRate=31
      DYSPNOEA     | bold  | RF-B3                        | oxygenSaturation=89
      DYSPNOEA     | bold  | sudden, chest pain/leg (PE)  | finding=PULMONARY_EMBOLISM_SIGNS
      DYSPNOEA     | bold  | chest pain with dyspnoea     | finding=CHEST_PAIN_LAST_24_H
      COPD_EXAC    | bold  | silent chest                 | finding=SILENT_CHEST
      COPD_EXAC    | bold  | drowsiness (CO2)             | finding=DROWSY_FROM_CO2
      COPD_EXAC    | bold  | drowsiness (CO2)             | finding=DROWSY
      COPD_EXAC    | plain | no effect of inhalation ×2   | finding=NO_EFFECT_OF_INHALATION
      HEART_FAIL   | bold  | pink froth                   | finding=PINK_FROTH
      HEART_FAIL   | bold  | RF-B                         | oxygenSaturation=89
      HEART_FAIL   | bold  | RF-C: C1                     | systolicPressure=89
      HEART_FAIL   | bold  | RF-C: C5, known heart disease | finding=SYNCOPE_WITH_INJURY
      HEART_FAIL   | bold  | RF-C: C5, known heart disease | finding=LOSS_OF_CONSCIOUSNESS_BEFORE_FALL
      HEART_FAIL   | plain | rest dyspnoea                | finding=REST_DYSPNOEA
      HEART_FAIL   | plain | SBP <100                     | systolicPressure=99
      CHEST_PAIN   | bold  | RF-C4: >15 min               | finding=CHEST_PAIN_OVER_15_MIN
      CHEST_PAIN   | bold  | RF-C4: cold sweat            | finding=CHEST_PAIN_WITH_COLD_SWEAT
      CHEST_PAIN   | bold  | RF-C4: dyspnoea              | finding=CHEST_PAIN_WITH_DYSPNOEA
      CHEST_PAIN   | bold  | RF-C4: dyspnoea              | finding=REST_DYSPNOEA
      CHEST_PAIN   | bold  | RF-C4: radiation             | finding=CHEST_PAIN_WITH_RADIATION
      CHEST_PAIN   | bold  | RF-C4: syncope               | finding=CHEST_PAIN_WITH_SYNCOPE
      CHEST_PAIN   | bold  | RF-C4: syncope               | finding=SYNCOPE_WITH_INJURY
      CHEST_PAIN   | bold  | RF-C4: syncope               | finding=LOSS_OF_CONSCIOUSNESS_BEFORE_FALL
      CHEST_PAIN   | plain | any chest pain last 24 h     | finding=CHEST_PAIN_LAST_24_H
      ARRHYTHMIA   | bold  | RF-C2                        | pulse=131
      ARRHYTHMIA   | bold  | syncope                      | finding=SYNCOPE_WITH_PALPITATIONS
      ARRHYTHMIA   | bold  | syncope                      | finding=SYNCOPE_WITH_INJURY
      ARRHYTHMIA   | bold  | syncope                      | finding=LOSS_OF_CONSCIOUSNESS_BEFORE_FALL
      ARRHYTHMIA   | bold  | chest pain                   | finding=PALPITATIONS_WITH_CHEST_PAIN
      ARRHYTHMIA   | bold  | chest pain                   | finding=CHEST_PAIN_LAST_24_H
      ARRHYTHMIA   | plain | new heart-failure signs      | finding=NEW_HEART_FAILURE_SIGNS
      FEVER_INF    | bold  | sepsis rule 2.6              | systolicPressure=89
      FEVER_INF    | bold  | petechiae                    | finding=PETECHIAE
      FEVER_INF    | bold  | mottled skin                 | finding=MOTTLED_SKIN
      FEVER_INF    | plain | rigors                       | finding=RIGORS
      PNEUMONIA    | bold  | RF-B2                        | respirationRate=31
      PNEUMONIA    | bold  | RF-B3                        | oxygenSaturation=89
      PNEUMONIA    | bold  | RF-C1                        | systolicPressure=89
      PNEUMONIA    | plain | new confusion                | consciousness=NEW_CONFUSION
      PNEUMONIA    | plain | CRB-65 ≥2                    | finding=CRB65_2_OR_MORE
      PNEUMONIA    | plain | CRB-65 ≥2                    | diastolicPressure=60
      UTI          | plain | fever+flank pain             | finding=FEVER_AND_FLANK_PAIN
      UTI          | plain | rigors                       | finding=RIGORS
      UTI          | plain | catheter+fever               | finding=CATHETER_AND_FEVER
      CATHETER     | plain | no urine >6 h + pain         | finding=NO_URINE_6_H_AND_PAIN
      CATHETER     | plain | fever                        | finding=CATHETER_AND_FEVER
      CATHETER     | plain | fever                        | temperature=38.0
      CATHETER     | plain | gross blood                  | finding=GROSS_BLOOD_IN_URINE
      RETENTION    | bold  | leg weakness/saddle numbness | finding=CAUDA_EQUINA_SIGNS
      RETENTION    | plain | >800 ml on scan              | finding=OVER_800_ML_ON_SCAN
      HAEMATURIA   | bold  | RF-C3: not stoppable         | finding=BLEEDING_NOT_STOPPABLE
      HAEMATURIA   | bold  | RF-C3: with symptoms         | finding=SYMPTOMATIC
      HAEMATURIA   | plain | clots+retention              | finding=CLOTS_AND_RETENTION
      HAEMATURIA   | plain | anticoagulant+pale           | finding=ANTICOAGULANT_AND_PALE
      CONFUSION    | bold  | RF-D1                        | consciousness=VOICE
      CONFUSION    | bold  | RF-D2                        | finding=AKUT_POSITIVE
      CONFUSION    | bold  | RF-D2: other focal deficit   | finding=OTHER_SUDDEN_FOCAL_DEFICIT
      CONFUSION    | bold  | RF-D3                        | finding=ONGOING_SEIZURE
      CONFUSION    | bold  | RF-D4                        | finding=THUNDERCLAP_HEADACHE
      CONFUSION    | bold  | RF-D4: stiffness and fever   | finding=HEADACHE_NECK_STIFFNESS_FEVER
      CONFUSION    | bold  | RF-D5                        | glucose=2.9
      CONFUSION    | plain | fever                        | finding=CONFUSION_AND_FEVER
      CONFUSION    | plain | fever                        | temperature=38.0
      CONFUSION    | plain | head injury ≤2 wk            | finding=HEAD_INJURY_WITHIN_2_WEEKS
      CONFUSION    | plain | new anticoagulant            | finding=NEW_ANTICOAGULANT
      GEN_DETERIOR | bold  | cannot be roused             | finding=CANNOT_BE_ROUSED
      GEN_DETERIOR | plain | no intake 24 h               | finding=NO_INTAKE_24_H
      STROKE_TIA   | bold  | AKUT positive                | finding=AKUT_POSITIVE
      STROKE_TIA   | bold  | symptoms passed <24 h        | finding=STROKE_SYMPTOMS_PASSED_WITHIN_24_H
      SEIZURE      | bold  | RF-D3: ongoing               | finding=ONGOING
      SEIZURE      | bold  | RF-D3: ongoing               | finding=ONGOING_SEIZURE
      SEIZURE      | bold  | RF-D3: first                 | finding=FIRST_SEIZURE
      SEIZURE      | bold  | RF-D3: >5 min                | finding=SEIZURE_OVER_5_MIN
      SEIZURE      | bold  | RF-D3: repeated              | finding=REPEATED_SEIZURES
      SEIZURE      | bold  | not at baseline at 30 min    | finding=NOT_AT_BASELINE_AFTER_30_MIN
      SYNCOPE      | bold  | RF-C5: chest pain            | finding=CHEST_PAIN_LAST_24_H
      SYNCOPE      | bold  | RF-C5: exertion              | finding=SYNCOPE_ON_EXERTION
      SYNCOPE      | bold  | RF-C5: palpitations          | finding=SYNCOPE_WITH_PALPITATIONS
      SYNCOPE      | bold  | RF-C5: heart disease         | finding=SYNCOPE_WITH_HEART_DISEASE
      SYNCOPE      | bold  | RF-C5: persisting low BP     | finding=SYNCOPE_WITH_LOW_PRESSURE
      SYNCOPE      | plain | injury                       | finding=SYNCOPE_WITH_INJURY
      SYNCOPE      | plain | Hb drop                      | finding=HB_DROP
      DIZZINESS    | bold  | AKUT positive                | finding=AKUT_POSITIVE
      DIZZINESS    | bold  | sudden with new headache     | finding=SUDDEN_DIZZINESS_WITH_HEADACHE
      DIZZINESS    | bold  | double vision                | finding=DOUBLE_VISION
      DIZZINESS    | plain | cannot stand                 | finding=CANNOT_STAND
      HYPOGLYC     | bold  | RF-D5                        | glucose=2.9
      HYPOGLYC     | bold  | RF-D5                        | finding=DROWSY
      HYPOGLYC     | plain | sulfonylurea/long insulin    | finding=SULFONYLUREA_OR_LONG_ACTING_INSULIN
      HYPERGLYC    | bold  | RF-D5                        | ketones=3.0
      HYPERGLYC    | bold  | RF-D5                        | finding=DROWSY
      HYPERGLYC    | plain | vomiting                     | finding=HYPERGLYCAEMIA_WITH_VOMITING
      HYPERGLYC    | plain | fast breathing               | finding=FAST_BREATHING
      HYPERGLYC    | plain | fast breathing               | respirationRate=21
      ABDO_PAIN    | bold  | RF-E5: collapse              | finding=ABDOMINAL_OR_BACK_PAIN_WITH_COLLAPSE
      ABDO_PAIN    | bold  | RF-E5: rigid abdomen         | finding=RIGID_ABDOMEN
      ABDO_PAIN    | bold  | RF-E5: pulsating mass        | finding=PULSATING_MASS
      ABDO_PAIN    | plain | vomiting without flatus      | finding=VOMITING_WITHOUT_FLATUS
      ABDO_PAIN    | plain | irreducible hernia           | finding=IRREDUCIBLE_HERNIA
      ABDO_PAIN    | plain | falling SBP                  | finding=FALLING_SYSTOLIC_PRESSURE
      VOMIT_DIARR  | bold  | RF-C1                        | systolicPressure=89
      VOMIT_DIARR  | bold  | RF-C3                        | finding=HAEMATEMESIS_OR_MELAENA_WITH_SYMPTOMS
      VOMIT_DIARR  | bold  | RF-D1                        | consciousness=VOICE
      VOMIT_DIARR  | plain | drowsy                       | finding=DROWSY
      VOMIT_DIARR  | plain | dehydrated                   | finding=DEHYDRATED
      CONSTIPATION | plain | vomiting                     | finding=CONSTIPATION_WITH_VOMITING
      CONSTIPATION | plain | distended+tender             | finding=DISTENDED_TENDER_ABDOMEN
      CONSTIPATION | plain | overflow with pain           | finding=OVERFLOW_WITH_PAIN
      GI_BLEED     | bold  | RF-C3: with symptoms         | finding=SYMPTOMATIC
      GI_BLEED     | bold  | RF-C3: with symptoms         | finding=HAEMATEMESIS_OR_MELAENA_WITH_SYMPTOMS
      GI_BLEED     | bold  | RF-C3: circulatory effect    | finding=ANTICOAGULANT_AND_PALE
      GI_BLEED     | bold  | RF-C3: circulatory effect    | finding=FALLING_SYSTOLIC_PRESSURE
      DEHYDRATION  | bold  | RF-C1                        | systolicPressure=89
      DEHYDRATION  | bold  | RF-D1                        | consciousness=VOICE
      DEHYDRATION  | plain | confusion                    | consciousness=NEW_CONFUSION
      DEHYDRATION  | plain | anuria 12 h                  | finding=ANURIA_12_H
      WOUND_PU     | plain | spreading redness+fever      | finding=SPREADING_REDNESS_AND_FEVER
      WOUND_PU     | plain | black/foul                   | finding=BLACK_OR_FOUL_WOUND
      WOUND_PU     | plain | exposed bone                 | finding=EXPOSED_BONE
      SKIN_INF     | bold  | pain out of proportion       | finding=PAIN_OUT_OF_PROPORTION
      SKIN_INF     | bold  | very fast spread             | finding=VERY_FAST_SPREAD
      SKIN_INF     | plain | periorbital                  | finding=PERIORBITAL_INFECTION
      LEG_SWELL    | bold  | RF-C6                        | finding=ISCHAEMIC_LIMB
      LEG_SWELL    | bold  | breathlessness (PE)          | finding=REST_DYSPNOEA
      LEG_SWELL    | bold  | chest pain (PE)              | finding=CHEST_PAIN_LAST_24_H
      LEG_SWELL    | bold  | breathlessness/chest pain (PE) | finding=PULMONARY_EMBOLISM_SIGNS
      PAIN         | bold  | cauda equina signs           | finding=CAUDA_EQUINA_SIGNS
      PAIN         | plain | cancer + new weakness        | finding=CANCER_AND_NEW_WEAKNESS
      PAIN         | plain | fever                        | finding=BACK_PAIN_AND_FEVER
      PAIN         | plain | fever                        | temperature=38.0
      PALLIATIVE   | plain | new bleeding                 | finding=PALLIATIVE_NEW_BLEEDING
      PALLIATIVE   | plain | cord-compression signs       | finding=CORD_COMPRESSION_SIGNS
      PALLIATIVE   | plain | plan insufficient            | finding=PLAN_INSUFFICIENT
      PALLIATIVE   | plain | plan insufficient            | sufficientPrescriptions=false
      MED_ERROR    | bold  | opioid + RR <10 or drowsy    | finding=OPIOID_WITH_SLOW_BREATHING_OR_DROWSINESS
      MED_ERROR    | bold  | opioid + RR <10              | respirationRate=9
      MED_ERROR    | bold  | opioid + drowsy              | finding=DROWSY
      MED_ERROR    | plain | digoxin/lithium              | finding=DIGOXIN_OR_LITHIUM_ERROR
      MED_ERROR    | plain | insulin error                | finding=INSULIN_ERROR
      BLEED_AC     | bold  | RF-C3: circulatory effect    | finding=ANTICOAGULANT_BLEEDING_WITH_CIRCULATORY_EFFECT
      BLEED_AC     | bold  | RF-C3: circulatory effect    | finding=ANTICOAGULANT_AND_PALE
      BLEED_AC     | bold  | RF-C3: circulatory effect    | finding=FALLING_SYSTOLIC_PRESSURE
      BLEED_AC     | bold  | RF-C3: with symptoms         | finding=SYMPTOMATIC
      BLEED_AC     | bold  | RF-D6                        | finding=HEAD_INJURY_WITHIN_2_WEEKS
      BLEED_AC     | bold  | RF-D6                        | finding=AMNESIA
      PSYCH_BPSD   | bold  | RF-E6: overdose              | finding=OVERDOSE
      PSYCH_BPSD   | bold  | RF-E6: self-harm             | finding=SELF_HARM
      PSYCH_BPSD   | bold  | RF-E6: acute plan            | finding=ACUTE_SUICIDE_PLAN
      PSYCH_BPSD   | bold  | danger to others             | finding=DANGER_TO_OTHERS
      PSYCH_BPSD   | plain | new onset as CONFUSION       | finding=NEW_ONSET_PSYCHIATRIC
      ALLERGY      | bold  | anaphylaxis                  | finding=ANAPHYLAXIS
      ALLERGY      | bold  | anaphylaxis: breathing       | finding=REST_DYSPNOEA
      ALLERGY      | bold  | anaphylaxis: circulation     | finding=DROWSY
      ALLERGY      | bold  | anaphylaxis: circulation     | finding=FALLING_SYSTOLIC_PRESSURE
      ALLERGY      | bold  | anaphylaxis: circulation     | finding=SYNCOPE_WITH_INJURY
      ALLERGY      | bold  | anaphylaxis: circulation     | finding=LOSS_OF_CONSCIOUSNESS_BEFORE_FALL
      """;

  /** Triggers of 2.9 that no row of 2.12 repeats; each is 112 at every cause. */
  private static final Set<Finding> ONLY_IN_THE_CATALOGUE =
      EnumSet.of(
          Finding.STRIDOR,
          Finding.CHOKING,
          Finding.CANNOT_CLEAR_AIRWAY,
          Finding.OPEN_FRACTURE,
          Finding.HIGH_ENERGY_TRAUMA);

  record Sign(ContactCause row, boolean bold, String words, String fact) {

    static Sign of(String line) {
      var columns = line.split("\\|");
      var printed = columns[1].strip();
      assertThat(printed).isIn("bold", "plain");
      return new Sign(
          ContactCause.valueOf(columns[0].strip()),
          printed.equals("bold"),
          columns[2].strip(),
          columns[3].strip());
    }

    boolean isTold(Finding finding) {
      return fact.equals("finding=" + finding);
    }
  }

  static List<Sign> signs() {
    return PRINTED.lines().map(Sign::of).toList();
  }

  @ParameterizedTest
  @MethodSource("signs")
  void aPrintedSignWeighsWhatItsRowPrints(Sign sign) {
    var patient = Patient.with(sign.row()).setAll("knownEpilepsyRecovered=true " + sign.fact());

    assertThat(LockedFloor.demandsEmergency(patient.content(), patient.context()))
        .isEqualTo(sign.bold());
    if (!sign.bold()) {
      assertThat(patient.decision().level()).isEqualTo(Level.PHYSICIAN_NOW);
    }
  }

  /** The other way: what weighs as 112 at one cause and not at every one is printed bold there. */
  @Test
  void noSignIsBoldAtARowThatDoesNotPrintIt() {
    var bold = new TreeSet<String>();
    for (var finding : Finding.values()) {
      if (isBold(finding, ContactCause.OTHER)) {
        continue;
      }
      for (var cause : ContactCause.values()) {
        if (isBold(finding, cause)) {
          bold.add(cause + " " + finding);
        }
      }
    }

    assertThat(bold)
        .containsExactlyInAnyOrderElementsOf(
            signs().stream()
                .filter(Sign::bold)
                .flatMap(
                    sign ->
                        Stream.of(Finding.values())
                            .filter(sign::isTold)
                            .filter(finding -> !isBold(finding, ContactCause.OTHER))
                            .map(finding -> sign.row() + " " + finding))
                .toList());
  }

  @Test
  void everyCodeIsPrintedSomewhereAndBoldEverywhereOnlyIfNoRowPrintsItPlain() {
    for (var finding : Finding.values()) {
      var printed = signs().stream().filter(sign -> sign.isTold(finding)).toList();

      assertThat(printed.isEmpty())
          .as(finding.name())
          .isEqualTo(ONLY_IN_THE_CATALOGUE.contains(finding));
      if (isBold(finding, ContactCause.OTHER)) {
        assertThat(printed).allMatch(Sign::bold);
      }
    }
  }

  @Test
  void everyRowOfTheTableIsHere() {
    var rows = EnumSet.noneOf(ContactCause.class);
    signs().forEach(sign -> rows.add(sign.row()));

    assertThat(EnumSet.complementOf(rows))
        .containsExactlyInAnyOrder(
            ContactCause.DEVICE_PEG_CVK, ContactCause.EXPECTED_DEATH, ContactCause.OTHER);
  }

  private static boolean isBold(Finding finding, ContactCause cause) {
    var patient = Patient.with(cause).found(finding);
    return LockedFloor.demandsEmergency(patient.content(), patient.context());
  }
}
