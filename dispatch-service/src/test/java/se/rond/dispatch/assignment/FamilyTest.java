package se.rond.dispatch.assignment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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
import se.rond.dispatch.request.NeedId;

/** Who stands in for whom. */
class FamilyTest {

  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final NeedId TEAM = new NeedId(new UUID(0, 1));
  private static final NeedId PHYSICIAN = new NeedId(new UUID(0, 2));
  private static final AssignmentId ID = new AssignmentId(new UUID(0, 3));
  private static final ResponderId ANYBODY = new ResponderId("LB-10-1");
  private static final OfferToken TOKEN = new OfferToken(new UUID(0, 4));

  private static final Assignment NOBODY = new Unassigned();
  private static final Assignment ASKED = new Offered(ID, ANYBODY, TOKEN, NOON);
  private static final Assignment SAID_YES = new Accepted(ID, ANYBODY, TOKEN, null);
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
            id, new AssessmentRequestId(new UUID(0, 9)), kind, Set.of(), level, substituteFor);
    return new Standing(need, assignment instanceof Completed, assignment, 1, null);
  }

  private static Family family(Standing root, Standing other) {
    return new Family(root, List.of(root, other), Set.of(Need.PHYSICIAN_CONTACT));
  }

  private static Family before(Standing root, Standing other) {
    return new Family(root, List.of(root, other), Set.of());
  }

  @Test
  void whoHasSaidYesToWhatItFellBackToTakesIt() {
    assertThat(family(team(NOBODY), substitute(SAID_YES)).isTaken()).isTrue();
    assertThat(family(team(ASKED), demanded(SAID_YES)).isTaken())
        .as("whoever demanded that")
        .isTrue();
    assertThat(family(team(SAID_YES), substitute(ASKED)).isTaken()).isTrue();
    assertThat(family(team(ASKED), substitute(ASKED)).isTaken()).isFalse();
  }

  @Test
  void whatIsDemandedBesideItStandsInOnlyOnceItFellBack() {
    assertThat(before(team(NOBODY), demanded(SAID_YES)).isTaken()).isFalse();
    assertThat(before(team(NOBODY), demanded(SAID_YES)).reliesOn(demanded(SAID_YES))).isFalse();
    assertThat(before(team(NOBODY), substitute(SAID_YES)).isTaken())
        .as("what was opened for it always does")
        .isTrue();
  }

  @Test
  void whoMeetsThePatientInItsPlaceReplacesItUnlessSomebodyHasSaidYes() {
    assertThat(family(team(NOBODY), substitute(THERE)).isReplaced()).isTrue();
    assertThat(family(team(ASKED), substitute(THERE)).isReplaced()).isTrue();
    assertThat(family(team(SAID_YES), substitute(THERE)).isReplaced()).isFalse();
    assertThat(family(team(NOBODY), substitute(SAID_YES)).isReplaced()).isFalse();
    assertThat(family(team(NOBODY), demanded(THERE)).isReplaced())
        .as("both were demanded")
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whoComesLateNeedsSomebodyInTheirPlaceUntilTheyAreThere(boolean inTime) {
    assertThat(family(team(SAID_YES), substitute(ASKED)).isAnswered(inTime)).isEqualTo(inTime);
    assertThat(family(team(THERE), substitute(ASKED)).isAnswered(inTime)).isTrue();
    assertThat(family(team(NOBODY), substitute(ASKED)).isAnswered(inTime)).isFalse();
  }

  @Test
  void whatIsOverIsAnsweredAndWhatWasGivenUpIsNot() {
    var done = new Completed(ID, ANYBODY, TOKEN, Ending.of(Outcome.NOBODY_THERE), null);
    var givenUp = new Standing(team(NOBODY).need(), true, NOBODY, 1, null);

    assertThat(family(team(done), substitute(ASKED)).isAnswered(true)).isTrue();
    assertThat(family(givenUp, substitute(ASKED)).isAnswered(true))
        .as("the patient still waits for whoever replaces it")
        .isFalse();
  }

  @Test
  void whoeverIsSoughtIsSoughtByTheLadderOfWhatWasDemanded() {
    assertThat(Family.listSought(List.of(team(SAID_YES), substitute(ASKED)))).containsExactly(TEAM);
    assertThat(Family.listSought(List.of(team(ASKED), demanded(NOBODY))))
        .containsExactly(TEAM, PHYSICIAN);
    assertThat(Family.listSought(List.of(team(SAID_YES), demanded(THERE)))).isEmpty();
  }

  @Test
  void onlyAnOpenOfferIsWaitedFor() {
    assertThat(family(team(ASKED), substitute(NOBODY)).isWaitingFor(ID)).isTrue();
    assertThat(family(team(SAID_YES), substitute(NOBODY)).isWaitingFor(ID)).isFalse();
    assertThat(family(team(ASKED), substitute(NOBODY)).isWaitingFor(null)).isFalse();
  }
}
