package se.rond.notification.recipient;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import se.rond.contracts.care.AssessmentId;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.care.AssignmentId;
import se.rond.contracts.care.ExaminationId;
import se.rond.contracts.care.HealthCentreId;
import se.rond.contracts.care.HsaId;
import se.rond.contracts.care.MunicipalityCode;
import se.rond.contracts.care.OfferToken;
import se.rond.contracts.care.PhysicianTaskId;
import se.rond.contracts.care.ReserveRoutineId;
import se.rond.contracts.care.ResponderId;
import se.rond.contracts.dispatch.Ball;
import se.rond.contracts.dispatch.DispatchEvent.AboutAssignment;
import se.rond.contracts.dispatch.DispatchEvent.AboutHandover;
import se.rond.contracts.dispatch.DispatchEvent.AboutRequest;
import se.rond.contracts.dispatch.DispatchEvent.AboutReserveRoutine;
import se.rond.contracts.dispatch.DispatchEvent.Alarm;
import se.rond.contracts.dispatch.DispatchEvent.AskedInVain;
import se.rond.contracts.dispatch.DispatchEvent.AssessmentRecorded;
import se.rond.contracts.dispatch.DispatchEvent.AssignmentClaimed;
import se.rond.contracts.dispatch.DispatchEvent.AssignmentFailed;
import se.rond.contracts.dispatch.DispatchEvent.AssignmentWithdrawn;
import se.rond.contracts.dispatch.DispatchEvent.BallUpdated;
import se.rond.contracts.dispatch.DispatchEvent.BreachOccurred;
import se.rond.contracts.dispatch.DispatchEvent.BreachWarned;
import se.rond.contracts.dispatch.DispatchEvent.Change;
import se.rond.contracts.dispatch.DispatchEvent.Completed;
import se.rond.contracts.dispatch.DispatchEvent.ContactEndangered;
import se.rond.contracts.dispatch.DispatchEvent.ContactMade;
import se.rond.contracts.dispatch.DispatchEvent.Delayed;
import se.rond.contracts.dispatch.DispatchEvent.EmergencyAcknowledged;
import se.rond.contracts.dispatch.DispatchEvent.EmergencyDirected;
import se.rond.contracts.dispatch.DispatchEvent.EmergencyEndedUnacknowledged;
import se.rond.contracts.dispatch.DispatchEvent.EmergencyUnacknowledged;
import se.rond.contracts.dispatch.DispatchEvent.EnRoute;
import se.rond.contracts.dispatch.DispatchEvent.ExaminationOverdue;
import se.rond.contracts.dispatch.DispatchEvent.ExaminationUpdated;
import se.rond.contracts.dispatch.DispatchEvent.HandedOver;
import se.rond.contracts.dispatch.DispatchEvent.HandoverDeclined;
import se.rond.contracts.dispatch.DispatchEvent.HandoverLapsed;
import se.rond.contracts.dispatch.DispatchEvent.HandoverOffered;
import se.rond.contracts.dispatch.DispatchEvent.HandoverWithdrawn;
import se.rond.contracts.dispatch.DispatchEvent.JournalOverdue;
import se.rond.contracts.dispatch.DispatchEvent.JournalReferenced;
import se.rond.contracts.dispatch.DispatchEvent.LevelOverridden;
import se.rond.contracts.dispatch.DispatchEvent.LevelRaised;
import se.rond.contracts.dispatch.DispatchEvent.Limit;
import se.rond.contracts.dispatch.DispatchEvent.NobodyThere;
import se.rond.contracts.dispatch.DispatchEvent.OfferAccepted;
import se.rond.contracts.dispatch.DispatchEvent.OfferDeclined;
import se.rond.contracts.dispatch.DispatchEvent.OfferLapsed;
import se.rond.contracts.dispatch.DispatchEvent.OfferWithdrawn;
import se.rond.contracts.dispatch.DispatchEvent.OwnTaskCompleted;
import se.rond.contracts.dispatch.DispatchEvent.OwnTaskGivenBack;
import se.rond.contracts.dispatch.DispatchEvent.OwnTaskKept;
import se.rond.contracts.dispatch.DispatchEvent.OwnTaskNotDone;
import se.rond.contracts.dispatch.DispatchEvent.PhysicianTaskRaised;
import se.rond.contracts.dispatch.DispatchEvent.PhysicianTaskUnaddressed;
import se.rond.contracts.dispatch.DispatchEvent.ReassessmentDue;
import se.rond.contracts.dispatch.DispatchEvent.RecordOpenedInEmergency;
import se.rond.contracts.dispatch.DispatchEvent.RemeasureDue;
import se.rond.contracts.dispatch.DispatchEvent.RequestCancelled;
import se.rond.contracts.dispatch.DispatchEvent.RequestClosed;
import se.rond.contracts.dispatch.DispatchEvent.RequestParted;
import se.rond.contracts.dispatch.DispatchEvent.RequestUpdated;
import se.rond.contracts.dispatch.DispatchEvent.ReserveRoutineActivated;
import se.rond.contracts.dispatch.DispatchEvent.ReserveRoutineResolved;
import se.rond.contracts.dispatch.DispatchEvent.ResponderHeard;
import se.rond.contracts.dispatch.DispatchEvent.ResponderOffered;
import se.rond.contracts.dispatch.DispatchEvent.ResponderSilent;
import se.rond.contracts.dispatch.DispatchEvent.TriageCaughtUp;
import se.rond.contracts.dispatch.DispatchEvent.TriageLate;
import se.rond.contracts.dispatch.DispatchEvent.VideoRoomOpened;
import se.rond.contracts.dispatch.DispatchEvent.VisitFollows;
import se.rond.contracts.dispatch.DispatchEvent.WithPatient;

class RecipientsTest {
  private static final AssessmentRequestId REQUEST = new AssessmentRequestId(new UUID(0, 1));
  private static final MunicipalityCode KARLSKRONA = new MunicipalityCode("1080");
  private static final HsaId NURSE = new HsaId("SE2120000829-N001");
  private static final HsaId KEEPER = new HsaId("SE2120000829-N002");
  private static final AssignmentId ASSIGNMENT = new AssignmentId(new UUID(0, 2));
  private static final ResponderId M21 = new ResponderId("M21");
  private static final ResponderId M22 = new ResponderId("M22");
  private static final Instant NOON = Instant.parse("2026-11-21T11:00:00Z");
  private static final RecipientId COORDINATOR = new RecipientId("KF-10");

  private static final AboutRequest UPDATED =
      new RequestUpdated(
          REQUEST,
          KARLSKRONA,
          NURSE,
          2,
          Change.PLACE,
          null,
          List.of(M21, new ResponderId("LB-10-1")),
          NOON);
  private static final AboutRequest RAISED =
      new LevelRaised(REQUEST, KARLSKRONA, NURSE, List.of(M21, new ResponderId("LB-10-1")), NOON);
  private static final AboutRequest HELD =
      new BallUpdated(
          REQUEST,
          KARLSKRONA,
          NURSE,
          new Ball(
              new Ball.Holder(Ball.Party.RESPONDER, "M21", "Mobilt team", null),
              null,
              null,
              new Ball.Line("Mobilt team har ansvaret.", "Mobilt team is responsible.")),
          List.of(M21, new ResponderId("LB-10-1")),
          NOON);
  private static final AboutRequest CONTACT =
      new ContactMade(
          REQUEST, KARLSKRONA, NURSE, true, List.of(M21, new ResponderId("LB-10-1")), NOON);
  private static final AboutRequest VIDEO =
      new VideoRoomOpened(
          REQUEST, KARLSKRONA, NURSE, List.of(M21, new ResponderId("LB-10-1")), NOON);
  private static final AboutRequest ASSESSED =
      new AssessmentRecorded(
          REQUEST,
          KARLSKRONA,
          NURSE,
          new AssessmentId(new UUID(0, 4)),
          List.of(M21, new ResponderId("LB-10-1")),
          NOON);
  private static final AboutRequest TASK =
      new PhysicianTaskRaised(
          REQUEST,
          KARLSKRONA,
          NURSE,
          new PhysicianTaskId(new UUID(0, 5)),
          new HealthCentreId("VC-KARLSKRONA"),
          NOON.plus(Duration.ofDays(2)),
          NOON);
  private static final AboutRequest OVERRIDDEN =
      new LevelOverridden(
          REQUEST, KARLSKRONA, NURSE, true, List.of(M21, new ResponderId("LB-10-1")), NOON);
  private static final AboutRequest ALARM =
      new EmergencyUnacknowledged(
          REQUEST, KARLSKRONA, NURSE, 1, List.of(new ResponderId("KF-10")), NOON);

  private static final AboutRequest NOT_DONE =
      new OwnTaskNotDone(
          REQUEST, KARLSKRONA, NURSE, KEEPER, List.of(new ResponderId("KF-10")), NOON);

  private static final AboutRequest ENDANGERED =
      new ContactEndangered(
          REQUEST,
          KARLSKRONA,
          NURSE,
          ASSIGNMENT,
          M21,
          NOON.plus(Duration.ofMinutes(40)),
          NOON.plus(Duration.ofMinutes(30)),
          List.of(new ResponderId("KF-10")),
          NOON);

  private static Stream<AboutRequest> eventsOfAnAssignment() {
    return Stream.of(
        new ResponderOffered(
            REQUEST,
            KARLSKRONA,
            NURSE,
            ASSIGNMENT,
            M21,
            new OfferToken(new UUID(0, 3)),
            NOON.plus(Duration.ofMinutes(5)),
            NOON),
        new OfferAccepted(REQUEST, KARLSKRONA, NURSE, ASSIGNMENT, M21, NOON),
        new AssignmentClaimed(
            REQUEST,
            KARLSKRONA,
            NURSE,
            ASSIGNMENT,
            M21,
            new HsaId("SE2321000081-P002"),
            null,
            NOON),
        new OfferDeclined(REQUEST, KARLSKRONA, NURSE, ASSIGNMENT, M21, NOON),
        new OfferLapsed(REQUEST, KARLSKRONA, NURSE, ASSIGNMENT, M21, NOON),
        new OfferWithdrawn(REQUEST, KARLSKRONA, NURSE, ASSIGNMENT, M21, NOON),
        new AssignmentWithdrawn(REQUEST, KARLSKRONA, NURSE, ASSIGNMENT, M21, NOON),
        new EnRoute(REQUEST, KARLSKRONA, NURSE, ASSIGNMENT, M21, NOON),
        new WithPatient(REQUEST, KARLSKRONA, NURSE, ASSIGNMENT, M21, NOON),
        new Completed(REQUEST, KARLSKRONA, NURSE, ASSIGNMENT, M21, NOON),
        new VisitFollows(REQUEST, KARLSKRONA, NURSE, ASSIGNMENT, M21, NOON, NOON),
        new NobodyThere(
            REQUEST, KARLSKRONA, NURSE, ASSIGNMENT, M21, List.of(new ResponderId("KF-10")), NOON),
        new AssignmentFailed(REQUEST, KARLSKRONA, NURSE, ASSIGNMENT, M21, NOON),
        new JournalReferenced(REQUEST, KARLSKRONA, NURSE, ASSIGNMENT, M21, NOON),
        new Delayed(REQUEST, KARLSKRONA, NURSE, ASSIGNMENT, M21, NOON, NOON),
        new HandedOver(REQUEST, KARLSKRONA, NURSE, ASSIGNMENT, M21, M22, NOON));
  }

  private static final RecordOpenedInEmergency OPENED =
      new RecordOpenedInEmergency(REQUEST, KARLSKRONA, NURSE, NOON);

  private static Stream<AboutRequest> eventsOfARequestAsSuch() {
    return Stream.of(
        new EmergencyDirected(REQUEST, KARLSKRONA, NURSE, 1, NOON),
        new EmergencyAcknowledged(REQUEST, KARLSKRONA, NURSE, 1, false, NOON),
        new EmergencyEndedUnacknowledged(REQUEST, KARLSKRONA, NURSE, 1, NOON),
        new RemeasureDue(REQUEST, KARLSKRONA, NURSE, null, null, NOON, NOON),
        new OwnTaskKept(REQUEST, KARLSKRONA, NURSE, NURSE, NOON, NOON),
        new RequestParted(REQUEST, KARLSKRONA, NURSE, null, NOON),
        new RequestCancelled(REQUEST, KARLSKRONA, NURSE, NOON),
        new RequestClosed(REQUEST, KARLSKRONA, NURSE, NOON));
  }

  private static Stream<AboutRequest> eventsOfAHandover() {
    return Stream.of(
        new HandoverOffered(
            REQUEST,
            KARLSKRONA,
            NURSE,
            ASSIGNMENT,
            M21,
            M22,
            new OfferToken(new UUID(0, 3)),
            NOON.plus(Duration.ofMinutes(5)),
            NOON),
        new HandoverDeclined(REQUEST, KARLSKRONA, NURSE, ASSIGNMENT, M21, M22, NOON),
        new HandoverLapsed(REQUEST, KARLSKRONA, NURSE, ASSIGNMENT, M21, M22, NOON),
        new HandoverWithdrawn(REQUEST, KARLSKRONA, NURSE, ASSIGNMENT, M21, M22, NOON));
  }

  @ParameterizedTest
  @MethodSource("eventsOfAHandover")
  void bothSidesOfAHandoverAreTold(AboutRequest event) {
    assertThat(recipients(event, COORDINATOR))
        .containsExactlyInAnyOrder("SE2120000829-N001", "M21", "M22", "KF-10");
  }

  @ParameterizedTest
  @MethodSource("eventsOfAnAssignment")
  void theNurseTheResponderAndTheFunctionsHearOfAnAssignment(AboutRequest event) {
    assertThat(recipients(event, COORDINATOR))
        .containsExactlyInAnyOrder("SE2120000829-N001", "M21", "KF-10");
  }

  @ParameterizedTest
  @MethodSource("eventsOfARequestAsSuch")
  void theNurseAndTheFunctionsHearOfTheRequestAsSuch(AboutRequest event) {
    assertThat(recipients(event, COORDINATOR))
        .containsExactlyInAnyOrder("SE2120000829-N001", "KF-10");
  }

  @ParameterizedTest
  @MethodSource("eventsOfARequestAsSuch")
  void whoeverIsNamedAndAFunctionTooIsToldOnce(AboutRequest event) {
    assertThat(recipients(event, new RecipientId("SE2120000829-n001")))
        .containsExactly("SE2120000829-N001");
  }

  @Test
  void aChangeIsToldToTheNurseTheFunctionsAndWhoeverIsAskedOrOnTheWay() {
    for (var event : List.of(UPDATED, RAISED, OVERRIDDEN, HELD, CONTACT, VIDEO, ASSESSED)) {
      assertThat(recipients(event, COORDINATOR))
          .containsExactlyInAnyOrder("SE2120000829-N001", "KF-10", "M21", "LB-10-1");
    }
  }

  @Test
  void whatANurseHasNotDoneIsAMatterForTheContactFunctionAndForHer() {
    assertThat(Recipients.of(NOT_DONE, Set.of()).stream().map(RecipientId::value))
        .containsExactlyInAnyOrder("SE2120000829-N001", "SE2120000829-N002", "KF-10");
  }

  /** Her request is joined to the one that is open. */
  @ParameterizedTest
  @MethodSource
  void whatANurseKeepsIsToldToHerAndToWhoRaisedTheOpenRequest(AboutRequest event) {
    assertThat(recipients(event, COORDINATOR))
        .containsExactlyInAnyOrder("SE2120000829-N001", "SE2120000829-N002", "KF-10");
  }

  private static Stream<AboutRequest> whatANurseKeepsIsToldToHerAndToWhoRaisedTheOpenRequest() {
    return Stream.of(
        new OwnTaskKept(REQUEST, KARLSKRONA, NURSE, KEEPER, NOON, NOON),
        new OwnTaskCompleted(REQUEST, KARLSKRONA, NURSE, KEEPER, NOON),
        new OwnTaskGivenBack(REQUEST, KARLSKRONA, NURSE, KEEPER, NOON),
        new RemeasureDue(REQUEST, KARLSKRONA, NURSE, null, KEEPER, NOON, NOON));
  }

  /** The responder answers for it, and the nurse is the one who can measure. */
  @Test
  void thatAPatientIsToBeMeasuredIsToldToWhoIsResponsibleAndToTheNurse() {
    var event = new RemeasureDue(REQUEST, KARLSKRONA, NURSE, M21, null, NOON, NOON);

    assertThat(recipients(event, COORDINATOR))
        .containsExactlyInAnyOrder("SE2120000829-N001", "M21", "KF-10");
  }

  @Test
  void anAlarmGoesToTheContactFunctionsAndNotToThePhoneThatIsCalling() {
    assertThat(recipients(ALARM, new RecipientId("SE2321000081-DEMOCOORDINATOR")))
        .containsExactlyInAnyOrder("KF-10", "SE2321000081-DEMOCOORDINATOR");
  }

  @Test
  void whereNobodyOpensTheContactFunctionIsNamedAndTheNurseToldAsWell() {
    var nobodyThere =
        new NobodyThere(
            REQUEST, KARLSKRONA, NURSE, ASSIGNMENT, M21, List.of(new ResponderId("KF-10")), NOON);

    assertThat(Recipients.of(nobodyThere, Set.of()).stream().map(RecipientId::value))
        .containsExactlyInAnyOrder("SE2120000829-N001", "M21", "KF-10");
  }

  private static Stream<AboutRequest> eventsOfASilence() {
    var coordinators = List.of(new ResponderId("KF-10"));
    return Stream.of(
        new ResponderSilent(REQUEST, KARLSKRONA, NURSE, ASSIGNMENT, M21, coordinators, NOON),
        new ResponderHeard(REQUEST, KARLSKRONA, NURSE, ASSIGNMENT, M21, coordinators, NOON),
        new JournalOverdue(REQUEST, KARLSKRONA, NURSE, ASSIGNMENT, M21, coordinators, NOON));
  }

  @ParameterizedTest
  @MethodSource("eventsOfASilence")
  void aSilenceIsToldToTheContactFunctionAndToWhoeverCanBreakIt(AboutRequest event) {
    assertThat(Recipients.of(event, Set.of()).stream().map(RecipientId::value))
        .containsExactlyInAnyOrder("M21", "KF-10");
  }

  private static Stream<AboutRequest> eventsOfALateTriage() {
    var coordinators = List.of(new ResponderId("KF-10"));
    return Stream.of(
        new TriageLate(REQUEST, KARLSKRONA, NURSE, 1, coordinators, NOON),
        new TriageCaughtUp(REQUEST, KARLSKRONA, NURSE, 1, coordinators, NOON));
  }

  @ParameterizedTest
  @MethodSource("eventsOfALateTriage")
  void thatTriageIsLateIsToldToTheContactFunctionAndTheNurse(AboutRequest event) {
    assertThat(Recipients.of(event, Set.of()).stream().map(RecipientId::value))
        .containsExactlyInAnyOrder("SE2120000829-N001", "KF-10");
  }

  @Test
  void aPromiseThatWillBeBrokenIsToldToTheContactFunction() {
    assertThat(Recipients.of(ENDANGERED, Set.of()).stream().map(RecipientId::value))
        .containsExactly("KF-10");
  }

  private static AboutRequest reassessment(@Nullable ResponderId responsible) {
    return new ReassessmentDue(
        REQUEST, KARLSKRONA, NURSE, responsible, List.of(new ResponderId("KF-10")), NOON);
  }

  @Test
  void whoHasTheResponsibilityIsToldThatAPatientIsToBeLookedAtAgain() {
    assertThat(Recipients.of(reassessment(M21), Set.of()).stream().map(RecipientId::value))
        .containsExactlyInAnyOrder("M21", "KF-10");
    assertThat(Recipients.of(reassessment(null), Set.of()).stream().map(RecipientId::value))
        .containsExactlyInAnyOrder("SE2120000829-N001", "KF-10");
  }

  @Test
  void aTaskIsToldToTheHealthCentreWhoseItIs() {
    assertThat(Recipients.of(TASK, Set.of()).stream().map(RecipientId::value))
        .containsExactly("VC-KARLSKRONA");
  }

  private static AboutRequest examined(@Nullable ResponderId owner) {
    return new ExaminationUpdated(
        REQUEST, KARLSKRONA, NURSE, new ExaminationId(new UUID(0, 6)), owner, List.of(M21), NOON);
  }

  private static AboutRequest lateExamination(@Nullable ResponderId owner) {
    return new ExaminationOverdue(
        REQUEST,
        KARLSKRONA,
        NURSE,
        new ExaminationId(new UUID(0, 6)),
        owner,
        List.of(new ResponderId("KF-10")),
        NOON);
  }

  @Test
  void whoSeesToAResultIsTold() {
    assertThat(Recipients.of(examined(M22), Set.of()).stream().map(RecipientId::value))
        .containsExactlyInAnyOrder("SE2120000829-N001", "M21", "M22");
    assertThat(Recipients.of(examined(null), Set.of()).stream().map(RecipientId::value))
        .containsExactlyInAnyOrder("SE2120000829-N001", "M21");
    assertThat(Recipients.of(lateExamination(M22), Set.of()).stream().map(RecipientId::value))
        .containsExactlyInAnyOrder("M22", "KF-10");
    assertThat(Recipients.of(lateExamination(null), Set.of()).stream().map(RecipientId::value))
        .containsExactly("KF-10");
  }

  private static final List<ResponderId> CONTACT_FUNCTION = List.of(new ResponderId("KF-10"));
  private static final ReserveRoutineId ROUTINE = new ReserveRoutineId(new UUID(0, 9));
  private static final List<ResponderId> MANAGER = List.of(new ResponderId("CB-10-2"));
  private static final AboutRequest IN_VAIN =
      new AskedInVain(REQUEST, KARLSKRONA, NURSE, CONTACT_FUNCTION, NOON);
  private static final AboutRequest UNADDRESSED =
      new PhysicianTaskUnaddressed(REQUEST, KARLSKRONA, NURSE, CONTACT_FUNCTION, NOON);

  private static Stream<AboutRequest> breachesOf(@Nullable ResponderId responsible) {
    return Stream.of(
        new BreachWarned(REQUEST, KARLSKRONA, NURSE, responsible, NOON, CONTACT_FUNCTION, NOON),
        new BreachOccurred(
            REQUEST, KARLSKRONA, NURSE, responsible, Limit.CONTACT, NOON, CONTACT_FUNCTION, NOON));
  }

  private static Stream<AboutRequest> eventsOfAReserveRoutine() {
    return Stream.of(
        new ReserveRoutineActivated(
            REQUEST, KARLSKRONA, NURSE, ROUTINE, MANAGER, CONTACT_FUNCTION, NOON),
        new ReserveRoutineResolved(
            REQUEST, KARLSKRONA, NURSE, ROUTINE, MANAGER, CONTACT_FUNCTION, NOON));
  }

  @ParameterizedTest
  @MethodSource("eventsOfAReserveRoutine")
  void aReserveRoutineIsToldToTheManagerTheNurseAndTheContactFunction(AboutRequest event) {
    assertThat(Recipients.of(event, Set.of()).stream().map(RecipientId::value))
        .containsExactlyInAnyOrder("CB-10-2", "SE2120000829-N001", "KF-10");
  }

  @Test
  void aBrokenPromiseIsToldToWhoeverIsResponsible() {
    assertThat(breachesOf(M21))
        .allSatisfy(
            event ->
                assertThat(Recipients.of(event, Set.of()).stream().map(RecipientId::value))
                    .containsExactlyInAnyOrder("M21", "KF-10"));
    assertThat(breachesOf(null))
        .allSatisfy(
            event ->
                assertThat(Recipients.of(event, Set.of()).stream().map(RecipientId::value))
                    .containsExactlyInAnyOrder("SE2120000829-N001", "KF-10"));
  }

  @Test
  void whoWasAskedInVainIsAMatterForTheContactFunction() {
    assertThat(Recipients.of(IN_VAIN, Set.of()).stream().map(RecipientId::value))
        .containsExactly("KF-10");
  }

  @Test
  void anEmergencyOpeningIsToldToWhoFollowsItUpAndToNobodyElse() {
    assertThat(recipients(OPENED, new RecipientId("SE2120000829-MAS1")))
        .containsExactly("SE2120000829-MAS1");
  }

  @Test
  void aTaskThatIsNobodysIsAMatterForTheContactFunction() {
    assertThat(Recipients.of(UNADDRESSED, Set.of()).stream().map(RecipientId::value))
        .containsExactly("KF-10");
  }

  @Test
  void everyKindOfEventIsTried() {
    var tried =
        Stream.of(
                eventsOfAnAssignment(),
                eventsOfAHandover(),
                eventsOfARequestAsSuch(),
                eventsOfASilence(),
                whatANurseKeepsIsToldToHerAndToWhoRaisedTheOpenRequest(),
                breachesOf(M21),
                eventsOfAReserveRoutine(),
                eventsOfALateTriage(),
                Stream.of(
                    UPDATED,
                    RAISED,
                    OVERRIDDEN,
                    HELD,
                    CONTACT,
                    VIDEO,
                    ASSESSED,
                    ALARM,
                    ENDANGERED,
                    IN_VAIN,
                    UNADDRESSED,
                    NOT_DONE,
                    OPENED),
                Stream.of(reassessment(null), TASK, examined(null), lateExamination(null)))
            .flatMap(events -> events)
            .map(Object::getClass);

    assertThat(tried)
        .containsAll(concreteKinds(AboutRequest.class))
        .containsAll(concreteKinds(AboutAssignment.class))
        .containsAll(concreteKinds(AboutHandover.class))
        .containsAll(concreteKinds(AboutReserveRoutine.class))
        .containsAll(concreteKinds(Alarm.class));
  }

  private static Set<Class<?>> concreteKinds(Class<?> family) {
    return Stream.of(family.getPermittedSubclasses())
        .filter(Class::isRecord)
        .collect(Collectors.toSet());
  }

  private static Stream<String> recipients(AboutRequest event, RecipientId function) {
    return Recipients.of(event, Set.of(function)).stream().map(RecipientId::value);
  }
}
