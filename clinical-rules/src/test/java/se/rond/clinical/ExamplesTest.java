package se.rond.clinical;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import se.rond.contracts.care.ContactCause;
import se.rond.contracts.care.Finding;
import se.rond.contracts.care.Level;
import se.rond.contracts.care.RedFlag;

/** The example requests of the project, and what each must lead to. */
class ExamplesTest {

  @Test
  void pneumoniaNeedsATeamWithinTwoHours() {
    var decision =
        Patient.with(ContactCause.PNEUMONIA)
            .setAll("respirationRate=22 oxygenSaturation=95 systolicPressure=124 pulse=88")
            .setAll("diastolicPressure=72 temperature=38.4 suspectedInfection=true age=93")
            .set("nurseLevel", "MOBILE_TEAM_TODAY")
            .decision();

    assertThat(decision.level()).isEqualTo(Level.MOBILE_TEAM_2H);
    assertThat(decision.news2().total()).isEqualTo(4);
    assertThat(Patient.needs(decision))
        .isEqualTo("TEAM_VISIT[SAMPLING.CRP SAMPLING.LACTATE SAMPLING.ISTAT XRAY.CHEST]");
    assertThat(Patient.fired(decision)).isEqualTo("NEWS2-LOW CAUSE-PNEUMONIA");
  }

  @Test
  void strokeIsA112WithoutAnyNeed() {
    var decision =
        Patient.with(ContactCause.STROKE_TIA)
            .setAll("respirationRate=18 systolicPressure=124 pulse=88 age=85")
            .ticked(RedFlag.RF_D2)
            .decision();

    assertThat(decision.level()).isEqualTo(Level.EMERGENCY_112);
    assertThat(decision.needs()).isEmpty();
    assertThat(Patient.fired(decision)).isEqualTo("RF-D2 CAUSE-STROKE_TIA");
  }

  @Test
  void catheterWithFlowIsForANurse() {
    var decision =
        Patient.with(ContactCause.CATHETER)
            .setAll("systolicPressure=138 pulse=72 temperature=36.9 age=83")
            .decision();

    assertThat(decision.level()).isEqualTo(Level.NURSE);
    assertThat(decision.news2().total()).isZero();
    assertThat(Patient.needs(decision)).isEqualTo("NURSE_VISIT");
  }

  @Test
  void sepsisIsA112() {
    var decision =
        Patient.with(ContactCause.FEVER_INF)
            .setAll("respirationRate=26 oxygenSaturation=92 systolicPressure=96 pulse=118")
            .setAll("consciousness=NEW_CONFUSION temperature=39.2 suspectedInfection=true age=94")
            .set("nurseLevel", "PHYSICIAN_NOW")
            .decision();

    assertThat(decision.level()).isEqualTo(Level.EMERGENCY_112);
    assertThat(decision.news2().total()).isEqualTo(14);
    assertThat(Patient.fired(decision)).isEqualTo("RF-E1 RF-N7 CAUSE-FEVER_INF");
  }

  @Test
  void wristAfterAFallNeedsATeamWithXrayToday() {
    var decision =
        Patient.with(ContactCause.FALL_INJ)
            .setAll("systolicPressure=142 pulse=84 temperature=36.7 age=92 xrayRegion=WRIST")
            .decision();

    assertThat(decision.level()).isEqualTo(Level.MOBILE_TEAM_TODAY);
    assertThat(Patient.needs(decision))
        .isEqualTo("TEAM_VISIT[SAMPLING.HB SAMPLING.INR XRAY.EXTREMITY]");
  }

  @Test
  void hipAfterAFallNeedsAPhysicianNowAndTheXray() {
    var patient =
        Patient.with(ContactCause.HIP_PAIN)
            .setAll("systolicPressure=142 pulse=84 temperature=36.7 age=85")
            .set("nurseLevel", "PHYSICIAN_NOW")
            .found(Finding.CANNOT_LIFT_LEG);

    var decision = patient.decision();
    assertThat(decision.level()).isEqualTo(Level.PHYSICIAN_NOW);
    assertThat(Patient.needs(decision))
        .isEqualTo("PHYSICIAN_CONTACT TEAM_VISIT[SAMPLING.HB SAMPLING.ISTAT XRAY.HIP XRAY.PELVIS]");
    assertThat(patient.decision(HipFractureStrategy.AMBULANCE_FIRST).level())
        .isEqualTo(Level.EMERGENCY_112);
  }

  @Test
  void missingVitalsAreAFloorBelowTheUsualLevel() {
    var decision =
        Patient.with(ContactCause.GEN_DETERIOR)
            .setAll("respirationRate=- oxygenSaturation=95 systolicPressure=124 pulse=88")
            .setAll("temperature=- age=82")
            .decision();

    assertThat(decision.level()).isEqualTo(Level.MOBILE_TEAM_TODAY);
    assertThat(decision.news2().total()).isNull();
    assertThat(decision.news2().minimumPossible()).isEqualTo(1);
    assertThat(decision.news2().maximumPossible()).isEqualTo(7);
    assertThat(decision.fired())
        .extracting(rule -> rule.rule() + " " + rule.kind() + " " + rule.level())
        .containsExactly(
            "VITALS-MISSING FLOOR PHYSICIAN_TODAY",
            "NEWS2-LOW FLOOR NURSE",
            "CAUSE-GEN_DETERIOR PROPOSAL MOBILE_TEAM_TODAY");
  }
}
