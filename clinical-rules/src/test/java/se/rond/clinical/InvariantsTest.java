package se.rond.clinical;

import static org.assertj.core.api.Assertions.assertThat;
import static se.rond.clinical.RandomPatients.anyone;
import static se.rond.clinical.RandomPatients.calm;
import static se.rond.clinical.RandomPatients.forget;
import static se.rond.clinical.RandomPatients.oneOf;
import static se.rond.clinical.RandomPatients.worsen;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;
import se.rond.contracts.care.ContactCause;
import se.rond.contracts.care.Finding;
import se.rond.contracts.care.Level;
import se.rond.contracts.care.PalliativePlan;
import se.rond.contracts.care.RedFlag;
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
      var floors = Shipped.RULES.judgeByFloors(patient.content(), patient.context());
      var decision = Shipped.RULES.judge(patient.content(), patient.context());

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

  private static TriageDecision decision(Random random, Patient patient) {
    return patient.decision(oneOf(random, HipFractureStrategy.values()));
  }

  private static String describe(Patient patient) {
    return patient.content() + " at " + patient.context();
  }
}
