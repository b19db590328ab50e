package se.rond.dispatch.context;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.care.ContactCause;
import se.rond.contracts.care.EarlierContact;
import se.rond.dispatch.context.EarlierRequests.Earlier;
import se.rond.dispatch.context.EarlierRequests.PlannedLook;
import se.rond.dispatch.context.EarlierRequests.Touch;

class LastContactTest {

  /** When the first request was raised; the hours below are counted from it. */
  private static final Instant START = Instant.parse("2026-11-21T08:00:00Z");

  private static final Earlier COUGH = raised(0, ContactCause.PNEUMONIA);

  @Test
  void nobodyHadToDoWithThePatient() {
    assertThat(LastContact.find(at(1), List.of(), List.of(), List.of())).isEmpty();
  }

  @Test
  void aRequestThatWasRaisedIsAContact() {
    assertThat(find(20, List.of(COUGH)))
        .contains(new EarlierContact(at(0), ContactCause.PNEUMONIA, null, null));
  }

  @Test
  void ofSeveralItIsTheLastOne() {
    assertThat(find(40, List.of(COUGH, raised(30, ContactCause.FALL_INJ))))
        .contains(new EarlierContact(at(30), ContactCause.FALL_INJ, null, null));
  }

  @Test
  void aCallOrAVisitIsAContactAndWhatWasOnlyObservedIsNone() {
    var visited = new Touch(COUGH.request(), at(3), true, true);
    var observed = new Touch(COUGH.request(), at(5), false, true);

    assertThat(find(20, List.of(COUGH), List.of(visited, observed)))
        .contains(new EarlierContact(at(3), ContactCause.PNEUMONIA, null, null));
  }

  @Test
  void whatHappensAfterTheRequestWasRaisedIsNotBeforeIt() {
    var late = new Touch(COUGH.request(), at(21), true, true);

    assertThat(find(20, List.of(COUGH), List.of(late)).map(EarlierContact::at)).contains(at(0));
  }

  @Test
  void aRequestAroundThePlannedTimeIsThePlannedRecheck() {
    var planned = planned(COUGH, 2, 12, null);

    assertThat(isRecheck(6, COUGH, planned)).as("before half way").isFalse();
    assertThat(isRecheck(7, COUGH, planned)).as("from half way on").isTrue();
    assertThat(isRecheck(12, COUGH, planned)).as("when it is due").isTrue();
    assertThat(isRecheck(17, COUGH, planned)).as("as long after as before").isTrue();
    assertThat(isRecheck(18, COUGH, planned)).as("later").isFalse();
  }

  @Test
  void whatIsPlannedNoMoreMakesNoRecheck() {
    assertThat(isRecheck(12, COUGH, planned(COUGH, 2, 12, 10))).isFalse();
    assertThat(isRecheck(9, COUGH, planned(COUGH, 2, 12, 10))).isTrue();
  }

  @Test
  void onePlanIsMetByOneLook() {
    var planned = planned(COUGH, 2, 12, null);
    var looked = new Touch(COUGH.request(), at(8), true, true);

    var found = LastContact.find(at(13), List.of(COUGH), List.of(looked), List.of(planned));

    assertThat(found).map(EarlierContact::plannedRecheck).isEmpty();
    assertThat(found.map(EarlierContact::at)).as("a planned look is no contact").contains(at(0));
  }

  @Test
  void aCallAndTheAssessmentAfterItAreTheSameLook() {
    var called = new Touch(COUGH.request(), at(8), true, true);
    var assessed = new Touch(COUGH.request(), at(9), true, true);

    var found =
        LastContact.find(
            at(30),
            List.of(COUGH),
            List.of(called, assessed),
            List.of(planned(COUGH, 2, 12, null)));

    assertThat(found.map(EarlierContact::at)).contains(at(0));
  }

  @Test
  void whatWasObservedInTimeMeetsThePlanToo() {
    var observed = new Touch(COUGH.request(), at(8), false, true);

    assertThat(
            LastContact.find(
                    at(13), List.of(COUGH), List.of(observed), List.of(planned(COUGH, 2, 12, null)))
                .map(EarlierContact::plannedRecheck))
        .isEmpty();
  }

  @Test
  void aCallThatIsNoLookMeetsNoPlan() {
    var called = new Touch(COUGH.request(), at(8), true, false);

    assertThat(
            LastContact.find(
                at(13), List.of(COUGH), List.of(called), List.of(planned(COUGH, 2, 12, null))))
        .contains(new EarlierContact(at(8), ContactCause.PNEUMONIA, true, null));
  }

  @Test
  void aPlannedRecheckHidesNotTheContactBeforeIt() {
    var recheck = raised(12, ContactCause.PNEUMONIA);

    var found =
        LastContact.find(
            at(30), List.of(COUGH, recheck), List.of(), List.of(planned(COUGH, 2, 12, null)));

    assertThat(found).contains(new EarlierContact(at(0), ContactCause.PNEUMONIA, null, null));
  }

  @Test
  void aPlannedRecheckHidesNotWhatIsDoneInIt() {
    var worse = raised(40, ContactCause.DYSPNOEA);
    var visited = new Touch(worse.request(), at(42), true, true);
    var plan = planned(COUGH, 0, 72, null);

    assertThat(isRecheck(40, COUGH, plan)).isTrue();
    assertThat(LastContact.find(at(80), List.of(COUGH, worse), List.of(visited), List.of(plan)))
        .contains(new EarlierContact(at(42), ContactCause.DYSPNOEA, null, null));
  }

  @Test
  void whatWasPlannedBeforeThePatientGotWorseSaysNothingOfIt() {
    var worse = raised(4, ContactCause.DYSPNOEA);
    var before = planned(COUGH, 2, 12, null);
    var after = planned(worse, 6, 14, null);

    assertThat(
            LastContact.find(at(12), List.of(COUGH, worse), List.of(), List.of(before))
                .map(EarlierContact::plannedRecheck))
        .isEmpty();
    assertThat(
            LastContact.find(at(12), List.of(COUGH, worse), List.of(), List.of(before, after))
                .map(EarlierContact::plannedRecheck))
        .contains(true);
  }

  private static boolean isRecheck(int hours, Earlier earlier, PlannedLook planned) {
    return LastContact.find(at(hours), List.of(earlier), List.of(), List.of(planned))
        .map(EarlierContact::plannedRecheck)
        .orElse(false);
  }

  private static Optional<EarlierContact> find(int hours, List<Earlier> earlier) {
    return find(hours, earlier, List.of());
  }

  private static Optional<EarlierContact> find(
      int hours, List<Earlier> earlier, List<Touch> touches) {
    return LastContact.find(at(hours), earlier, touches, List.of());
  }

  private static Earlier raised(int hours, ContactCause cause) {
    return new Earlier(new AssessmentRequestId(UUID.randomUUID()), at(hours), cause, null);
  }

  private static PlannedLook planned(Earlier of, int made, int due, @Nullable Integer ended) {
    return new PlannedLook(
        of.request(), at(made), at((made + due) / 2), at(due), ended == null ? null : at(ended));
  }

  private static Instant at(int hours) {
    return START.plus(Duration.ofHours(hours));
  }
}
