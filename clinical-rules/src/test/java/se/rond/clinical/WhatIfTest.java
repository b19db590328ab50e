package se.rond.clinical;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import se.rond.clinical.NearestChanges.Change;
import se.rond.contracts.care.ContactCause;
import se.rond.contracts.care.TriageContext;

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
          """)
  void theNearestValueThatLowersIsToldFirst(ContactCause cause, String facts, String change) {
    assertThat(line(nearest(Patient.with(cause).setAll(facts)).lowering().getFirst()))
        .isEqualTo(change);
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
      var changes = TriageRules.DEFAULT.nearest(patient.content(), patient.context());
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
    return TriageRules.DEFAULT.nearest(patient.content(), TriageContext.UNKNOWN);
  }

  private static String line(Change change) {
    return List.of(change.fact(), change.from(), change.to(), change.level().name()).stream()
        .collect(Collectors.joining(" "));
  }
}
