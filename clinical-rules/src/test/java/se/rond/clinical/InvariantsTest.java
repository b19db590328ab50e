package se.rond.clinical;

import static org.assertj.core.api.Assertions.assertThat;
import static se.rond.clinical.RandomPatients.anyone;
import static se.rond.clinical.RandomPatients.calm;
import static se.rond.clinical.RandomPatients.oneOf;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;
import se.rond.contracts.care.ContactCause;
import se.rond.contracts.care.Finding;
import se.rond.contracts.care.Level;
import se.rond.contracts.care.PalliativePlan;

/**
 * What holds of pairs of judgements beside the invariants of {@link SafetyTest}, over random
 * requests; the seed is in the name.
 */
class InvariantsTest {

  private static final int REQUESTS = 20_000;

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

  private static String describe(Patient patient) {
    return patient.content() + " at " + patient.context();
  }
}
