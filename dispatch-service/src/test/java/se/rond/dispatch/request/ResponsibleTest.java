package se.rond.dispatch.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import se.rond.contracts.care.HsaId;
import se.rond.contracts.care.ResponderId;
import se.rond.dispatch.request.Responsible.Held;
import se.rond.dispatch.request.Responsible.LeadResponder;
import se.rond.dispatch.request.Responsible.RaisingNurse;

class ResponsibleTest {

  private static final HsaId NURSE = new HsaId("SE2120000829-N001");
  private static final RaisingNurse THE_NURSE = new RaisingNurse(NURSE, "+46455303001");
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  @Test
  void isTheRaisingNurseUntilSomebodyAccepts() {
    assertThat(responsible()).isEqualTo(THE_NURSE);
    assertThat(responsible(held("M11", null, false))).isEqualTo(THE_NURSE);
  }

  @Test
  void isWhoAcceptedFirst() {
    assertThat(responsible(held("M11", NOON.plusSeconds(60), false), held("LB-10-1", NOON, false)))
        .isEqualTo(new LeadResponder(new ResponderId("LB-10-1"), "LB-10-1", NOON));
  }

  @Test
  void movesToTheOtherResponderWhenTheFirstIsDone() {
    assertThat(responsible(held("M11", NOON.plusSeconds(60), false), held("LB-10-1", NOON, true)))
        .isEqualTo(new LeadResponder(new ResponderId("M11"), "M11", NOON.plusSeconds(60)));
  }

  @Test
  void goesBackToTheNurseWhenAllIsDone() {
    assertThat(responsible(held("M11", NOON, true))).isEqualTo(THE_NURSE);
  }

  private static Responsible responsible(Held... held) {
    return Responsible.of(NURSE, "+46455303001", List.of(held));
  }

  private static Held held(String responder, Instant acceptedAt, boolean isOver) {
    return new Held(new ResponderId(responder), responder, acceptedAt, isOver);
  }
}
