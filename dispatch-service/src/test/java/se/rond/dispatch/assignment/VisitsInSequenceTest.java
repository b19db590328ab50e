package se.rond.dispatch.assignment;

import static org.assertj.core.api.Assertions.assertThat;
import static se.rond.contracts.care.Capability.SAMPLING_CRP;
import static se.rond.contracts.care.Capability.XRAY_CHEST;
import static se.rond.contracts.care.Capability.XRAY_HIP;
import static se.rond.dispatch.assignment.VisitsInSequence.leftOver;

import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.care.Level;
import se.rond.contracts.care.Need;
import se.rond.dispatch.request.NeedId;

class VisitsInSequenceTest {

  @Test
  void whatNobodyWhoCameCouldDoIsLeftOver() {
    var visit = need(Need.TEAM_VISIT);

    assertThat(leftOver(visit, Outcome.STAYED_HOME, Set.of(SAMPLING_CRP)))
        .containsExactlyInAnyOrder(XRAY_CHEST, XRAY_HIP);
    assertThat(leftOver(visit, Outcome.STAYED_HOME, Set.of(SAMPLING_CRP, XRAY_CHEST, XRAY_HIP)))
        .isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void onlyWhoStaysAtHomeIsVisitedAgain(Outcome outcome) {
    assertThat(leftOver(need(Need.TEAM_VISIT), outcome, Set.of(SAMPLING_CRP)).isEmpty())
        .isNotEqualTo(outcome == Outcome.STAYED_HOME || outcome == Outcome.REFERRAL);
  }

  @Test
  void onlyATeamBringsAnything() {
    assertThat(leftOver(need(Need.NURSE_VISIT), Outcome.STAYED_HOME, Set.of())).isEmpty();
  }

  private static OpenNeed need(Need kind) {
    return new OpenNeed(
        new NeedId(new UUID(0, 1)),
        new AssessmentRequestId(new UUID(0, 2)),
        kind,
        Set.of(SAMPLING_CRP, XRAY_CHEST, XRAY_HIP),
        Level.MOBILE_TEAM_2H);
  }
}
