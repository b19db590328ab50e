package se.rond.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static se.rond.dispatch.Climbing.FALKENBERG;
import static se.rond.dispatch.Climbing.RONNEBY;
import static se.rond.dispatch.Examples.example;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import se.rond.contracts.care.Level;
import se.rond.contracts.care.Need;
import se.rond.contracts.triage.TriageDecision.NeedWithCapabilities;
import se.rond.testsupport.EmbeddedInfrastructure;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Nobody takes it: what is tried then, in which order, and who stands in for whom. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@EmbeddedInfrastructure
class LadderIT {

  private static final NeedWithCapabilities PHYSICIAN =
      new NeedWithCapabilities(Need.PHYSICIAN_CONTACT, Set.of());
  private static final NeedWithCapabilities TEAM =
      new NeedWithCapabilities(Need.TEAM_VISIT, Set.of());
  private static final NeedWithCapabilities NURSE =
      new NeedWithCapabilities(Need.NURSE_VISIT, Set.of());
  private static final String ILL = "{\"status\": \"FAILED\", \"cause\": \"ILL\"}";
  private static final String MET = "{\"status\": \"WITH_PATIENT\", \"mode\": \"PHONE\"}";

  private final Scene scene;
  private final Climbing climbing;

  @Autowired
  LadderIT(
      @LocalServerPort int port,
      @Value("${spring.kafka.bootstrap-servers}") String broker,
      JdbcClient jdbc,
      JsonMapper json) {
    scene = new Scene(port, broker, jdbc, json);
    climbing = new Climbing(scene);
  }

  @AfterEach
  void leave() {
    climbing.close();
    scene.close();
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiterString = " : ",
      textBlock =
          """
          1081 : PHYSICIAN_NOW     : PHYSICIAN_CONTACT : ASKED LB-10-1 | ASKED LB-10-2 | TOLD | RESERVE
          1081 : MOBILE_TEAM_2H    : TEAM_VISIT  : ASKED M11 | SKIPPED NOBODY | FELL_BACK | ASKED LB-10-1 | ASKED LB-10-2 | TOLD | RESERVE
          1081 : MOBILE_TEAM_TODAY : TEAM_VISIT  : ASKED M11 | TOLD | FELL_BACK | ASKED LB-10-1 | ASKED LB-10-2 | TOLD | RESERVE
          1081 : NURSE             : NURSE_VISIT : ASKED NF-1081 | FELL_BACK | ASKED LB-10-1 | FELL_BACK | ASKED LB-10-2 | SKIPPED ASKED_BEFORE | TOLD | RESERVE
          1081 : ADVICE            : NURSE_VISIT : ASKED NF-1081 | ALREADY_ASKED | SKIPPED NOBODY | FELL_BACK | ASKED LB-10-1 | FELL_BACK | ASKED LB-10-2 | SKIPPED ASKED_BEFORE | TOLD | RESERVE
          1382 : PHYSICIAN_NOW     : PHYSICIAN_CONTACT : ASKED LB-13-1 | TOLD | ASKED LB-13-2 | RESERVE
          1382 : MOBILE_TEAM_2H    : TEAM_VISIT  : ASKED M21 | FELL_BACK | ASKED LB-13-1 | TOLD | ASKED LB-13-2 | RESERVE
          1382 : MOBILE_TEAM_TODAY : TEAM_VISIT  : ASKED M21 | SKIPPED NOBODY | FELL_BACK | ASKED LB-13-1 | TOLD | ASKED LB-13-2 | RESERVE
          1382 : NURSE             : NURSE_VISIT : ASKED NF-1382 | TOLD | FELL_BACK | ASKED LB-13-1 | FELL_BACK | ASKED LB-13-2 | TOLD | SKIPPED ASKED_BEFORE | RESERVE
          1382 : ADVICE            : NURSE_VISIT : ASKED NF-1382 | ALREADY_ASKED | SKIPPED NOBODY | TOLD | FELL_BACK | ASKED LB-13-1 | FELL_BACK | ASKED LB-13-2 | TOLD | SKIPPED ASKED_BEFORE | RESERVE
          """)
  void whereNobodyAnswersEveryRungIsClimbedOnceAndAskingGoesOn(
      String municipality, Level level, Need kind, String ladder) {
    var id = climbing.triaged(municipality, level, new NeedWithCapabilities(kind, Set.of()));

    climbing.silentToTheEnd(id);

    assertThat(climbing.ladder(id, kind.name())).isEqualTo(ladder);
    assertThat(climbing.told(id, "ReserveRoutineActivated")).isEqualTo(1);
    assertThat(climbing.need(id, kind.name()).get("nextStep").isNull()).isTrue();
    assertThat(scene.client.show(id).get("assignments").findValuesAsString("state"))
        .as("asking goes on")
        .contains("OFFERED");
  }

  /** What a rule named beside the level's own need climbs the ladder that is usual for it. */
  @Test
  void aPhysicianBesideATeamIsAskedByTheLadderOfAPhysicianToday() {
    var id = climbing.triaged(RONNEBY, Level.MOBILE_TEAM_2H, PHYSICIAN, TEAM);
    scene.client.accept(climbing.offerTo("M11", id), id);

    climbing.silentToTheEnd(id);

    assertThat(climbing.ladder(id, "PHYSICIAN_CONTACT"))
        .isEqualTo(
            "ASKED LB-10-1 | ALREADY_ASKED | ASKED LB-10-2 | SKIPPED ASKED_BEFORE | TOLD | RESERVE");
    assertThat(climbing.need(id, "PHYSICIAN_CONTACT").at("/ladder/0/level").stringValue())
        .isEqualTo("PHYSICIAN_TODAY");
    assertThat(climbing.need(id, "TEAM_VISIT").get("ladder")).hasSize(1);
  }

  /** The physician is asked already: a team that nobody finds does not make it two. */
  @Test
  void aPhysicianWhoIsAskedAnywayStandsInForTheTeam() {
    var id = climbing.triaged(RONNEBY, Level.MOBILE_TEAM_2H, PHYSICIAN, TEAM);
    scene.client.decline(climbing.offerTo("M11", id), id, "VEHICLE");

    assertThat(climbing.ladder(id, "TEAM_VISIT"))
        .isEqualTo("ASKED M11 | SKIPPED NOBODY | ALREADY_ASKED | ASKED LB-10-1");
    scene.client.accept(climbing.offerTo("LB-10-1", id), id);

    // The physician's yes is not the team's: the manager hears that nobody visits.
    assertThat(climbing.ladder(id, "TEAM_VISIT"))
        .endsWith("ALREADY_ASKED | ASKED LB-10-1 | SKIPPED SETTLED | TOLD | RESERVE");
    var shown = scene.client.show(id);
    assertThat(shown.get("reserveRoutines")).hasSize(1);
    assertThat(shown.get("needs")).hasSize(2);
    assertThat(shown.get("grantedLevel").isNull()).isTrue();
    var physician = scene.awaitAssignment(id, "ACCEPTED");
    scene.client.report(physician, id, MET);
    scene.client.report(physician, id, "{\"status\": \"COMPLETED\", \"outcome\": \"STAYED_HOME\"}");
    assertThat(scene.client.show(id).get("needs")).as("nobody asks a second physician").hasSize(2);
  }

  /** Whoever is left is asked before the manager, but no longer than there is time to accept. */
  @Test
  void aTeamIsAskedAgainBeforeTheManagerWhileAPhysicianHasThePatient() {
    var id = climbing.triaged(RONNEBY, Level.MOBILE_TEAM_2H, PHYSICIAN, TEAM);
    scene.client.accept(climbing.offerTo("LB-10-1", id), id);

    climbing.silent(id);

    assertThat(climbing.isAsked("M11", id)).isTrue();
    assertThat(climbing.told(id, "ReserveRoutineActivated")).isZero();
    climbing.isDue(id, "TEAM_VISIT", "accept_by");
    assertThat(climbing.told(id, "ReserveRoutineActivated")).isEqualTo(1);
  }

  /**
   * When the time to accept ran out, a physician had taken it; once that level needs the physician
   * beside the team, nothing is left that would end the asking.
   */
  @Test
  void theManagerIsToldOfATeamThatNobodyFindsAfterTheTimeToAccept() {
    var id = climbing.triaged(RONNEBY, Level.MOBILE_TEAM_2H, TEAM);
    climbing.silent(id);
    scene.client.accept(climbing.offerTo("LB-10-1", id), id);
    climbing.isDue(id, "TEAM_VISIT", "accept_by");
    scene.client.observe(
        id, "{\"id\": \"%s\", \"vitals\": {\"pulse\": 96}}".formatted(UUID.randomUUID()));
    scene.triaged(id, 2, Level.PHYSICIAN_NOW, PHYSICIAN);
    await()
        .atMost(Scene.SOON)
        .until(
            () -> scene.client.show(id).get("neededLevel").stringValue().equals("PHYSICIAN_NOW"));
    assertThat(climbing.told(id, "ReserveRoutineActivated")).isZero();

    scene.timeToAnswerIsOver(climbing.offerTo("M11", id));

    await().atMost(Scene.SOON).until(() -> climbing.told(id, "ReserveRoutineActivated") == 1);
    assertThat(climbing.isAsked("M11", id)).as("asking goes on").isTrue();
  }

  /** The backup has less to do, and is asked first: then the other is asked in its place. */
  @Test
  void whoIsNamedAndWasAskedBeforeLeavesTheRungToSomebodyNew() {
    var other = climbing.triaged(RONNEBY, Level.PHYSICIAN_NOW, PHYSICIAN);
    scene.client.accept(climbing.offerTo("LB-10-1", other), other);
    var id = climbing.triaged(RONNEBY, Level.PHYSICIAN_NOW, PHYSICIAN);

    scene.client.decline(climbing.offerTo("LB-10-2", id), id, "BUSY");

    assertThat(climbing.ladder(id, "PHYSICIAN_CONTACT")).isEqualTo("ASKED LB-10-2 | ASKED LB-10-1");
  }

  /** What the level is about is due in 30 min; a team beside it has its own time. */
  @Test
  void aTeamBesideAPhysicianNowIsNotTooLateForItsOwnPromise() {
    var id =
        climbing.triaged(
            Climbing.request(RONNEBY, Duration.ofMinutes(20)),
            Level.PHYSICIAN_NOW,
            PHYSICIAN,
            TEAM);

    assertThat(climbing.ladder(id, "TEAM_VISIT")).isEqualTo("ASKED M11");
  }

  @Test
  void whoIsUnstaffedIsPassedOverAtOnceAndInTheSameCommit() {
    scene
        .jdbc
        .sql(
            "update responder set municipalities = array_remove(municipalities, '1081') where id = 'M11'")
        .update();
    try {
      var id = climbing.triaged(RONNEBY, Level.MOBILE_TEAM_2H, TEAM);

      assertThat(climbing.ladder(id, "TEAM_VISIT"))
          .isEqualTo("SKIPPED NOBODY | SKIPPED NOBODY | FELL_BACK | ASKED LB-10-1");
      assertThat(Scene.timeline(scene.client.show(id)))
          .isEqualTo("AssessmentRequested | RequestTriaged | FellBack | ResponderOffered");
      var need = climbing.need(id, "TEAM_VISIT");
      assertThat(need.at("/nextStep/step/step").stringValue()).isEqualTo("ASK_NAMED");
      assertThat(need.at("/nextStep/step/responder").stringValue()).isEqualTo("LB-10-2");
      assertThat(need.get("nextStepAt")).isEqualTo(climbing.offerTo("LB-10-1", id).get("answerBy"));
    } finally {
      scene
          .jdbc
          .sql(
              "update responder set municipalities = array_append(municipalities, '1081') where id = 'M11'")
          .update();
    }
  }

  @Test
  void theWindowOfAnOfferIsThatOfItsRung() {
    var id = climbing.triaged(FALKENBERG, Level.PHYSICIAN_NOW, PHYSICIAN);

    assertThat(window(climbing.offerTo("LB-13-1", id))).isEqualTo(Duration.ofMinutes(3));
    climbing.silent(id);
    assertThat(window(climbing.offerTo("LB-13-2", id))).isEqualTo(Duration.ofMinutes(4));
  }

  private static Duration window(JsonNode offer) {
    return Duration.between(
        Instant.parse(offer.get("offeredAt").stringValue()),
        Instant.parse(offer.get("answerBy").stringValue()));
  }

  @Test
  void whoComesInTimeAfterAllNeedsNobodyInTheirPlace() {
    var id = fellBack();

    scene.client.accept(climbing.offerTo("M11", id), id);

    assertThat(climbing.states(id)).isEqualTo("LB-10-1 WITHDRAWN | M11 ACCEPTED | M11 LAPSED");
    var shown = scene.client.show(id);
    assertThat(shown.get("grantedLevel").stringValue()).isEqualTo("MOBILE_TEAM_2H");
    assertThat(openNeeds(id)).isEqualTo(1);
  }

  @Test
  void aPhysicianWhoIsDoneInsteadIsWhatIsGranted() {
    var id = fellBack();
    var physician = climbing.offerTo("LB-10-1", id);

    scene.client.accept(physician, id);
    var accepted = scene.client.show(id);
    assertThat(accepted.get("grantedLevel").stringValue()).isEqualTo("PHYSICIAN_NOW");
    assertThat(accepted.get("neededLevel").stringValue()).isEqualTo("MOBILE_TEAM_2H");
    assertThat(accepted.at("/responsible/id").stringValue()).isEqualTo("LB-10-1");
    assertThat(climbing.isAsked("M11", id)).as("the team is asked on").isTrue();

    scene.client.report(physician, id, MET);
    assertThat(climbing.isAsked("M11", id)).as("until the physician has decided").isTrue();
    scene.client.report(
        physician,
        id,
        "{\"status\": \"COMPLETED\", \"outcome\": \"STAYED_HOME\", \"journalReference\": \"J-1\"}");

    var closed = scene.client.show(id);
    assertThat(closed.get("state").stringValue()).isEqualTo("CLOSED");
    assertThat(closed.get("grantedLevel").stringValue()).isEqualTo("PHYSICIAN_NOW");
    assertThat(climbing.watching(id)).isZero();
  }

  @Test
  void aPhysicianWhoGivesUpInsteadIsFollowedByTheNextRungs() {
    var id = fellBack();
    var physician = climbing.offerTo("LB-10-1", id);
    scene.client.accept(physician, id);
    scene.client.report(physician, id, MET);

    scene.client.report(physician, id, ILL);
    climbing.silentToTheEnd(id);

    assertThat(climbing.ladder(id, "TEAM_VISIT"))
        .endsWith(
            "ASKED M11 | SKIPPED NOBODY | ALREADY_ASKED | ASKED LB-10-2 | SKIPPED ASKED_BEFORE | TOLD"
                + " | RESERVE");
  }

  /** The physician is on the telephone still when the team that was found after all has left. */
  @Test
  void aPhysicianWhoGivesUpAfterTheTeamWasThereIsFollowedByNobody() {
    var id = fellBack();
    var physician = climbing.offerTo("LB-10-1", id);
    scene.client.accept(physician, id);
    var team = climbing.offerTo("M11", id);
    scene.client.accept(team, id);
    scene.client.report(team, id, "{\"status\": \"WITH_PATIENT\", \"mode\": \"VISIT\"}");
    scene.client.report(
        team,
        id,
        "{\"status\": \"COMPLETED\", \"outcome\": \"STAYED_HOME\", \"journalReference\": \"J-1\"}");
    assertThat(scene.state(id)).isEqualTo("ASSIGNED");

    scene.client.report(physician, id, ILL);

    assertThat(climbing.states(id)).doesNotContain("OFFERED");
    assertThat(scene.state(id)).isEqualTo("CLOSED");
    assertThat(climbing.watching(id)).isZero();
    assertThat(openNeeds(id)).isZero();
  }

  /** Enough as things were; then the team had to wait for another patient. */
  @Test
  void whenATeamThatWasInTimeIsDelayedAfterAllAPhysicianIsAskedAgain() {
    var id = fellBack();
    var physician = climbing.offerTo("LB-10-1", id);
    scene.client.accept(physician, id);
    var team = climbing.offerTo("M11", id);
    scene.client.accept(team, id);
    scene.client.report(physician, id, ILL);
    assertThat(climbing.states(id)).doesNotContain("OFFERED");

    isDelayed(team, id);

    assertThat(climbing.isAsked("LB-10-1", id) || climbing.isAsked("LB-10-2", id)).isTrue();
  }

  @Test
  void aPhysicianWhoGivesUpWhenTheTeamHasFoundNobodyIsFollowedByTheNext() {
    var id = fellBack();
    var physician = climbing.offerTo("LB-10-1", id);
    scene.client.accept(physician, id);
    var team = climbing.offerTo("M11", id);
    scene.client.accept(team, id);
    scene.client.report(team, id, "{\"status\": \"WITH_PATIENT\", \"mode\": \"VISIT\"}");
    scene.client.report(
        team,
        id,
        "{\"status\": \"COMPLETED\", \"outcome\": \"NOBODY_THERE\", \"journalReference\": \"J-1\"}");

    scene.client.report(physician, id, ILL);

    assertThat(climbing.isAsked("LB-10-2", id)).as("nobody has seen the patient").isTrue();
  }

  /** The promised time is over, and the team is an hour away still. */
  @Test
  void aPhysicianWhoBridgedUntilALateTeamAndGivesUpIsFollowedByTheNext() {
    var id = fellBack();
    var physician = climbing.offerTo("LB-10-1", id);
    scene.client.accept(physician, id);
    var team = climbing.offerTo("M11", id);
    scene.client.accept(team, id);
    isDelayed(team, id);
    scene
        .jdbc
        .sql("update assessment_request set contact_by = clock_timestamp() where id = ?::uuid")
        .param(id)
        .update();

    scene.client.report(physician, id, ILL);

    assertThat(climbing.isAsked("LB-10-2", id)).isTrue();
    assertThat(climbing.states(id)).contains("M11 ACCEPTED");
  }

  /** It was expected hours ago, and nothing is heard of it. */
  @Test
  void aTeamThatShouldHaveComeLongAgoDoesNotCountWhenThePromiseIsBroken() {
    var id = climbing.triaged(RONNEBY, Level.MOBILE_TEAM_2H, TEAM);
    var team = climbing.offerTo("M11", id);
    scene.client.accept(team, id);
    scene
        .jdbc
        .sql(
            "update assignment set eta = clock_timestamp() - interval '4 hours' where id = ?::uuid")
        .param(team.get("id").stringValue())
        .update();
    scene
        .jdbc
        .sql("update assessment_request set contact_by = clock_timestamp() where id = ?::uuid")
        .param(id)
        .update();
    climbing.isDue(id, "TEAM_VISIT", "accept_by");

    climbing.isDue(id, "TEAM_VISIT", "breach_at");

    assertThat(climbing.told(id, "BreachOccurred")).isPositive();
    assertThat(climbing.isAsked("LB-10-1", id)).as("a physician decides what else").isTrue();
    assertThat(scene.client.show(id).get("reserveRoutines")).as("a manager is told").hasSize(1);
    assertThat(climbing.states(id)).contains("M11 ACCEPTED");
  }

  @Test
  void whoeverCouldComeTooLateIsAskedAndAPhysicianAtOnceToo() {
    var id =
        climbing.triaged(
            Climbing.request(RONNEBY, Duration.ofMinutes(110)), Level.MOBILE_TEAM_2H, TEAM);

    assertThat(climbing.ladder(id, "TEAM_VISIT"))
        .isEqualTo("SKIPPED TOO_LATE | SKIPPED TOO_LATE | FELL_BACK | ASKED LB-10-1");
    assertThat(climbing.isAsked("M11", id)).isTrue();

    scene.client.accept(climbing.offerTo("M11", id), id);

    assertThat(climbing.isAsked("LB-10-1", id))
        .as("somebody bridges the time until the team is there")
        .isTrue();
    climbing.silentToTheEnd(id);
    assertThat(climbing.ladder(id, "TEAM_VISIT"))
        .as("a late yes keeps no ladder waiting")
        .endsWith("ASKED LB-10-1 | ASKED LB-10-2 | TOLD | RESERVE");
    scene.client.report(
        scene.awaitAssignment(id, "ACCEPTED"),
        id,
        "{\"status\": \"WITH_PATIENT\", \"mode\": \"VISIT\"}");
    assertThat(climbing.states(id)).doesNotContain("OFFERED");
  }

  @Test
  void whoSaysThatItComesTooLateIsNotWaitedFor() {
    var id = climbing.triaged(RONNEBY, Level.MOBILE_TEAM_2H, TEAM);
    var team = climbing.offerTo("M11", id);
    scene.client.accept(team, id);
    assertThat(climbing.ladder(id, "TEAM_VISIT")).isEqualTo("ASKED M11");

    scene.client.report(
        team,
        id,
        "{\"status\": \"DELAYED\", \"eta\": \"%s\"}"
            .formatted(Instant.now().plus(Duration.ofHours(3))));

    assertThat(climbing.ladder(id, "TEAM_VISIT"))
        .isEqualTo("ASKED M11 | SKIPPED SETTLED | FELL_BACK | ASKED LB-10-1");
  }

  @Test
  void whoeverHasKeptThePromiseByAContactNeedsNobodyInTheirPlace() {
    var id = climbing.triaged(RONNEBY, Level.MOBILE_TEAM_2H, TEAM);
    var team = climbing.offerTo("M11", id);
    scene.client.accept(team, id);
    scene.client.report(
        team,
        id,
        "{\"status\": \"DELAYED\", \"eta\": \"%s\"}"
            .formatted(Instant.now().plus(Duration.ofHours(3))));
    assertThat(climbing.isAsked("LB-10-1", id)).isTrue();

    climbing.contacted(id, "PHYSICIAN", "PHONE");
    assertThat(climbing.isAsked("LB-10-1", id)).as("a call is no visit of a team").isTrue();
    climbing.contacted(id, "MOBILE_TEAM", "VISIT");

    assertThat(climbing.states(id)).isEqualTo("LB-10-1 WITHDRAWN | M11 ACCEPTED");
  }

  /** What was promised first is not kept yet, though there is time enough for what is ordered. */
  @Test
  void anOrderForALaterTimeSendsNobodyAwayWhoBridgesTheTime() {
    var id = climbing.triaged(RONNEBY, Level.MOBILE_TEAM_2H, TEAM);
    var team = climbing.offerTo("M11", id);
    scene.client.accept(team, id);
    isDelayed(team, id);
    assertThat(climbing.isAsked("LB-10-1", id)).isTrue();

    climbing.ordered(id, Need.TEAM_VISIT, Level.MOBILE_TEAM_TODAY);

    assertThat(climbing.states(id)).isEqualTo("LB-10-1 OFFERED | M11 ACCEPTED");
  }

  private void isDelayed(JsonNode team, String id) {
    var delayed =
        scene.client.report(
            team,
            id,
            "{\"status\": \"DELAYED\", \"eta\": \"%s\"}"
                .formatted(Instant.now().plus(Duration.ofHours(3))));
    assertThat(delayed.status()).isEqualTo(204);
  }

  @Test
  void anOrderClimbsTheLadderOfWhatWasOrdered() {
    var id = climbing.triaged(RONNEBY, Level.PHYSICIAN_NOW, PHYSICIAN);

    climbing.ordered(id, Need.TEAM_VISIT, Level.MOBILE_TEAM_TODAY);

    assertThat(climbing.need(id, "TEAM_VISIT").at("/ladder/0/level").stringValue())
        .isEqualTo("MOBILE_TEAM_TODAY");
  }

  @Test
  void anOrderForASoonerTimeHasItsOwnTimeToAcceptAndItsOwnLadder() {
    var id = climbing.triaged(RONNEBY, Level.PHYSICIAN_NOW, PHYSICIAN);
    climbing.ordered(id, Need.TEAM_VISIT, Level.MOBILE_TEAM_TODAY);
    climbing.isDue(id, "TEAM_VISIT", "accept_by");
    var rungs = climbing.need(id, "TEAM_VISIT").get("ladder").size();
    var before = Instant.now();

    climbing.ordered(id, Need.TEAM_VISIT, Level.MOBILE_TEAM_2H);

    var team = climbing.need(id, "TEAM_VISIT");
    assertThat(team.get("ladder").get(rungs).get("level").stringValue())
        .isEqualTo("MOBILE_TEAM_2H");
    assertThat(Instant.parse(team.get("acceptBy").stringValue()))
        .isAfterOrEqualTo(before.plus(Duration.ofMinutes(15)).minusSeconds(1));
    assertThat(climbing.isAsked("M11", id)).isTrue();
  }

  /** The physician is due in 30 min; a team that was ordered comes in the time of a team. */
  @Test
  void aLevelThatRisesLeavesAnOrderedTeamTheTimeOfATeam() {
    var id = climbing.triaged(RONNEBY, Level.PHYSICIAN_TODAY, PHYSICIAN);
    climbing.ordered(id, Need.TEAM_VISIT, Level.MOBILE_TEAM_TODAY);

    rises(id, Level.PHYSICIAN_NOW, PHYSICIAN, TEAM);

    var raisedAt = Instant.parse(scene.client.show(id).get("raisedAt").stringValue());
    assertThat(Instant.parse(climbing.need(id, "TEAM_VISIT").get("contactBy").stringValue()))
        .isEqualTo(raisedAt.plus(Duration.ofHours(2)));
  }

  @Test
  void whoHasAcceptedAndComesTooLateForAHigherLevelIsNotWaitedFor() {
    var id = climbing.triaged(RONNEBY, Level.MOBILE_TEAM_TODAY, TEAM);
    var team = climbing.offerTo("M11", id);
    scene.client.accept(team, id);
    scene
        .jdbc
        .sql(
            "update assignment set eta = clock_timestamp() + interval '4 hours' where id = ?::uuid")
        .param(team.get("id").stringValue())
        .update();

    rises(id, Level.MOBILE_TEAM_2H, TEAM);

    assertThat(climbing.states(id)).contains("M11 ACCEPTED");
    assertThat(climbing.ladder(id, "TEAM_VISIT"))
        .endsWith("SKIPPED SETTLED | SKIPPED SETTLED | FELL_BACK | ASKED LB-10-1");
  }

  /** It said when it comes when there was time enough; the other team is ten minutes away. */
  @Test
  void whoHasSaidToComeTooLateForAHigherLevelGivesWayToWhoComesInTime() {
    var id = climbing.triaged(RONNEBY, Level.MOBILE_TEAM_TODAY, TEAM);
    var team = climbing.offerTo("M11", id);
    scene.client.accept(team, id);
    isDelayed(team, id);
    secondTeamComes();

    try {
      rises(id, Level.MOBILE_TEAM_2H, TEAM);

      assertThat(climbing.states(id)).contains("M11 WITHDRAWN", "M12 OFFERED");
    } finally {
      secondTeamGoes();
    }
  }

  /** M12 serves that place, too, and at this hour. */
  private void secondTeamComes() {
    scene
        .jdbc
        .sql(
            "update responder set municipalities = array_append(municipalities, cast('1081' as char(4))) where id = 'M12'")
        .update();
    scene
        .jdbc
        .sql(
            """
            insert into shift (responder, starts_at, ends_at)
            values ('M12', '2026-01-01T00:00Z', clock_timestamp() + interval '12 hours')
            """)
        .update();
  }

  private void secondTeamGoes() {
    scene
        .jdbc
        .sql("delete from shift where responder = 'M12' and starts_at = '2026-01-01T00:00Z'")
        .update();
    scene
        .jdbc
        .sql(
            "update responder set municipalities = array_remove(municipalities, cast('1081' as char(4))) where id = 'M12'")
        .update();
  }

  @Test
  void aHigherLevelClimbsItsOwnLadderFromTheFoot() {
    var id = climbing.triaged(RONNEBY, Level.MOBILE_TEAM_TODAY, TEAM);
    climbing.silent(id);
    assertThat(climbing.ladder(id, "TEAM_VISIT"))
        .isEqualTo("ASKED M11 | TOLD | FELL_BACK | ASKED LB-10-1");
    var before = Instant.parse(climbing.need(id, "TEAM_VISIT").get("acceptBy").stringValue());

    rises(id, Level.MOBILE_TEAM_2H, TEAM);

    var need = climbing.need(id, "TEAM_VISIT");
    assertThat(need.at("/ladder/4/level").stringValue()).isEqualTo("MOBILE_TEAM_2H");
    assertThat(Instant.parse(need.get("acceptBy").stringValue())).isBefore(before);
    assertThat(climbing.ladder(id, "TEAM_VISIT"))
        .startsWith("ASKED M11 | TOLD | FELL_BACK | ASKED LB-10-1 | SKIPPED NOBODY");
  }

  /** What a ladder had fallen back to is what the level is about now. */
  @Test
  void whoStoodInIsDemandedWhenTheLevelRisesToThat() {
    var id = fellBack();
    var physician = climbing.offerTo("LB-10-1", id);

    rises(id, Level.PHYSICIAN_NOW, PHYSICIAN);

    assertThat(climbing.offerTo("LB-10-1", id).get("id")).isEqualTo(physician.get("id"));
    assertThat(climbing.need(id, "PHYSICIAN_CONTACT").get("substituteFor").isNull()).isTrue();
    assertThat(climbing.ladder(id, "PHYSICIAN_CONTACT")).isEqualTo("ASKED LB-10-1");
    scene.client.accept(physician, id);
    assertThat(scene.client.show(id).get("grantedLevel").stringValue()).isEqualTo("PHYSICIAN_NOW");
  }

  private void rises(String id, Level level, NeedWithCapabilities... needs) {
    scene.client.observe(
        id, "{\"id\": \"%s\", \"vitals\": {\"pulse\": 108}}".formatted(UUID.randomUUID()));
    scene.triaged(id, 2, level, needs);
    await()
        .atMost(Scene.SOON)
        .until(() -> scene.client.show(id).get("neededLevel").stringValue().equals(level.name()));
  }

  @Test
  void inAnEmergencyAPhysicianIsAskedByTheLadderOfAPhysicianNow() {
    var body = example("stroke-red-flag");
    ((ObjectNode) body.get("place")).put("municipality", RONNEBY).remove("position");
    var id = scene.raised(body);
    scene.client.acknowledge(
        id,
        "{\"alarm\": 1, \"acknowledgement\": \"PATIENT_DECLINES\", \"reason\": \"Vill stanna hemma\"}");

    climbing.silentToTheEnd(id);

    assertThat(climbing.ladder(id, "PHYSICIAN_CONTACT"))
        .isEqualTo("ASKED LB-10-1 | ASKED LB-10-2 | TOLD | RESERVE");
    assertThat(climbing.need(id, "PHYSICIAN_CONTACT").at("/ladder/0/level").stringValue())
        .isEqualTo("PHYSICIAN_NOW");
    assertThat(scene.client.show(id).get("neededLevel").stringValue()).isEqualTo("EMERGENCY_112");
  }

  @Test
  void whatIsCancelledIsWatchedNoMore() {
    var id = fellBack();
    assertThat(climbing.watching(id)).isEqualTo(1);

    scene.client.cancel(id, "NO_LONGER_NEEDED");

    assertThat(climbing.watching(id)).isZero();
    assertThat(climbing.states(id)).isEqualTo("LB-10-1 WITHDRAWN | M11 LAPSED | M11 WITHDRAWN");
    assertThat(openNeeds(id)).isZero();
  }

  @Test
  void whatBecomesAnEmergencyIsWatchedNoMore() {
    var id = fellBack();

    climbing.becomesEmergency(id);

    assertThat(climbing.watching(id)).isZero();
    assertThat(openNeeds(id)).isZero();
  }

  @Test
  void inAnEmergencyATeamThatComesLateAsksNobodyElse() {
    var id = climbing.triaged(RONNEBY, Level.MOBILE_TEAM_2H, TEAM);
    var team = climbing.offerTo("M11", id);
    scene.client.accept(team, id);
    climbing.becomesEmergency(id);

    isDelayed(team, id);

    assertThat(climbing.states(id)).isEqualTo("M11 ACCEPTED");
    assertThat(climbing.ladder(id, "TEAM_VISIT")).isEqualTo("ASKED M11");
  }

  @Test
  void whoServesTheNewPlaceIsAskedOnTheSameRung() {
    var id = climbing.triaged(RONNEBY, Level.NURSE, NURSE);

    scene.client.move(
        id, "{\"id\": \"%s\", \"municipality\": \"1080\"}".formatted(UUID.randomUUID()));

    assertThat(climbing.ladder(id, "NURSE_VISIT")).isEqualTo("ASKED NF-1081 | ASKED NF-1080");
    climbing.silent(id);
    assertThat(climbing.ladder(id, "NURSE_VISIT"))
        .isEqualTo("ASKED NF-1081 | ASKED NF-1080 | FELL_BACK | ASKED LB-10-1");
  }

  @Test
  void whatIsJoinedClimbsNoLadderOfItsOwn() {
    var patient = Examples.somebody();
    var first =
        climbing.triaged(
            Examples.about(Climbing.request(RONNEBY), patient), Level.MOBILE_TEAM_2H, TEAM);
    climbing.silent(first);
    var before = climbing.ladder(first, "TEAM_VISIT");

    var joined = scene.raised(Examples.about(Climbing.request(RONNEBY), patient));

    assertThat(climbing.ladder(first, "TEAM_VISIT")).isEqualTo(before);
    assertThat(
            scene
                .jdbc
                .sql("select count(*) from climb where request = ?::uuid")
                .param(joined)
                .query(Integer.class)
                .single())
        .isZero();
  }

  /** A team of Ronneby said nothing, and a physician is asked in its place. */
  private String fellBack() {
    var id = climbing.triaged(RONNEBY, Level.MOBILE_TEAM_2H, TEAM);
    climbing.silent(id);
    assertThat(climbing.ladder(id, "TEAM_VISIT"))
        .isEqualTo("ASKED M11 | SKIPPED NOBODY | FELL_BACK | ASKED LB-10-1");
    assertThat(climbing.isAsked("M11", id)).as("asking never stops").isTrue();
    return id;
  }

  private int openNeeds(String id) {
    return scene
        .jdbc
        .sql("select count(*) from need where request = ?::uuid and ended_at is null")
        .param(id)
        .query(Integer.class)
        .single();
  }
}
