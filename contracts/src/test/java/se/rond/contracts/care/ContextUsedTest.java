package se.rond.contracts.care;

import static org.assertj.core.api.Assertions.assertThat;
import static se.rond.contracts.care.OxygenSaturationScale.SCALE_1;
import static se.rond.contracts.care.OxygenSaturationScale.SCALE_2;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import se.rond.contracts.care.CarePlan.SignedAs;
import se.rond.contracts.care.ContextUsed.PlanNotUsed;

class ContextUsedTest {

  private static final Instant RAISED = Instant.parse("2026-11-21T08:14:00Z");
  private static final HsaId PHYSICIAN = new HsaId("SE2120000829-L007");

  @ParameterizedTest(name = "signed by {0} {1} at {2} until {3}: scale {4}, {5}")
  @CsvSource(
      textBlock =
          """
          SE2120000829-L007, PHYSICIAN, 2026-09-01T09:30:00Z, 2027-03-01T00:00:00Z, 2,
          SE2120000829-L007, PHYSICIAN, 2026-11-21T08:14:00Z, 2026-11-21T08:14:01Z, 2,
          ,                  PHYSICIAN, 2026-09-01T09:30:00Z, 2027-03-01T00:00:00Z, 1, UNSIGNED
          SE2120000829-L007, NURSE,     2026-09-01T09:30:00Z, 2027-03-01T00:00:00Z, 1, NOT_SIGNED_BY_PHYSICIAN
          SE2120000829-L007, ,          2026-09-01T09:30:00Z, 2027-03-01T00:00:00Z, 1, NOT_SIGNED_BY_PHYSICIAN
          SE2120000829-L007, PHYSICIAN, ,                     2027-03-01T00:00:00Z, 1, UNDATED
          SE2120000829-L007, PHYSICIAN, 2026-11-21T08:14:01Z, 2027-03-01T00:00:00Z, 1, NOT_YET_SIGNED
          SE2120000829-L007, PHYSICIAN, 2026-09-01T09:30:00Z, ,                     1, WITHOUT_END
          SE2120000829-L007, PHYSICIAN, 2026-09-01T09:30:00Z, 2026-11-21T08:14:00Z, 1, EXPIRED
          """)
  void onlyAPlanThatIsSignedDatedAndInForceSetsTheScale(
      String signedBy, SignedAs as, Instant at, Instant until, int scale, PlanNotUsed why) {
    var plan = new CarePlan(SCALE_2, signedBy == null ? null : new HsaId(signedBy), as, at, until);

    var used = told(SCALE_1, plan).usedFor(RAISED);

    assertThat(used.spo2Scale().number()).isEqualTo(scale);
    assertThat(used.planNotUsed()).isEqualTo(why);
    assertThat(used.plan()).isEqualTo(why == null ? plan : null);
  }

  @Test
  void aScaleAloneCountsForNothingAndIsSaid() {
    var used = told(SCALE_2, null).usedFor(RAISED);

    assertThat(used.spo2Scale()).isEqualTo(SCALE_1);
    assertThat(used.planNotUsed()).isEqualTo(PlanNotUsed.NO_PLAN);
  }

  @Test
  void aPlanThatSetsNoScaleLeavesItAt1WhateverStandsBesideIt() {
    var plan = plan(null);

    var used = told(SCALE_2, plan).usedFor(RAISED);

    assertThat(used.spo2Scale()).isEqualTo(SCALE_1);
    assertThat(used.plan()).isEqualTo(plan);
  }

  /** Not by when the event is read: a revision may be judged weeks later. */
  @Test
  void whatHoldsIsDecidedByWhenTheRequestWasRaised() {
    var told = told(SCALE_1, plan(SCALE_2));

    assertThat(told.usedFor(RAISED).spo2Scale()).isEqualTo(SCALE_2);
    assertThat(told.usedFor(RAISED.plus(Duration.ofDays(365))).planNotUsed())
        .isEqualTo(PlanNotUsed.EXPIRED);
  }

  @ParameterizedTest(name = "{0} -> {1} h")
  @CsvSource(
      textBlock =
          """
          2026-11-18T08:14:00Z, 72
          2026-11-18T08:13:30Z, 72
          2026-11-18T08:13:00Z, 72.01
          2026-11-21T08:14:00Z,  0
          2026-11-21T09:00:00Z,  0
          """)
  void hoursAreRoundedDownAndNeverNegative(Instant at, BigDecimal hours) {
    var contact = new EarlierContact(at, ContactCause.UTI, null, null);

    var used = new TriageContext(SCALE_1, null, null, null, contact, null, null).usedFor(RAISED);

    assertThat(used.hoursSinceLastContact()).isEqualTo(hours);
    assertThat(used.lastContact()).isEqualTo(contact);
  }

  private static CarePlan plan(OxygenSaturationScale scale) {
    return new CarePlan(
        scale,
        PHYSICIAN,
        SignedAs.PHYSICIAN,
        RAISED.minus(Duration.ofDays(80)),
        RAISED.plus(Duration.ofDays(100)));
  }

  private static TriageContext told(OxygenSaturationScale scale, CarePlan plan) {
    return new TriageContext(scale, plan, null, null, null, null, null);
  }
}
