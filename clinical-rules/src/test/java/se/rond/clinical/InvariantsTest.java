package se.rond.clinical;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import se.rond.contracts.care.Consciousness;
import se.rond.contracts.care.ContactCause;
import se.rond.contracts.care.Finding;
import se.rond.contracts.care.Level;
import se.rond.contracts.care.OxygenSaturationScale;
import se.rond.contracts.care.PalliativePlan;
import se.rond.contracts.care.PointOfCare.Ecg;
import se.rond.contracts.care.RedFlag;
import se.rond.contracts.care.XrayRegion;
import se.rond.contracts.triage.TriageDecision;

/** The invariants of clinical reference 2.10 over random requests; the seed is in the name. */
class InvariantsTest {

  private static final int REQUESTS = 20_000;

  /** 2.10.1: whatever else is known, a red flag means 112. */
  @Test
  void noOtherInputLowersARedFlagSeed211() {
    var random = new Random(211);
    for (var round = 0; round < REQUESTS; round++) {
      var patient = anyone(random);
      patient.ticked(oneOf(random, RedFlag.values()));

      var decision = decision(random, patient);

      assertThat(decision.level()).as(describe(patient)).isEqualTo(Level.EMERGENCY_112);
      assertThat(decision.needs()).isEmpty();
      assertThat(LockedFloor.demandsEmergency(patient.content(), patient.context())).isTrue();
    }
  }

  /** 2.10.1 the other way: what the locked floor says of a request is what the decision says. */
  @Test
  void theDecisionIsNeverBelowTheLockedFloorSeed212() {
    var random = new Random(212);
    var emergencies = 0;
    for (var round = 0; round < REQUESTS; round++) {
      var patient = anyone(random);
      if (LockedFloor.demandsEmergency(patient.content(), patient.context())) {
        emergencies++;
        assertThat(decision(random, patient).level())
            .as(describe(patient))
            .isEqualTo(Level.EMERGENCY_112);
      }
    }
    assertThat(emergencies).isBetween(REQUESTS / 10, REQUESTS * 9 / 10);
  }

  /** Who goes by the floors alone never goes above all rules, and on a red flag as high. */
  @Test
  void theFloorsAloneAreNeverAboveTheDecisionSeed213() {
    var random = new Random(213);
    for (var round = 0; round < REQUESTS; round++) {
      var patient = anyone(random);
      var floors = TriageRules.DEFAULT.judgeByFloors(patient.content(), patient.context());
      var decision = TriageRules.DEFAULT.judge(patient.content(), patient.context());

      assertThat(decision.level().isAtLeast(floors.level())).as(describe(patient)).isTrue();
      assertThat(decision.fired()).as(describe(patient)).containsAll(floors.fired());
      if (LockedFloor.demandsEmergency(patient.content(), patient.context())) {
        assertThat(floors.level()).as(describe(patient)).isEqualTo(Level.EMERGENCY_112);
      }
    }
  }

  /** 2.10.5: a missing item of NEWS2 means at least a physician the same day. */
  @Test
  void missingVitalsAreNeverBelowAPhysicianTodaySeed215() {
    var random = new Random(215);
    for (var round = 0; round < REQUESTS; round++) {
      var patient = calm(random);
      forget(random, patient);
      if (patient.cause == ContactCause.DEVICE_PEG_CVK
          || patient.cause == ContactCause.EXPECTED_DEATH) {
        continue;
      }

      assertThat(decision(random, patient).level().isAtLeast(Level.PHYSICIAN_TODAY))
          .as(describe(patient))
          .isTrue();
    }
  }

  /** 2.10.6: at a fixed scale, one worse value never gives a lower level. */
  @Test
  void aWorseValueNeverGivesALowerLevelSeed216() {
    var random = new Random(216);
    var raised = 0;
    for (var round = 0; round < 3 * REQUESTS; round++) {
      var patient = round % 2 == 0 ? calm(random) : anyone(random);
      var strategy = oneOf(random, HipFractureStrategy.values());
      var before = patient.decision(strategy).level();
      var known = describe(patient);

      var change = worsen(random, patient);
      var after = patient.decision(strategy).level();

      assertThat(after.isAtLeast(before))
          .as("%s then %s: %s to %s", known, change, before, after)
          .isTrue();
      if (after != before) {
        raised++;
      }
    }
    assertThat(raised).as("the test would see nothing if no change mattered").isGreaterThan(1_000);
  }

  /** 2.10.6: an exemption counts only when stated, so stating none never gives a lower level. */
  @Test
  void anExemptionThatIsNotStatedNeverLowersSeed217() {
    var random = new Random(217);
    for (var round = 0; round < REQUESTS; round++) {
      var patient = calm(random);
      patient.cause =
          oneOf(random, ContactCause.SEIZURE, ContactCause.PALLIATIVE, ContactCause.COPD_EXAC);
      patient.oxygen = random.nextBoolean();
      patient.knownEpilepsyRecovered = true;
      patient.oxygenCoveredByPlan = true;
      patient.plan = new PalliativePlan(true, true, null, null, null);
      var stated = patient.decision().level();

      patient.knownEpilepsyRecovered = random.nextBoolean();
      patient.oxygenCoveredByPlan = random.nextBoolean();
      patient.plan = random.nextBoolean() ? patient.plan : null;

      assertThat(patient.decision().level().isAtLeast(stated)).as(describe(patient)).isTrue();
    }
  }

  /** Oxygen told by its flow alone is oxygen told by the field: the same score, the same level. */
  @Test
  void oxygenCountsTheSameByItsFieldAndByItsFlowSeed219() {
    var random = new Random(219);
    for (var round = 0; round < REQUESTS; round++) {
      var patient = round % 2 == 0 ? calm(random) : anyone(random);
      var strategy = oneOf(random, HipFractureStrategy.values());
      patient.oxygenFlow = BigDecimal.valueOf(random.nextInt(1, 100), 1);
      patient.oxygen = true;
      var byField = patient.decision(strategy);

      patient.oxygen = null;
      var byFlow = patient.decision(strategy);

      assertThat(byFlow.level()).as(describe(patient)).isEqualTo(byField.level());
      assertThat(byFlow.news2()).isEqualTo(byField.news2());
    }
  }

  /** A sign that says "on an anticoagulant" weighs no less than the field, whatever that says. */
  @Test
  void anAnticoagulantCountsNoLessByASignThanByItsFieldSeed220() {
    var random = new Random(220);
    var emergencies = 0;
    for (var round = 0; round < REQUESTS; round++) {
      var patient = calm(random);
      patient.cause =
          oneOf(
              random,
              ContactCause.HEAD_TRAUMA,
              ContactCause.CONFUSION,
              ContactCause.FALL_INJ,
              oneOf(random, ContactCause.values()));
      if (random.nextBoolean()) {
        patient.found(oneOf(random, Finding.AMNESIA, Finding.HEAD_INJURY_WITHIN_2_WEEKS));
      }
      patient.anticoagulant = true;
      var byField = patient.decision().level();

      patient.anticoagulant = oneOf(random, null, false);
      var without = patient.decision().level();
      patient.found(oneOf(random, Finding.NEW_ANTICOAGULANT, Finding.ANTICOAGULANT_AND_PALE));

      assertThat(patient.decision().level().isAtLeast(byField)).as(describe(patient)).isTrue();
      if (byField == Level.EMERGENCY_112 && without != byField) {
        emergencies++;
      }
    }
    assertThat(emergencies).as("the test would see nothing").isGreaterThan(500);
  }

  @Test
  void theSameRequestGivesTheSameDecisionSeed218() {
    var random = new Random(218);
    for (var round = 0; round < REQUESTS / 10; round++) {
      var patient = anyone(random);

      assertThat(patient.decision()).isEqualTo(patient.decision());
    }
  }

  /**
   * Makes one thing worse: a value goes further from normal, a sign or a flag is added, an
   * exemption is taken back. Saturation above the target counts as worse on scale 2 with oxygen
   * only.
   */
  private static String worsen(Random random, Patient patient) {
    return switch (random.nextInt(22)) {
      case 0 ->
          "RR " + (patient.respirationRate = further(random, patient.respirationRate, 16, 100));
      case 1 -> {
        var tooMuchOxygen =
            patient.scale == OxygenSaturationScale.SCALE_2
                && Boolean.TRUE.equals(News2.onOxygen(patient.content().vitals()))
                && patient.saturation != null
                && patient.saturation > 92;
        patient.saturation =
            tooMuchOxygen
                ? further(random, patient.saturation, 90, 100)
                : lower(random, patient.saturation);
        yield "SpO2 " + patient.saturation;
      }
      case 2 -> {
        patient.oxygen = patient.oxygen == null ? null : Boolean.TRUE;
        yield "oxygen " + patient.oxygen;
      }
      case 3 -> "SBP " + (patient.systolic = further(random, patient.systolic, 140, 350));
      case 4 -> "DBP " + (patient.diastolic = lower(random, patient.diastolic));
      case 5 -> "pulse " + (patient.pulse = further(random, patient.pulse, 70, 350));
      case 6 -> {
        if (patient.consciousness != null) {
          patient.consciousness =
              Consciousness.values()[
                  random.nextInt(patient.consciousness.ordinal(), Consciousness.values().length)];
        }
        yield "consciousness " + patient.consciousness;
      }
      case 7 ->
          "temperature " + (patient.temperature = further(random, patient.temperature, "37.0"));
      case 8 -> "glucose " + (patient.glucose = further(random, patient.glucose, "6.0"));
      case 9 -> "ketones " + (patient.ketones = higher(random, patient.ketones));
      case 10 -> "INR " + (patient.inr = higher(random, patient.inr));
      case 11 -> "lactate " + (patient.lactate = higher(random, patient.lactate));
      case 12 -> "potassium " + (patient.potassium = further(random, patient.potassium, "4.2"));
      case 13 -> "ECG " + (patient.ecg = patient.ecg == null ? null : Ecg.ST_ELEVATION);
      case 14, 15 -> {
        var finding = oneOf(random, Finding.values());
        patient.found(finding);
        yield "finding " + finding;
      }
      case 16 -> {
        patient.suspectedInfection = true;
        yield "infection";
      }
      case 17 -> {
        patient.anticoagulant = true;
        yield "anticoagulant";
      }
      case 18 -> {
        patient.oxygenCoveredByPlan = false;
        patient.knownEpilepsyRecovered = false;
        yield "no exemption";
      }
      case 19 -> {
        // A flow is no worse than a field that was not filled in: it says what was missing.
        if (patient.oxygen != null || patient.oxygenFlow != null) {
          patient.oxygenFlow =
              patient.oxygenFlow == null
                  ? BigDecimal.valueOf(random.nextInt(1, 100), 1)
                  : higher(random, patient.oxygenFlow);
        }
        yield "flow " + patient.oxygenFlow;
      }
      case 20 -> {
        var flag = oneOf(random, RedFlag.values());
        patient.ticked(flag);
        yield "flag " + flag;
      }
      default -> {
        patient.nurseLevel = Level.EMERGENCY_112;
        yield "the nurse's concern";
      }
    };
  }

  private static Integer further(Random random, Integer value, int normal, int limit) {
    if (value == null) {
      return null;
    }
    return value < normal
        ? Math.max(0, value - random.nextInt(12))
        : Math.min(limit, value + random.nextInt(12));
  }

  private static Integer lower(Random random, Integer value) {
    return value == null ? null : Math.max(0, value - random.nextInt(12));
  }

  private static BigDecimal further(Random random, BigDecimal value, String normal) {
    if (value == null) {
      return null;
    }
    var step = BigDecimal.valueOf(random.nextInt(300), 2);
    return value.compareTo(new BigDecimal(normal)) < 0 ? value.subtract(step) : value.add(step);
  }

  private static BigDecimal higher(Random random, BigDecimal value) {
    return value == null ? null : value.add(BigDecimal.valueOf(random.nextInt(300), 2));
  }

  /** Any request: values from everywhere, anything missing. */
  private static Patient anyone(Random random) {
    var patient = calm(random);
    patient.respirationRate = random.nextInt(5, 36);
    patient.saturation = random.nextInt(80, 101);
    patient.oxygen = random.nextInt(4) == 0;
    patient.systolic = random.nextInt(80, 230);
    patient.diastolic = random.nextInt(40, 75);
    patient.pulse = random.nextInt(35, 140);
    if (random.nextInt(4) == 0) {
      patient.consciousness = oneOf(random, Consciousness.values());
    }
    patient.temperature = BigDecimal.valueOf(random.nextInt(3150, 4150), 2);
    if (random.nextInt(3) == 0) {
      patient.found(oneOf(random, Finding.values()));
    }
    if (random.nextBoolean()) {
      forget(random, patient);
    }
    if (random.nextInt(10) == 0) {
      patient.cause = null;
    }
    return patient;
  }

  /** A request near normal, so that one change can make the difference. */
  private static Patient calm(Random random) {
    var patient = Patient.with(oneOf(random, ContactCause.values()));
    patient.scale = oneOf(random, OxygenSaturationScale.values());
    patient.nurseLevel = oneOf(random, Level.NURSE, Level.ADVICE, Level.PHYSICIAN_NOW, null);
    patient.respirationRate = random.nextInt(10, 23);
    patient.saturation = random.nextInt(90, 100);
    patient.oxygen = random.nextInt(4) == 0;
    patient.oxygenCoveredByPlan = random.nextInt(3) > 0;
    patient.knownEpilepsyRecovered = random.nextBoolean();
    patient.oxygenFlow =
        random.nextInt(8) == 0 ? BigDecimal.valueOf(random.nextInt(0, 40), 1) : null;
    patient.systolic = random.nextInt(100, 180);
    patient.pulse = random.nextInt(48, 105);
    patient.temperature = BigDecimal.valueOf(random.nextInt(3550, 3860), 2);
    patient.glucose = maybe(random, 300, 2600);
    patient.ketones = maybe(random, 0, 300);
    patient.inr = maybe(random, 90, 300);
    patient.lactate = maybe(random, 50, 400);
    patient.potassium = maybe(random, 260, 640);
    patient.ecg = oneOf(random, Ecg.NORMAL, Ecg.OTHER, null);
    patient.age =
        random.nextInt(4) == 0 ? random.nextInt(0, 30) : Integer.valueOf(random.nextInt(60, 100));
    patient.pregnant = oneOf(random, null, false, false, true);
    patient.anticoagulant = oneOf(random, null, false, true);
    patient.suspectedInfection = random.nextInt(3) == 0;
    patient.xrayRegion = oneOf(random, null, XrayRegion.HIP, XrayRegion.WRIST, XrayRegion.CHEST);
    patient.plan =
        oneOf(
            random,
            null,
            new PalliativePlan(true, true, false, null, null),
            new PalliativePlan(true, false, false, null, null),
            new PalliativePlan(false, true, null, null, null));
    return patient;
  }

  /** Takes away one vital sign or more. */
  private static void forget(Random random, Patient patient) {
    var facts =
        new ArrayList<>(
            List.of(
                "respirationRate",
                "oxygenSaturation",
                "supplementalOxygen",
                "systolicPressure",
                "pulse",
                "consciousness",
                "temperature"));
    for (var count = random.nextInt(1, facts.size() + 1); count > 0; count--) {
      var fact = facts.remove(random.nextInt(facts.size()));
      patient.set(fact, "-");
      if (fact.equals("supplementalOxygen")) {
        patient.set("oxygenFlow", "-");
      }
    }
  }

  private static BigDecimal maybe(Random random, int leastHundredths, int mostHundredths) {
    return random.nextBoolean()
        ? null
        : BigDecimal.valueOf(random.nextInt(leastHundredths, mostHundredths), 2);
  }

  @SafeVarargs
  private static <T> T oneOf(Random random, T... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private static TriageDecision decision(Random random, Patient patient) {
    return patient.decision(oneOf(random, HipFractureStrategy.values()));
  }

  private static String describe(Patient patient) {
    return patient.content() + " at " + patient.context();
  }
}
