package se.rond.clinical;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import se.rond.contracts.care.ContactCause;
import se.rond.contracts.care.Finding;
import se.rond.contracts.care.Level;
import se.rond.contracts.care.RedFlag;
import se.rond.contracts.triage.TriageDecision.RuleKind;

/** Levels and needs: clinical reference 1.2, 2.6, 2.7, 2.10 and 2.12. */
class TriageRulesTest {

  /** Every row of 2.12 and the further codes, for a patient with normal vitals and no sign. */
  @ParameterizedTest(name = "{0} -> {1}, {2}")
  @CsvSource({
    "FALL_NO_INJ, NURSE, NURSE_VISIT",
    "FALL_INJ, MOBILE_TEAM_TODAY, TEAM_VISIT[SAMPLING.HB SAMPLING.INR XRAY.EXTREMITY]",
    "HIP_PAIN, MOBILE_TEAM_2H, TEAM_VISIT[SAMPLING.HB SAMPLING.ISTAT XRAY.HIP XRAY.PELVIS]",
    "HEAD_TRAUMA, PHYSICIAN_NOW, PHYSICIAN_CONTACT",
    "DYSPNOEA, MOBILE_TEAM_2H, TEAM_VISIT[SAMPLING.CRP SAMPLING.HB SAMPLING.LACTATE SAMPLING.ISTAT"
        + " SAMPLING.ECG XRAY.CHEST]",
    "COPD_EXAC, MOBILE_TEAM_2H, TEAM_VISIT[SAMPLING.CRP SAMPLING.ISTAT SAMPLING.ECG XRAY.CHEST]",
    "HEART_FAIL, MOBILE_TEAM_TODAY, TEAM_VISIT[SAMPLING.HB SAMPLING.ISTAT SAMPLING.ECG XRAY.CHEST]",
    "CHEST_PAIN, PHYSICIAN_NOW, PHYSICIAN_CONTACT",
    "ARRHYTHMIA, PHYSICIAN_NOW, PHYSICIAN_CONTACT",
    "FEVER_INF, MOBILE_TEAM_2H, TEAM_VISIT[SAMPLING.CRP SAMPLING.HB SAMPLING.GLUCOSE"
        + " SAMPLING.LACTATE SAMPLING.ISTAT SAMPLING.URINE]",
    "PNEUMONIA, MOBILE_TEAM_2H, TEAM_VISIT[SAMPLING.CRP SAMPLING.LACTATE SAMPLING.ISTAT XRAY.CHEST]",
    "UTI, NURSE, NURSE_VISIT",
    "CATHETER, NURSE, NURSE_VISIT",
    "RETENTION, NURSE, NURSE_VISIT",
    "HAEMATURIA, PHYSICIAN_TODAY, PHYSICIAN_CONTACT",
    "CONFUSION, MOBILE_TEAM_2H, TEAM_VISIT[SAMPLING.CRP SAMPLING.HB SAMPLING.GLUCOSE SAMPLING.ISTAT"
        + " SAMPLING.URINE SAMPLING.BLADDER_SCAN SAMPLING.ECG]",
    "GEN_DETERIOR, MOBILE_TEAM_TODAY, TEAM_VISIT[SAMPLING.CRP SAMPLING.HB SAMPLING.GLUCOSE"
        + " SAMPLING.LACTATE SAMPLING.ISTAT SAMPLING.URINE SAMPLING.ECG]",
    "STROKE_TIA, EMERGENCY_112, ''",
    "SEIZURE, EMERGENCY_112, ''",
    "SYNCOPE, PHYSICIAN_NOW, PHYSICIAN_CONTACT",
    "DIZZINESS, PHYSICIAN_TODAY, PHYSICIAN_CONTACT",
    "HYPOGLYC, PHYSICIAN_NOW, PHYSICIAN_CONTACT",
    "HYPERGLYC, PHYSICIAN_NOW, PHYSICIAN_CONTACT",
    "ABDO_PAIN, PHYSICIAN_NOW, PHYSICIAN_CONTACT",
    "VOMIT_DIARR, NURSE, NURSE_VISIT",
    "CONSTIPATION, NURSE, NURSE_VISIT",
    "GI_BLEED, PHYSICIAN_NOW, PHYSICIAN_CONTACT",
    "DEHYDRATION, MOBILE_TEAM_TODAY, TEAM_VISIT[SAMPLING.HB SAMPLING.GLUCOSE SAMPLING.LACTATE"
        + " SAMPLING.ISTAT]",
    "WOUND_PU, NURSE, NURSE_VISIT",
    "SKIN_INF, MOBILE_TEAM_TODAY, TEAM_VISIT[SAMPLING.CRP SAMPLING.GLUCOSE SAMPLING.LACTATE]",
    "LEG_SWELL, PHYSICIAN_TODAY, PHYSICIAN_CONTACT",
    "PAIN, PHYSICIAN_TODAY, PHYSICIAN_CONTACT",
    "PALLIATIVE, PHYSICIAN_NOW, PHYSICIAN_CONTACT",
    "MED_ERROR, PHYSICIAN_NOW, PHYSICIAN_CONTACT",
    "BLEED_AC, PHYSICIAN_NOW, PHYSICIAN_CONTACT",
    "PSYCH_BPSD, PHYSICIAN_TODAY, PHYSICIAN_CONTACT",
    "ALLERGY, PHYSICIAN_TODAY, PHYSICIAN_CONTACT",
    "DEVICE_PEG_CVK, NURSE, NURSE_VISIT",
    "EXPECTED_DEATH, PHYSICIAN_TODAY, PHYSICIAN_CONTACT",
    "OTHER, PHYSICIAN_TODAY, PHYSICIAN_CONTACT"
  })
  void aCauseHasItsUsualLevelAndNeed(ContactCause cause, Level level, String needs) {
    var decision = Patient.with(cause).decision();

    assertThat(decision.level()).isEqualTo(level);
    assertThat(Patient.needs(decision)).isEqualTo(needs);
    assertThat(decision.fired())
        .singleElement()
        .satisfies(
            rule -> {
              assertThat(rule.rule()).isEqualTo("CAUSE-" + cause);
              assertThat(rule.kind()).isEqualTo(RuleKind.PROPOSAL);
              assertThat(rule.label().sv()).startsWith(cause.swedish());
            });
  }

  @ParameterizedTest
  @EnumSource(ContactCause.class)
  void everyCauseBringsItsOwnSamplesWhenAnyRuleAsksForATeam(ContactCause cause) {
    var samples =
        switch (cause) {
          case FALL_NO_INJ -> "HB GLUCOSE ECG";
          case FALL_INJ -> "HB INR XRAY.EXTREMITY";
          case HIP_PAIN -> "HB ISTAT XRAY.HIP XRAY.PELVIS";
          case HEAD_TRAUMA -> "GLUCOSE INR";
          case DYSPNOEA -> "CRP HB LACTATE ISTAT ECG XRAY.CHEST";
          case COPD_EXAC -> "CRP ISTAT ECG XRAY.CHEST";
          case HEART_FAIL -> "HB ISTAT ECG XRAY.CHEST";
          case CHEST_PAIN -> "HB ECG";
          case ARRHYTHMIA -> "HB ISTAT ECG";
          case FEVER_INF -> "CRP HB GLUCOSE LACTATE ISTAT URINE";
          case PNEUMONIA -> "CRP LACTATE ISTAT XRAY.CHEST";
          case UTI -> "CRP GLUCOSE URINE BLADDER_SCAN";
          case CATHETER -> "URINE BLADDER_SCAN";
          case RETENTION -> "ISTAT BLADDER_SCAN";
          case HAEMATURIA -> "HB INR URINE BLADDER_SCAN";
          case CONFUSION -> "CRP HB GLUCOSE ISTAT URINE BLADDER_SCAN ECG";
          case GEN_DETERIOR -> "CRP HB GLUCOSE LACTATE ISTAT URINE ECG";
          case SYNCOPE -> "HB GLUCOSE ISTAT ECG";
          case DIZZINESS -> "HB GLUCOSE ECG";
          case HYPOGLYC -> "GLUCOSE";
          case HYPERGLYC -> "GLUCOSE ISTAT KETONES";
          case ABDO_PAIN -> "CRP HB LACTATE ISTAT URINE BLADDER_SCAN ECG";
          case VOMIT_DIARR -> "CRP GLUCOSE ISTAT";
          case GI_BLEED -> "HB INR LACTATE";
          case DEHYDRATION -> "HB GLUCOSE LACTATE ISTAT";
          case WOUND_PU -> "CRP HB GLUCOSE";
          case SKIN_INF -> "CRP GLUCOSE LACTATE";
          case LEG_SWELL -> "HB ISTAT";
          case PAIN -> "CRP HB";
          case MED_ERROR -> "GLUCOSE INR ISTAT ECG";
          case BLEED_AC -> "HB INR";
          case PSYCH_BPSD -> "GLUCOSE URINE BLADDER_SCAN";
          case SEIZURE -> "GLUCOSE";
          case STROKE_TIA -> null; // always 112, so no team is asked for
          case CONSTIPATION, PALLIATIVE, ALLERGY, DEVICE_PEG_CVK, EXPECTED_DEATH, OTHER -> "";
        };
    var medium = Patient.with(cause).setAll("respirationRate=22 pulse=115 systolicPressure=105");
    medium.knownEpilepsyRecovered = true;

    var team =
        medium.decision().needs().stream()
            .filter(need -> need.need().name().equals("TEAM_VISIT"))
            .map(
                need ->
                    String.join(
                        " ",
                        need.capabilities().stream()
                            .map(capability -> capability.code().replace("SAMPLING.", ""))
                            .toList()))
            .findFirst()
            .orElse(null);

    assertThat(team).isEqualTo(samples);
  }

  @ParameterizedTest(name = "{0} {1} -> {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          CHEST_PAIN | finding=ONGOING                | EMERGENCY_112
          GI_BLEED   | finding=SYMPTOMATIC            | EMERGENCY_112
          SEIZURE    | knownEpilepsyRecovered=true    | PHYSICIAN_NOW
          SEIZURE    | knownEpilepsyRecovered=false   | EMERGENCY_112
          SEIZURE    | knownEpilepsyRecovered=true finding=ONGOING | EMERGENCY_112
          SEIZURE    | knownEpilepsyRecovered=true consciousness=NEW_CONFUSION | EMERGENCY_112
          SEIZURE    | knownEpilepsyRecovered=true consciousness=- | EMERGENCY_112
          SEIZURE    | knownEpilepsyRecovered=true finding=DROWSY | EMERGENCY_112
          UTI        | finding=ONGOING                | PHYSICIAN_NOW
          CATHETER   | finding=SYMPTOMATIC            | EMERGENCY_112
          UTI        | age=15                         | PHYSICIAN_TODAY
          UTI        | age=15 suspectedInfection=true | PHYSICIAN_NOW
          UTI        | pregnant=true suspectedInfection=true | PHYSICIAN_NOW
          FEVER_INF  | age=15                         | PHYSICIAN_NOW
          UTI        | pregnant=true consciousness=NEW_CONFUSION | PHYSICIAN_NOW
          DEVICE_PEG_CVK | age=15 consciousness=NEW_CONFUSION | PHYSICIAN_NOW
          HYPERGLYC  | glucose=20                     | PHYSICIAN_TODAY
          HYPERGLYC  | glucose=20.0                   | PHYSICIAN_TODAY
          HYPERGLYC  | glucose=20.1                   | PHYSICIAN_NOW
          HYPERGLYC  | glucose=20.01                  | PHYSICIAN_NOW
          HYPERGLYC  | glucose=-                      | PHYSICIAN_NOW
          HYPERGLYC  | glucose=15 respirationRate=20  | PHYSICIAN_TODAY
          HYPERGLYC  | glucose=15 respirationRate=21  | PHYSICIAN_NOW
          PALLIATIVE | sufficientPrescriptions=true   | NURSE
          PALLIATIVE | sufficientPrescriptions=false  | PHYSICIAN_NOW
          PALLIATIVE | sufficientPrescriptions=-      | PHYSICIAN_NOW
          HEART_FAIL | systolicPressure=100           | MOBILE_TEAM_TODAY
          HEART_FAIL | systolicPressure=99            | PHYSICIAN_NOW
          CATHETER   | temperature=37.9               | NURSE
          CATHETER   | temperature=38.0               | PHYSICIAN_NOW
          UTI        | temperature=38.0               | NURSE
          CONFUSION  | temperature=38.0               | PHYSICIAN_NOW
          PAIN       | temperature=38.0               | PHYSICIAN_NOW
          PNEUMONIA  | respirationRate=22 diastolicPressure=61 | MOBILE_TEAM_2H
          PNEUMONIA  | diastolicPressure=60           | PHYSICIAN_NOW
          PNEUMONIA  | diastolicPressure=60 age=64    | MOBILE_TEAM_2H
          PNEUMONIA  | diastolicPressure=60 age=65    | PHYSICIAN_NOW
          PNEUMONIA  | consciousness=NEW_CONFUSION pregnant=true | PHYSICIAN_NOW
          DEHYDRATION| consciousness=NEW_CONFUSION pregnant=true | PHYSICIAN_NOW
          PSYCH_BPSD | finding=NEW_ONSET_PSYCHIATRIC  | PHYSICIAN_NOW
          ALLERGY    | finding=ANAPHYLAXIS            | EMERGENCY_112
          ALLERGY    | redFlag=RF-E3                  | EMERGENCY_112
          DEVICE_PEG_CVK | respirationRate=-          | NURSE
          EXPECTED_DEATH | respirationRate=- pulse=-  | PHYSICIAN_TODAY
          """)
  void aCauseTurnsOnWhatIsStatedOfIt(ContactCause cause, String facts, Level level) {
    assertThat(Patient.with(cause).setAll(facts).decision().level()).isEqualTo(level);
  }

  @ParameterizedTest(name = "{0} + {1} -> {2}")
  @CsvSource({
    "FALL_INJ, WRIST, XRAY.EXTREMITY",
    "FALL_INJ, SHOULDER, XRAY.EXTREMITY",
    "FALL_INJ, CLAVICLE, XRAY.CLAVICLE",
    "FALL_INJ, KNEE, XRAY.EXTREMITY",
    "FALL_INJ, FOOT, XRAY.EXTREMITY",
    "FALL_INJ, HIP, XRAY.HIP",
    "FALL_INJ, PELVIS, XRAY.PELVIS",
    "FALL_INJ, CHEST, XRAY.CHEST",
    "FALL_INJ, -, XRAY.EXTREMITY",
    "HIP_PAIN, -, XRAY.HIP XRAY.PELVIS",
    "HIP_PAIN, HIP, XRAY.HIP XRAY.PELVIS",
    "HIP_PAIN, WRIST, XRAY.EXTREMITY XRAY.HIP XRAY.PELVIS",
    "PNEUMONIA, -, XRAY.CHEST",
    "FEVER_INF, -, ''",
    "FEVER_INF, CHEST, XRAY.CHEST",
    "CONFUSION, -, ''",
    "CONFUSION, CHEST, XRAY.CHEST",
    "GEN_DETERIOR, CHEST, XRAY.CHEST"
  })
  void theTeamBringsTheXrayOfTheRegion(ContactCause cause, String region, String xray) {
    var decision = Patient.with(cause).set("xrayRegion", region).decision();

    assertThat(
            String.join(
                " ",
                decision.needs().getFirst().capabilities().stream()
                    .map(capability -> capability.code())
                    .filter(code -> code.startsWith("XRAY"))
                    .toList()))
        .isEqualTo(xray);
  }

  @ParameterizedTest(name = "{0} -> {1}: {2}, {3}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          pulse=72                                | CAUSE-CONSTIPATION                | NURSE         | NURSE_VISIT
          pulse=91                                | NEWS2-LOW CAUSE-CONSTIPATION      | NURSE         | NURSE_VISIT
          respirationRate=22 pulse=115            | NEWS2-LOW CAUSE-CONSTIPATION      | NURSE         | NURSE_VISIT
          respirationRate=25                      | NEWS2-SINGLE-3 CAUSE-CONSTIPATION | PHYSICIAN_NOW | PHYSICIAN_CONTACT NURSE_VISIT
          respirationRate=25 pulse=91             | NEWS2-SINGLE-3 CAUSE-CONSTIPATION | PHYSICIAN_NOW | PHYSICIAN_CONTACT NURSE_VISIT
          respirationRate=25 pulse=115            | NEWS2-MEDIUM CAUSE-CONSTIPATION   | PHYSICIAN_NOW | PHYSICIAN_CONTACT TEAM_VISIT NURSE_VISIT
          respirationRate=22 pulse=115 temperature=38.5 | NEWS2-MEDIUM CAUSE-CONSTIPATION | PHYSICIAN_NOW | PHYSICIAN_CONTACT TEAM_VISIT NURSE_VISIT
          respirationRate=22 pulse=115 temperature=39.1 | NEWS2-MEDIUM CAUSE-CONSTIPATION | PHYSICIAN_NOW | PHYSICIAN_CONTACT TEAM_VISIT NURSE_VISIT
          respirationRate=25 pulse=115 temperature=39.1 | RF-N7 CAUSE-CONSTIPATION    | EMERGENCY_112 | ''
          pulse=-                                 | VITALS-MISSING CAUSE-CONSTIPATION | PHYSICIAN_TODAY | NURSE_VISIT
          pulse=- temperature=38.5                | VITALS-MISSING NEWS2-LOW CAUSE-CONSTIPATION | PHYSICIAN_TODAY | NURSE_VISIT
          pulse=- respirationRate=25              | NEWS2-SINGLE-3 VITALS-MISSING CAUSE-CONSTIPATION | PHYSICIAN_NOW | PHYSICIAN_CONTACT NURSE_VISIT
          pulse=- respirationRate=25 temperature=39.1 | NEWS2-MEDIUM VITALS-MISSING CAUSE-CONSTIPATION | PHYSICIAN_NOW | PHYSICIAN_CONTACT TEAM_VISIT NURSE_VISIT
          suspectedInfection=true respirationRate=22 | NEWS2-LOW CAUSE-CONSTIPATION   | NURSE         | NURSE_VISIT
          suspectedInfection=true respirationRate=25 | NEWS2-SINGLE-3 SEPSIS-PHYSICIAN CAUSE-CONSTIPATION | PHYSICIAN_NOW | PHYSICIAN_CONTACT TEAM_VISIT NURSE_VISIT
          suspectedInfection=true respirationRate=25 pulse=115 | NEWS2-MEDIUM SEPSIS-PHYSICIAN CAUSE-CONSTIPATION | PHYSICIAN_NOW | PHYSICIAN_CONTACT TEAM_VISIT NURSE_VISIT
          suspectedInfection=true respirationRate=25 pulse=- | NEWS2-SINGLE-3 SEPSIS-PHYSICIAN VITALS-MISSING CAUSE-CONSTIPATION | PHYSICIAN_NOW | PHYSICIAN_CONTACT TEAM_VISIT NURSE_VISIT
          age=15 suspectedInfection=true          | INFECTION-WITHOUT-NEWS2 NEWS2-NOT-APPLICABLE CAUSE-CONSTIPATION | PHYSICIAN_NOW | PHYSICIAN_CONTACT NURSE_VISIT
          age=15 consciousness=NEW_CONFUSION      | WS-NEW-CONFUSION NEWS2-NOT-APPLICABLE CAUSE-CONSTIPATION | PHYSICIAN_NOW | PHYSICIAN_CONTACT NURSE_VISIT
          supplementalOxygen=- oxygenFlow=2 oxygenCoveredByPlan=true | NEWS2-LOW CAUSE-CONSTIPATION | NURSE | NURSE_VISIT
          age=15                                  | NEWS2-NOT-APPLICABLE CAUSE-CONSTIPATION | PHYSICIAN_TODAY | NURSE_VISIT
          """)
  void theScoreIsAnsweredAsTheReferenceSays(String facts, String fired, Level level, String needs) {
    var decision = Patient.with(ContactCause.CONSTIPATION).setAll(facts).decision();

    assertThat(Patient.fired(decision)).isEqualTo(fired);
    assertThat(decision.level()).isEqualTo(level);
    assertThat(Patient.needs(decision)).isEqualTo(needs);
  }

  @Test
  void aPlainSignNeedsAPhysicianNow() {
    var decision = Patient.with(ContactCause.UTI).found(Finding.RIGORS).decision();

    assertThat(decision.level()).isEqualTo(Level.PHYSICIAN_NOW);
    assertThat(Patient.needs(decision)).isEqualTo("PHYSICIAN_CONTACT NURSE_VISIT");
    assertThat(Patient.fired(decision)).isEqualTo("WS-RIGORS CAUSE-UTI");
  }

  @ParameterizedTest(name = "{0} {1} -> {2} {3}")
  @CsvSource({
    "HIP_PAIN, MOBILE_XRAY_FIRST, MOBILE_TEAM_2H,"
        + " TEAM_VISIT[SAMPLING.HB SAMPLING.ISTAT XRAY.HIP XRAY.PELVIS]",
    "HIP_PAIN, AMBULANCE_FIRST, EMERGENCY_112, ''"
  })
  void hipPainFollowsTheRegionsStrategy(
      ContactCause cause, HipFractureStrategy strategy, Level level, String needs) {
    var decision = Patient.with(cause).decision(strategy);

    assertThat(decision.level()).isEqualTo(level);
    assertThat(Patient.needs(decision)).isEqualTo(needs);
  }

  @Test
  void hipSignsAfterAnyFallFollowTheRegionsStrategy() {
    var patient =
        Patient.with(ContactCause.FALL_INJ).set("xrayRegion", "HIP").found(Finding.HIP_SIGNS);

    var xrayFirst = patient.decision(HipFractureStrategy.MOBILE_XRAY_FIRST);
    assertThat(xrayFirst.level()).isEqualTo(Level.PHYSICIAN_NOW);
    assertThat(Patient.needs(xrayFirst))
        .isEqualTo(
            "PHYSICIAN_CONTACT"
                + " TEAM_VISIT[SAMPLING.HB SAMPLING.INR SAMPLING.ISTAT XRAY.HIP XRAY.PELVIS]");
    assertThat(patient.decision(HipFractureStrategy.AMBULANCE_FIRST).level())
        .isEqualTo(Level.EMERGENCY_112);
  }

  @Test
  void hardSignsOfAHipFractureAreAFlagWhateverTheStrategy() {
    for (var strategy : HipFractureStrategy.values()) {
      assertThat(
              Patient.with(ContactCause.HIP_PAIN)
                  .found(Finding.SHORTENED_ROTATED_LEG)
                  .decision(strategy)
                  .level())
          .isEqualTo(Level.EMERGENCY_112);
    }
  }

  @Test
  void newOnsetOfPsychiatricSymptomsIsTreatedAsConfusion() {
    var decision =
        Patient.with(ContactCause.PSYCH_BPSD).found(Finding.NEW_ONSET_PSYCHIATRIC).decision();

    assertThat(Patient.needs(decision))
        .isEqualTo(
            "PHYSICIAN_CONTACT TEAM_VISIT[SAMPLING.CRP SAMPLING.HB SAMPLING.GLUCOSE SAMPLING.ISTAT"
                + " SAMPLING.URINE SAMPLING.BLADDER_SCAN SAMPLING.ECG]");
  }

  @Test
  void aCauseThatCannotBeReadIsJudgedAsOther() {
    var decision = Patient.well().set("contactCause", "-").decision();

    assertThat(decision.level()).isEqualTo(Level.PHYSICIAN_TODAY);
    assertThat(Patient.fired(decision)).isEqualTo("CAUSE-OTHER");
  }

  @Test
  void aUsualLevelOf112IsAnEmergencyThoughNobodyTickedAFlag() {
    var stroke = Patient.with(ContactCause.STROKE_TIA);

    assertThat(LockedFloor.demandsEmergency(stroke.content(), stroke.context())).isFalse();
    assertThat(Shipped.RULES.demandsEmergency(stroke.content(), stroke.context())).isTrue();
  }

  @Test
  void floorsComeFirstThenTheHighestLevelThenById() {
    var decision =
        Patient.with(ContactCause.STROKE_TIA)
            .setAll("respirationRate=31 pulse=- systolicPressure=89")
            .ticked(RedFlag.RF_D2)
            .found(Finding.RIGORS)
            .decision();

    assertThat(Patient.fired(decision))
        .isEqualTo("RF-B2 RF-C1 RF-D2 NEWS2-MEDIUM WS-RIGORS VITALS-MISSING CAUSE-STROKE_TIA");
  }

  @Test
  void theDecisionNamesItsRulesAndWhatItTookAsKnown() {
    var patient = Patient.well().set("scale", "2");

    assertThat(patient.decision().ruleSet().toString()).contains("rond-default", "3");
    assertThat(patient.decision().contextUsed()).isEqualTo(patient.context());
    assertThat(patient.decision(HipFractureStrategy.AMBULANCE_FIRST).ruleSet())
        .isNotEqualTo(patient.decision().ruleSet());
  }

  @Test
  void missingVitalsAreReportedWithTheRulesTheyWouldTell() {
    var decision =
        Patient.with(ContactCause.GEN_DETERIOR)
            .setAll("respirationRate=- temperature=- oxygenSaturation=95")
            .decision();

    assertThat(decision.notEvaluated())
        .extracting(rule -> rule.rule() + rule.missing())
        .contains(
            "RF-B2[respirationRate]",
            "RF-E2[temperature]",
            "RF-N7[respirationRate, temperature]",
            "NEWS2-SINGLE-3[respirationRate, temperature]",
            "NEWS2-MEDIUM[respirationRate, temperature]")
        .noneMatch(rule -> rule.startsWith("NEWS2-LOW"));
  }

  /** 2.10.9 and 2.12: one level above all else, for a patient who is otherwise well. */
  @ParameterizedTest(name = "{0} {1} -> {2} {3} {4}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          CATHETER    | contactHours=72                                   | PHYSICIAN_TODAY   | PHYSICIAN_CONTACT NURSE_VISIT | REPEAT-CONTACT REPEAT-CONTACT CAUSE-CATHETER
          CATHETER    | contactHours=72.01                                | NURSE             | NURSE_VISIT                   | CAUSE-CATHETER
          CATHETER    | contactHours=5 plannedRecheck=true                | NURSE             | NURSE_VISIT                   | CAUSE-CATHETER
          CATHETER    | contactHours=5 sameEpisode=false                  | NURSE             | NURSE_VISIT                   | CAUSE-CATHETER
          CATHETER    | contactHours=5 sameEpisode=true plannedRecheck=false | PHYSICIAN_TODAY | PHYSICIAN_CONTACT NURSE_VISIT | REPEAT-CONTACT REPEAT-CONTACT CAUSE-CATHETER
          CATHETER    | lactate=2.0                                       | PHYSICIAN_TODAY   | PHYSICIAN_CONTACT NURSE_VISIT | SAMPLE-LACTATE SAMPLE-LACTATE CAUSE-CATHETER
          CATHETER    | lactate=1.9                                       | NURSE             | NURSE_VISIT                   | CAUSE-CATHETER
          CATHETER    | lactate=4.0                                       | EMERGENCY_112     | ''                            | RF-L1 CAUSE-CATHETER
          CATHETER    | lactate=2.0 contactHours=5                        | PHYSICIAN_TODAY   | PHYSICIAN_CONTACT NURSE_VISIT | REPEAT-CONTACT SAMPLE-LACTATE REPEAT-CONTACT SAMPLE-LACTATE CAUSE-CATHETER
          CATHETER    | pulse=111 previousNews2=0                         | PHYSICIAN_TODAY   | PHYSICIAN_CONTACT NURSE_VISIT | NEWS2-RISE NEWS2-LOW CAUSE-CATHETER
          CATHETER    | pulse=111 previousNews2=1                         | NURSE             | NURSE_VISIT                   | NEWS2-LOW CAUSE-CATHETER
          PAIN        | contactHours=5                                    | MOBILE_TEAM_TODAY | PHYSICIAN_CONTACT TEAM_VISIT[SAMPLING.CRP SAMPLING.HB] | REPEAT-CONTACT REPEAT-CONTACT CAUSE-PAIN
          DEHYDRATION | contactHours=5                                    | MOBILE_TEAM_2H    | TEAM_VISIT[SAMPLING.HB SAMPLING.GLUCOSE SAMPLING.LACTATE SAMPLING.ISTAT] | REPEAT-CONTACT REPEAT-CONTACT CAUSE-DEHYDRATION
          HEAD_TRAUMA | contactHours=5                                    | PHYSICIAN_NOW     | PHYSICIAN_CONTACT             | REPEAT-CONTACT CAUSE-HEAD_TRAUMA REPEAT-CONTACT
          STROKE_TIA  | contactHours=5                                    | EMERGENCY_112     | ''                            | REPEAT-CONTACT CAUSE-STROKE_TIA REPEAT-CONTACT
          CATHETER    | hb=100 earlierHb=120                              | PHYSICIAN_NOW     | PHYSICIAN_CONTACT NURSE_VISIT | SAMPLE-HB-FALL CAUSE-CATHETER
          CATHETER    | hb=101 earlierHb=120                              | NURSE             | NURSE_VISIT                   | CAUSE-CATHETER
          CATHETER    | creatinine=150 earlierCreatinine=100              | PHYSICIAN_TODAY   | PHYSICIAN_CONTACT NURSE_VISIT | SAMPLE-CREATININE-RISE CAUSE-CATHETER
          CATHETER    | creatinine=149 earlierCreatinine=100              | NURSE             | NURSE_VISIT                   | CAUSE-CATHETER
          CATHETER    | repeatCallerFlag=true planInForce=true            | NURSE             | NURSE_VISIT                   | CAUSE-CATHETER COORDINATED-PLAN PLAN-IN-FORCE
          """)
  void whatWasBeforeRaises(
      ContactCause cause, String facts, Level level, String needs, String fired) {
    var decision = Patient.with(cause).setAll(facts).decision();

    assertThat(decision.level()).isEqualTo(level);
    assertThat(Patient.needs(decision)).isEqualTo(needs);
    assertThat(Patient.fired(decision)).isEqualTo(fired);
  }

  /** What a nurse may not go below is one level above the floors; what is proposed, a proposal. */
  @Test
  void aFloorThatRaisesIsOneLevelAboveTheFloorsAndProposesOneAboveAllElse() {
    var patient = Patient.with(ContactCause.DEHYDRATION).setAll("pulse=95 contactHours=5");

    var decision = patient.decision();

    assertThat(decision.fired())
        .extracting(line -> line.rule() + " " + line.kind() + " " + line.level())
        .containsExactly(
            "REPEAT-CONTACT FLOOR PHYSICIAN_TODAY",
            "NEWS2-LOW FLOOR NURSE",
            "REPEAT-CONTACT PROPOSAL MOBILE_TEAM_2H",
            "CAUSE-DEHYDRATION PROPOSAL MOBILE_TEAM_TODAY");
    assertThat(decision.fired().getFirst().facts()).hasToString("{lastContact.hours=5}");
    assertThat(decision.floor()).isEqualTo(Level.PHYSICIAN_TODAY);
    assertThat(Shipped.RULES.judgeByFloors(patient.content(), patient.context()).level())
        .isEqualTo(decision.floor());
  }

  /** The saturation may have given three points more or less by the other scale. */
  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          pulse=111 previousNews2=0 previousScale=2                      | unknown
          pulse=111 systolicPressure=101 temperature=39.1 previousNews2=0 previousScale=2 | true
          pulse=111 previousNews2=4 previousScale=2                      | false
          pulse=72 previousNews2=4 previousScale=2                       | false
          pulse=111                                                      | unknown
          pulse=91                                                       | false
          pulse=- respirationRate=21 previousNews2=0                     | true
          pulse=- previousNews2=0                                        | unknown
          pulse=111 age=12 previousNews2=0                               | false
          """)
  void aRiseIsCountedOnlyWhereItIsCertain(String facts, String is) {
    var decision = Patient.with(ContactCause.PAIN).setAll(facts).decision();

    assertThat(decision.fired().stream().anyMatch(line -> line.rule().equals("NEWS2-RISE")))
        .isEqualTo(is.equals("true"));
    assertThat(decision.notEvaluated().stream().anyMatch(one -> one.rule().equals("NEWS2-RISE")))
        .isEqualTo(is.equals("unknown"));
  }

  @Test
  void whatIsNotToldOfBeforeIsNamed() {
    var decision = Patient.well().setAll("hb=120 pulse=111").decision();

    assertThat(decision.notEvaluated())
        .extracting(rule -> rule.rule() + rule.missing())
        .contains(
            "REPEAT-CONTACT[lastContact]",
            "NEWS2-RISE[previousNews2]",
            "SAMPLE-HB-FALL[earlierResults.hb]",
            "SAMPLE-CREATININE-RISE[pointOfCare.creatinine, earlierResults.creatinine]");
  }

  @ParameterizedTest(name = "{0} {1} -> {2} {3}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          PNEUMONIA | pulse=88                                       | ''                           | ADVICE          | ''
          PNEUMONIA | respirationRate=21                             | NEWS2-LOW                    | NURSE           | ''
          PNEUMONIA | pulse=-                                        | VITALS-MISSING               | PHYSICIAN_TODAY | ''
          DEVICE_PEG_CVK | pulse=-                                   | ''                           | ADVICE          | ''
          CONSTIPATION | respirationRate=25                          | NEWS2-SINGLE-3               | PHYSICIAN_NOW   | PHYSICIAN_CONTACT
          CONSTIPATION | respirationRate=22 pulse=115 temperature=38.5 | NEWS2-MEDIUM               | PHYSICIAN_NOW   | PHYSICIAN_CONTACT TEAM_VISIT
          CONSTIPATION | respirationRate=31                          | RF-B2 NEWS2-SINGLE-3         | EMERGENCY_112   | ''
          STROKE_TIA | pulse=88                                      | ''                           | ADVICE          | ''
          CATHETER   | contactHours=5                                | REPEAT-CONTACT               | NURSE           | ''
          CATHETER   | respirationRate=21 contactHours=5             | REPEAT-CONTACT NEWS2-LOW     | PHYSICIAN_TODAY | ''
          CONSTIPATION | respirationRate=25 contactHours=5           | NEWS2-SINGLE-3 REPEAT-CONTACT | PHYSICIAN_NOW  | PHYSICIAN_CONTACT
          """)
  void theFloorsAreJudgedWithoutWhatACauseUsuallyLeadsTo(
      ContactCause cause, String facts, String fired, Level level, String needs) {
    var patient = Patient.with(cause).setAll(facts);

    var floors = Shipped.RULES.judgeByFloors(patient.content(), patient.context());

    assertThat(Patient.fired(floors)).isEqualTo(fired);
    assertThat(floors.level()).isEqualTo(level);
    assertThat(Patient.needs(floors)).isEqualTo(needs);
    assertThat(floors.news2()).isEqualTo(patient.decision().news2());
  }

  @Test
  void aTeamBringsTheSameWhoeverAsksForIt() {
    var patient = Patient.with(ContactCause.GEN_DETERIOR);
    var team = patient.decision().needs().getFirst();

    assertThat(Shipped.RULES.teamBrings(patient.content())).isEqualTo(team.capabilities());

    var hip = Patient.with(ContactCause.FALL_INJ).set("xrayRegion", "HIP").found(Finding.HIP_SIGNS);
    assertThat(Shipped.RULES.teamBrings(hip.content()))
        .isEqualTo(hip.decision().needs().getLast().capabilities());
  }
}
