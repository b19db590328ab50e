package se.rond.clinical;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import se.rond.contracts.care.Consciousness;
import se.rond.contracts.triage.TriageDecision.NotApplicable;
import se.rond.contracts.triage.TriageDecision.Parts;
import se.rond.contracts.triage.TriageDecision.Risk;

/** NEWS2 against the table of the Royal College of Physicians (clinical reference 1.1 to 1.3). */
class News2Test {

  @ParameterizedTest(name = "RR {0}, SpO2 {1} on scale {2}, oxygen {3}, {4}, {5}, {6}, {7} -> {9}")
  @CsvFileSource(resources = "/news2-vectors.csv", numLinesToSkip = 1)
  void everyVectorOfTheReferenceGivesItsPartsTotalAndRisk(
      String respirationRate,
      String saturation,
      String scale,
      String oxygen,
      String systolic,
      String pulse,
      String consciousness,
      String temperature,
      String parts,
      int total,
      Risk risk) {
    var score =
        Patient.well()
            .set("respirationRate", respirationRate)
            .set("oxygenSaturation", saturation)
            .set("scale", scale)
            .set("supplementalOxygen", oxygen)
            .set("systolicPressure", systolic)
            .set("pulse", pulse)
            .set("consciousness", consciousness)
            .set("temperature", temperature)
            .news2();

    assertThat(inOneLine(score.parts())).isEqualTo(parts);
    assertThat(score.total()).isEqualTo(total);
    assertThat(score.minimumPossible()).isEqualTo(total);
    assertThat(score.maximumPossible()).isEqualTo(total);
    assertThat(score.risk()).isEqualTo(risk);
  }

  /** Both sides of every edge, and the ends of what can be recorded. */
  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource({
    "0, 3", "7, 3", "8, 3", "9, 1", "10, 1", "11, 1", "12, 0", "13, 0", "19, 0", "20, 0", "21, 2",
    "22, 2", "23, 2", "24, 2", "25, 3", "26, 3", "56, 3", "100, 3"
  })
  void respirationRateIsBandedAsInTheTable(String perMinute, int points) {
    assertThat(Patient.well().set("respirationRate", perMinute).news2().parts().respirationRate())
        .isEqualTo(points);
  }

  @ParameterizedTest(name = "{0} % -> {1}")
  @CsvSource({
    "0, 3", "50, 3", "83, 3", "88, 3", "90, 3", "91, 3", "92, 2", "93, 2", "94, 1", "95, 1",
    "96, 0", "97, 0", "100, 0"
  })
  void saturationOnScale1IsBandedAsInTheTableWithAndWithoutOxygen(String percent, int points) {
    for (var oxygen : List.of("true", "false", "-")) {
      assertThat(
              Patient.well()
                  .set("oxygenSaturation", percent)
                  .set("supplementalOxygen", oxygen)
                  .news2()
                  .parts()
                  .oxygenSaturation())
          .isEqualTo(points);
    }
  }

  @ParameterizedTest(name = "{0} % -> {1} on air, {2} on oxygen")
  @CsvSource({
    "0, 3, 3", "82, 3, 3", "83, 3, 3", "84, 2, 2", "85, 2, 2", "86, 1, 1", "87, 1, 1", "88, 0, 0",
    "90, 0, 0", "92, 0, 0", "93, 0, 1", "94, 0, 1", "95, 0, 2", "96, 0, 2", "97, 0, 3", "98, 0, 3",
    "100, 0, 3"
  })
  void saturationOnScale2CountsItsHighSideOnOxygenOnly(String percent, int onAir, int onOxygen) {
    var patient = Patient.well().set("scale", "2").set("oxygenSaturation", percent);

    assertThat(patient.set("supplementalOxygen", "false").news2().parts().oxygenSaturation())
        .isEqualTo(onAir);
    assertThat(patient.set("supplementalOxygen", "true").news2().parts().oxygenSaturation())
        .isEqualTo(onOxygen);
  }

  @ParameterizedTest(name = "scale {0}")
  @ValueSource(strings = {"1", "2"})
  void oxygenGivesTwoPointsBesideThoseOfTheSaturationOnBothScales(String scale) {
    var patient = Patient.well().set("scale", scale).set("oxygenSaturation", "91");
    var onAir = patient.set("supplementalOxygen", "false").news2();
    var onOxygen = patient.set("supplementalOxygen", "true").news2();

    assertThat(onAir.parts().supplementalOxygen()).isZero();
    assertThat(onOxygen.parts().supplementalOxygen()).isEqualTo(2);
    assertThat(onOxygen.total()).isEqualTo(onAir.total() + 2);
  }

  @ParameterizedTest(name = "{0} mmHg -> {1}")
  @CsvSource({
    "0, 3", "89, 3", "90, 3", "91, 2", "92, 2", "99, 2", "100, 2", "101, 1", "102, 1", "109, 1",
    "110, 1", "111, 0", "112, 0", "160, 0", "218, 0", "219, 0", "220, 3", "221, 3", "350, 3"
  })
  void systolicPressureIsBandedAsInTheTable(String mmHg, int points) {
    assertThat(Patient.well().set("systolicPressure", mmHg).news2().parts().systolicPressure())
        .isEqualTo(points);
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource({
    "0, 3", "39, 3", "40, 3", "41, 1", "42, 1", "49, 1", "50, 1", "51, 0", "52, 0", "89, 0",
    "90, 0", "91, 1", "92, 1", "109, 1", "110, 1", "111, 2", "112, 2", "129, 2", "130, 2", "131, 3",
    "132, 3", "350, 3"
  })
  void pulseIsBandedAsInTheTable(String perMinute, int points) {
    assertThat(Patient.well().set("pulse", perMinute).news2().parts().pulse()).isEqualTo(points);
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource({"ALERT, 0", "NEW_CONFUSION, 3", "VOICE, 3", "PAIN, 3", "UNRESPONSIVE, 3"})
  void consciousnessGivesThreePointsForAnythingButAlert(String consciousness, int points) {
    assertThat(Patient.well().set("consciousness", consciousness).news2().parts().consciousness())
        .isEqualTo(points);
  }

  @ParameterizedTest(name = "{0} C -> {1}")
  @CsvSource({
    "10.0, 3", "34.9, 3", "35.0, 3", "35, 3", "35.1, 1", "35.2, 1", "35.9, 1", "36.0, 1", "36, 1",
    "36.1, 0", "36.2, 0", "37.9, 0", "38.0, 0", "38, 0", "38.1, 1", "38.2, 1", "38.9, 1", "39.0, 1",
    "39, 1", "39.1, 2", "39.2, 2", "42.0, 2", "47.0, 2"
  })
  void temperatureIsBandedAsInTheTable(String celsius, int points) {
    assertThat(Patient.well().set("temperature", celsius).news2().parts().temperature())
        .isEqualTo(points);
  }

  @ParameterizedTest(name = "{0} C -> {1}")
  @CsvSource({
    "35.04, 3", "35.049999999999999999, 3", "35.05, 1", "36.04, 1", "36.05, 0", "36.0499, 1",
    "38.04, 0", "38.05, 1", "39.04, 1", "39.05, 2", "3.9E1, 1", "391E-1, 2"
  })
  void temperatureIsRoundedHalfUpToOneDecimalBeforeItIsBanded(String celsius, int points) {
    assertThat(Patient.well().set("temperature", celsius).news2().parts().temperature())
        .isEqualTo(points);
  }

  @Test
  void threePointsInAllOfASaturationAndOxygenTogetherAreNotASingleThree() {
    var score =
        Patient.well().setAll("scale=2 oxygenSaturation=93 supplementalOxygen=true").news2();

    assertThat(score.total()).isEqualTo(3);
    assertThat(score.risk()).isEqualTo(Risk.LOW);
    assertThat(News2.hasSingleThree(score.parts())).isFalse();
  }

  @ParameterizedTest(name = "without {0}: {1} to {2}")
  @CsvSource({
    "respirationRate, 0, 3",
    "oxygenSaturation, 0, 3",
    "supplementalOxygen, 0, 2",
    "systolicPressure, 0, 3",
    "pulse, 0, 3",
    "consciousness, 0, 3",
    "temperature, 0, 3"
  })
  void oneMissingValueMakesTheTotalNullAndReportsWhatItCouldBe(String fact, int least, int most) {
    for (var scale : List.of("1", "2")) {
      var score =
          Patient.well()
              .set("scale", scale)
              .set("oxygenSaturation", scale.equals("1") ? "97" : "90")
              .set(fact, "-")
              .news2();

      assertThat(score.total()).isNull();
      assertThat(score.risk()).isNull();
      assertThat(score.minimumPossible()).isEqualTo(least);
      assertThat(score.maximumPossible()).isEqualTo(most);
      assertThat(score.notApplicable()).isNull();
    }
  }

  @Test
  void theExampleWithMissingVitalsIsBetweenOneAndSeven() {
    var score =
        Patient.well()
            .setAll("respirationRate=- oxygenSaturation=95 systolicPressure=124 pulse=88")
            .setAll("temperature=-")
            .news2();

    assertThat(score.total()).isNull();
    assertThat(score.minimumPossible()).isEqualTo(1);
    assertThat(score.maximumPossible()).isEqualTo(7);
    assertThat(inOneLine(score.parts())).isEqualTo("null+1+0+0+0+0+null");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"1", "2"})
  void nothingMeasuredIsBetweenZeroAndTwenty(String scale) {
    var nothing =
        Patient.well()
            .set("scale", scale)
            .setAll("respirationRate=- oxygenSaturation=- supplementalOxygen=- systolicPressure=-")
            .setAll("pulse=- consciousness=- temperature=-");

    assertThat(nothing.news2().total()).isNull();
    assertThat(nothing.news2().minimumPossible()).isZero();
    assertThat(nothing.news2().maximumPossible()).isEqualTo(20);
    assertThat(nothing.news2().parts()).isEqualTo(Parts.NONE);
  }

  /** Air gives 0 + 0; oxygen gives 2 and what the high side gives on oxygen. */
  @ParameterizedTest(name = "{0} % -> 0 to {1}")
  @CsvSource({"92, 2", "93, 3", "94, 3", "95, 4", "96, 4", "97, 5", "100, 5"})
  void aHighSaturationOnScale2WaitsForAirOrOxygen(String percent, int most) {
    var score =
        Patient.well().setAll("scale=2 supplementalOxygen=- oxygenSaturation=" + percent).news2();

    assertThat(score.minimumPossible()).isZero();
    assertThat(score.maximumPossible()).isEqualTo(most);
  }

  @ParameterizedTest(name = "age {0}, pregnant {1} -> {2}")
  @CsvSource({
    "0, -, UNDER_16",
    "15, -, UNDER_16",
    "15, true, UNDER_16",
    "16, -, ",
    "16, false, ",
    "16, true, PREGNANT",
    "-, true, PREGNANT",
    "-, -, ",
    "104, -, "
  })
  void theScoreDoesNotApplyUnder16NorInPregnancy(String age, String pregnant, NotApplicable why) {
    var score = Patient.well().set("age", age).set("pregnant", pregnant).news2();

    assertThat(score.notApplicable()).isEqualTo(why);
    if (why == null) {
      assertThat(score.total()).isZero();
    } else {
      assertThat(score.total()).isNull();
      assertThat(score.minimumPossible()).isNull();
      assertThat(score.maximumPossible()).isNull();
      assertThat(score.risk()).isNull();
      assertThat(score.parts()).isEqualTo(Parts.NONE);
    }
  }

  /** Hiding any values leaves the true total inside what is reported as possible. */
  @Test
  void theTrueTotalLiesWithinWhatIsPossibleSeed20261121() {
    var random = new Random(20261121);
    for (var round = 0; round < 5_000; round++) {
      var facts = everything(random);
      var total = facts.news2().total();
      for (var fact : FACTS) {
        if (random.nextInt(3) == 0) {
          facts.set(fact, "-");
        }
      }
      var hidden = facts.news2();

      assertThat(total).isBetween(hidden.minimumPossible(), hidden.maximumPossible());
    }
  }

  private static final List<String> FACTS =
      List.of(
          "respirationRate",
          "oxygenSaturation",
          "supplementalOxygen",
          "systolicPressure",
          "pulse",
          "consciousness",
          "temperature");

  private static Patient everything(Random random) {
    var patient = Patient.well();
    patient.set("scale", random.nextBoolean() ? "1" : "2");
    patient.respirationRate = random.nextInt(5, 35);
    patient.saturation = random.nextInt(80, 101);
    patient.oxygen = random.nextBoolean();
    patient.systolic = random.nextInt(80, 230);
    patient.pulse = random.nextInt(30, 140);
    patient.consciousness = Consciousness.values()[random.nextInt(5)];
    patient.temperature = BigDecimal.valueOf(random.nextInt(340, 400), 1);
    return patient;
  }

  private static String inOneLine(Parts parts) {
    var points = new ArrayList<String>();
    points.add(String.valueOf(parts.respirationRate()));
    points.add(String.valueOf(parts.oxygenSaturation()));
    points.add(String.valueOf(parts.supplementalOxygen()));
    points.add(String.valueOf(parts.systolicPressure()));
    points.add(String.valueOf(parts.pulse()));
    points.add(String.valueOf(parts.consciousness()));
    points.add(String.valueOf(parts.temperature()));
    return String.join("+", points);
  }
}
