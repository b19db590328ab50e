package se.rond.dispatch.assignment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import se.rond.dispatch.assessment.PendingReassessment;

class OutcomeTest {

  @Test
  void careEndsWhereThePatientIsInOtherHandsOrDead() {
    assertThat(Stream.of(Outcome.values()).filter(Outcome::endsCare))
        .containsExactlyInAnyOrder(
            Outcome.EMERGENCY_DEPARTMENT,
            Outcome.ADMISSION,
            Outcome.EXPECTED_DEATH,
            Outcome.UNEXPECTED_DEATH);
  }

  /** What ends the wait for another look is what ends everything else. */
  @ParameterizedTest
  @EnumSource
  void whatEndsCareIsLookedAtAgainByNobodyOfOurs(Outcome outcome) {
    assertThat(PendingReassessment.CONDITION.contains("'" + outcome.name() + "'"))
        .isEqualTo(outcome.endsCare());
  }
}
