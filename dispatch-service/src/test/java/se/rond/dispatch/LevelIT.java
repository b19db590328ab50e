package se.rond.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static se.rond.dispatch.Examples.TEST_PATIENTS;
import static se.rond.dispatch.Examples.example;
import static se.rond.dispatch.Examples.somebody;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
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
import se.rond.contracts.care.Level;
import se.rond.contracts.care.Need;
import se.rond.contracts.triage.TriageDecision.NeedWithCapabilities;
import se.rond.testsupport.EmbeddedInfrastructure;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * How a level comes about, whatever the order of decisions, and what it means for the work that was
 * done before it rose.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@EmbeddedInfrastructure
class LevelIT {

  private static final NeedWithCapabilities PHYSICIAN =
      new NeedWithCapabilities(Need.PHYSICIAN_CONTACT, Set.of());
  private static final NeedWithCapabilities NURSE =
      new NeedWithCapabilities(Need.NURSE_VISIT, Set.of());

  private final Scene scene;

  @Autowired
  LevelIT(
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

  @ParameterizedTest
  @ValueSource(strings = {"123", "132", "213", "231", "312", "321"})
  void whatDecisionsMeanTogetherDoesNotDependOnTheirOrder(String order) {
    var id = scene.raised(example("catheter").put("nurseLevel", "ADVICE"));
    scene.client.observe(id, observed("\"vitals\": {\"pulse\": 118}"));
    scene.client.observe(id, observed("\"vitals\": {\"pulse\": 80}"));

    order
        .chars()
        .map(Character::getNumericValue)
        .forEach(
            revision -> {
              switch (revision) {
                case 1 -> scene.triaged(id, 1, Level.NURSE, NURSE);
                case 2 -> scene.triaged(id, 2, Level.PHYSICIAN_NOW, PHYSICIAN);
                default -> scene.triaged(id, 3, Level.ADVICE, NURSE);
              }
            });
    scene.awaitRead(id);

    var shown = scene.client.show(id);
    assertThat(shown.get("neededLevel").stringValue()).isEqualTo("PHYSICIAN_NOW");
    assertThat(shown.at("/decision/level").stringValue()).isEqualTo("ADVICE");
    assertThat(shown.get("needs").findValuesAsString("need"))
        .containsExactly("NURSE_VISIT", "PHYSICIAN_CONTACT");
    assertThat(between(shown, "raisedAt", "contactBy")).isEqualTo(Duration.ofMinutes(30));
    assertThat(Scene.timeline(shown).split("RequestTriaged", -1)).hasSize(4);
  }

  @Test
  void aTeamThatTheNurseAsksForBringsWhatTheCauseNeeds() {
    var id = scene.raised(example("wrist-after-fall"));

    scene.triaged(id, Level.NURSE, NURSE);
    scene.awaitRead(id);

    var team =
        scene
            .client
            .show(id)
            .get("needs")
            .valueStream()
            .filter(one -> one.get("need").stringValue().equals("TEAM_VISIT"))
            .findFirst()
            .orElseThrow();
    assertThat(team.get("capabilities").valueStream().map(JsonNode::stringValue))
        .contains("XRAY.EXTREMITY");
  }

  @Test
  void aDecisionThatIsReplayedCountsNoMore() {
    var id = scene.raised(example("catheter"));
    scene.client.observe(id, observed("\"vitals\": {\"pulse\": 92}"));
    scene.triaged(id, 2, Level.NURSE, NURSE);
    scene.triaged(id, 1, Level.NURSE, NURSE);

    scene.triaged(id, 1, Level.PHYSICIAN_NOW, PHYSICIAN);
    scene.triaged(id, 2, Level.PHYSICIAN_NOW, PHYSICIAN);
    scene.awaitRead(id);

    var shown = scene.client.show(id);
    assertThat(shown.get("neededLevel").stringValue()).isEqualTo("NURSE");
    assertThat(shown.get("needs").findValuesAsString("need")).containsExactly("NURSE_VISIT");
    assertThat(Scene.timeline(shown).split("RequestTriaged", -1)).hasSize(3);
  }

  /** What was observed is of the person the nurse stands beside; only the number was another's. */
  @Test
  void aDecisionFromBeforeACorrectionCountsAsItWouldHaveBeforeIt() {
    var id = scene.raised(example("catheter"));
    var corrected =
        scene.client.correct(
            id,
            "{\"id\": \"%s\", \"kind\": \"WRONG_PATIENT\", \"patient\": {\"identifier\": {\"system\": \"%s\", \"value\": \"%s\"}}}"
                .formatted(UUID.randomUUID(), TEST_PATIENTS, somebody()));
    assertThat(corrected.status()).isEqualTo(200);

    scene.triaged(id, 2, Level.NURSE, NURSE);
    scene.triaged(id, 1, Level.PHYSICIAN_NOW, PHYSICIAN);
    scene.awaitRead(id);

    assertThat(scene.client.show(id).get("neededLevel").stringValue()).isEqualTo("PHYSICIAN_NOW");
  }

  @Test
  void aDecisionOnARequestThatIsClosedIsKeptAndChangesNothing() {
    var taken = scene.accepted(scene.raised(example("pneumonia")));
    var id = taken.request();
    scene.client.observe(id, observed("\"vitals\": {\"pulse\": 96}"));
    // At hospital nobody waits for what triage finds.
    scene.completed(taken, "ADMISSION");
    assertThat(scene.state(id)).isEqualTo("CLOSED");

    scene.triaged(id, 2, Level.PHYSICIAN_NOW, PHYSICIAN);
    scene.awaitRead(id);

    var shown = scene.client.show(id);
    assertThat(shown.get("state").stringValue()).isEqualTo("CLOSED");
    assertThat(shown.at("/decision/level").stringValue()).isEqualTo("PHYSICIAN_NOW");
    assertThat(shown.get("neededLevel").stringValue()).isEqualTo("MOBILE_TEAM_2H");
  }

  @Test
  void aContactMadeBeforeTheLevelRoseIsAskedForAgainAndNotGrantedBefore() {
    var id = contactMade();

    rises(id, Level.PHYSICIAN_NOW, PHYSICIAN);

    var again = scene.awaitAssignment(id, "OFFERED");
    assertThat(again.get("need").stringValue()).isEqualTo("PHYSICIAN_CONTACT");
    var shown = scene.client.show(id);
    assertThat(shown.get("grantedLevel").isNull()).isTrue();
    assertThat(needs(shown))
        .containsExactlyInAnyOrder(
            "NURSE_VISIT PHYSICIAN_TODAY",
            "PHYSICIAN_CONTACT PHYSICIAN_TODAY",
            "PHYSICIAN_CONTACT PHYSICIAN_NOW");
    assertThat(
            shown
                .get("needs")
                .valueStream()
                .filter(one -> one.get("level").stringValue().equals("PHYSICIAN_NOW"))
                .map(one -> Instant.parse(one.get("contactBy").stringValue())))
        .as("the clock of the request has stopped")
        .allMatch(Instant.now().plus(Duration.ofMinutes(28))::isBefore);
    scene.client.accept(again, id);
    assertThat(scene.client.show(id).get("grantedLevel").stringValue()).isEqualTo("PHYSICIAN_NOW");
  }

  @Test
  void aContactThatWasMadeIsNotAskedForAgainWhileTheLevelStays() {
    var id = contactMade();

    rises(id, Level.PHYSICIAN_TODAY, PHYSICIAN);

    var shown = scene.client.show(id);
    assertThat(shown.get("grantedLevel").stringValue()).isEqualTo("PHYSICIAN_TODAY");
    assertThat(shown.get("needs").findValuesAsString("need"))
        .containsExactly("NURSE_VISIT", "PHYSICIAN_CONTACT");
  }

  @Test
  void whoIsWithThePatientWhenTheLevelRisesAnswersIt() {
    var id = raisedWithContact();
    var physician = accepted(id);
    scene.client.report(physician, id, "{\"status\": \"WITH_PATIENT\", \"mode\": \"PHONE\"}");

    rises(id, Level.PHYSICIAN_NOW, PHYSICIAN);

    assertThat(scene.client.show(id).get("grantedLevel").stringValue()).isEqualTo("PHYSICIAN_NOW");
    scene.client.report(physician, id, "{\"status\": \"COMPLETED\", \"outcome\": \"STAYED_HOME\"}");
    var shown = scene.client.show(id);
    assertThat(shown.get("grantedLevel").stringValue()).isEqualTo("PHYSICIAN_NOW");
    assertThat(shown.get("needs").findValuesAsString("need"))
        .containsExactly("NURSE_VISIT", "PHYSICIAN_CONTACT");
  }

  @Test
  void whoHasNotAnsweredYetIsAskedAnewWithinTheTimeOfTheHigherLevel() {
    var id = raisedWithContact();
    var first = offered(id);

    rises(id, Level.PHYSICIAN_NOW, PHYSICIAN);

    var second = offered(id);
    assertThat(second.get("id")).isNotEqualTo(first.get("id"));
    assertThat(scene.client.accept(first, id).body().get("type").stringValue())
        .isEqualTo("urn:rond:problem:WITHDRAWN");
    assertThat(between(second, "offeredAt", "answerBy")).isEqualTo(Duration.ofMinutes(3));
  }

  @Test
  void whoHasAcceptedAndIsInTimeStays() {
    var id = raisedWithContact();
    var physician = accepted(id);

    rises(id, Level.PHYSICIAN_NOW, PHYSICIAN);

    var shown = scene.client.show(id);
    assertThat(one(shown, physician).get("state").stringValue()).isEqualTo("ACCEPTED");
    assertThat(shown.get("grantedLevel").stringValue()).isEqualTo("PHYSICIAN_NOW");
    var told = scene.heard(id, "LevelRaised");
    assertThat(told.get("responders").valueStream().map(JsonNode::stringValue))
        .contains(physician.get("responder").stringValue());
    assertThat(told.toString()).doesNotContain("PHYSICIAN");
  }

  @Test
  void whoHasAcceptedAndComesTooLateGivesWayToWhoCanBeThereInTime() {
    var id = raisedWithContact();
    var physician = accepted(id);
    isExpectedTomorrow(physician);

    rises(id, Level.PHYSICIAN_NOW, PHYSICIAN);

    var other = offered(id);
    assertThat(other.get("responder")).isNotEqualTo(physician.get("responder"));
    var shown = scene.client.show(id);
    assertThat(one(shown, physician).get("state").stringValue()).isEqualTo("WITHDRAWN");
    assertThat(shown.get("grantedLevel").isNull()).isTrue();
  }

  @Test
  void whoHasAcceptedAndComesTooLateStaysWhereNobodyElseWouldBeInTime() {
    var id = raisedWithContact(Instant.now().minus(Duration.ofHours(1)));
    var physician = accepted(id);
    isExpectedTomorrow(physician);

    rises(id, Level.PHYSICIAN_NOW, PHYSICIAN);

    var shown = scene.client.show(id);
    assertThat(one(shown, physician).get("state").stringValue()).isEqualTo("ACCEPTED");
    assertThat(shown.get("grantedLevel").stringValue()).isEqualTo("PHYSICIAN_NOW");
  }

  @Test
  void whoSaidNoToLessIsAskedAgainWhenTheLevelRises() {
    var id = raisedWithContact();
    var first = offered(id);
    scene.client.decline(first, id, "BUSY");
    var physician = accepted(id);
    isExpectedTomorrow(physician);

    rises(id, Level.PHYSICIAN_NOW, PHYSICIAN);

    var again = offered(id);
    assertThat(again.get("responder")).isEqualTo(first.get("responder"));
    scene.client.decline(again, id, "BUSY");
    assertThat(scene.client.show(id).get("assignments").findValuesAsString("state"))
        .as("a no to this level counts")
        .filteredOn("DECLINED"::equals)
        .hasSize(2);
    assertThat(scene.client.show(id).get("assignments").valueStream())
        .filteredOn(one -> one.get("state").stringValue().equals("OFFERED"))
        .filteredOn(one -> one.get("need").stringValue().equals("PHYSICIAN_CONTACT"))
        .noneMatch(one -> one.get("responder").equals(first.get("responder")));
  }

  @Test
  void whoIsOnTheWayIsNotCalledBackForBeingLate() {
    var taken = scene.accepted(scene.raised(example("pneumonia").put("nurseLevel", "ADVICE")));
    var id = taken.request();
    scene.client.report(taken.assignment(), id, "{\"status\": \"EN_ROUTE\"}");
    isExpectedTomorrow(taken.assignment());

    rises(id, Level.PHYSICIAN_NOW, Scene.teamVisit());

    assertThat(one(scene.client.show(id), taken.assignment()).get("state").stringValue())
        .isEqualTo("EN_ROUTE");
    assertThat(needs(scene.client.show(id)))
        .containsExactlyInAnyOrder("TEAM_VISIT PHYSICIAN_NOW", "PHYSICIAN_CONTACT PHYSICIAN_NOW");
    scene.complete(taken);
  }

  /** A request of now that asks for a physician today, and for a nurse, who keeps it open. */
  private String raisedWithContact() {
    return raisedWithContact(Instant.now());
  }

  private String raisedWithContact(Instant raisedAt) {
    var id =
        scene.raised(
            example("catheter")
                .put("nurseLevel", "ADVICE")
                .put("raisedAt", raisedAt.toString())
                .put("deviceClock", Instant.now().toString()));
    scene.triaged(id, 1, Level.PHYSICIAN_TODAY, PHYSICIAN, NURSE);
    await().atMost(Scene.SOON).until(() -> scene.client.show(id).get("assignments").size() == 2);
    return id;
  }

  private String contactMade() {
    var id = raisedWithContact();
    var physician = accepted(id);
    scene.client.report(physician, id, "{\"status\": \"WITH_PATIENT\", \"mode\": \"PHONE\"}");
    scene.client.report(physician, id, "{\"status\": \"COMPLETED\", \"outcome\": \"STAYED_HOME\"}");
    var nurse = scene.awaitAssignment(id, "OFFERED");
    assertThat(scene.client.accept(nurse, id).status()).isEqualTo(204);
    assertThat(scene.client.show(id).get("grantedLevel").stringValue())
        .isEqualTo("PHYSICIAN_TODAY");
    return id;
  }

  private JsonNode accepted(String id) {
    var physician = offered(id);
    assertThat(scene.client.accept(physician, id).status()).isEqualTo(204);
    return physician;
  }

  /** The open offer to a physician. */
  private JsonNode offered(String id) {
    return scene
        .client
        .show(id)
        .get("assignments")
        .valueStream()
        .filter(one -> one.get("need").stringValue().equals("PHYSICIAN_CONTACT"))
        .filter(one -> one.get("state").stringValue().equals("OFFERED"))
        .findFirst()
        .orElseThrow();
  }

  private void rises(String id, Level level, NeedWithCapabilities need) {
    scene.client.observe(id, observed("\"vitals\": {\"pulse\": 108}"));
    scene.triaged(id, 2, level, need);
    scene.awaitRead(id);
  }

  private void isExpectedTomorrow(JsonNode assignment) {
    scene
        .jdbc
        .sql("update assignment set eta = clock_timestamp() + interval '1 day' where id = ?::uuid")
        .param(assignment.get("id").stringValue())
        .update();
  }

  private static JsonNode one(JsonNode shown, JsonNode assignment) {
    return shown
        .get("assignments")
        .valueStream()
        .filter(one -> one.get("id").equals(assignment.get("id")))
        .findFirst()
        .orElseThrow();
  }

  private static Duration between(JsonNode shown, String from, String to) {
    return Duration.between(
        Instant.parse(shown.get(from).stringValue()), Instant.parse(shown.get(to).stringValue()));
  }

  private static List<String> needs(JsonNode shown) {
    return shown
        .get("needs")
        .valueStream()
        .map(need -> need.get("need").stringValue() + " " + need.get("level").stringValue())
        .collect(Collectors.toList());
  }

  private static String observed(String what) {
    return "{\"id\": \"%s\", %s}".formatted(UUID.randomUUID(), what);
  }
}
