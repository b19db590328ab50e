package se.rond.dispatch.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import se.rond.contracts.care.HsaId;
import se.rond.contracts.care.ResponderId;
import se.rond.dispatch.request.Responsible.Held;
import se.rond.dispatch.request.Responsible.KeepingNurse;
import se.rond.dispatch.request.Responsible.LeadResponder;
import se.rond.dispatch.request.Responsible.RaisingNurse;

class ResponsibleTest {

  private static final HsaId NURSE = new HsaId("SE2120000829-N001");
  private static final String CALLBACK = "+46455303001";
  private static final HsaId NIGHT_NURSE = new HsaId("SE2120000829-N002");
  private static final RaisingNurse THE_NURSE = new RaisingNurse(NURSE, CALLBACK);
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  /** The states of an assignment, as far as responsibility goes. */
  private enum State {
    OFFERED(false, false),
    HANDOVER_OFFERED(false, false),
    ACCEPTED(true, false),
    EN_ROUTE(true, false),
    WITH_PATIENT(true, false),
    COMPLETED(true, true),
    HANDED_OVER(true, true),
    FAILED(true, true),
    DECLINED(false, true),
    LAPSED(false, true),
    WITHDRAWN(false, true),
    WITHDRAWN_AFTER_A_YES(true, true);

    private final boolean accepted;
    private final boolean over;

    State(boolean accepted, boolean over) {
      this.accepted = accepted;
      this.over = over;
    }

    private boolean isTaken() {
      return accepted && !over;
    }
  }

  @Test
  void isTheRaisingNurseUntilSomebodyAccepts() {
    assertThat(responsible(null)).isEqualTo(THE_NURSE);
    assertThat(responsible(null, held("M11", null, false))).isEqualTo(THE_NURSE);
  }

  @Test
  void isWhoAcceptedFirst() {
    assertThat(
            responsible(
                null, held("M11", NOON.plusSeconds(60), false), held("LB-10-1", NOON, false)))
        .isEqualTo(new LeadResponder(new ResponderId("LB-10-1"), "LB-10-1", NOON));
  }

  @Test
  void movesToTheOtherResponderWhenTheFirstIsDone() {
    assertThat(
            responsible(
                null, held("M11", NOON.plusSeconds(60), false), held("LB-10-1", NOON, true)))
        .isEqualTo(new LeadResponder(new ResponderId("M11"), "M11", NOON.plusSeconds(60)));
  }

  @Test
  void goesBackToTheNurseWhenAllIsDone() {
    assertThat(responsible(null, held("M11", NOON, true))).isEqualTo(THE_NURSE);
  }

  @Test
  void isTheNurseWhoKeepsItAlsoOfAnotherFunction() {
    assertThat(responsible(NOON)).isEqualTo(keeping(NOON));
    assertThat(responsible(NOON, held("NF-1080", NOON.minusSeconds(1), true)))
        .isEqualTo(keeping(NOON));
    assertThat(responsible(NOON, held("LB-10-1", NOON.minusSeconds(1), false)))
        .isEqualTo(new LeadResponder(new ResponderId("LB-10-1"), "LB-10-1", NOON.minusSeconds(1)));
    assertThat(responsible(NOON, held("LB-10-1", NOON.plusSeconds(1), false)))
        .isEqualTo(keeping(NOON));
  }

  /**
   * Three assignments, of which one may be a hand-over beside its giver's, in all states and orders
   * of acceptance, with and without an own task before, between and after: exactly one party, the
   * first of those who took something on and are not done.
   */
  @Test
  void isExactlyOnePartyInEveryCombination() {
    var tried = 0;
    for (var first : State.values()) {
      for (var second : State.values()) {
        for (var third : State.values()) {
          for (var order : List.of("123", "132", "213", "231", "312", "321", "112", "111")) {
            for (var kept : new Integer[] {null, 0, 15, 25, 40}) {
              var states = List.of(first, second, third);
              var held = new ArrayList<Held>();
              for (var i = 0; i < 3; i++) {
                held.add(
                    held(
                        "M" + i,
                        states.get(i).accepted ? at(10 * (order.charAt(i) - '0')) : null,
                        states.get(i).over));
              }
              var found = responsible(kept == null ? null : at(kept), held.toArray(Held[]::new));

              assertThat(found)
                  .as("%s in order %s, kept %s", states, order, kept)
                  .isEqualTo(expected(states, order, kept));
              tried++;
            }
          }
        }
      }
    }
    assertThat(tried).isEqualTo(12 * 12 * 12 * 8 * 5);
  }

  /** Counts seconds instead of comparing parties. */
  private static Responsible expected(List<State> states, String order, @Nullable Integer kept) {
    var earliest = Integer.MAX_VALUE;
    var lead = -1;
    for (var i = 0; i < 3; i++) {
      var second = 10 * (order.charAt(i) - '0');
      if (states.get(i).isTaken() && second < earliest) {
        earliest = second;
        lead = i;
      }
    }
    if (kept != null && kept <= earliest) {
      return keeping(at(kept));
    }
    return lead < 0
        ? THE_NURSE
        : new LeadResponder(new ResponderId("M" + lead), "M" + lead, at(earliest));
  }

  @Test
  void doesNotDependOnTheOrderInWhichAssignmentsAreListed() {
    var one = held("M11", NOON, false);
    var other = held("M12", NOON, false);
    var over = held("M13", NOON.minusSeconds(60), true);

    assertThat(
            Stream.of(
                    responsible(null, one, other, over),
                    responsible(null, other, one, over),
                    responsible(null, over, other, one))
                .distinct())
        .containsExactly(new LeadResponder(new ResponderId("M11"), "M11", NOON));
  }

  private static Instant at(int seconds) {
    return NOON.plusSeconds(seconds);
  }

  private static Responsible responsible(@Nullable Instant keptSince, Held... held) {
    return Responsible.of(
        NURSE, CALLBACK, keptSince == null ? null : keeping(keptSince), List.of(held));
  }

  /** Of the night, whose request is joined to the one of the day. */
  private static KeepingNurse keeping(Instant since) {
    return new KeepingNurse(NIGHT_NURSE, "Nora Natt", "+4645530002", since);
  }

  private static Held held(String responder, @Nullable Instant acceptedAt, boolean isOver) {
    return new Held(new ResponderId(responder), responder, acceptedAt, isOver);
  }
}
