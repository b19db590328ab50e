package se.rond.dispatch.assignment;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static se.rond.dispatch.assignment.AssignmentRules.decide;
import static se.rond.dispatch.assignment.AssignmentRules.evolve;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import se.rond.contracts.care.AssignmentId;
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
import se.rond.dispatch.assignment.AssignmentCommand.Accept;
import se.rond.dispatch.assignment.AssignmentCommand.Complete;
import se.rond.dispatch.assignment.AssignmentCommand.Decline;
import se.rond.dispatch.assignment.AssignmentCommand.Delay;
import se.rond.dispatch.assignment.AssignmentCommand.Document;
import se.rond.dispatch.assignment.AssignmentCommand.Fail;
import se.rond.dispatch.assignment.AssignmentCommand.HandOver;
import se.rond.dispatch.assignment.AssignmentCommand.Lapse;
import se.rond.dispatch.assignment.AssignmentCommand.Meet;
import se.rond.dispatch.assignment.AssignmentCommand.Offer;
import se.rond.dispatch.assignment.AssignmentCommand.OfferHandover;
import se.rond.dispatch.assignment.AssignmentCommand.SetOut;
import se.rond.dispatch.assignment.AssignmentCommand.Withdraw;
import se.rond.dispatch.assignment.AssignmentRules.Circumstances;
import se.rond.dispatch.assignment.CareDeclined.DecisionCapacity;
import se.rond.dispatch.assignment.Decision.Happened;
import se.rond.dispatch.assignment.Decision.Reason;
import se.rond.dispatch.assignment.Decision.Rejected;
import se.rond.dispatch.assignment.Decision.Unchanged;

class AssignmentRulesTest {

  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final Instant ANSWER_BY = NOON.plus(Duration.ofMinutes(5));
  private static final AssignmentId ID = new AssignmentId(new UUID(0, 1));
  private static final ResponderId M11 = new ResponderId("M11");
  private static final OfferToken TOKEN = new OfferToken(new UUID(0, 2));
  private static final OfferToken OTHER_TOKEN = new OfferToken(new UUID(0, 3));

  private static final Instant ETA = NOON.plus(Duration.ofMinutes(40));
  private static final Instant LATER = NOON.plus(Duration.ofMinutes(70));
  private static final Ending STAYED_HOME = Ending.of(Outcome.STAYED_HOME);

  private static final Sbar SBAR =
      new Sbar("Andnöd sedan i morse", "KOL", "NEWS2 6", "Ny bedömning inom en timme");
  private static final Giver GIVER =
      new Giver(new AssignmentId(new UUID(0, 4)), new ResponderId("M12"));
  private static final Receiver COLLEAGUE =
      new Receiver.Colleague(new AssignmentId(new UUID(0, 5)), new ResponderId("M13"));
  private static final Receiver AMBULANCE =
      new Receiver.Ambulance("33-9110", "Sjuksköterska Berg", SBAR);

  private static final Map<String, Assignment> STATES =
      Map.ofEntries(
          entry("Unassigned", new Unassigned()),
          entry("Offered", new Offered(ID, M11, TOKEN, ANSWER_BY)),
          entry("HandoverOffered", new HandoverOffered(ID, M11, TOKEN, ANSWER_BY, GIVER, SBAR)),
          entry("Accepted", new Accepted(ID, M11, TOKEN, null)),
          entry("EnRoute", new EnRoute(ID, M11, TOKEN, ETA)),
          entry("WithPatient", new WithPatient(ID, M11, TOKEN, ContactMode.VISIT)),
          entry("Completed", new Completed(ID, M11, TOKEN, STAYED_HOME, null)),
          entry("HandedOver", new HandedOver(ID, M11, TOKEN, COLLEAGUE, null)),
          entry("Failed", new Failed(ID, M11, TOKEN, FailureCause.VEHICLE)),
          entry("Declined", new Declined(ID, M11, TOKEN)),
          entry("Lapsed", new Lapsed(ID, M11, TOKEN)),
          entry("Withdrawn", new Withdrawn(ID, M11, TOKEN)));

  private static final Offer OFFER = new Offer(ID, M11, TOKEN, Duration.ofMinutes(5));

  private static final Map<String, AssignmentCommand> COMMANDS =
      Map.ofEntries(
          entry("Offer", OFFER),
          entry("OfferHandover", new OfferHandover(OFFER, GIVER, SBAR)),
          entry("Accept", new Accept(TOKEN)),
          entry("Decline", new Decline(TOKEN, DeclineReason.BUSY)),
          entry("Lapse", new Lapse(TOKEN)),
          entry("Withdraw", new Withdraw()),
          entry("SetOut", new SetOut(ETA)),
          entry("Delay", new Delay(LATER)),
          entry("Meet", new Meet(ContactMode.VISIT)),
          entry("Complete", new Complete(STAYED_HOME, null)),
          entry("Document", new Document("J-1")),
          entry("HandOver", new HandOver(COLLEAGUE)),
          entry("Fail", new Fail(FailureCause.VEHICLE)));

  /**
   * The whole table: 12 states, 13 commands, each at noon, five minutes before an open offer
   * lapses.
   */
  @ParameterizedTest(name = "{0} + {1} -> {2}")
  @CsvSource(
      textBlock =
          """
          Unassigned,      Offer,         ResponderOffered
          Unassigned,      OfferHandover, HandoverOffered
          Unassigned,      Accept,        NO_OPEN_OFFER
          Unassigned,      Decline,       NO_OPEN_OFFER
          Unassigned,      Lapse,         NO_OPEN_OFFER
          Unassigned,      Withdraw,      NO_OPEN_OFFER
          Unassigned,      SetOut,        NOT_ACCEPTED
          Unassigned,      Delay,         NOT_ACCEPTED
          Unassigned,      Meet,          NOT_ACCEPTED
          Unassigned,      Complete,      NOT_ACCEPTED
          Unassigned,      Document,      NOT_ENDED
          Unassigned,      HandOver,      NOT_ACCEPTED
          Unassigned,      Fail,          NOT_ACCEPTED
          Offered,         Offer,         ALREADY_OFFERED
          Offered,         OfferHandover, ALREADY_OFFERED
          Offered,         Accept,        OfferAccepted
          Offered,         Decline,       OfferDeclined
          Offered,         Lapse,         OFFER_STILL_OPEN
          Offered,         Withdraw,      OfferWithdrawn
          Offered,         SetOut,        NOT_ACCEPTED
          Offered,         Delay,         NOT_ACCEPTED
          Offered,         Meet,          NOT_ACCEPTED
          Offered,         Complete,      NOT_ACCEPTED
          Offered,         Document,      NOT_ENDED
          Offered,         HandOver,      NOT_ACCEPTED
          Offered,         Fail,          NOT_ACCEPTED
          HandoverOffered, Offer,         ALREADY_OFFERED
          HandoverOffered, OfferHandover, ALREADY_OFFERED
          HandoverOffered, Accept,        HandoverAccepted
          HandoverOffered, Decline,       HandoverDeclined
          HandoverOffered, Lapse,         OFFER_STILL_OPEN
          HandoverOffered, Withdraw,      HandoverWithdrawn
          HandoverOffered, SetOut,        NOT_ACCEPTED
          HandoverOffered, Delay,         NOT_ACCEPTED
          HandoverOffered, Meet,          NOT_ACCEPTED
          HandoverOffered, Complete,      NOT_ACCEPTED
          HandoverOffered, Document,      NOT_ENDED
          HandoverOffered, HandOver,      NOT_ACCEPTED
          HandoverOffered, Fail,          NOT_ACCEPTED
          Accepted,        Offer,         ALREADY_OFFERED
          Accepted,        OfferHandover, ALREADY_OFFERED
          Accepted,        Accept,        Unchanged
          Accepted,        Decline,       ALREADY_ACCEPTED
          Accepted,        Lapse,         ALREADY_ACCEPTED
          Accepted,        Withdraw,      AssignmentWithdrawn
          Accepted,        SetOut,        ResponderSetOut
          Accepted,        Delay,         ArrivalDelayed
          Accepted,        Meet,          PatientMet
          Accepted,        Complete,      NOT_WITH_PATIENT
          Accepted,        Document,      NOT_ENDED
          Accepted,        HandOver,      HandedOver
          Accepted,        Fail,          AssignmentFailed
          EnRoute,         Offer,         ALREADY_OFFERED
          EnRoute,         OfferHandover, ALREADY_OFFERED
          EnRoute,         Accept,        Unchanged
          EnRoute,         Decline,       ALREADY_ACCEPTED
          EnRoute,         Lapse,         ALREADY_ACCEPTED
          EnRoute,         Withdraw,      AssignmentWithdrawn
          EnRoute,         SetOut,        Unchanged
          EnRoute,         Delay,         ArrivalDelayed
          EnRoute,         Meet,          PatientMet
          EnRoute,         Complete,      NOT_WITH_PATIENT
          EnRoute,         Document,      NOT_ENDED
          EnRoute,         HandOver,      HandedOver
          EnRoute,         Fail,          AssignmentFailed
          WithPatient,     Offer,         ALREADY_OFFERED
          WithPatient,     OfferHandover, ALREADY_OFFERED
          WithPatient,     Accept,        Unchanged
          WithPatient,     Decline,       ALREADY_ACCEPTED
          WithPatient,     Lapse,         ALREADY_ACCEPTED
          WithPatient,     Withdraw,      WITH_PATIENT
          WithPatient,     SetOut,        STATUS_PASSED
          WithPatient,     Delay,         STATUS_PASSED
          WithPatient,     Meet,          Unchanged
          WithPatient,     Complete,      AssignmentCompleted
          WithPatient,     Document,      NOT_ENDED
          WithPatient,     HandOver,      HandedOver
          WithPatient,     Fail,          AssignmentFailed
          Completed,       Offer,         ALREADY_OFFERED
          Completed,       OfferHandover, ALREADY_OFFERED
          Completed,       Accept,        Unchanged
          Completed,       Decline,       ALREADY_COMPLETED
          Completed,       Lapse,         ALREADY_COMPLETED
          Completed,       Withdraw,      ALREADY_COMPLETED
          Completed,       SetOut,        STATUS_PASSED
          Completed,       Delay,         STATUS_PASSED
          Completed,       Meet,          STATUS_PASSED
          Completed,       Complete,      Unchanged
          Completed,       Document,      JournalReferenced
          Completed,       HandOver,      ALREADY_COMPLETED
          Completed,       Fail,          ALREADY_COMPLETED
          HandedOver,      Offer,         ALREADY_OFFERED
          HandedOver,      OfferHandover, ALREADY_OFFERED
          HandedOver,      Accept,        Unchanged
          HandedOver,      Decline,       ALREADY_HANDED_OVER
          HandedOver,      Lapse,         ALREADY_HANDED_OVER
          HandedOver,      Withdraw,      ALREADY_HANDED_OVER
          HandedOver,      SetOut,        STATUS_PASSED
          HandedOver,      Delay,         STATUS_PASSED
          HandedOver,      Meet,          STATUS_PASSED
          HandedOver,      Complete,      ALREADY_HANDED_OVER
          HandedOver,      Document,      JournalReferenced
          HandedOver,      HandOver,      Unchanged
          HandedOver,      Fail,          ALREADY_HANDED_OVER
          Failed,          Offer,         ALREADY_OFFERED
          Failed,          OfferHandover, ALREADY_OFFERED
          Failed,          Accept,        ALREADY_FAILED
          Failed,          Decline,       ALREADY_FAILED
          Failed,          Lapse,         ALREADY_FAILED
          Failed,          Withdraw,      ALREADY_FAILED
          Failed,          SetOut,        ALREADY_FAILED
          Failed,          Delay,         ALREADY_FAILED
          Failed,          Meet,          ALREADY_FAILED
          Failed,          Complete,      ALREADY_FAILED
          Failed,          Document,      ALREADY_FAILED
          Failed,          HandOver,      ALREADY_FAILED
          Failed,          Fail,          Unchanged
          Declined,        Offer,         ALREADY_OFFERED
          Declined,        OfferHandover, ALREADY_OFFERED
          Declined,        Accept,        ALREADY_DECLINED
          Declined,        Decline,       Unchanged
          Declined,        Lapse,         ALREADY_DECLINED
          Declined,        Withdraw,      ALREADY_DECLINED
          Declined,        SetOut,        NOT_ACCEPTED
          Declined,        Delay,         NOT_ACCEPTED
          Declined,        Meet,          NOT_ACCEPTED
          Declined,        Complete,      NOT_ACCEPTED
          Declined,        Document,      NOT_ENDED
          Declined,        HandOver,      NOT_ACCEPTED
          Declined,        Fail,          NOT_ACCEPTED
          Lapsed,          Offer,         ALREADY_OFFERED
          Lapsed,          OfferHandover, ALREADY_OFFERED
          Lapsed,          Accept,        OFFER_EXPIRED
          Lapsed,          Decline,       OFFER_EXPIRED
          Lapsed,          Lapse,         Unchanged
          Lapsed,          Withdraw,      OFFER_EXPIRED
          Lapsed,          SetOut,        NOT_ACCEPTED
          Lapsed,          Delay,         NOT_ACCEPTED
          Lapsed,          Meet,          NOT_ACCEPTED
          Lapsed,          Complete,      NOT_ACCEPTED
          Lapsed,          Document,      NOT_ENDED
          Lapsed,          HandOver,      NOT_ACCEPTED
          Lapsed,          Fail,          NOT_ACCEPTED
          Withdrawn,       Offer,         ALREADY_OFFERED
          Withdrawn,       OfferHandover, ALREADY_OFFERED
          Withdrawn,       Accept,        WITHDRAWN
          Withdrawn,       Decline,       WITHDRAWN
          Withdrawn,       Lapse,         WITHDRAWN
          Withdrawn,       Withdraw,      Unchanged
          Withdrawn,       SetOut,        WITHDRAWN
          Withdrawn,       Delay,         WITHDRAWN
          Withdrawn,       Meet,          WITHDRAWN
          Withdrawn,       Complete,      WITHDRAWN
          Withdrawn,       Document,      WITHDRAWN
          Withdrawn,       HandOver,      WITHDRAWN
          Withdrawn,       Fail,          WITHDRAWN
          """)
  void everyCommandHasOneAnswerInEveryState(String state, String command, String answer) {
    var decision = decide(STATES.get(state), COMMANDS.get(command), at(NOON));

    assertThat(nameOf(decision)).isEqualTo(answer);
  }

  @Test
  void theTableHasEveryStateAndEveryCommand() {
    assertThat(STATES.values().stream().map(Object::getClass).collect(Collectors.toSet()))
        .hasSameSizeAs(leaves(Assignment.class).toList())
        .containsAll(leaves(Assignment.class).toList());
    assertThat(COMMANDS.values().stream().map(Object::getClass).collect(Collectors.toSet()))
        .containsExactlyInAnyOrderElementsOf(leaves(AssignmentCommand.class).toList());
  }

  @ParameterizedTest(name = "{0} refuses the token of another offer")
  @MethodSource("statesWithResponder")
  void everyAnswerToAnotherOfferIsRefused(Assignment state) {
    for (var answer :
        List.of(
            new Accept(OTHER_TOKEN),
            new Decline(OTHER_TOKEN, DeclineReason.BUSY),
            new Lapse(OTHER_TOKEN))) {
      var decision = decide(state, answer, at(NOON));

      assertThat(nameOf(decision)).isEqualTo("OFFER_SUPERSEDED");
    }
  }

  @Test
  void anOfferIsOpenUntilTheInstantItIsToBeAnsweredBy() {
    var offered = STATES.get("Offered");

    assertThat(nameOf(decide(offered, new Accept(TOKEN), at(ANSWER_BY.minusNanos(1)))))
        .isEqualTo("OfferAccepted");
    assertThat(nameOf(decide(offered, new Accept(TOKEN), at(ANSWER_BY))))
        .isEqualTo("OFFER_EXPIRED");
    assertThat(nameOf(decide(offered, new Lapse(TOKEN), at(ANSWER_BY.minusNanos(1)))))
        .isEqualTo("OFFER_STILL_OPEN");
    assertThat(nameOf(decide(offered, new Lapse(TOKEN), at(ANSWER_BY)))).isEqualTo("OfferLapsed");
  }

  @Test
  void aLateNoIsStillANo() {
    var decision =
        decide(STATES.get("Offered"), new Decline(TOKEN, DeclineReason.TOO_FAR), at(ANSWER_BY));

    assertThat(nameOf(decision)).isEqualTo("OfferDeclined");
  }

  @Test
  void aTeamThatIsElsewhereNeitherSetsOutNorMeets() {
    var elsewhere = new Circumstances(NOON, true);

    assertThat(nameOf(decide(STATES.get("Accepted"), new SetOut(ETA), elsewhere)))
        .isEqualTo("RESPONDER_BUSY");
    assertThat(nameOf(decide(STATES.get("Accepted"), new Meet(ContactMode.VISIT), elsewhere)))
        .isEqualTo("RESPONDER_BUSY");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Accepted", "EnRoute"})
  void aTeamIsWithAPatientInPersonOnly(String state) {
    var promised = new Circumstances(NOON, false, false, true);

    for (var call : List.of(ContactMode.PHONE, ContactMode.VIDEO)) {
      assertThat(nameOf(decide(STATES.get(state), new Meet(call), promised)))
          .isEqualTo("VISIT_PROMISED");
      assertThat(nameOf(decide(STATES.get(state), new Meet(call), at(NOON))))
          .isEqualTo("PatientMet");
    }
    assertThat(nameOf(decide(STATES.get(state), new Meet(ContactMode.VISIT), promised)))
        .isEqualTo("PatientMet");
  }

  @Test
  void anotherOutcomeThanTheReportedOneIsRefused() {
    var decision =
        decide(STATES.get("Completed"), new Complete(Ending.of(Outcome.ADMISSION), null), at(NOON));

    assertThat(nameOf(decision)).isEqualTo("ALREADY_COMPLETED");
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      textBlock =
          """
          Accepted,    NOT_WITH_PATIENT
          EnRoute,     NOT_WITH_PATIENT
          WithPatient, HandedOver
          HandedOver,  ALREADY_HANDED_OVER
          """)
  void anAmbulanceTakesOverFromWhoIsWithThePatient(String state, String answer) {
    assertThat(nameOf(decide(STATES.get(state), new HandOver(AMBULANCE), at(NOON))))
        .isEqualTo(answer);
  }

  @Test
  void anOfferToTakeOverIsOpenUntilTheInstantItIsToBeAnsweredBy() {
    var offered = STATES.get("HandoverOffered");

    assertThat(nameOf(decide(offered, new Accept(TOKEN), at(ANSWER_BY))))
        .isEqualTo("OFFER_EXPIRED");
    assertThat(nameOf(decide(offered, new Lapse(TOKEN), at(ANSWER_BY))))
        .isEqualTo("HandoverLapsed");
  }

  @Test
  void whereAVisitIsDocumentedCanBePutRightButNotByEndingItAgain() {
    var documented = new Completed(ID, M11, TOKEN, STAYED_HOME, "J-1");

    assertThat(nameOf(decide(documented, new Document("J-1"), at(NOON)))).isEqualTo("Unchanged");
    assertThat(nameOf(decide(documented, new Document("J-2"), at(NOON))))
        .isEqualTo("JournalReferenced");
    assertThat(nameOf(decide(documented, new Complete(STAYED_HOME, null), at(NOON))))
        .isEqualTo("Unchanged");
    assertThat(nameOf(decide(documented, new Complete(STAYED_HOME, "J-2"), at(NOON))))
        .isEqualTo("ALREADY_COMPLETED");
  }

  @Test
  void nobodyIsExpectedAtATimeThatIsOver() {
    assertThat(nameOf(decide(STATES.get("EnRoute"), new Delay(NOON), at(NOON))))
        .isEqualTo("ETA_PASSED");
    assertThat(nameOf(decide(STATES.get("EnRoute"), new Delay(ETA), at(ETA.plusSeconds(1)))))
        .as("what was said before, sent again")
        .isEqualTo("Unchanged");
  }

  @ParameterizedTest(name = "a way of {0} min may be silent for {1}")
  @CsvSource({"40, 80", "5, 10", "4, 10", "0, 10", "-3, 10"})
  void whoIsOnTheWayMayBeSilentForTwiceTheWay(int way, int silence) {
    var enRoute = new EnRoute(ID, M11, TOKEN, NOON.plus(Duration.ofMinutes(way)));

    assertThat(enRoute.silentAt(NOON)).isEqualTo(NOON.plus(Duration.ofMinutes(silence)));
  }

  @Test
  void whoIsWithThePatientMayBeSilentForTwiceAVisit() {
    // Clinical reference 3.3: a visit with nurse and sampling takes 45 min.
    assertThat(STATES.get("WithPatient").silentAt(NOON))
        .isEqualTo(NOON.plus(Duration.ofMinutes(90)));
    assertThat(new EnRoute(ID, M11, TOKEN, null).silentAt(NOON))
        .isEqualTo(NOON.plus(Duration.ofMinutes(90)));
  }

  @Test
  void whoHasAcceptedMayBeSilentForTwiceAVisitOrAVisitAfterWhenItSaidItComes() {
    assertThat(STATES.get("Accepted").silentAt(NOON)).isEqualTo(NOON.plus(Duration.ofMinutes(90)));
    assertThat(new Accepted(ID, M11, TOKEN, LATER).silentAt(NOON))
        .isEqualTo(NOON.plus(Duration.ofMinutes(70 + 45)));
    assertThat(new Accepted(ID, M11, TOKEN, ETA).silentAt(LATER))
        .as("heard of after that time")
        .isEqualTo(LATER.plus(Duration.ofMinutes(90)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Unassigned", "Offered", "Completed", "HandedOver", "Failed"})
  void nothingIsToBeHeardOfTheOthers(String state) {
    assertThat(STATES.get(state).silentAt(NOON)).isNull();
  }

  @Test
  void anotherCauseThanTheReportedOneIsRefused() {
    var decision = decide(STATES.get("Failed"), new Fail(FailureCause.ILL), at(NOON));

    assertThat(nameOf(decision)).isEqualTo("ALREADY_FAILED");
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      textBlock =
          """
          Unassigned,  NOT_ACCEPTED
          Offered,     NOT_ACCEPTED
          Accepted,    NOT_WITH_PATIENT
          EnRoute,     AssignmentCompleted
          WithPatient, AssignmentCompleted
          Completed,   ALREADY_COMPLETED
          HandedOver,  ALREADY_HANDED_OVER
          Failed,      ALREADY_FAILED
          Declined,    NOT_ACCEPTED
          Lapsed,      NOT_ACCEPTED
          Withdrawn,   WITHDRAWN
          """)
  void nobodyIsFoundByWhoHasDrivenThere(String state, String answer) {
    var decision =
        decide(STATES.get(state), new Complete(Ending.of(Outcome.NOBODY_THERE), null), at(NOON));

    assertThat(nameOf(decision)).isEqualTo(answer);
    if (decision instanceof Happened(var event)) {
      assertThat(evolve(STATES.get(state), event))
          .isEqualTo(new Completed(ID, M11, TOKEN, Ending.of(Outcome.NOBODY_THERE), null));
    }
  }

  @ParameterizedTest(name = "capacity {0}, informed {1} -> {2}")
  @CsvSource(
      textBlock =
          """
          PRESENT,   true,  AssignmentCompleted
          PRESENT,   false, PATIENT_NOT_INFORMED
          UNCERTAIN, true,  CAPACITY_NOT_PRESENT
          UNCERTAIN, false, CAPACITY_NOT_PRESENT
          LACKING,   true,  CAPACITY_NOT_PRESENT
          LACKING,   false, CAPACITY_NOT_PRESENT
          """)
  void aNoToCareEndsAVisitOnlyIfItIsAnAbleAndInformedOne(
      DecisionCapacity capacity, boolean informed, String answer) {
    var no =
        new Ending(
            Outcome.PATIENT_DECLINED,
            new CareDeclined(capacity, informed, "Ringer 1177 vid feber, dotter tittar till"));

    assertThat(nameOf(decide(STATES.get("WithPatient"), new Complete(no, null), at(NOON))))
        .isEqualTo(answer);
  }

  @Test
  void anEndingSaysWhatWasStatedOfANoAndOfNothingElse() {
    var stated = new CareDeclined(DecisionCapacity.PRESENT, true, "Ringer 1177 vid feber");

    assertThatThrownBy(() -> Ending.of(Outcome.PATIENT_DECLINED))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Ending(Outcome.STAYED_HOME, stated))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Texts of objects end up in logs and in the messages of exceptions. */
  @Test
  void noTextOfAnythingSaysWhatIsClinicalOrWhereItIsDocumented() {
    var no =
        new Ending(
            Outcome.PATIENT_DECLINED,
            new CareDeclined(DecisionCapacity.UNCERTAIN, false, "Ringer 1177 vid feber"));
    var held =
        Stream.of(
            SBAR,
            no,
            new Complete(no, "J-1"),
            new Document("J-1"),
            new HandOver(AMBULANCE),
            new OfferHandover(OFFER, GIVER, SBAR),
            STATES.get("HandoverOffered"),
            new Completed(ID, M11, TOKEN, no, "J-1"),
            new HandedOver(ID, M11, TOKEN, AMBULANCE, "J-1"),
            new AssignmentEvent.AssignmentCompleted(ID, M11, no, "J-1", NOON),
            new AssignmentEvent.JournalReferenced(ID, M11, "J-1", NOON),
            new AssignmentEvent.HandedOver(ID, M11, AMBULANCE, NOON),
            new AssignmentEvent.HandoverOffered(ID, M11, TOKEN, ANSWER_BY, GIVER, SBAR, NOON));

    assertThat(held)
        .allSatisfy(
            one ->
                assertThat(one.toString())
                    .doesNotContain(
                        "J-1",
                        "Andnöd",
                        "KOL",
                        "NEWS2",
                        "bedömning",
                        "Berg",
                        "1177",
                        "UNCERTAIN",
                        "DECLINED"));
  }

  @Test
  void anImpossibleHistoryIsToldByClassAndIdAlone() {
    assertThatThrownBy(
            () ->
                evolve(
                    new Completed(ID, M11, TOKEN, STAYED_HOME, "J-1"),
                    new AssignmentEvent.OfferAccepted(ID, M11, NOON)))
        .hasMessage(
            "Expected a state that OfferAccepted can follow, but the assignment was Completed: "
                + ID);
  }

  @Test
  void aRefusalSaysWhatWasExpectedAndWhatIs() {
    var decision = decide(STATES.get("Lapsed"), new Accept(TOKEN), at(NOON));

    assertThat(decision)
        .isEqualTo(
            new Rejected(
                Reason.OFFER_EXPIRED,
                "Expected the assignment to be open, but it is Lapsed by M11"));
  }

  @ParameterizedTest(name = "what is decided in {0} can be applied")
  @MethodSource("states")
  void whateverHappensCanBeApplied(Assignment state) {
    for (var command : COMMANDS.values()) {
      for (var now : List.of(NOON, ANSWER_BY)) {
        if (decide(state, command, at(now)) instanceof Happened(var event)) {
          var after = evolve(state, event);

          assertThat(after).isNotEqualTo(state);
          assertThat(decide(after, command, at(now))).isNotInstanceOf(Happened.class);
        }
      }
    }
  }

  @ParameterizedTest(name = "{0} cannot be followed by what does not follow")
  @MethodSource("states")
  void anImpossibleHistoryStopsTheLine(Assignment state) {
    var possible =
        COMMANDS.values().stream()
            .flatMap(
                command -> Stream.of(NOON, ANSWER_BY).map(now -> decide(state, command, at(now))))
            .filter(Happened.class::isInstance)
            .map(decision -> ((Happened) decision).event().getClass())
            .collect(Collectors.toSet());

    for (var event : events()) {
      if (!possible.contains(event.getClass())) {
        assertThatThrownBy(() -> evolve(state, event))
            .isInstanceOf(IllegalStateException.class)
            .hasMessageContaining("but the assignment was");
      }
    }
  }

  private static List<AssignmentEvent> events() {
    return List.of(
        new AssignmentEvent.ResponderOffered(ID, M11, TOKEN, ANSWER_BY, NOON),
        new AssignmentEvent.OfferAccepted(ID, M11, NOON),
        new AssignmentEvent.OfferDeclined(ID, M11, DeclineReason.BUSY, NOON),
        new AssignmentEvent.OfferLapsed(ID, M11, NOON),
        new AssignmentEvent.OfferWithdrawn(ID, M11, NOON),
        new AssignmentEvent.AssignmentWithdrawn(ID, M11, NOON),
        new AssignmentEvent.ResponderSetOut(ID, M11, ETA, NOON),
        new AssignmentEvent.ArrivalDelayed(ID, M11, LATER, NOON),
        new AssignmentEvent.PatientMet(ID, M11, ContactMode.VISIT, NOON),
        new AssignmentEvent.AssignmentCompleted(ID, M11, STAYED_HOME, null, NOON),
        new AssignmentEvent.JournalReferenced(ID, M11, "J-1", NOON),
        new AssignmentEvent.HandedOver(ID, M11, COLLEAGUE, NOON),
        new AssignmentEvent.HandoverOffered(ID, M11, TOKEN, ANSWER_BY, GIVER, SBAR, NOON),
        new AssignmentEvent.HandoverAccepted(ID, M11, GIVER, NOON),
        new AssignmentEvent.HandoverDeclined(ID, M11, GIVER, DeclineReason.BUSY, NOON),
        new AssignmentEvent.HandoverLapsed(ID, M11, GIVER, NOON),
        new AssignmentEvent.HandoverWithdrawn(ID, M11, GIVER, NOON),
        new AssignmentEvent.AssignmentFailed(ID, M11, FailureCause.VEHICLE, NOON));
  }

  static Stream<Arguments> states() {
    return STATES.entrySet().stream().map(e -> Arguments.argumentSet(e.getKey(), e.getValue()));
  }

  static Stream<Arguments> statesWithResponder() {
    return STATES.entrySet().stream()
        .filter(e -> !e.getKey().equals("Unassigned"))
        .map(e -> Arguments.argumentSet(e.getKey(), e.getValue()));
  }

  private static Stream<Class<?>> leaves(Class<?> type) {
    return type.isInterface()
        ? Stream.of(type.getPermittedSubclasses()).flatMap(AssignmentRulesTest::leaves)
        : Stream.of(type);
  }

  private static Circumstances at(Instant now) {
    return new Circumstances(now, false);
  }

  private static String nameOf(Decision decision) {
    return switch (decision) {
      case Happened(var event) -> event.getClass().getSimpleName();
      case Unchanged _ -> "Unchanged";
      case Rejected(var reason, var _) -> reason.name();
    };
  }
}
