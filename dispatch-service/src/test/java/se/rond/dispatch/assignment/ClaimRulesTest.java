package se.rond.dispatch.assignment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import se.rond.contracts.care.AssignmentId;
import se.rond.contracts.care.HsaId;
import se.rond.contracts.care.OfferToken;
import se.rond.contracts.care.ResponderId;
import se.rond.dispatch.assignment.Assignment.Accepted;
import se.rond.dispatch.assignment.Assignment.Completed;
import se.rond.dispatch.assignment.Assignment.Declined;
import se.rond.dispatch.assignment.Assignment.EnRoute;
import se.rond.dispatch.assignment.Assignment.Failed;
import se.rond.dispatch.assignment.Assignment.HandedOver;
import se.rond.dispatch.assignment.Assignment.HandoverOffered;
import se.rond.dispatch.assignment.Assignment.Lapsed;
import se.rond.dispatch.assignment.Assignment.Offered;
import se.rond.dispatch.assignment.Assignment.Unassigned;
import se.rond.dispatch.assignment.Assignment.WithPatient;
import se.rond.dispatch.assignment.Assignment.Withdrawn;
import se.rond.dispatch.assignment.ClaimDecision.Claimed;
import se.rond.dispatch.assignment.ClaimDecision.Refused;
import se.rond.dispatch.assignment.ClaimDecision.Stands;
import se.rond.dispatch.assignment.ClaimRules.Claimant;
import se.rond.dispatch.assignment.Decision.Reason;

class ClaimRulesTest {

  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final AssignmentId ID = new AssignmentId(new UUID(0, 1));
  private static final ResponderId PHYSICIANS = new ResponderId("LB-10-1");
  private static final OfferToken TOKEN = new OfferToken(new UUID(0, 2));
  private static final HsaId ANNA = new HsaId("SE2321000081-ANNA");
  private static final HsaId BERIT = new HsaId("SE2321000081-BERIT");
  private static final Claim ANNAS = new Claim(ANNA, "Anna", NOON);
  private static final Accepted ACCEPTED = new Accepted(ID, PHYSICIANS, TOKEN, null);

  private static final List<Assignment> TAKEN =
      List.of(
          ACCEPTED,
          new EnRoute(ID, PHYSICIANS, TOKEN, null),
          new WithPatient(ID, PHYSICIANS, TOKEN, ContactMode.PHONE));

  private static final Map<Assignment, Reason> NOT_TAKEN =
      Map.of(
          new Unassigned(), Reason.NO_OPEN_OFFER,
          new Offered(ID, PHYSICIANS, TOKEN, NOON), Reason.NOT_ACCEPTED,
          new HandoverOffered(
                  ID,
                  PHYSICIANS,
                  TOKEN,
                  NOON,
                  new Giver(ID, PHYSICIANS),
                  new Sbar("s", "b", "a", "r")),
              Reason.NOT_ACCEPTED,
          new Completed(ID, PHYSICIANS, TOKEN, Ending.of(Outcome.STAYED_HOME), null),
              Reason.ALREADY_COMPLETED,
          new HandedOver(ID, PHYSICIANS, TOKEN, new Receiver.Colleague(ID, PHYSICIANS), null),
              Reason.ALREADY_HANDED_OVER,
          new Failed(ID, PHYSICIANS, TOKEN, FailureCause.ILL), Reason.ALREADY_FAILED,
          new Declined(ID, PHYSICIANS, TOKEN), Reason.ALREADY_DECLINED,
          new Lapsed(ID, PHYSICIANS, TOKEN), Reason.OFFER_EXPIRED,
          new Withdrawn(ID, PHYSICIANS, TOKEN), Reason.WITHDRAWN);

  @Test
  void everyStateIsTried() {
    assertThat(TAKEN.size() + NOT_TAKEN.size()).isEqualTo(12);
  }

  @Test
  void whoAcceptsHasIt() {
    for (var state : TAKEN) {
      assertThat(ClaimRules.accept(null, state, member(ANNA))).isEqualTo(new Claimed());
      assertThat(ClaimRules.accept(ANNAS, state, member(ANNA)))
          .as("sent twice")
          .isEqualTo(new Stands());
    }
  }

  @Test
  void whoAcceptsSecondLearnsWhoHasIt() {
    for (var state : TAKEN) {
      assertThat(ClaimRules.accept(ANNAS, state, member(BERIT)))
          .isInstanceOfSatisfying(
              Refused.class,
              refused -> {
                assertThat(refused.reason()).isEqualTo(Reason.ALREADY_CLAIMED);
                assertThat(refused.detail()).contains(ANNA.value());
              });
    }
  }

  @Test
  void whoIsNoMemberClaimsNothing() {
    for (var state : TAKEN) {
      assertThat(ClaimRules.accept(null, state, stranger())).isEqualTo(new Stands());
      assertThat(ClaimRules.accept(ANNAS, state, stranger())).isEqualTo(new Stands());
      assertThat(reason(ClaimRules.take(null, state, stranger(), null)))
          .isEqualTo(Reason.NOT_A_MEMBER);
    }
  }

  @Test
  void workThatNobodyHasIsTakenByWhoComesFirst() {
    for (var state : TAKEN) {
      assertThat(ClaimRules.take(null, state, member(ANNA), null)).isEqualTo(new Claimed());
      assertThat(ClaimRules.take(ANNAS, state, member(ANNA), null))
          .as("sent twice")
          .isEqualTo(new Stands());
      assertThat(reason(ClaimRules.take(ANNAS, state, member(BERIT), null)))
          .isEqualTo(Reason.ALREADY_CLAIMED);
      assertThat(reason(ClaimRules.take(null, state, member(BERIT), ANNAS.holder())))
          .isEqualTo(Reason.ALREADY_CLAIMED);
    }
  }

  @Test
  void workIsTakenOverFromWhoHasItAndFromNobodyElse() {
    for (var state : TAKEN) {
      assertThat(ClaimRules.take(ANNAS, state, member(BERIT), ANNAS.holder()))
          .isEqualTo(new Claimed());
      assertThat(
              reason(ClaimRules.take(ANNAS, state, member(BERIT), new Claim.Holder(BERIT, NOON))))
          .isEqualTo(Reason.ALREADY_CLAIMED);
      var berits = new Claim(BERIT, "Berit", NOON);
      assertThat(ClaimRules.take(berits, state, member(BERIT), ANNAS.holder()))
          .as("sent twice")
          .isEqualTo(new Stands());
    }
  }

  /** Anna to Berit, back to Anna, and Berit's telephone sends the first once more. */
  @Test
  void whatIsSentAgainLongAfterTakesNothingBack() {
    var annasAgain = new Claim(ANNA, "Anna", NOON.plusSeconds(600));

    assertThat(reason(ClaimRules.take(annasAgain, ACCEPTED, member(BERIT), ANNAS.holder())))
        .isEqualTo(Reason.ALREADY_CLAIMED);
  }

  @Test
  void whatIsNotAcceptedOrIsOverIsNobodysToTake() {
    NOT_TAKEN.forEach(
        (state, reason) -> {
          assertThat(reason(ClaimRules.take(null, state, member(ANNA), null))).isEqualTo(reason);
          assertThat(ClaimRules.accept(null, state, member(ANNA))).isEqualTo(new Stands());
        });
  }

  private static Reason reason(ClaimDecision decision) {
    return ((Refused) decision).reason();
  }

  private static Claimant member(HsaId person) {
    return new Claimant(person, true);
  }

  private static Claimant stranger() {
    return new Claimant(BERIT, false);
  }
}
