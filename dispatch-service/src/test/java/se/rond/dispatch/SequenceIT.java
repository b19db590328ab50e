package se.rond.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;
import static se.rond.dispatch.Climbing.RONNEBY;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import se.rond.contracts.care.Capability;
import se.rond.contracts.care.Level;
import se.rond.contracts.care.Need;
import se.rond.contracts.triage.TriageDecision.NeedWithCapabilities;
import se.rond.testsupport.EmbeddedInfrastructure;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A team without X-ray goes where one was asked for: somebody else brings it. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@EmbeddedInfrastructure
class SequenceIT {

  private static final NeedWithCapabilities VISIT_WITH_XRAY =
      new NeedWithCapabilities(
          Need.TEAM_VISIT, Set.of(Capability.SAMPLING_CRP, Capability.XRAY_CHEST));

  private final Scene scene;
  private final Climbing climbing;

  @Autowired
  SequenceIT(
      @LocalServerPort int port,
      @Value("${spring.kafka.bootstrap-servers}") String broker,
      JdbcClient jdbc,
      JsonMapper json) {
    scene = new Scene(port, broker, jdbc, json);
    climbing = new Climbing(scene);
  }

  @AfterEach
  void leave() {
    xray("array_remove");
    climbing.close();
    scene.close();
  }

  private void xray(String how) {
    can(how, "XRAY.CHEST");
  }

  /** M11 can do that, too, from now on, or no more. */
  private void can(String how, String capability) {
    scene
        .jdbc
        .sql(
            "update responder set capabilities = %s(capabilities, ?) where id = 'M11'"
                .formatted(how))
        .param(capability)
        .update();
  }

  /** M21, which has no X-ray and is on duty at every hour, is of that region. */
  private void transferred(String region, String how) {
    scene
        .jdbc
        .sql(
            """
            update responder set region = ?, municipalities = %s(municipalities, cast('1081' as char(4)))
            where id = 'M21'
            """
                .formatted(how))
        .param(region)
        .update();
  }

  @Test
  void anXrayThatATeamCouldNotTakeIsBroughtByTheNextVisit() {
    var id = climbing.triaged(RONNEBY, Level.MOBILE_TEAM_2H, VISIT_WITH_XRAY);
    visited(id, "STAYED_HOME");

    var shown = scene.client.show(id);
    assertThat(shown.get("state").stringValue()).isEqualTo("WAITING");
    assertThat(shown.get("grantedLevel").stringValue()).isEqualTo("MOBILE_TEAM_2H");
    assertThat(shown.at("/responsible/party").stringValue()).isEqualTo("RAISING_NURSE");
    assertThat(shown.get("remeasureBy").isNull()).as("the patient was looked at").isTrue();
    var next = next(id);
    assertThat(next.get("capabilities").toString()).isEqualTo("[\"XRAY.CHEST\"]");
    assertThat(Instant.parse(next.get("contactBy").stringValue()))
        .isCloseTo(Instant.now().plus(Duration.ofHours(24)), within(60, ChronoUnit.SECONDS));
    assertThat(next.get("ladder")).as("it can wait").isEmpty();
    assertThat(shown.get("reserveRoutines")).isEmpty();
    assertThat(scene.heard(id, "VisitFollows").get("contactBy")).isEqualTo(next.get("contactBy"));
    assertThat(shown.at("/ball/awaited/what").stringValue()).isEqualTo("CONTACT");
    assertThat(shown.at("/ball/awaited/by")).isEqualTo(next.get("contactBy"));

    xray("array_append");
    lookAgain(id);
    await().atMost(Scene.SOON).until(() -> climbing.isAsked("M11", id));
    visited(id, "STAYED_HOME");

    assertThat(scene.state(id)).isEqualTo("CLOSED");
    assertThat(climbing.told(id, "VisitFollows")).isEqualTo(1);
  }

  @Test
  void whoeverIsTakenToHospitalIsVisitedByNobodyElse() {
    var id = climbing.triaged(RONNEBY, Level.MOBILE_TEAM_2H, VISIT_WITH_XRAY);

    visited(id, "EMERGENCY_DEPARTMENT");

    assertThat(scene.state(id)).isEqualTo("CLOSED");
  }

  /** The team was with the patient already when a physician sent her to hospital by telephone. */
  @Test
  void whoeverIsAdmittedMeanwhileIsSentNoXray() {
    var id =
        climbing.triaged(
            RONNEBY,
            Level.PHYSICIAN_NOW,
            new NeedWithCapabilities(Need.PHYSICIAN_CONTACT, Set.of()),
            VISIT_WITH_XRAY);
    var physician = climbing.offerTo("LB-10-1", id);
    scene.client.accept(physician, id);
    scene.client.report(physician, id, "{\"status\": \"WITH_PATIENT\", \"mode\": \"PHONE\"}");
    var team = climbing.offerTo("M11", id);
    scene.client.accept(team, id);
    scene.client.report(team, id, "{\"status\": \"WITH_PATIENT\", \"mode\": \"VISIT\"}");
    scene.client.report(
        physician,
        id,
        "{\"status\": \"COMPLETED\", \"outcome\": \"ADMISSION\", \"journalReference\": \"J-1\"}");

    scene.client.report(
        team,
        id,
        "{\"status\": \"COMPLETED\", \"outcome\": \"REFERRAL\", \"journalReference\": \"J-2\"}");

    assertThat(climbing.told(id, "VisitFollows")).isZero();
    assertThat(scene.state(id)).isEqualTo("CLOSED");
  }

  /** Ordered while the team was on its way, which could not bring it. */
  @Test
  void whatCannotWaitIsLookedForOnALadderAtOnce() {
    can("array_remove", "TRANSFUSION");
    try {
      var id = climbing.triaged(RONNEBY, Level.MOBILE_TEAM_2H, VISIT_WITH_XRAY);
      var team = climbing.offerTo("M11", id);
      scene.client.accept(team, id);
      scene.client.report(team, id, "{\"status\": \"EN_ROUTE\"}");
      orderedTransfusion(id);
      scene.client.report(team, id, "{\"status\": \"WITH_PATIENT\", \"mode\": \"VISIT\"}");

      scene.complete(new Scene.Taken(id, team));

      var shown = scene.client.show(id);
      assertThat(shown.get("state").stringValue()).isEqualTo("WAITING");
      var next = next(id);
      assertThat(next.get("capabilities").toString()).contains("TRANSFUSION");
      assertThat(Instant.parse(next.get("contactBy").stringValue()))
          .isCloseTo(Instant.now().plus(Duration.ofHours(2)), within(60, ChronoUnit.SECONDS));
      assertThat(next.get("acceptBy").isNull()).as("somebody is to accept in time").isFalse();
      assertThat(next.get("ladder")).as("it is climbed, since nobody can").isNotEmpty();
      assertThat(climbing.isAsked("LB-10-1", id)).as("a physician is asked instead").isTrue();
      assertThat(shown.get("remeasureBy").isNull()).as("care is awaited").isFalse();
      assertThat(isOrdered(next)).as("no later word down drops what was ordered").isTrue();

      climbing.silentToTheEnd(id);
      climbing.isDue(id, "TEAM_VISIT", "accept_by");
      assertThat(scene.client.show(id).get("reserveRoutines")).as("a manager is told").hasSize(1);
    } finally {
      can("array_append", "TRANSFUSION");
    }
  }

  private boolean isOrdered(JsonNode need) {
    return scene
        .jdbc
        .sql("select ordered_at is not null from need where id = ?::uuid")
        .param(need.get("id").stringValue())
        .query(Boolean.class)
        .single();
  }

  private void orderedTransfusion(String id) {
    var answer =
        scene.client.postAs(
            "PHYSICIAN",
            "/assessment-requests/%s/assessments".formatted(id),
            """
            {"id": "%s", "mode": "PHONE", "conclusion": {"code": "VISIT_NEEDED", "text": "Anemi"},
             "orders": [
               {"kind": "NEED", "need": "TEAM_VISIT", "level": "MOBILE_TEAM_2H", "capabilities": ["TRANSFUSION"]}]}
            """
                .formatted(UUID.randomUUID()));
    assertThat(answer.status()).isEqualTo(200);
  }

  /** The one with X-ray was called away before the picture was taken. */
  @Test
  void whatOneCouldWhoHandedOverIsOwedStill() {
    xray("array_append");
    var id = climbing.triaged(RONNEBY, Level.MOBILE_TEAM_2H, VISIT_WITH_XRAY);
    var giver = climbing.offerTo("M11", id);
    scene.client.accept(giver, id);
    scene.client.report(giver, id, "{\"status\": \"WITH_PATIENT\", \"mode\": \"VISIT\"}");
    transferred("10", "array_append");
    try {
      var asked =
          scene.client.handOver(
              giver,
              id,
              """
              {"to": "RESPONDER", "responder": "M21",
               "sbar": {"situation": "Fall", "background": "KOL", "assessment": "NEWS2 2", "recommendation": "Röntgen"}}
              """);
      assertThat(asked.status()).isEqualTo(204);
      var receiver = scene.awaitAssignment(id, "HANDOVER_OFFERED");
      assertThat(scene.client.accept(receiver, id).status()).isEqualTo(204);

      scene.complete(new Scene.Taken(id, receiver));
    } finally {
      transferred("13", "array_remove");
    }

    assertThat(next(id).get("capabilities").toString()).isEqualTo("[\"XRAY.CHEST\"]");
    assertThat(climbing.told(id, "VisitFollows")).isEqualTo(1);
    assertThat(climbing.isAsked("M11", id)).as("who can, when there is time").isTrue();
  }

  @Test
  void theSameDecisionAgainAsksForNothingTwice() {
    var id = climbing.triaged(RONNEBY, Level.MOBILE_TEAM_2H, VISIT_WITH_XRAY);
    visited(id, "STAYED_HOME");
    scene.client.observe(
        id, "{\"id\": \"%s\", \"vitals\": {\"pulse\": 98}}".formatted(UUID.randomUUID()));

    scene.triaged(id, 2, Level.MOBILE_TEAM_2H, VISIT_WITH_XRAY);
    await().atMost(Scene.SOON).until(() -> climbing.told(id, "RequestTriaged") == 2);

    assertThat(next(id).get("capabilities").toString()).isEqualTo("[\"XRAY.CHEST\"]");
    assertThat(climbing.states(id)).isEqualTo("M11 COMPLETED");
  }

  /** Who asks for help now is not answered by a picture that is taken tomorrow. */
  @Test
  void aNewRequestOfThePatientIsNotJoinedToOneThatWaitsForAnXray() {
    var body = Climbing.request(RONNEBY);
    var id = climbing.triaged(body, Level.MOBILE_TEAM_2H, VISIT_WITH_XRAY);
    visited(id, "STAYED_HOME");

    var answer = scene.client.raise(body.deepCopy().put("id", UUID.randomUUID().toString()));

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.body().has("joined")).isFalse();
  }

  @Test
  void whoIsLostOnTheWayToItIsFollowedWithoutHurry() {
    var id = climbing.triaged(RONNEBY, Level.MOBILE_TEAM_2H, VISIT_WITH_XRAY);
    visited(id, "STAYED_HOME");
    xray("array_append");
    lookAgain(id);
    await().atMost(Scene.SOON).until(() -> climbing.isAsked("M11", id));
    var team = climbing.offerTo("M11", id);
    scene.client.accept(team, id);

    scene.client.report(team, id, "{\"status\": \"FAILED\", \"cause\": \"VEHICLE\"}");

    assertThat(next(id).get("acceptBy").isNull()).isTrue();
    assertThat(next(id).get("ladder")).isEmpty();
    assertThat(climbing.isAsked("M11", id)).as("nobody else has an X-ray").isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"declined", "silent"})
  void whoDoesNotTakeItIsAskedAgainByTheNextShift(String how) {
    var id = climbing.triaged(RONNEBY, Level.MOBILE_TEAM_2H, VISIT_WITH_XRAY);
    visited(id, "STAYED_HOME");
    xray("array_append");
    lookAgain(id);
    await().atMost(Scene.SOON).until(() -> climbing.isAsked("M11", id));
    var offer = climbing.offerTo("M11", id);

    if (how.equals("declined")) {
      scene.client.decline(offer, id, "BUSY");
    } else {
      scene.timeToAnswerIsOver(offer);
    }

    await().atMost(Scene.SOON).until(() -> next(id).hasNonNull("matchAgainAt"));
    assertThat(next(id).at("/matching/exclusions").toString())
        .contains("{\"why\":\"NotTakenThisShift\",\"responder\":\"M11\"}");
    assertThat(climbing.isAsked("M11", id)).isFalse();

    var shift = beginShift();
    lookAgain(id);
    await().atMost(Scene.SOON).until(() -> climbing.isAsked("M11", id));
    endShift(shift);
  }

  /** M11 goes on duty now, beside whatever shift it has. */
  private OffsetDateTime beginShift() {
    return scene
        .jdbc
        .sql(
            """
            insert into shift (responder, starts_at, ends_at)
            values ('M11', clock_timestamp(), clock_timestamp() + interval '8 hours')
            returning starts_at""")
        .query(OffsetDateTime.class)
        .single();
  }

  private void endShift(OffsetDateTime begun) {
    scene
        .jdbc
        .sql("delete from shift where responder = 'M11' and starts_at = ?")
        .param(begun)
        .update();
  }

  /** It has said yes to a picture for tomorrow; now the patient is worse. */
  @Test
  void aTeamThatShouldHaveComeLongAgoIsNotWaitedForWhenThePatientIsWorse() {
    var id = climbing.triaged(RONNEBY, Level.MOBILE_TEAM_TODAY, VISIT_WITH_XRAY);
    visited(id, "STAYED_HOME");
    xray("array_append");
    lookAgain(id);
    await().atMost(Scene.SOON).until(() -> climbing.isAsked("M11", id));
    var team = climbing.offerTo("M11", id);
    scene.client.accept(team, id);
    scene
        .jdbc
        .sql(
            "update assignment set eta = clock_timestamp() - interval '4 hours' where id = ?::uuid")
        .param(team.get("id").stringValue())
        .update();
    scene.client.observe(
        id, "{\"id\": \"%s\", \"vitals\": {\"pulse\": 108}}".formatted(UUID.randomUUID()));

    scene.triaged(id, 2, Level.MOBILE_TEAM_2H, VISIT_WITH_XRAY);

    await().atMost(Scene.SOON).until(() -> climbing.isAsked("LB-10-1", id));
    assertThat(climbing.states(id)).contains("M11 ACCEPTED");
  }

  @Test
  void whereNobodyHasBroughtItInTimeTheLadderIsClimbedToItsEnd() {
    var id = climbing.triaged(RONNEBY, Level.MOBILE_TEAM_2H, VISIT_WITH_XRAY);
    visited(id, "STAYED_HOME");
    climbing.isDue(id, "TEAM_VISIT", "ordered_warn_at");
    assertThat(climbing.told(id, "BreachWarned")).isEqualTo(1);
    scene
        .jdbc
        .sql(
            "update need set contact_by = clock_timestamp() where request = ?::uuid and follows is not null")
        .param(id)
        .update();

    climbing.isDue(id, "TEAM_VISIT", "ordered_breach_at");

    assertThat(climbing.told(id, "BreachOccurred")).isEqualTo(1);
    assertThat(scene.client.show(id).get("reserveRoutines")).hasSize(1);
    assertThat(climbing.isAsked("LB-10-1", id)).as("a physician decides what else").isTrue();
  }

  /** The need that follows another, and what is shown of it. */
  private JsonNode next(String id) {
    var needs = scene.client.show(id).get("needs");
    var next =
        needs.valueStream().filter(one -> one.hasNonNull("follows")).findFirst().orElseThrow();
    assertThat(needs.findValuesAsString("id")).contains(next.get("follows").stringValue());
    return next;
  }

  private void lookAgain(String id) {
    scene
        .jdbc
        .sql(
            "update need set match_at = clock_timestamp() where request = ?::uuid and ended_at is null")
        .param(id)
        .update();
  }

  private void visited(String id, String outcome) {
    var team = climbing.offerTo("M11", id);
    assertThat(scene.client.accept(team, id).status()).isEqualTo(204);
    scene.client.report(team, id, "{\"status\": \"WITH_PATIENT\", \"mode\": \"VISIT\"}");
    var ended =
        scene.client.report(
            team,
            id,
            "{\"status\": \"COMPLETED\", \"outcome\": \"%s\", \"journalReference\": \"J-1\"}"
                .formatted(outcome));
    assertThat(ended.status()).isEqualTo(204);
  }
}
