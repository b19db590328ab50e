package se.rond.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static se.rond.dispatch.Examples.example;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import se.rond.access.Role;
import se.rond.contracts.care.Level;
import se.rond.contracts.care.Need;
import se.rond.contracts.care.RedFlag;
import se.rond.contracts.triage.TriageDecision.NeedWithCapabilities;
import se.rond.dispatch.DispatchClient.Answer;
import se.rond.testsupport.EmbeddedInfrastructure;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A person decides on another level than the rules did, and the work follows. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@EmbeddedInfrastructure
class LevelOverrideIT {

  private static final String NURSE = "MUNICIPAL_NURSE";
  private static final String PHYSICIAN = "PHYSICIAN";

  private static final NeedWithCapabilities CONTACT =
      new NeedWithCapabilities(Need.PHYSICIAN_CONTACT, Set.of());
  private static final NeedWithCapabilities VISIT =
      new NeedWithCapabilities(Need.NURSE_VISIT, Set.of());

  private final Scene scene;

  @Autowired
  LevelOverrideIT(
      @LocalServerPort int port,
      @Value("${spring.kafka.bootstrap-servers}") String broker,
      JdbcClient jdbc,
      JsonMapper json) {
    scene = new Scene(port, broker, jdbc, json);
  }

  @AfterEach
  void leave() {
    scene.close();
  }

  @Test
  void aNurseGoesBelowAProposalAndTheWorkFollows() {
    var id = proposed();
    var team = scene.awaitAssignment(id, "OFFERED");

    var answer = level(id, "NURSE", "PER_PLAN", NURSE);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().get("neededLevel").stringValue()).isEqualTo("NURSE");
    assertThat(answer.body().get("state").stringValue()).isEqualTo("WAITING");
    assertThat(answer.body().get("advice").stringValue()).isEqualTo("NONE");
    var shown = scene.client.show(id);
    assertThat(shown.get("neededLevel").stringValue()).isEqualTo("NURSE");
    assertThat(shown.at("/decision/level").stringValue())
        .as("what was decided stays")
        .isEqualTo("MOBILE_TEAM_2H");
    assertThat(openNeeds(shown)).containsExactly("NURSE_VISIT NURSE");
    assertThat(one(shown, team).get("state").stringValue()).isEqualTo("WITHDRAWN");
    assertThat(scene.awaitAssignment(id, "OFFERED").get("need").stringValue())
        .isEqualTo("NURSE_VISIT");
    assertThat(between(shown, "raisedAt", "contactBy"))
        .as("the clock of the lower level runs from when it was raised; NEWS2 is 4")
        .isEqualTo(Duration.ofHours(6));
    var said = shown.at("/overrides/0");
    assertThat(said.get("direction").stringValue()).isEqualTo("DOWN");
    assertThat(said.get("from").stringValue()).isEqualTo("MOBILE_TEAM_2H");
    assertThat(said.get("level").stringValue()).isEqualTo("NURSE");
    assertThat(said.get("reason").stringValue()).isEqualTo("PER_PLAN");
    assertThat(said.get("belowFloor").booleanValue()).isFalse();
    assertThat(said.get("actor").stringValue()).startsWith("MUNICIPAL_NURSE ");
    var told = scene.heard(id, "LevelOverridden");
    assertThat(told.get("responders").valueStream().map(JsonNode::stringValue))
        .containsExactly(team.get("responder").stringValue());
    assertThat(told.get("belowFloor").booleanValue()).isFalse();
    assertThat(told.toString()).doesNotContain("MOBILE_TEAM_2H", "PER_PLAN");
    scene.heard(id, "OfferWithdrawn");
    assertThat(detail(shown, "LevelOverridden")).isEqualTo("MOBILE_TEAM_2H to NURSE, PER_PLAN");
  }

  @Test
  void whoHasAcceptedIsToldAndTheNurseIsResponsibleAgain() {
    var taken = scene.accepted(scene.raised(now("pneumonia")));
    var id = taken.request();

    assertThat(level(id, "NURSE", "IMPROVED", NURSE).status()).isEqualTo(200);

    var shown = scene.client.show(id);
    assertThat(one(shown, taken.assignment()).get("state").stringValue()).isEqualTo("WITHDRAWN");
    assertThat(shown.at("/responsible/party").stringValue()).isEqualTo("RAISING_NURSE");
    assertThat(scene.heard(id, "AssignmentWithdrawn").get("responder").stringValue())
        .isEqualTo(taken.responder());
  }

  @Test
  void whoIsWithThePatientStays() {
    var taken = scene.accepted(scene.raised(now("pneumonia")));
    var id = taken.request();
    scene.client.report(
        taken.assignment(), id, "{\"status\": \"WITH_PATIENT\", \"mode\": \"VISIT\"}");

    var answer = level(id, "NURSE", "IMPROVED", NURSE);

    assertThat(answer.body().get("state").stringValue()).isEqualTo("UNDER_WAY");
    var shown = scene.client.show(id);
    assertThat(one(shown, taken.assignment()).get("state").stringValue()).isEqualTo("WITH_PATIENT");
    assertThat(openNeeds(shown))
        .as("somebody is there, so no nurse is sent as well")
        .containsExactly("TEAM_VISIT NURSE");
    scene.complete(taken);
    assertThat(scene.state(id)).isEqualTo("CLOSED");
  }

  @Test
  void nobodyIsAskedAgainForWhatIsNotNeededAnyMore() {
    var id = scene.raised(now("pneumonia"));
    scene.triaged(id, 1, Level.PHYSICIAN_TODAY, CONTACT);
    var physician = scene.awaitAssignment(id, "OFFERED");
    scene.client.accept(physician, id);
    scene.client.report(physician, id, "{\"status\": \"WITH_PATIENT\", \"mode\": \"PHONE\"}");
    level(id, "NURSE", "IMPROVED", NURSE);

    scene.client.report(physician, id, "{\"status\": \"FAILED\", \"cause\": \"ILL\"}");

    assertThat(openNeeds(scene.client.show(id)))
        .as("by phone nobody was there, so a nurse goes")
        .containsExactly("NURSE_VISIT NURSE");
  }

  /** While somebody was there no nurse was sent as well; now nobody is. */
  @Test
  void whoIsThereAndCannotGoOnIsFollowedByWhatTheLowerLevelAsksFor() {
    var taken = scene.accepted(scene.raised(now("pneumonia")));
    var id = taken.request();
    scene.client.report(
        taken.assignment(), id, "{\"status\": \"WITH_PATIENT\", \"mode\": \"VISIT\"}");
    level(id, "NURSE", "IMPROVED", NURSE);

    scene.client.report(taken.assignment(), id, "{\"status\": \"FAILED\", \"cause\": \"VEHICLE\"}");

    assertThat(openNeeds(scene.client.show(id))).containsExactly("NURSE_VISIT NURSE");
    scene.awaitAssignment(id, "OFFERED");
  }

  @ParameterizedTest(name = "done before: {0}")
  @ValueSource(booleans = {true, false})
  void whatWasDoneForLessDoesNotAnswerALaterRise(boolean isDoneBefore) {
    var id = scene.raised(now("catheter").put("nurseLevel", "ADVICE"));
    scene.triaged(id, 1, Level.PHYSICIAN_NOW, CONTACT, VISIT);
    await().atMost(Scene.SOON).until(() -> scene.client.show(id).get("assignments").size() == 2);
    var contact = scene.assignmentFor(id, "PHYSICIAN_CONTACT");
    var done = "{\"status\": \"COMPLETED\", \"outcome\": \"STAYED_HOME\"}";
    scene.client.accept(contact, id);
    scene.client.report(contact, id, "{\"status\": \"WITH_PATIENT\", \"mode\": \"PHONE\"}");
    if (isDoneBefore) {
      scene.client.report(contact, id, done);
    }
    assertThat(level(id, "NURSE", "ASSESSED", PHYSICIAN).status()).isEqualTo(200);
    if (!isDoneBefore) {
      scene.client.report(contact, id, done);
    }
    scene.client.observe(id, observed("\"vitals\": {\"pulse\": 118}"));

    scene.triaged(id, 2, Level.PHYSICIAN_NOW, CONTACT);
    scene.awaitRead(id);

    assertThat(openNeeds(scene.client.show(id)))
        .containsExactlyInAnyOrder("NURSE_VISIT NURSE", "PHYSICIAN_CONTACT PHYSICIAN_NOW");
  }

  @Test
  void anOpenNeedOfALowerLevelIsLiftedToTheOneThatIsDecidedOn() {
    var id = scene.raised(now("catheter").put("nurseLevel", "ADVICE"));
    scene.triaged(id, 1, Level.ADVICE, VISIT);
    scene.awaitAssignment(id, "OFFERED");
    level(id, "PHYSICIAN_NOW", "CONCERN", NURSE);

    level(id, "NURSE", "ASSESSED", PHYSICIAN);

    assertThat(openNeeds(scene.client.show(id))).containsExactly("NURSE_VISIT NURSE");
  }

  @Test
  void nobodyHasLessTimeForLess() {
    var id = scene.raised(now("catheter").put("nurseLevel", "ADVICE"));
    scene.triaged(id, 1, Level.MOBILE_TEAM_2H, Scene.teamVisit());
    scene.awaitAssignment(id, "OFFERED");

    level(id, "ADVICE", "ASSESSED", PHYSICIAN);

    assertThat(between(scene.client.show(id), "raisedAt", "contactBy"))
        .isEqualTo(Duration.ofHours(2));
  }

  @Test
  void aFloorThatWasFoundWithoutTriageHoldsAsOneThatTriageFound() {
    var body = now("catheter").put("nurseLevel", "ADVICE");
    ((ObjectNode) body.get("vitals")).put("respirationRate", 25);
    var id = scene.raised(body);
    triageIsLate(id);
    scene.client.observe(id, observed("\"vitals\": {\"respirationRate\": 16}"));
    scene.triaged(id, 2, Level.NURSE, VISIT);
    scene.awaitRead(id);

    assertThat(type(level(id, "NURSE", "IMPROVED", NURSE))).isEqualTo("BELOW_FLOOR");
  }

  @Test
  void lateTriageDoesNotBringBackWhatAPersonGaveUp() {
    var id = scene.raised(now("pneumonia"));
    scene.triaged(id, 1, Level.MOBILE_TEAM_2H, Scene.teamVisit());
    scene.awaitAssignment(id, "OFFERED");
    level(id, "NURSE", "PER_PLAN", NURSE);
    scene.client.observe(id, observed("\"vitals\": {\"pulse\": 84}"));

    triageIsLate(id);

    assertThat(openNeeds(scene.client.show(id))).containsExactly("NURSE_VISIT NURSE");
  }

  @Test
  void aNursesLevelThatIsToldAfterwardsCountsThoughItIsNotAboveTheFirst() {
    var first = now("pneumonia");
    var id = scene.raised(first);
    scene.triaged(id, 1, Level.MOBILE_TEAM_2H, Scene.teamVisit());
    scene.awaitAssignment(id, "OFFERED");
    level(id, "NURSE", "PER_PLAN", NURSE);
    var patient = first.at("/patient/identifier/value").stringValue();
    scene.raised(Examples.about(now("pneumonia"), patient));

    scene.triaged(id, 2, Level.NURSE, VISIT);
    scene.awaitRead(id);

    assertThat(scene.client.show(id).get("neededLevel").stringValue())
        .isEqualTo("MOBILE_TEAM_TODAY");
  }

  @Test
  void aWordIsAboutTheLevelThatWasSeen() {
    var id = proposed();
    var late = body(UUID.randomUUID(), "MOBILE_TEAM_2H", "NURSE", "PER_PLAN", null);
    level(id, "PHYSICIAN_NOW", "CONCERN", PHYSICIAN);

    var refused = scene.client.level(id, late, PHYSICIAN);

    assertThat(refused.status()).isEqualTo(409);
    assertThat(type(refused)).isEqualTo("LEVEL_CHANGED");
    assertThat(refused.body().get("neededLevel").stringValue()).isEqualTo("PHYSICIAN_NOW");
    assertThat(type(level(id, "NURSE", "PER_PLAN", NURSE)))
        .as("what a physician has raised is for a physician to lower")
        .isEqualTo("BELOW_FLOOR");
  }

  @Test
  void whoSaysAgainThat112IsNeededIsHeardAgainWithoutAReason() {
    var id = scene.raised(example("stroke-red-flag"));
    scene.client.acknowledge(
        id,
        "{\"id\": \"%s\", \"alarm\": 1, \"acknowledgement\": \"CALLED\"}"
            .formatted(UUID.randomUUID()));

    var answer =
        scene.client.level(
            id,
            "{\"id\": \"%s\", \"level\": \"EMERGENCY_112\"}".formatted(UUID.randomUUID()),
            "MOBILE_TEAM");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().get("advice").stringValue()).isEqualTo("RING_112_NU");
    assertThat(answer.body().get("alarm").intValue()).isEqualTo(2);
    assertThat(scene.client.show(id).at("/overrides/0/reason").stringValue()).isEqualTo("CONCERN");
  }

  @Test
  void aNeedThatTheLowerLevelAsksForStaysAndAnswersNoHigherOneAnyMore() {
    var id = scene.raised(now("catheter").put("nurseLevel", "ADVICE"));
    scene.triaged(id, 1, Level.PHYSICIAN_NOW, CONTACT, Scene.teamVisit());
    await().atMost(Scene.SOON).until(() -> scene.client.show(id).get("assignments").size() == 2);
    var contact = scene.assignmentFor(id, "PHYSICIAN_CONTACT");
    scene.client.accept(contact, id);

    assertThat(level(id, "PHYSICIAN_TODAY", "ASSESSED", PHYSICIAN).status()).isEqualTo(200);

    var shown = scene.client.show(id);
    assertThat(openNeeds(shown)).containsExactly("PHYSICIAN_CONTACT PHYSICIAN_TODAY");
    assertThat(one(shown, contact).get("state").stringValue()).isEqualTo("ACCEPTED");
    assertThat(shown.get("grantedLevel").stringValue()).isEqualTo("PHYSICIAN_TODAY");
    scene.client.report(contact, id, "{\"status\": \"WITH_PATIENT\", \"mode\": \"PHONE\"}");
    scene.client.report(contact, id, "{\"status\": \"COMPLETED\", \"outcome\": \"STAYED_HOME\"}");
  }

  @Test
  void aNeedOfALowerLevelIsNotMadeAHigherOne() {
    var id = scene.raised(now("catheter").put("nurseLevel", "NURSE"));
    scene.triaged(id, 1, Level.NURSE, VISIT);
    scene.awaitAssignment(id, "OFFERED");
    level(id, "PHYSICIAN_NOW", "CONCERN", NURSE);

    level(id, "PHYSICIAN_TODAY", "ASSESSED", PHYSICIAN);

    assertThat(openNeeds(scene.client.show(id)))
        .containsExactlyInAnyOrder("NURSE_VISIT NURSE", "PHYSICIAN_CONTACT PHYSICIAN_TODAY");
  }

  @Test
  void aLaterDecisionOnSomethingNewThatIsHigherCountsAgainAndIsTold() {
    var id = proposed();
    level(id, "NURSE", "IMPROVED", NURSE);
    scene.client.observe(id, observed("\"vitals\": {\"pulse\": 112}"));

    scene.triaged(id, 2, Level.PHYSICIAN_NOW, CONTACT);
    scene.awaitRead(id);

    var shown = scene.client.show(id);
    assertThat(shown.get("neededLevel").stringValue()).isEqualTo("PHYSICIAN_NOW");
    assertThat(openNeeds(shown))
        .containsExactlyInAnyOrder("NURSE_VISIT NURSE", "PHYSICIAN_CONTACT PHYSICIAN_NOW");
    assertThat(between(shown, "raisedAt", "contactBy")).isEqualTo(Duration.ofMinutes(30));
    scene.heard(id, "LevelRaised");
  }

  @Test
  void aLaterDecisionThatIsNotHigherLeavesItAndTheNursesOwnLevelDoesNotComeBack() {
    var id = scene.raised(now("pneumonia"));
    scene.triaged(id, 1, Level.MOBILE_TEAM_2H, Scene.teamVisit());
    scene.awaitAssignment(id, "OFFERED");
    level(id, "NURSE", "PER_PLAN", NURSE);
    scene.client.observe(id, observed("\"vitals\": {\"pulse\": 84}"));

    scene.triaged(id, 2, Level.NURSE, VISIT);
    scene.awaitRead(id);

    var shown = scene.client.show(id);
    assertThat(shown.get("neededLevel").stringValue())
        .as("the nurse had judged MOBILE_TEAM_TODAY before, and lowered that, too")
        .isEqualTo("NURSE");
    assertThat(openNeeds(shown)).containsExactly("NURSE_VISIT NURSE");
  }

  @Test
  void whatTriageSaidOfWhatWasKnownThenDoesNotUndoItHoweverLateItComes() {
    var id = scene.raised(now("pneumonia"));
    scene.client.observe(id, observed("\"vitals\": {\"pulse\": 84}"));
    scene.triaged(id, 2, Level.MOBILE_TEAM_2H, Scene.teamVisit());
    scene.awaitAssignment(id, "OFFERED");
    level(id, "NURSE", "PER_PLAN", NURSE);
    var due = scene.client.show(id).get("contactBy");

    scene.triaged(id, 1, Level.PHYSICIAN_NOW, CONTACT);
    scene.triaged(id, 2, Level.PHYSICIAN_NOW, CONTACT);
    scene.awaitRead(id);

    var shown = scene.client.show(id);
    assertThat(shown.get("neededLevel").stringValue()).isEqualTo("NURSE");
    assertThat(openNeeds(shown)).containsExactly("NURSE_VISIT NURSE");
    assertThat(shown.get("contactBy")).isEqualTo(due);
    assertThat(Scene.timeline(shown)).doesNotContain("LevelRaised");
  }

  @Test
  void aFloorThatComesLateHoldsAgainstTheNurseAndNotAgainstThePhysician() {
    for (var role : List.of(NURSE, PHYSICIAN)) {
      var id = scene.raised(now("pneumonia"));
      scene.client.observe(id, observed("\"vitals\": {\"pulse\": 84}"));
      scene.triaged(id, 2, Level.MOBILE_TEAM_2H, Scene.teamVisit());
      scene.awaitAssignment(id, "OFFERED");
      assertThat(level(id, "NURSE", "ASSESSED", role).status()).isEqualTo(200);

      scene.floored(id, 1, Level.PHYSICIAN_NOW, CONTACT);
      scene.awaitRead(id);

      assertThat(scene.client.show(id).get("neededLevel").stringValue())
          .as(role)
          .isEqualTo(role.equals(NURSE) ? "PHYSICIAN_NOW" : "NURSE");
    }
  }

  @Test
  void what112MeansHoldsAgainstEverybodyHoweverLateItComes() {
    var id = scene.raised(now("pneumonia"));
    scene.client.observe(id, observed("\"vitals\": {\"pulse\": 84}"));
    scene.triaged(id, 2, Level.MOBILE_TEAM_2H, Scene.teamVisit());
    scene.awaitAssignment(id, "OFFERED");
    assertThat(level(id, "ADVICE", "ASSESSED", PHYSICIAN).status()).isEqualTo(200);

    scene.triaged(id, 1, Level.EMERGENCY_112);
    await().atMost(Scene.SOON).until(() -> scene.state(id).equals("EMERGENCY_DIRECTED"));

    assertThat(scene.client.show(id).get("neededLevel").stringValue()).isEqualTo("EMERGENCY_112");
  }

  /** Clinical reference 2.10.1, over HTTP: every flag, whoever says whatever. */
  @ParameterizedTest
  @EnumSource
  void noWordTakesARedFlagBelow112(RedFlag flag) {
    var body = example("catheter");
    body.putArray("redFlags").add(flag.code());
    var id = scene.raised(body);

    for (var role : Role.values()) {
      for (var wanted : List.of("PHYSICIAN_NOW", "PHYSICIAN_TODAY", "ADVICE")) {
        var answer = level(id, wanted, "ASSESSED", role.name());

        assertThat(answer.status()).as(role + " " + wanted).isIn(403, 409);
        // Whoever runs the system reads of no patient.
        if (role != Role.OPERATIONS) {
          assertThat(answer.body().get("advice").stringValue()).isEqualTo("RING_112_NU");
        }
      }
    }
    var shown = scene.client.show(id);
    assertThat(shown.get("neededLevel").stringValue()).isEqualTo("EMERGENCY_112");
    assertThat(shown.get("state").stringValue()).isEqualTo("EMERGENCY_DIRECTED");
    assertThat(shown.get("overrides")).isEmpty();
  }

  @Test
  void aFloorIsForThePhysicianAndTheCoordinator() {
    var id = scene.raised(now("catheter").put("nurseLevel", "ADVICE"));
    scene.floored(id, 1, Level.PHYSICIAN_TODAY, CONTACT);
    scene.awaitAssignment(id, "OFFERED");

    var refused = level(id, "NURSE", "IMPROVED", NURSE);
    assertThat(refused.status()).isEqualTo(403);
    assertThat(type(refused)).isEqualTo("BELOW_FLOOR");
    assertThat(refused.body().get("detail").stringValue()).contains("PHYSICIAN_TODAY");

    assertThat(level(id, "NURSE", "ASSESSED", PHYSICIAN).status()).isEqualTo(200);
    assertThat(scene.client.show(id).at("/overrides/0/belowFloor").booleanValue()).isTrue();
    assertThat(scene.heard(id, "LevelOverridden").get("belowFloor").booleanValue()).isTrue();
  }

  @Test
  void aFloorThatWasFoundOnceHoldsThoughValuesAreBetterNow() {
    var id = scene.raised(now("catheter").put("nurseLevel", "ADVICE"));
    scene.floored(id, 1, Level.PHYSICIAN_NOW, CONTACT);
    scene.client.observe(id, observed("\"vitals\": {\"pulse\": 72}"));
    scene.triaged(id, 2, Level.NURSE, VISIT);
    scene.awaitRead(id);

    assertThat(type(level(id, "PHYSICIAN_TODAY", "IMPROVED", NURSE))).isEqualTo("BELOW_FLOOR");
  }

  /** Four need a team: in the evening too many shifts of the demonstration end too soon. */
  private void everyTeamIsOnDuty(OffsetDateTime since) {
    scene
        .jdbc
        .sql(
            """
            insert into shift (responder, starts_at, ends_at)
            select id, :since, :since + interval '12 hours' from responder where kind = 'MOBILE_TEAM'
            """)
        .param("since", since)
        .update();
  }

  private void asItWasOnDuty(OffsetDateTime since) {
    scene.jdbc.sql("delete from shift where starts_at = ?").param(since).update();
  }

  @Test
  void itIsRaisedByWhoeverIsThere() {
    var since = OffsetDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MICROS);
    everyTeamIsOnDuty(since);
    try {
      itIsRaisedByEach();
    } finally {
      asItWasOnDuty(since);
    }
  }

  private void itIsRaisedByEach() {
    for (var role : List.of(NURSE, "MOBILE_TEAM", PHYSICIAN, "COORDINATOR")) {
      var id = scene.raised(now("catheter").put("nurseLevel", "ADVICE"));
      scene.triaged(id, 1, Level.NURSE, VISIT);
      scene.awaitAssignment(id, "OFFERED");

      assertThat(level(id, "MOBILE_TEAM_2H", "DETERIORATED", role).status())
          .as(role)
          .isEqualTo(200);

      var shown = scene.client.show(id);
      assertThat(shown.get("neededLevel").stringValue()).isEqualTo("MOBILE_TEAM_2H");
      assertThat(openNeeds(shown))
          .containsExactlyInAnyOrder("NURSE_VISIT NURSE", "TEAM_VISIT MOBILE_TEAM_2H");
      assertThat(capabilities(shown, "TEAM_VISIT"))
          .as("what a team brings for the cause")
          .contains("SAMPLING.URINE");
      assertThat(between(shown, "raisedAt", "contactBy")).isEqualTo(Duration.ofHours(2));
    }
  }

  @Test
  void whatIsRaisedBeforeTriageHasJudgedIsRaisedFurtherByIt() {
    var id = scene.raised(now("catheter").put("nurseLevel", "ADVICE"));

    assertThat(level(id, "NURSE", "CONCERN", NURSE).status()).isEqualTo(200);
    assertThat(scene.awaitAssignment(id, "OFFERED").get("need").stringValue())
        .isEqualTo("NURSE_VISIT");
    scene.triaged(id, 1, Level.PHYSICIAN_TODAY, CONTACT);
    scene.awaitRead(id);

    assertThat(scene.client.show(id).get("neededLevel").stringValue()).isEqualTo("PHYSICIAN_TODAY");
  }

  @Test
  void whoeverAsksFor112IsToldToRing() {
    var id = proposed();

    var answer = level(id, "EMERGENCY_112", "DETERIORATED", "MOBILE_TEAM");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().get("advice").stringValue()).isEqualTo("RING_112_NU");
    assertThat(answer.body().get("alarm").intValue()).isEqualTo(1);
    assertThat(scene.state(id)).isEqualTo("EMERGENCY_DIRECTED");
    scene.heard(id, "EmergencyDirected");
    var broken = scene.client.level(id, "{\"level\": \"EMERGENCY_112\"}", NURSE);
    assertThat(broken.status()).isEqualTo(400);
    assertThat(broken.body().get("advice").stringValue()).isEqualTo("RING_112_NU");
  }

  @ParameterizedTest
  @MethodSource
  void nothingElseThatCannotBeReadKeepsAnybodyFrom112(String unreadable) {
    var id = proposed();
    var body =
        "{\"id\": \"%s\", \"level\": \"EMERGENCY_112\", %s}"
            .formatted(UUID.randomUUID(), unreadable);

    var answer = scene.client.level(id, body, NURSE);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().get("advice").stringValue()).isEqualTo("RING_112_NU");
    assertThat(scene.state(id)).isEqualTo("EMERGENCY_DIRECTED");
    assertThat(scene.client.show(id).at("/overrides/0/reason").stringValue()).isEqualTo("CONCERN");
    assertThat(scene.client.level(id, body, NURSE).body()).isEqualTo(answer.body());
  }

  static Stream<String> nothingElseThatCannotBeReadKeepsAnybodyFrom112() {
    return Stream.of(
        "\"reason\": \"SOON\"",
        "\"Reason\": \"OTHER\"",
        "\"from\": \"PRIO_1\"",
        "\"comment\": 1",
        "\"comment\": \"a\", \"comment\": \"b\"",
        "\"comment\": \"%s\"".formatted("x".repeat(1_001)));
  }

  @Test
  void whatIsSentTwiceCountsOnce() {
    var id = proposed();
    var body = body(UUID.randomUUID(), "MOBILE_TEAM_2H", "NURSE", "PER_PLAN", null);

    var first = scene.client.level(id, body, NURSE);
    level(id, "MOBILE_TEAM_TODAY", "NEW_INFORMATION", PHYSICIAN);
    var second = scene.client.level(id, body, NURSE);

    assertThat(first.status()).isEqualTo(200);
    assertThat(second.status()).isEqualTo(200);
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(scene.client.show(id).get("neededLevel").stringValue())
        .as("what was said in between stands")
        .isEqualTo("MOBILE_TEAM_TODAY");
    assertThat(scene.client.show(id).get("overrides")).hasSize(2);
    var other = scene.client.level(id, body.replace("PER_PLAN", "IMPROVED"), NURSE);
    assertThat(type(other)).isEqualTo("OTHER_BODY_UNDER_THIS_ID");
    assertThat(type(scene.client.level(proposed(), body, NURSE)))
        .as("of another request")
        .isEqualTo("OTHER_BODY_UNDER_THIS_ID");
  }

  @Test
  void theIdOfAnObservationStandsForThat() {
    var id = proposed();
    var observation = UUID.randomUUID();
    scene.client.observe(
        id, "{\"id\": \"%s\", \"vitals\": {\"pulse\": 80}}".formatted(observation));

    assertThat(
            type(
                scene.client.level(
                    id, body(observation, "MOBILE_TEAM_2H", "NURSE", "IMPROVED", null), NURSE)))
        .isEqualTo("OTHER_BODY_UNDER_THIS_ID");
  }

  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvSource({
    "NURSE, DETERIORATED, REASON_DOES_NOT_FIT",
    "PHYSICIAN_NOW, IMPROVED, REASON_DOES_NOT_FIT",
    "MOBILE_TEAM_2H, ASSESSED, LEVEL_IN_FORCE"
  })
  void whatDoesNotFitIsRefused(String level, String reason, String type) {
    var refused = level(proposed(), level, reason, NURSE);

    assertThat(refused.status()).isEqualTo(409);
    assertThat(type(refused)).isEqualTo(type);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"AMBULANCE_LIAISON", "CARE_COORDINATION_NURSE", "MANAGER", "MAS", "INTEGRATION"})
  void whoHasNotToDoWithThePatientSaysNothing(String role) {
    var refused = level(proposed(), "PHYSICIAN_NOW", "CONCERN", role);

    assertThat(refused.status()).isEqualTo(403);
    assertThat(type(refused)).isEqualTo("NOT_YOURS_TO_SAY");
  }

  @Test
  void aTeamRaisesAndDoesNotLower() {
    var refused = level(proposed(), "NURSE", "IMPROVED", "MOBILE_TEAM");

    assertThat(refused.status()).isEqualTo(403);
    assertThat(type(refused)).isEqualTo("NOT_YOURS_TO_LOWER");
  }

  @Test
  void nothingIsLoweredBeforeTriageHasJudgedItOrIsLate() {
    var id = scene.raised(now("pneumonia"));

    assertThat(type(level(id, "NURSE", "PER_PLAN", PHYSICIAN))).isEqualTo("NOT_JUDGED_YET");

    triageIsLate(id);
    assertThat(level(id, "NURSE", "PER_PLAN", PHYSICIAN).status()).isEqualTo(200);
    scene.triaged(id, 1, Level.MOBILE_TEAM_2H, Scene.teamVisit());
    scene.awaitRead(id);
    assertThat(scene.client.show(id).get("neededLevel").stringValue())
        .as("nobody had seen what triage says when it was lowered")
        .isEqualTo("MOBILE_TEAM_2H");
  }

  @Test
  void whatIsOverStays() {
    var cancelled = proposed();
    scene.client.cancel(cancelled, "NO_LONGER_NEEDED");
    assertThat(type(level(cancelled, "NURSE", "IMPROVED", NURSE))).isEqualTo("REQUEST_CANCELLED");

    var taken = scene.accepted(scene.raised(now("pneumonia")));
    scene.complete(taken);
    assertThat(type(level(taken.request(), "PHYSICIAN_NOW", "CONCERN", NURSE)))
        .isEqualTo("REQUEST_CLOSED");
  }

  @Test
  void whatNobodyMaySeeIsNotThere() {
    var id = proposed();
    scene.moveToWhereNobodyHereServes(id);

    assertThat(level(id, "NURSE", "IMPROVED", PHYSICIAN).status()).isEqualTo(404);
  }

  @Test
  void everyFieldThatCannotBeUsedIsNamedAtOnce() {
    var id = proposed();

    var refused =
        scene.client.level(
            id, "{\"id\": \"1\", \"level\": \"PRIO_1\", \"comment\": %d}".formatted(1), NURSE);

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.body().get("errors").findValuesAsString("field"))
        .containsExactlyInAnyOrder("id", "level", "reason", "comment");
    var unsaid =
        scene.client.level(
            id, body(UUID.randomUUID(), "MOBILE_TEAM_2H", "NURSE", "OTHER", null), NURSE);
    assertThat(unsaid.body().get("errors").findValuesAsString("field")).containsExactly("comment");
    var said = body(UUID.randomUUID(), "MOBILE_TEAM_2H", "NURSE", "OTHER", "Anhörig sover kvar");
    assertThat(scene.client.level(id, said, NURSE).status()).isEqualTo(200);
    assertThat(scene.client.show(id).at("/overrides/0/comment").stringValue())
        .isEqualTo("Anhörig sover kvar");
    assertThat(scene.heard(id, "LevelOverridden").toString()).doesNotContain("Anhörig");
  }

  @Test
  void aRefusalIsSaidInTheReadersLanguage() {
    var id = proposed();
    var path = "/assessment-requests/%s/level".formatted(id);
    var body = body(UUID.randomUUID(), "MOBILE_TEAM_2H", "MOBILE_TEAM_2H", "ASSESSED", null);

    assertThat(scene.client.coordinate("PUT", path, body, "sv").body().get("detail").stringValue())
        .isEqualTo("Vi väntade oss en annan vårdnivå än MOBILE_TEAM_2H, som gäller");
    assertThat(scene.client.coordinate("PUT", path, body, "en").body().get("detail").stringValue())
        .isEqualTo("Expected another level than MOBILE_TEAM_2H, which is in force");
  }

  @Test
  void theReasonsHaveNames() {
    var reasons = scene.client.get("/level-reasons").body();

    assertThat(reasons.valueStream())
        .anySatisfy(
            reason -> {
              assertThat(reason.get("code").stringValue()).isEqualTo("PATIENT_WISH");
              assertThat(reason.get("swedish").stringValue()).isEqualTo("Patientens önskan");
              assertThat(reason.get("directions").toString()).isEqualTo("[\"DOWN\"]");
            });
  }

  /** Pneumonia, judged at a mobile team within two hours by a proposal; NEWS2 is 4. */
  private String proposed() {
    var id = scene.raised(now("pneumonia"));
    scene.triaged(id, 1, Level.MOBILE_TEAM_2H, Scene.teamVisit());
    await().atMost(Scene.SOON).until(() -> scene.client.show(id).hasNonNull("decision"));
    return id;
  }

  private void triageIsLate(String id) {
    scene
        .jdbc
        .sql("update assessment_request set triage_by = clock_timestamp() where id = ?::uuid")
        .param(id)
        .update();
    await()
        .atMost(Scene.SOON)
        .until(() -> Scene.timeline(scene.client.show(id)).contains("TriageLate"));
  }

  /** The example, raised now: nobody is late yet. */
  private static ObjectNode now(String example) {
    var now = Instant.now().toString();
    return example(example).put("raisedAt", now).put("deviceClock", now);
  }

  private Answer level(String id, String level, String reason, String role) {
    var seen = scene.client.show(id).path("neededLevel");
    return scene.client.level(
        id,
        body(
            UUID.randomUUID(), seen.isString() ? seen.stringValue() : "NURSE", level, reason, null),
        role);
  }

  private static String body(UUID id, String from, String level, String reason, String comment) {
    return "{\"id\": \"%s\", \"from\": \"%s\", \"level\": \"%s\", \"reason\": \"%s\"%s}"
        .formatted(
            id,
            from,
            level,
            reason,
            comment == null ? "" : ", \"comment\": \"%s\"".formatted(comment));
  }

  private static String type(Answer answer) {
    return answer.body().get("type").stringValue().replace("urn:rond:problem:", "");
  }

  private static JsonNode one(JsonNode shown, JsonNode assignment) {
    return shown
        .get("assignments")
        .valueStream()
        .filter(one -> one.get("id").equals(assignment.get("id")))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> openNeeds(JsonNode shown) {
    return shown
        .get("needs")
        .valueStream()
        .filter(need -> need.get("endedAt").isNull())
        .map(need -> need.get("need").stringValue() + " " + need.get("level").stringValue())
        .collect(Collectors.toList());
  }

  private static List<String> capabilities(JsonNode shown, String need) {
    return shown
        .get("needs")
        .valueStream()
        .filter(one -> one.get("need").stringValue().equals(need))
        .flatMap(one -> one.get("capabilities").valueStream())
        .map(JsonNode::stringValue)
        .toList();
  }

  private static String detail(JsonNode shown, String event) {
    return shown
        .get("timeline")
        .valueStream()
        .filter(line -> line.get("event").stringValue().equals(event))
        .map(line -> line.get("detail").stringValue())
        .findFirst()
        .orElseThrow();
  }

  private static Duration between(JsonNode shown, String from, String to) {
    return Duration.between(
        Instant.parse(shown.get(from).stringValue()), Instant.parse(shown.get(to).stringValue()));
  }

  private static String observed(String what) {
    return "{\"id\": \"%s\", %s}".formatted(UUID.randomUUID(), what);
  }
}
