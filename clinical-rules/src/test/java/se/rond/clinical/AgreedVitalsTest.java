package se.rond.clinical;

import static org.assertj.core.api.Assertions.assertThat;
import static se.rond.clinical.RandomPatients.anyone;

import java.util.Random;
import org.junit.jupiter.api.Test;
import se.rond.contracts.care.ContactCause;
import se.rond.contracts.care.Level;
import se.rond.contracts.triage.TriageDecision;
import se.rond.contracts.triage.TriageDecision.FiredRule;

/** A cause goes without vital signs where the rule set and what is agreed both say so. */
class AgreedVitalsTest {

  private static final int PATIENTS = 20_000;

  @Test
  void whatIsAgreedTakesAnExemptionOfTheRuleSetBack() {
    var patient = Patient.with(ContactCause.DEVICE_PEG_CVK).set("pulse", "-");
    assertThat(fired(patient.decision())).doesNotContain("VITALS-MISSING");

    patient.vitalsRequired = true;

    var decision = patient.decision();
    assertThat(fired(decision)).contains("VITALS-MISSING");
    assertThat(decision.level().isAtLeast(Level.PHYSICIAN_TODAY)).isTrue();
    assertThat(decision.contextUsed().vitalsRequired()).isTrue();
  }

  @Test
  void whatIsAgreedFreesNobodyFromMeasuring() {
    var patient = Patient.with(ContactCause.UTI).set("pulse", "-");
    patient.vitalsRequired = false;

    assertThat(fired(patient.decision())).contains("VITALS-MISSING");
  }

  @Test
  void whatIsAgreedNeverLowersALevelSeed341() {
    var random = new Random(341);
    var raised = 0;
    for (var count = 0; count < PATIENTS; count++) {
      var patient = anyone(random);
      patient.cause =
          RandomPatients.oneOf(random, ContactCause.DEVICE_PEG_CVK, ContactCause.EXPECTED_DEATH);
      var without = patient.decision();
      patient.vitalsRequired = true;
      var with = patient.decision();

      assertThat(with.level().isAtLeast(without.level()) && with.floor().isAtLeast(without.floor()))
          .as("patient %d of seed 341: %s, else %s", count, with, without)
          .isTrue();
      raised += with.level() == without.level() ? 0 : 1;
    }

    assertThat(raised).as("the test would not see it matter").isPositive();
  }

  private static Iterable<String> fired(TriageDecision decision) {
    return decision.fired().stream().map(FiredRule::rule).toList();
  }
}
