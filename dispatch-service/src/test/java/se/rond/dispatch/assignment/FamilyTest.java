package se.rond.dispatch.assignment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.care.AssignmentId;
import se.rond.contracts.care.Level;
import se.rond.contracts.care.Need;
import se.rond.contracts.care.OfferToken;
import se.rond.contracts.care.ResponderId;
import se.rond.dispatch.assignment.Assignment.Accepted;
import se.rond.dispatch.assignment.Assignment.Completed;
import se.rond.dispatch.assignment.Assignment.Offered;
import se.rond.dispatch.assignment.Assignment.Unassigned;
import se.rond.dispatch.assignment.Assignment.WithPatient;
import se.rond.dispatch.assignment.Assignments.Standing;
import se.rond.dispatch.matching.Matching;
import se.rond.dispatch.request.NeedId;

/** Who stands in for whom. */
class FamilyTest {

  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final Instant CONTACT_BY = NOON.plusSeconds(7_200);
  private static final NeedId TEAM = new NeedId(new UUID(0, 1));
  private static final NeedId PHYSICIAN = new NeedId(new UUID(0, 2));
  private static final AssignmentId ID = new AssignmentId(new UUID(0, 3));
  private static final ResponderId ANYBODY = new ResponderId("LB-10-1");
  private static final OfferToken TOKEN = new OfferToken(new UUID(0, 4));

  private static final Assignment NOBODY = new Unassigned();
  private static final Assignment ASKED = new Offered(ID, ANYBODY, TOKEN, NOON);
  private static final Assignment SAID_YES = new Accepted(ID, ANYBODY, TOKEN, null);
  private static final Assignment DONE =
      new Completed(ID, ANYBODY, TOKEN, Ending.of(Outcome.STAYED_HOME), null);
  private static final Assignment THERE = new WithPatient(ID, ANYBODY, TOKEN, ContactMode.PHONE);

  private static Standing team(Assignment assignment) {
    return standing(TEAM, Need.TEAM_VISIT, Level.MOBILE_TEAM_2H, null, assignment);
  }

  private static Standing substitute(Assignment assignment) {
    return standing(PHYSICIAN, Need.PHYSICIAN_CONTACT, Level.PHYSICIAN_NOW, TEAM, assignment);
  }

  private static Standing demanded(Assignment assignment) {
    return standing(PHYSICIAN, Need.PHYSICIAN_CONTACT, Level.MOBILE_TEAM_2H, null, assignment);
  }

  private static Standing standing(
      NeedId id, Need kind, Level level, @Nullable NeedId substituteFor, Assignment assignment) {
    var need =
        new OpenNeed(
            id,
            new AssessmentRequestId(new UUID(0, 9)),
            kind,
            Set.of(),
            level,
            null,
            substituteFor);
    return new Standing(need, assignment instanceof Completed, assignment, 1, null, false);
  }

  private static Family family(Standing root, Standing other) {
    return new Family(root, List.of(root, other), Set.of(Need.PHYSICIAN_CONTACT), CONTACT_BY, NOON);
  }

  private static Family before(Standing root, Standing other) {
    return new Family(root, List.of(root, other), Set.of(), CONTACT_BY, NOON);
  }

  @Test
  void whoHasSaidYesToWhatItFellBackToTakesIt() {
    assertThat(family(team(NOBODY), substitute(SAID_YES)).isTaken()).isTrue();
    assertThat(family(team(ASKED), demanded(SAID_YES)).isTaken())
        .as("of two that were demanded neither takes the other")
        .isFalse();
    assertThat(family(team(SAID_YES), substitute(ASKED)).isTaken()).isTrue();
    assertThat(family(team(ASKED), substitute(ASKED)).isTaken()).isFalse();
  }

  @Test
  void whatIsDemandedBesideItStandsInOnlyOnceItFellBack() {
    assertThat(family(team(NOBODY), demanded(SAID_YES)).reliesOn(demanded(SAID_YES))).isTrue();
    assertThat(before(team(NOBODY), demanded(SAID_YES)).reliesOn(demanded(SAID_YES))).isFalse();
    assertThat(before(team(NOBODY), substitute(SAID_YES)).isTaken())
        .as("what was opened for it always does")
        .isTrue();
  }

  @Test
  void whoIsDoneInItsPlaceReplacesItUnlessSomebodyHasSaidYes() {
    assertThat(family(team(NOBODY), open(substitute(DONE))).isReplaced()).isTrue();
    assertThat(family(team(ASKED), open(substitute(DONE))).isReplaced()).isTrue();
    assertThat(family(team(SAID_YES), open(substitute(DONE))).isReplaced()).isFalse();
    assertThat(family(team(NOBODY), substitute(THERE)).isReplaced()).as("not yet").isFalse();
    assertThat(family(team(NOBODY), substitute(DONE)).isReplaced())
        .as("what was done before it was asked for")
        .isFalse();
    assertThat(family(team(NOBODY), open(demanded(DONE))).isReplaced())
        .as("both were demanded")
        .isFalse();
  }

  @Test
  void whatSomebodyElseHasReplacedIsSoughtInNobodyElsesPlace() {
    assertThat(family(team(NOBODY), open(substitute(DONE))).isSettled()).isTrue();
    assertThat(family(team(NOBODY), substitute(SAID_YES)).isSettled()).isFalse();
    assertThat(family(team(SAID_YES), substitute(ASKED)).isSettled()).isTrue();
  }

  @ParameterizedTest(name = "expected after {0} s: {1}")
  @CsvSource({"7200, true", "7201, false"})
  void whoComesLateNeedsSomebodyInTheirPlaceUntilTheyAreThere(int seconds, boolean answered) {
    var arrival = NOON.plusSeconds(seconds);
    var said = new Accepted(ID, ANYBODY, TOKEN, arrival);

    assertThat(family(team(said), substitute(ASKED)).isAnswered()).isEqualTo(answered);
    assertThat(family(team(said), substitute(ASKED)).isTaken()).isEqualTo(answered);
    assertThat(family(estimated(arrival), substitute(ASKED)).isTaken()).isEqualTo(answered);
    assertThat(family(team(THERE), substitute(ASKED)).isAnswered()).isTrue();
    assertThat(family(team(NOBODY), substitute(ASKED)).isAnswered()).isFalse();
  }

  @Test
  void whenThePromiseIsBrokenWhoeverComesIsEnough() {
    var late = estimated(CONTACT_BY.plusSeconds(60));

    assertThat(
            new Family(late, List.of(late), Set.of(), CONTACT_BY, CONTACT_BY.minusSeconds(1))
                .isTaken())
        .isFalse();
    assertThat(new Family(late, List.of(late), Set.of(), CONTACT_BY, CONTACT_BY).isTaken())
        .isTrue();
  }

  @Test
  void aTeamThatShouldHaveComeLongAgoIsNotEnoughEitherWhenThePromiseIsBroken() {
    var expected = CONTACT_BY.minusSeconds(60);
    var overdue = expected.plus(Matching.VISIT).plusSeconds(1);

    assertThat(alone(estimated(expected), overdue.minusSeconds(1)).isTaken()).isTrue();
    assertThat(alone(estimated(expected), overdue).isTaken()).isFalse();
    assertThat(alone(team(THERE), overdue).isTaken()).isTrue();
  }

  @Test
  void whoStoodInIsFollowedByNobodyOnlyWhereThePatientIsMetOrMetInTime() {
    var lost = substitute(NOBODY);
    assertThat(family(team(DONE), lost).needsNobodyAfterStandIn()).isTrue();
    assertThat(family(team(THERE), lost).needsNobodyAfterStandIn()).isTrue();
    assertThat(family(estimated(CONTACT_BY), lost).needsNobodyAfterStandIn()).isTrue();
    assertThat(family(team(ASKED), lost).needsNobodyAfterStandIn()).isFalse();
    assertThat(
            family(
                    team(new Completed(ID, ANYBODY, TOKEN, Ending.of(Outcome.NOBODY_THERE), null)),
                    lost)
                .needsNobodyAfterStandIn())
        .as("nobody has seen the patient")
        .isFalse();
    assertThat(family(estimated(NOON.minusSeconds(1)), lost).needsNobodyAfterStandIn())
        .as("it should be there by now")
        .isFalse();
    assertThat(family(team(SAID_YES), lost).needsNobodyAfterStandIn())
        .as("nobody knows when")
        .isFalse();
    assertThat(
            alone(estimated(CONTACT_BY.plusSeconds(1)), CONTACT_BY.plusSeconds(2))
                .needsNobodyAfterStandIn())
        .as("late, which was enough beside the other alone")
        .isFalse();
  }

  private static Family alone(Standing root, Instant now) {
    return new Family(root, List.of(root), Set.of(), CONTACT_BY, now);
  }

  @Test
  void whoComesLateIsEnoughOnceSomebodyElseHasThePatient() {
    var late = estimated(CONTACT_BY.plusSeconds(60));

    assertThat(family(late, substitute(ASKED)).isTaken()).isFalse();
    assertThat(family(late, substitute(DONE)).isTaken()).as("a physician was there").isTrue();
    assertThat(family(late, demanded(SAID_YES)).isTaken()).as("a physician comes").isTrue();
    assertThat(before(late, demanded(SAID_YES)).isTaken())
        .as("its ladder has not fallen back to that one")
        .isFalse();
    var earlier = standing(PHYSICIAN, Need.PHYSICIAN_CONTACT, Level.PHYSICIAN_TODAY, null, DONE);
    assertThat(family(late, earlier).isTaken()).as("that was at a lower level").isFalse();
  }

  @Test
  void whoIsAskedIsWaitedForWhileSomebodyElseHasThePatient() {
    assertThat(family(team(ASKED), demanded(SAID_YES)).isAskedWhileBridged()).isTrue();
    assertThat(family(team(ASKED), demanded(DONE)).isAskedWhileBridged()).isTrue();
    assertThat(family(team(ASKED), demanded(ASKED)).isAskedWhileBridged()).isFalse();
    assertThat(family(team(NOBODY), demanded(SAID_YES)).isAskedWhileBridged()).isFalse();
  }

  @Test
  void whatWasDoneAtTheSameLevelIsMet() {
    assertThat(family(team(NOBODY), demanded(DONE)).isMet(Need.PHYSICIAN_CONTACT)).isTrue();
    assertThat(family(team(NOBODY), demanded(THERE)).isMet(Need.PHYSICIAN_CONTACT)).isFalse();
    var before = standing(PHYSICIAN, Need.PHYSICIAN_CONTACT, Level.PHYSICIAN_TODAY, null, DONE);
    assertThat(family(team(NOBODY), before).isMet(Need.PHYSICIAN_CONTACT))
        .as("it did not answer this level")
        .isFalse();
  }

  @Test
  void aTeamThatShouldHaveComeLongAgoAndHasNotSetOutIsNoYesInTime() {
    var visit = Matching.VISIT;

    assertThat(family(estimated(NOON.minus(visit)), substitute(ASKED)).isTaken())
        .as("it may have had a visit to end")
        .isTrue();
    assertThat(family(estimated(NOON.minus(visit).minusSeconds(1)), substitute(ASKED)).isTaken())
        .isFalse();
  }

  private static Standing estimated(Instant eta) {
    return new Standing(team(SAID_YES).need(), false, SAID_YES, 1, eta, false);
  }

  private static Standing open(Standing done) {
    return new Standing(done.need(), false, done.assignment(), 1, null, false);
  }

  @Test
  void whatIsOverIsAnsweredAndWhatWasGivenUpIsNot() {
    var done = new Completed(ID, ANYBODY, TOKEN, Ending.of(Outcome.NOBODY_THERE), null);
    var givenUp = new Standing(team(NOBODY).need(), true, NOBODY, 1, null, false);

    assertThat(family(team(done), substitute(ASKED)).isAnswered()).isTrue();
    assertThat(family(givenUp, substitute(ASKED)).isAnswered())
        .as("the patient still waits for whoever replaces it")
        .isFalse();
  }

  @Test
  void whoeverIsSoughtIsSoughtByTheLadderOfWhatWasDemanded() {
    assertThat(Family.listSought(List.of(team(SAID_YES), substitute(ASKED)))).containsExactly(TEAM);
    assertThat(Family.listSought(List.of(team(ASKED), demanded(NOBODY))))
        .containsExactly(TEAM, PHYSICIAN);
    assertThat(Family.listSought(List.of(team(THERE), demanded(DONE)))).isEmpty();
  }

  @Test
  void onlyAnOpenOfferIsWaitedFor() {
    assertThat(family(team(ASKED), substitute(NOBODY)).isWaitingFor(ID)).isTrue();
    assertThat(family(team(SAID_YES), substitute(NOBODY)).isWaitingFor(ID)).isFalse();
    assertThat(family(team(ASKED), substitute(NOBODY)).isWaitingFor(null)).isFalse();
  }
}
