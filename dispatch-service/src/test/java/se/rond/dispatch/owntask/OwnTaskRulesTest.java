package se.rond.dispatch.owntask;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.care.AssignmentId;
import se.rond.contracts.care.HsaId;
import se.rond.contracts.care.Level;
import se.rond.contracts.care.MunicipalityCode;
import se.rond.contracts.care.Need;
import se.rond.contracts.care.OfferToken;
import se.rond.contracts.care.PatientReference;
import se.rond.contracts.care.ResponderId;
import se.rond.dispatch.agreement.AgreementId;
import se.rond.dispatch.assignment.Assignment;
import se.rond.dispatch.assignment.Assignment.Accepted;
import se.rond.dispatch.assignment.Assignment.EnRoute;
import se.rond.dispatch.assignment.Assignment.Offered;
import se.rond.dispatch.assignment.Assignment.Unassigned;
import se.rond.dispatch.assignment.Assignment.WithPatient;
import se.rond.dispatch.assignment.Assignments.Standing;
import se.rond.dispatch.assignment.CareDeclined;
import se.rond.dispatch.assignment.CareDeclined.DecisionCapacity;
import se.rond.dispatch.assignment.ContactMode;
import se.rond.dispatch.assignment.Ending;
import se.rond.dispatch.assignment.OpenNeed;
import se.rond.dispatch.assignment.Outcome;
import se.rond.dispatch.matching.Position;
import se.rond.dispatch.owntask.OwnTask.Done;
import se.rond.dispatch.owntask.OwnTask.GivenBack;
import se.rond.dispatch.owntask.OwnTask.Kept;
import se.rond.dispatch.owntask.OwnTaskRules.Decision.Becomes;
import se.rond.dispatch.owntask.OwnTaskRules.Decision.Refused;
import se.rond.dispatch.owntask.OwnTaskRules.Decision.Unchanged;
import se.rond.dispatch.owntask.OwnTaskRules.Reason;
import se.rond.dispatch.request.AssessmentRequest;
import se.rond.dispatch.request.NeedId;
import se.rond.dispatch.request.RequestState;

class OwnTaskRulesTest {

  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final AssessmentRequestId REQUEST = new AssessmentRequestId(new UUID(0, 1));
  private static final HsaId NURSE = new HsaId("SE2120000829-N001");
  private static final NeedId NEED = new NeedId(new UUID(0, 2));
  private static final OwnTaskId ID = new OwnTaskId(new UUID(0, 3));
  private static final AssignmentId ASSIGNMENT = new AssignmentId(new UUID(0, 4));
  private static final ResponderId NURSES = new ResponderId("NF-1080");
  private static final OfferToken TOKEN = new OfferToken(new UUID(0, 5));
  private static final Ending HOME = Ending.of(Outcome.STAYED_HOME);

  private static final Kept KEPT = new Kept(ID, NEED, NURSE, NOON, NOON.plusSeconds(3_600));
  private static final Done DONE = new Done(ID, NEED, NURSE, HOME, "J-1");
  private static final GivenBack BACK = new GivenBack(ID, NEED, NURSE, ReturnReason.NO_TIME);

  @Test
  void aNurseKeepsWhatANurseIsToDo() {
    var offered = new Offered(ASSIGNMENT, NURSES, TOKEN, NOON);

    assertThat(refusal(RequestState.WAITING, Level.NURSE, new Unassigned())).isNull();
    assertThat(refusal(RequestState.WAITING, Level.ADVICE, offered)).isNull();
  }

  @ParameterizedTest
  @EnumSource(
      names = {"NURSE", "ADVICE"},
      mode = EnumSource.Mode.EXCLUDE)
  void nobodyKeepsWhatNeedsMoreThanANurse(Level level) {
    assertThat(refusal(RequestState.WAITING, level, new Unassigned()))
        .isEqualTo(Reason.LEVEL_TOO_HIGH);
  }

  @ParameterizedTest
  @EnumSource(names = {"DOCUMENTING", "CLOSED", "CANCELLED", "JOINED"})
  void nobodyKeepsWhatIsOver(RequestState state) {
    assertThat(refusal(state, Level.NURSE, new Unassigned())).isEqualTo(Reason.REQUEST_CLOSED);
  }

  @Test
  void nobodyKeepsWhatSomebodyHas() {
    for (Assignment taken :
        Set.of(
            new Accepted(ASSIGNMENT, NURSES, TOKEN, null),
            new EnRoute(ASSIGNMENT, NURSES, TOKEN, null),
            new WithPatient(ASSIGNMENT, NURSES, TOKEN, ContactMode.VISIT))) {
      assertThat(refusal(RequestState.ASSIGNED, Level.NURSE, taken))
          .isEqualTo(Reason.ALREADY_TAKEN);
    }
    assertThat(
            OwnTaskRules.refusal(
                request(RequestState.ASSIGNED, Level.NURSE), standing(new Unassigned(), true)))
        .contains(Reason.ALREADY_KEPT);
  }

  @Test
  void nobodyKeepsWhatIsNotKnownOrNotAskedFor() {
    assertThat(refusal(RequestState.RECEIVED, null, new Unassigned()))
        .isEqualTo(Reason.NOT_TRIAGED);
    assertThat(OwnTaskRules.refusal(request(RequestState.WAITING, Level.NURSE), null))
        .contains(Reason.NOTHING_TO_KEEP);
  }

  @Test
  void sheHasUntilThePromisedContactAndAnHourOnlyWhereThatIsOver() {
    var tomorrow = NOON.plus(Duration.ofHours(20));

    assertThat(OwnTaskRules.latest(tomorrow, NOON)).isEqualTo(tomorrow);
    assertThat(OwnTaskRules.latest(NOON.plusSeconds(60), NOON)).isEqualTo(NOON.plusSeconds(60));
    assertThat(OwnTaskRules.latest(NOON, NOON)).isEqualTo(NOON.plus(Duration.ofHours(1)));
    assertThat(OwnTaskRules.latest(null, NOON)).isEqualTo(NOON.plus(Duration.ofHours(1)));
  }

  @Test
  void whatWasOrderedHasAPromiseOfItsOwnThatLoosensNone() {
    var request = request(RequestState.WAITING, Level.NURSE);
    var promised = NOON.plus(Duration.ofHours(24));

    assertThat(OwnTaskRules.promised(request, need(null), NOON)).isEqualTo(promised);
    assertThat(OwnTaskRules.promised(request, need(promised.minusSeconds(1)), NOON))
        .isEqualTo(promised.minusSeconds(1));
    assertThat(OwnTaskRules.promised(request, need(promised.plusSeconds(1)), NOON))
        .isEqualTo(promised);
    assertThat(OwnTaskRules.promised(request, need(promised.plusSeconds(1)), promised))
        .as("which is over")
        .isEqualTo(promised.plusSeconds(1));
  }

  private static OpenNeed need(@Nullable Instant orderedBy) {
    return new OpenNeed(NEED, REQUEST, Need.NURSE_VISIT, Set.of(), Level.NURSE, orderedBy, null);
  }

  @Test
  void itIsDueSoonerWhenLessTimeIsPromisedAndNeverLater() {
    var due = KEPT.dueAt();

    assertThat(OwnTaskRules.tightened(KEPT, due.minusSeconds(600), NOON))
        .contains(new Kept(ID, NEED, NURSE, NOON, due.minusSeconds(600)));
    assertThat(OwnTaskRules.tightened(KEPT, due, NOON)).isEmpty();
    assertThat(OwnTaskRules.tightened(KEPT, due.plusSeconds(1), NOON)).isEmpty();
    assertThat(OwnTaskRules.tightened(KEPT, null, NOON)).isEmpty();
    assertThat(OwnTaskRules.tightened(KEPT, NOON.minusSeconds(60), NOON))
        .as("late already: she has the hour that anybody would have")
        .isEmpty();
    var generous = new Kept(ID, NEED, NURSE, NOON, NOON.plus(Duration.ofHours(6)));
    assertThat(OwnTaskRules.tightened(generous, NOON.minusSeconds(60), NOON))
        .contains(new Kept(ID, NEED, NURSE, NOON, NOON.plus(Duration.ofHours(1))));
  }

  @Test
  void whatWasDoneInTimeCountsAlsoIfItIsToldAfterItWentBackByTheClock() {
    var late = new GivenBack(ID, NEED, NURSE, ReturnReason.DEADLINE_PASSED);

    assertThat(OwnTaskRules.complete(late, HOME, "J-1", true)).isEqualTo(new Becomes(DONE));
    assertThat(OwnTaskRules.complete(late, HOME, "J-1", false))
        .as("somebody else has it")
        .isEqualTo(new Refused(Reason.ALREADY_GIVEN_BACK));
    assertThat(OwnTaskRules.complete(BACK, HOME, "J-1", true))
        .as("she said that she would not")
        .isEqualTo(new Refused(Reason.ALREADY_GIVEN_BACK));
    assertThat(OwnTaskRules.complete(late, declined(DecisionCapacity.LACKING, true), "J-1", true))
        .isEqualTo(new Refused(Reason.CAPACITY_NOT_PRESENT));
  }

  @Test
  void whatIsKeptIsDoneOrGoesBackAndStaysSo() {
    assertThat(OwnTaskRules.complete(KEPT, HOME, "J-1", false)).isEqualTo(new Becomes(DONE));
    assertThat(OwnTaskRules.giveBack(KEPT, ReturnReason.NO_TIME)).isEqualTo(new Becomes(BACK));

    assertThat(OwnTaskRules.complete(DONE, HOME, "J-1", false)).isEqualTo(new Unchanged());
    assertThat(OwnTaskRules.giveBack(BACK, ReturnReason.NO_TIME)).isEqualTo(new Unchanged());

    assertThat(OwnTaskRules.complete(DONE, HOME, "J-2", false))
        .isEqualTo(new Refused(Reason.ALREADY_DONE));
    assertThat(OwnTaskRules.complete(DONE, Ending.of(Outcome.REFERRAL), "J-1", false))
        .isEqualTo(new Refused(Reason.ALREADY_DONE));
    assertThat(OwnTaskRules.giveBack(DONE, ReturnReason.NO_TIME))
        .isEqualTo(new Refused(Reason.ALREADY_DONE));
    assertThat(OwnTaskRules.complete(BACK, HOME, "J-1", false))
        .isEqualTo(new Refused(Reason.ALREADY_GIVEN_BACK));
    assertThat(OwnTaskRules.giveBack(BACK, ReturnReason.OTHER))
        .isEqualTo(new Refused(Reason.ALREADY_GIVEN_BACK));
  }

  @Test
  void aPatientsNoNeedsWhatItNeedsOfATeam() {
    assertThat(OwnTaskRules.complete(KEPT, declined(DecisionCapacity.LACKING, true), "J-1", false))
        .isEqualTo(new Refused(Reason.CAPACITY_NOT_PRESENT));
    assertThat(OwnTaskRules.complete(KEPT, declined(DecisionCapacity.PRESENT, false), "J-1", false))
        .isEqualTo(new Refused(Reason.PATIENT_NOT_INFORMED));
    assertThat(OwnTaskRules.complete(KEPT, declined(DecisionCapacity.PRESENT, true), "J-1", false))
        .isInstanceOf(Becomes.class);
  }

  @Test
  void onlyWhatIsKeptIsEverOverdue() {
    assertThat(OwnTaskRules.isOverdueAt(KEPT, KEPT.dueAt().minusMillis(1))).isFalse();
    assertThat(OwnTaskRules.isOverdueAt(KEPT, KEPT.dueAt())).isTrue();
    assertThat(OwnTaskRules.isOverdueAt(DONE, Instant.MAX)).isFalse();
    assertThat(OwnTaskRules.isOverdueAt(BACK, Instant.MAX)).isFalse();
  }

  private static Ending declined(DecisionCapacity capacity, boolean informed) {
    return new Ending(
        Outcome.PATIENT_DECLINED, new CareDeclined(capacity, informed, "Ring vid feber"));
  }

  private static @Nullable Reason refusal(
      RequestState state, @Nullable Level level, Assignment assignment) {
    return OwnTaskRules.refusal(request(state, level), standing(assignment, false)).orElse(null);
  }

  private static Standing standing(Assignment assignment, boolean isOwn) {
    return new Standing(need(null), false, assignment, 1, null, isOwn);
  }

  private static AssessmentRequest request(RequestState state, @Nullable Level level) {
    return new AssessmentRequest(
        REQUEST,
        1,
        state,
        new PatientReference(new UUID(0, 6)),
        new MunicipalityCode("1080"),
        NURSE,
        new Position(56.161, 15.587),
        Level.NURSE,
        level,
        null,
        new AgreementId(new UUID(0, 7)),
        NOON,
        NOON.plus(Duration.ofHours(24)));
  }
}
