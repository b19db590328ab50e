package se.rond.dispatch.escalation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import se.rond.contracts.care.HsaId;
import se.rond.contracts.care.Need;
import se.rond.contracts.care.ReserveRoutineId;

class ResolutionTest {

  private static final Hired HIRED = new Hired("Hyrläkarna", new HsaId("SE2321000115-1001"), 4_200);

  private static Resolution said(ResolutionCause cause, @Nullable Hired hired) {
    return new Resolution(new ReserveRoutineId(new UUID(0, 1)), cause, hired);
  }

  @Test
  void whoIsHiredForWantOfOneKindIsNoOtherKind() {
    var physician = said(ResolutionCause.NO_PHYSICIAN, HIRED);

    assertThat(physician.seesTo(Need.PHYSICIAN_CONTACT)).isTrue();
    assertThat(physician.seesTo(Need.TEAM_VISIT)).isFalse();
    assertThat(said(ResolutionCause.NO_TEAM, HIRED).seesTo(Need.TEAM_VISIT)).isTrue();
    assertThat(said(ResolutionCause.NO_NURSE, HIRED).seesTo(Need.TEAM_VISIT)).isFalse();
  }

  @Test
  void whereTheCauseNamesNobodyWhoIsHiredComesForAll() {
    for (var need : Need.values()) {
      assertThat(said(ResolutionCause.ALL_BUSY, HIRED).seesTo(need)).isTrue();
    }
  }

  @Test
  void withoutAnybodyHiredOnlyWhatIsNotNeededIsSeenTo() {
    for (var need : Need.values()) {
      assertThat(said(ResolutionCause.NO_ANSWER, null).seesTo(need)).isFalse();
      assertThat(said(ResolutionCause.NOT_NEEDED, null).seesTo(need)).isTrue();
    }
  }
}
