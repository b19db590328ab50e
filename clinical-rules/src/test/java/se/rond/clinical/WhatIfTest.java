package se.rond.clinical;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import se.rond.clinical.NearestChanges.Change;
import se.rond.clinical.yaml.ShippedText;
import se.rond.contracts.care.ContactCause;
import se.rond.contracts.care.ContextUsed;

/** What would have to be otherwise for another level. */
class WhatIfTest {

  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          CATHETER   | temperature=37.9        | temperature 37.9 38.0 PHYSICIAN_NOW
          CATHETER   | respirationRate=23      | respirationRate 23 25 PHYSICIAN_NOW
          HEART_FAIL | systolicPressure=104    | systolicPressure 104 99 PHYSICIAN_NOW
          HYPERGLYC  | glucose=19.6            | pointOfCare.glucose 19.6 20.1 PHYSICIAN_NOW
          UTI        | oxygenSaturation=92     | oxygenSaturation 92 91 PHYSICIAN_NOW
          """)
  void theNearestValueThatRaisesIsToldFirst(ContactCause cause, String facts, String change) {
    assertThat(line(nearest(Patient.with(cause).setAll(facts)).raising().getFirst()))
        .isEqualTo(change);
  }

  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          CATHETER   | temperature=38.1        | temperature 38.1 37.9 NURSE
          HEART_FAIL | systolicPressure=99     | systolicPressure 99 100 MOBILE_TEAM_TODAY
          UTI        | finding=RIGORS          | findings RIGORS without it NURSE
          UTI        | redFlag=RF-A1           | redFlags RF-A1 without it NURSE
          UTI        | consciousness=NEW_CONFUSION | consciousness NEW_CONFUSION ALERT NURSE
          UTI        | supplementalOxygen=true | supplementalOxygen true false NURSE
          HEAD_TRAUMA | anticoagulant=true     | anticoagulant true false PHYSICIAN_NOW
          UTI        | ecg=ST_ELEVATION        | pointOfCare.ecg ST_ELEVATION NORMAL NURSE
          UTI        | nurseLevel=EMERGENCY_112 | nurseLevel EMERGENCY_112 another NURSE
          PALLIATIVE | sufficientPrescriptions=false | palliativePlan.sufficientPrescriptions false true NURSE
          SEIZURE    | knownEpilepsyRecovered=false | stated.knownEpilepsyRecovered false true PHYSICIAN_NOW
          """)
  void theNearestValueThatLowersIsToldFirst(ContactCause cause, String facts, String change) {
    assertThat(line(nearest(Patient.with(cause).setAll(facts)).lowering().getFirst()))
        .isEqualTo(change);
  }

  /** No value is nearer than another code of a list. */
  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SEIZURE     | knownEpilepsyRecovered=true  | stated.knownEpilepsyRecovered true false EMERGENCY_112
          UTI         | ecg=NORMAL                   | pointOfCare.ecg NORMAL ST_ELEVATION EMERGENCY_112
          HEAD_TRAUMA | anticoagulant=false          | anticoagulant false true EMERGENCY_112
          PALLIATIVE  | sufficientPrescriptions=true | palliativePlan.sufficientPrescriptions true false PHYSICIAN_NOW
          """)
  void everyOtherThingThatIsKnownIsTried(ContactCause cause, String facts, String change) {
    assertThat(nearest(Patient.with(cause).setAll(facts)).raising())
        .extracting(WhatIfTest::line)
        .contains(change);
  }

  /** A flow of oxygen by itself, by a rule that asks for it. */
  @Test
  void aFlowIsTriedByItself() {
    var shipped = ShippedText.of("/rule-sets/rond-default.yaml");
    var rule =
        """
          - id: OWN-RULE
            kind: FLOOR
            label: {sv: Egen regel, en: A rule of our own}
            when: {oxygenFlow: {above: 4}}
            level: PHYSICIAN_NOW
        """;
    var rules =
        new TriageRules(
            RuleSet.read(shipped.replace("\nrules:\n", "\nrules:\n" + rule)),
            HipFractureStrategy.MOBILE_XRAY_FIRST);
    var patient =
        Patient.with(ContactCause.UTI)
            .setAll("supplementalOxygen=true oxygenFlow=3 oxygenCoveredByPlan=true");

    assertThat(rules.nearest(patient.content(), ContextUsed.NOTHING).raising())
        .extracting(WhatIfTest::line)
        .contains("oxygenFlow 3 4.1 PHYSICIAN_NOW");
  }

  @Test
  void whereTwoThingsHoldALevelNoSingleOneLowersIt() {
    var patient = Patient.with(ContactCause.CATHETER).setAll("temperature=38.5 finding=RIGORS");

    assertThat(nearest(patient).lowering()).isEmpty();
  }

  @Test
  void atTheHighestLevelNothingRaises() {
    assertThat(nearest(Patient.with(ContactCause.STROKE_TIA)).raising()).isEmpty();
  }

  /** What is told is so: the value gives the level, and the one before it does not. */
  @Test
  void aToldChangeOfAVitalSignIsTheFirstThatGivesAnotherLevelSeed261() {
    var random = new Random(261);
    var told = 0;
    for (var round = 0; round < 150; round++) {
      var patient = RandomPatients.calm(random);
      var level = patient.decision().level();
      var changes = Shipped.RULES.nearest(patient.content(), patient.context());
      for (var change : changes.raising()) {
        if (!List.of("respirationRate", "systolicPressure", "pulse").contains(change.fact())) {
          continue;
        }
        var from = Integer.parseInt(change.from());
        var to = Integer.parseInt(change.to());
        patient.set(change.fact(), "" + to);
        assertThat(patient.decision().level()).isEqualTo(change.level()).isNotEqualTo(level);
        patient.set(change.fact(), "" + (to - Integer.signum(to - from)));
        assertThat(level.isAtLeast(patient.decision().level())).as(change.toString()).isTrue();
        patient.set(change.fact(), "" + from);
        told++;
      }
    }
    assertThat(told).isGreaterThan(200);
  }

  private static NearestChanges nearest(Patient patient) {
    return Shipped.RULES.nearest(patient.content(), ContextUsed.NOTHING);
  }

  private static String line(Change change) {
    return List.of(change.fact(), change.from(), change.to(), change.level().name()).stream()
        .collect(Collectors.joining(" "));
  }
}
