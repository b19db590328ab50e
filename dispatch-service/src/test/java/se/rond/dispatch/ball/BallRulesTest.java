package se.rond.dispatch.ball;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.MethodSource;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.care.HsaId;
import se.rond.contracts.care.Level;
import se.rond.contracts.care.MunicipalityCode;
import se.rond.contracts.care.ResponderId;
import se.rond.contracts.dispatch.Ball;
import se.rond.contracts.dispatch.Ball.Alarm;
import se.rond.contracts.dispatch.Ball.Awaited;
import se.rond.contracts.dispatch.Ball.Holder;
import se.rond.contracts.dispatch.Ball.Otherwise;
import se.rond.contracts.dispatch.Ball.Party;
import se.rond.contracts.dispatch.Ball.What;
import se.rond.dispatch.agreement.Step;
import se.rond.dispatch.ball.Situation.Asked;
import se.rond.dispatch.ball.Situation.AtWork;
import se.rond.dispatch.ball.Situation.Reached;
import se.rond.dispatch.ball.Situation.Routine;
import se.rond.dispatch.ball.Situation.Undocumented;
import se.rond.dispatch.ball.Situation.Work;
import se.rond.dispatch.request.RequestState;
import se.rond.dispatch.request.Responsible;
import se.rond.dispatch.roster.ResponderKind;

class BallRulesTest {

  /** 09:00 in Sweden, in winter. */
  private static final Instant NINE = Instant.parse("2026-11-21T08:00:00Z");

  private static final ResponderId TEAM = new ResponderId("M11");
  private static final String TEAM_NAME = "Mobilt team Karlskrona";
  private static final HsaId NURSE = new HsaId("SE2120000829-N001");
  private static final Duration SOON = Duration.ofMinutes(5);

  private static Instant at(int minutes) {
    return NINE.plus(Duration.ofMinutes(minutes));
  }

  /** What of a situation differs from that of a request that nobody does anything about. */
  private static final class Standing {
    private RequestState state = RequestState.WAITING;
    private Responsible responsible = new Responsible.RaisingNurse(NURSE, "+46701740605");
    private @Nullable String telephone;
    private @Nullable Instant triageBy;
    private @Nullable Instant acknowledgeBy;
    private @Nullable Instant unacknowledgedSince;
    private @Nullable Instant acceptBy;
    private @Nullable Instant contactBy;
    private @Nullable Instant contactBrokenAt;
    private @Nullable Instant ownTaskBy;
    private @Nullable Instant reassessBy;
    private @Nullable Instant reassessAlarmedAt;
    private @Nullable Routine routine;
    private List<Work> work = List.of();

    private Situation toSituation() {
      return new Situation(
          new AssessmentRequestId(UUID.fromString("0198f0c2-6b1e-7c11-9d3a-5f0c2a7e4b01")),
          new MunicipalityCode("1080"),
          NURSE,
          state,
          responsible,
          telephone,
          new Reached("Kontaktfunktionen", "+46 8 465 004 10"),
          triageBy,
          acknowledgeBy,
          unacknowledgedSince,
          acceptBy,
          contactBy,
          contactBrokenAt,
          ownTaskBy,
          reassessBy,
          reassessAlarmedAt,
          routine,
          work);
    }

    private Ball ball() {
      return BallRules.ballOf(toSituation(), NINE).orElseThrow();
    }
  }

  private static Standing ledByTeam() {
    var standing = new Standing();
    standing.state = RequestState.ASSIGNED;
    standing.responsible = new Responsible.LeadResponder(TEAM, TEAM_NAME, NINE);
    standing.telephone = "+46 8 465 004 12";
    return standing;
  }

  /** Her request is joined to the one of another nurse. */
  @Test
  void theNurseWhoKeepsItHoldsItUntilItIsDone() {
    var standing = new Standing();
    standing.state = RequestState.ASSIGNED;
    standing.responsible =
        new Responsible.KeepingNurse(
            new HsaId("SE2120000829-N002"), "Nora Natt", "+46701740606", NINE);
    standing.ownTaskBy = at(120);

    var ball = standing.ball();

    assertThat(ball.holder())
        .isEqualTo(
            new Holder(Party.KEEPING_NURSE, "SE2120000829-N002", "Nora Natt", "+46701740606"));
    assertThat(ball.awaited())
        .isEqualTo(new Awaited(What.OWN_TASK, null, null, at(120), Otherwise.ALARM, null));
    assertThat(ball.line().en())
        .startsWith("Nora Natt, who keeps the visit, is responsible, on +46701740606.")
        .endsWith("; otherwise the contact function is alarmed.");
    assertThat(ball.line().sv())
        .startsWith("Nora Natt, som har behållit besöket, har ansvaret, tel. +46701740606.");
  }

  private static Asked asked(int minutes, @Nullable Step next, @Nullable String named) {
    return new Asked(TEAM, TEAM_NAME, at(minutes), next, named);
  }

  @Test
  void theRaisingNurseHoldsItWhereNobodyHasAccepted() {
    var ball = new Standing().ball();

    assertThat(ball.holder().party()).isEqualTo(Party.RAISING_NURSE);
    assertThat(ball.holder().telephone()).isEqualTo("+46701740605");
    assertThat(ball.awaited()).isNull();
    assertThat(ball.alarm()).isNull();
    assertThat(ball.line().sv())
        .isEqualTo("Sjuksköterskan som gjorde förfrågan har ansvaret, tel. +46701740605.");
  }

  @Test
  void whoLeadsHoldsIt() {
    var standing = ledByTeam();
    standing.contactBy = at(90);
    standing.work = List.of(new AtWork(TEAM, TEAM_NAME, at(120), null));

    assertThat(standing.ball().line().sv())
        .isEqualTo(
            "Mobilt team Karlskrona har ansvaret, tel. +46 8 465 004 12. "
                + "Kontakt med patienten senast 10.30, annars larmas kontaktfunktionen.");
    assertThat(standing.ball().line().en())
        .isEqualTo(
            "Mobilt team Karlskrona is responsible, on +46 8 465 004 12. "
                + "Contact with the patient is due by 10:30; otherwise the contact function is alarmed.");
  }

  static Stream<Arguments> whatFollowsSilence() {
    return Stream.of(
        Arguments.of(null, null, Otherwise.NEXT_ASKED, null, "tillfrågas nästa som kan"),
        Arguments.of(
            new Step.AskNextOnDuty(ResponderKind.MOBILE_TEAM, SOON),
            null,
            Otherwise.NEXT_ASKED,
            null,
            "tillfrågas nästa som kan"),
        Arguments.of(
            new Step.AskNamed(new ResponderId("LB-10-2"), SOON),
            "Bakjour Blekinge",
            Otherwise.NAMED_ASKED,
            "Bakjour Blekinge",
            "tillfrågas Bakjour Blekinge"),
        Arguments.of(
            new Step.FallBack(Level.PHYSICIAN_NOW),
            null,
            Otherwise.FALL_BACK,
            "PHYSICIAN_NOW",
            "söks också läkare nu"),
        Arguments.of(
            new Step.TellCoordinator(), null, Otherwise.ALARM, null, "larmas kontaktfunktionen"),
        Arguments.of(
            new Step.ReserveRoutine("Chef i beredskap"),
            null,
            Otherwise.RESERVE_ROUTINE,
            null,
            "börjar reservrutinen"));
  }

  @ParameterizedTest
  @MethodSource("whatFollowsSilence")
  void anOfferThatIsNotAnsweredIsFollowedByTheLaddersNextStep(
      @Nullable Step next,
      @Nullable String named,
      Otherwise otherwise,
      @Nullable String whom,
      String said) {
    var standing = new Standing();
    standing.acceptBy = at(15);
    standing.work = List.of(asked(5, next, named));

    assertThat(standing.ball().awaited())
        .isEqualTo(new Ball.Awaited(What.ANSWER, "M11", TEAM_NAME, at(5), otherwise, whom));
    assertThat(standing.ball().line().sv())
        .endsWith(
            "Mobilt team Karlskrona är tillfrågad och svarar senast 09.05, annars " + said + ".");
  }

  @Test
  void triageThatIsLateIsAwaitedNoLongerThanRondGoesOnWithoutIt() {
    var standing = new Standing();
    standing.state = RequestState.RECEIVED;
    standing.triageBy = at(5);

    assertThat(standing.ball().awaited())
        .isEqualTo(new Ball.Awaited(What.TRIAGE, null, null, at(5), Otherwise.NURSES_LEVEL, null));
    assertThat(standing.ball().line().sv())
        .endsWith("Triage senast 09.05, annars går Rond efter sjuksköterskans nivå.");
    assertThat(standing.ball().line().en())
        .endsWith("Triage is awaited by 09:05; otherwise Rond goes by the nurse's level.");
  }

  @Test
  void whatComesFirstIsAwaited() {
    var standing = new Standing();
    standing.acceptBy = at(15);
    standing.contactBy = at(30);
    standing.work = List.of(asked(20, null, null));
    assertThat(standing.ball().awaited())
        .extracting(Ball.Awaited::what, Ball.Awaited::otherwise)
        .containsExactly(What.ACCEPTANCE, Otherwise.RESERVE_ROUTINE);

    standing.acknowledgeBy = at(2);
    assertThat(standing.ball().awaited())
        .extracting(Ball.Awaited::what)
        .isEqualTo(What.ACKNOWLEDGEMENT);

    standing.acknowledgeBy = null;
    standing.reassessBy = at(10);
    assertThat(standing.ball().awaited())
        .extracting(Ball.Awaited::what)
        .isEqualTo(What.REASSESSMENT);
  }

  @Test
  void theGravestAlarmIsShownWithWhoeverLooksIntoIt() {
    var standing = ledByTeam();
    standing.work = List.of(new AtWork(TEAM, TEAM_NAME, null, at(-20)));
    standing.reassessAlarmedAt = at(-40);
    assertThat(standing.ball().alarm())
        .isEqualTo(
            new Ball.OpenAlarm(
                Alarm.RESPONDER_SILENT, at(-20), "Kontaktfunktionen", "+46 8 465 004 10"));

    standing.contactBrokenAt = at(-10);
    assertThat(standing.ball().alarm())
        .extracting(Ball.OpenAlarm::alarm)
        .isEqualTo(Alarm.CONTACT_BROKEN);

    standing.routine =
        new Routine(at(-5), new Reached("Tjänsteman i beredskap", "+46 8 465 004 11"));
    assertThat(standing.ball().alarm())
        .isEqualTo(
            new Ball.OpenAlarm(
                Alarm.RESERVE_ROUTINE, at(-5), "Tjänsteman i beredskap", "+46 8 465 004 11"));
    assertThat(standing.ball().line().sv())
        .endsWith(
            "Larm sedan 08.55: reservrutin, ingen har kunnat nås; "
                + "ring Tjänsteman i beredskap, +46 8 465 004 11.");

    standing.unacknowledgedSince = at(-1);
    assertThat(standing.ball().alarm())
        .extracting(Ball.OpenAlarm::alarm)
        .isEqualTo(Alarm.EMERGENCY_UNACKNOWLEDGED);
  }

  @Test
  void aRoutineThatNamesNobodyIsTheContactFunctions() {
    var standing = new Standing();
    standing.routine = new Routine(at(-5), null);

    assertThat(standing.ball().alarm())
        .extracting(Ball.OpenAlarm::name)
        .isEqualTo("Kontaktfunktionen");
  }

  @Test
  void aVisitThatIsNotDocumentedIsAwaitedAndThenAlarmed() {
    var standing = new Standing();
    standing.state = RequestState.DOCUMENTING;
    standing.work = List.of(new Undocumented(TEAM, TEAM_NAME, at(600), null));
    assertThat(standing.ball().awaited())
        .isEqualTo(
            new Ball.Awaited(
                What.JOURNAL_REFERENCE, "M11", TEAM_NAME, at(600), Otherwise.ALARM, null));

    standing.work = List.of(new Undocumented(TEAM, TEAM_NAME, null, at(600)));
    assertThat(standing.ball().awaited()).isNull();
    assertThat(standing.ball().alarm())
        .extracting(Ball.OpenAlarm::alarm)
        .isEqualTo(Alarm.JOURNAL_OVERDUE);
  }

  @Test
  void aTimeOfAnotherDayIsSaidWithItsDate() {
    var standing = new Standing();
    standing.contactBy = NINE.plus(Duration.ofHours(24));

    assertThat(standing.ball().line().sv()).contains("senast 22 november kl. 09.00,");
    assertThat(standing.ball().line().en()).contains("by 22 November at 09:00;");
  }

  @ParameterizedTest
  @EnumSource(names = {"CLOSED", "CANCELLED", "JOINED"})
  void nobodyHoldsWhatIsOver(RequestState state) {
    var standing = new Standing();
    standing.state = state;

    assertThat(BallRules.ballOf(standing.toSituation(), NINE)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      names = {"CLOSED", "CANCELLED", "JOINED"},
      mode = Mode.EXCLUDE)
  void somebodyHoldsWhatIsNot(RequestState state) {
    var standing = new Standing();
    standing.state = state;

    assertThat(BallRules.ballOf(standing.toSituation(), NINE)).isPresent();
  }
}
