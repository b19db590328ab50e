package se.rond.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static se.rond.dispatch.Examples.about;
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

/** Triage is off or late: nobody waits for it longer than was configured. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@EmbeddedInfrastructure
class LateTriageIT {

  private static final NeedWithCapabilities PHYSICIAN =
      new NeedWithCapabilities(Need.PHYSICIAN_CONTACT, Set.of());
  private static final NeedWithCapabilities NURSE =
      new NeedWithCapabilities(Need.NURSE_VISIT, Set.of());

  private static final NeedWithCapabilities TEAM =
      new NeedWithCapabilities(Need.TEAM_VISIT, Set.of());

  private final Scene scene;

  @Autowired
  LateTriageIT(
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
  void theNursesLevelCountsWhereNoFloorIsHigher() {
    var id = scene.raised(example("wrist-after-fall"));
    assertThat(Instant.parse(triage(id).get("by").stringValue())).isAfter(Instant.now());

    triageIsLate(id);

    var shown = scene.client.show(id);
    assertThat(shown.get("neededLevel").stringValue()).isEqualTo("MOBILE_TEAM_TODAY");
    assertThat(needs(shown)).containsExactly("TEAM_VISIT MOBILE_TEAM_TODAY");
    assertThat(shown.at("/needs/0/capabilities").valueStream().map(JsonNode::stringValue))
        .as("what a team brings for the cause is no level")
        .contains("XRAY.EXTREMITY");
    assertThat(shown.get("decision").isNull()).isTrue();
    assertThat(triage(id).get("by").isNull()).isTrue();
    assertThat(triage(id).get("lateSince").isString()).isTrue();
    assertThat(Scene.timeline(shown))
        .isEqualTo("AssessmentRequested | TriageLate | ResponderOffered");
    var told = scene.heard(id, "TriageLate");
    assertThat(told.get("coordinators").valueStream().map(JsonNode::stringValue))
        .containsExactly("KF-10");
    assertThat(told.get("revision").intValue()).isEqualTo(1);
  }

  @Test
  void whoLooksSeesUntilWhenTriageIsAwaited() {
    var id = scene.raised(example("wrist-after-fall"));

    var awaited = scene.client.show(id).at("/ball/awaited");
    assertThat(awaited.get("what").stringValue()).isEqualTo("TRIAGE");
    assertThat(awaited.get("otherwise").stringValue()).isEqualTo("NURSES_LEVEL");
    assertThat(Instant.parse(awaited.get("by").stringValue()))
        .isEqualTo(Instant.parse(triage(id).get("by").stringValue()));

    triageIsLate(id);

    assertThat(scene.client.show(id).at("/ball/awaited/what").stringValue()).isEqualTo("ANSWER");
  }

  /** Kungsbacka demands what its region lets go, Sölvesborg does not (0015; 2.10.5). */
  @Test
  void vitalSignsThatAMunicipalityDemandsAreMissedByTriageAndWithoutIt() {
    var demanded = scene.raised(device("1384"));
    var exempt = scene.raised(device("1083"));

    assertThat(scene.asked(demanded, 1).get("context").toString())
        .isEqualTo("{\"spo2Scale\":1,\"vitalsRequired\":true}");
    assertThat(scene.asked(exempt, 1).get("context").toString()).isEqualTo("{\"spo2Scale\":1}");

    triageIsLate(demanded);
    triageIsLate(exempt);
    assertThat(needs(scene.client.show(demanded)))
        .containsExactly("PHYSICIAN_CONTACT PHYSICIAN_TODAY");
    assertThat(needs(scene.client.show(exempt))).containsExactly("NURSE_VISIT NURSE");
  }

  private static ObjectNode device(String municipality) {
    var body = example("catheter");
    body.put("contactCause", "DEVICE_PEG_CVK").put("nurseLevel", "NURSE").remove("vitals");
    ((ObjectNode) body.get("place")).put("municipality", municipality).remove("position");
    return body;
  }

  @Test
  void aFloorCountsWhereItIsHigherThanTheNursesLevel() {
    var missing = scene.raised(example("vitals-missing").put("nurseLevel", "ADVICE"));
    triageIsLate(missing);
    assertThat(needs(scene.client.show(missing)))
        .as("an item of NEWS2 is missing")
        .containsExactly("PHYSICIAN_CONTACT PHYSICIAN_TODAY");

    var medium = example("catheter").put("nurseLevel", "ADVICE");
    ((ObjectNode) medium.get("vitals"))
        .put("respirationRate", 22)
        .put("pulse", 115)
        .put("temperature", 38.5);
    var id = scene.raised(medium);
    triageIsLate(id);
    assertThat(needs(scene.client.show(id)))
        .as("NEWS2 of 5 with a catheter and fever")
        .containsExactlyInAnyOrder("PHYSICIAN_CONTACT PHYSICIAN_NOW", "TEAM_VISIT PHYSICIAN_NOW");
  }

  @Test
  void aFloorByWhatWasBeforeCountsWithoutTriageToo() {
    var patient = somebody();
    var earlier = sampled(patient, Instant.now().minus(Duration.ofDays(10)), 128);
    scene.client.cancel(earlier, "NO_LONGER_NEEDED");
    var id = sampled(patient, Instant.now(), 104);

    triageIsLate(id);

    assertThat(needs(scene.client.show(id)))
        .as("haemoglobin has fallen by 24 g/L")
        .contains("PHYSICIAN_CONTACT PHYSICIAN_NOW");
  }

  private String sampled(String patient, Instant at, int hb) {
    var body = about(example("catheter"), patient).put("raisedAt", at.toString());
    ((ObjectNode) body.get("vitals")).put("measuredAt", at.toString());
    body.putObject("pointOfCare").put("hb", hb);
    return scene.raised(body);
  }

  @Test
  void adviceIsGivenWithoutTriageToo() {
    var id = scene.raised(example("catheter").put("nurseLevel", "ADVICE"));

    triageIsLate(id);

    assertThat(needs(scene.client.show(id))).containsExactly("NURSE_VISIT ADVICE");
  }

  @Test
  void aDecisionThatComesLateRaisesAndIsToldToHaveComeLate() {
    var id = scene.raised(example("catheter"));
    triageIsLate(id);

    scene.triaged(id, Level.PHYSICIAN_NOW, PHYSICIAN);
    scene.awaitRead(id);

    var shown = scene.client.show(id);
    assertThat(shown.get("neededLevel").stringValue()).isEqualTo("PHYSICIAN_NOW");
    assertThat(needs(shown))
        .containsExactlyInAnyOrder("NURSE_VISIT NURSE", "PHYSICIAN_CONTACT PHYSICIAN_NOW");
    assertThat(triage(id).get("lateSince").isString()).isTrue();
    assertThat(triage(id).get("caughtUpAt").isString()).isTrue();
    assertThat(scene.heard(id, "TriageCaughtUp").get("coordinators").get(0).stringValue())
        .isEqualTo("KF-13");
    scene.heard(id, "LevelRaised");
    assertThat(Scene.timeline(shown)).contains("RequestTriaged | TriageCaughtUp | LevelRaised");
  }

  @Test
  void aDecisionThatComesLateLowersNothing() {
    var id = scene.raised(example("vitals-missing"));
    triageIsLate(id);

    scene.triaged(id, Level.ADVICE, NURSE);
    scene.awaitRead(id);

    var shown = scene.client.show(id);
    assertThat(shown.get("neededLevel").stringValue()).isEqualTo("PHYSICIAN_TODAY");
    assertThat(shown.at("/decision/level").stringValue()).isEqualTo("ADVICE");
    assertThat(triage(id).get("caughtUpAt").isString()).isTrue();
    assertThat(Scene.timeline(shown)).doesNotContain("LevelRaised");
  }

  @Test
  void whatIsDecidedInTimeIsNotWaitedFor() {
    var id = scene.raised(example("catheter"));

    scene.triaged(id, Level.NURSE, NURSE);
    scene.awaitAssignment(id, "OFFERED");

    assertThat(scene.client.show(id).get("triage").isNull()).isTrue();
  }

  @Test
  void aChangeIsWaitedForAsLongAsARequestAndNoLongerThanTheFirst() {
    var id = scene.raised(example("catheter"));
    scene.triaged(id, Level.NURSE, NURSE);
    scene.awaitAssignment(id, "OFFERED");

    scene.client.observe(id, observed("\"vitals\": {\"pulse\": 84}"));
    var by = triage(id).get("by").stringValue();
    scene.client.observe(id, observed("\"vitals\": {\"pulse\": 86}"));

    assertThat(triage(id).get("by").stringValue()).isEqualTo(by);
    scene.triaged(id, 2, Level.NURSE, NURSE);
    scene.awaitRead(id);
    assertThat(triage(id).get("by").stringValue()).as("the newest is waited for").isEqualTo(by);
    scene.triaged(id, 3, Level.NURSE, NURSE);
    scene.awaitRead(id);
    assertThat(scene.client.show(id).get("triage").isNull()).isTrue();
  }

  @Test
  void whatWasDecidedStandsWhileAChangeIsNotJudgedAndAFloorRaisesIt() {
    var id = scene.raised(example("catheter"));
    scene.triaged(id, Level.NURSE, NURSE);
    scene.awaitAssignment(id, "OFFERED");
    scene.client.observe(id, observed("\"vitals\": {\"pulse\": 84}"));

    triageIsLate(id);
    assertThat(scene.client.show(id).get("neededLevel").stringValue()).isEqualTo("NURSE");

    scene.client.observe(id, observed("\"vitals\": {\"respirationRate\": 25}"));
    triageIsLate(id);

    var shown = scene.client.show(id);
    assertThat(shown.get("neededLevel").stringValue()).isEqualTo("PHYSICIAN_NOW");
    assertThat(shown.at("/decision/level").stringValue()).isEqualTo("NURSE");
    scene.heard(id, "LevelRaised");
    assertThat(lines(shown, "TriageLate")).containsExactly("revision 2", "revision 3");
    assertThat(scene.published(id, 8).split("TriageLate", -1))
        .as("the contact function is told once")
        .hasSize(2);

    scene.triaged(id, 2, Level.NURSE, NURSE);
    scene.awaitRead(id);
    assertThat(triage(id).get("caughtUpAt").isNull()).as("the newest is not judged").isTrue();
  }

  @Test
  void whatIsLateAgainAfterTriageHadCaughtUpIsToldAgain() {
    var id = scene.raised(example("catheter"));
    triageIsLate(id);
    scene.triaged(id, Level.NURSE, NURSE);
    scene.awaitRead(id);
    scene.client.observe(id, observed("\"vitals\": {\"pulse\": 84}"));

    triageIsLate(id);

    assertThat(triage(id).get("caughtUpAt").isNull()).isTrue();
    await()
        .atMost(Scene.SOON)
        .until(() -> scene.heard(id, "TriageLate").get("revision").intValue() == 2);
  }

  @Test
  void nobodyWaitsForTriageOfAnEmergencyOrOfWhatIsOver() {
    var emergency = scene.raised(example("stroke-red-flag"));
    assertThat(scene.client.show(emergency).get("triage").isNull()).isTrue();

    var directedLater = scene.raised(example("catheter"));
    scene.client.observe(directedLater, observed("\"redFlags\": [\"RF-D2\"]"));
    assertThat(scene.client.show(directedLater).get("triage").isNull()).isTrue();

    var cancelled = scene.raised(example("catheter"));
    scene.client.cancel(cancelled, "NO_LONGER_NEEDED");
    assertThat(scene.client.show(cancelled).get("triage").isNull()).isTrue();
  }

  @Test
  void whatIsDoneStaysOpenUntilItsNewestValuesAreJudged() {
    var id = doneBeforeItWasJudged("STAYED_HOME", "\"vitals\": {\"pulse\": 84}");

    var shown = scene.client.show(id);
    assertThat(shown.get("state").stringValue()).isEqualTo("WAITING");
    assertThat(shown.at("/ball/awaited/what").stringValue()).isEqualTo("TRIAGE");
    assertThat(shown.at("/ball/awaited/by")).isEqualTo(shown.at("/triage/by"));
    assertThat(shown.get("remeasureBy").isNull()).isTrue();

    scene.triaged(id, 2, Level.PHYSICIAN_TODAY, PHYSICIAN);
    awaitState(id, "CLOSED");
    assertThat(scene.client.show(id).get("grantedLevel").stringValue())
        .isEqualTo("PHYSICIAN_TODAY");
  }

  @Test
  void whatIsFoundAfterItIsDoneIsAskedFor() {
    var id = doneBeforeItWasJudged("STAYED_HOME", "\"vitals\": {\"respirationRate\": 23}");

    scene.triaged(id, 2, Level.PHYSICIAN_NOW, PHYSICIAN, TEAM);

    await()
        .atMost(Scene.SOON)
        .until(
            () ->
                scene.client.show(id).get("assignments").findValuesAsString("state").stream()
                        .filter("OFFERED"::equals)
                        .count()
                    == 2);
    assertThat(scene.client.show(id).get("neededLevel").stringValue()).isEqualTo("PHYSICIAN_NOW");
    assertThat(scene.client.show(id).get("triage").isNull()).isTrue();
    scene.heard(id, "LevelRaised");
  }

  @Test
  void whatIsFoundAfterItIsDoneAndMeans112IsDirected() {
    var id = doneBeforeItWasJudged("STAYED_HOME", "\"vitals\": {\"respirationRate\": 23}");

    scene.triaged(id, 2, Level.EMERGENCY_112);

    awaitState(id, "EMERGENCY_DIRECTED");
    scene.heard(id, "EmergencyDirected");
  }

  @Test
  void whatIsDoneEndsWithoutTriageToo() {
    var id = doneBeforeItWasJudged("STAYED_HOME", "\"vitals\": {\"pulse\": 84}");
    assertThat(scene.state(id)).isEqualTo("WAITING");

    triageIsLate(id);

    assertThat(scene.state(id)).isEqualTo("CLOSED");
    scene.triaged(id, 2, Level.PHYSICIAN_TODAY, PHYSICIAN);
    scene.awaitRead(id);
    assertThat(scene.state(id)).isEqualTo("CLOSED");
  }

  @Test
  void aFloorThatIsFoundWithoutTriageAfterItIsDoneIsAskedFor() {
    var id = doneBeforeItWasJudged("STAYED_HOME", "\"vitals\": {\"respirationRate\": 25}");

    triageIsLate(id);

    assertThat(scene.client.show(id).get("neededLevel").stringValue()).isEqualTo("PHYSICIAN_NOW");
    assertThat(scene.state(id)).isEqualTo("WAITING");
    scene.awaitAssignment(id, "OFFERED");
  }

  /** Others look after the patient, who knew what was measured. */
  @Test
  void whereCareHasEndedSinceNobodyWaitsForWhatTriageFinds() {
    var id = doneBeforeItWasJudged("EMERGENCY_DEPARTMENT", "\"vitals\": {\"pulse\": 84}");

    assertThat(scene.state(id)).isEqualTo("CLOSED");
    assertThat(scene.client.show(id).get("triage").isNull()).isTrue();
  }

  /** The physician on the telephone has seen the values from before. */
  private String doneBeforeItWasJudged(String outcome, String observed) {
    var id = scene.raised(example("catheter"));
    scene.triaged(id, Level.PHYSICIAN_TODAY, PHYSICIAN);
    var physician = scene.awaitAssignment(id, "OFFERED");
    scene.client.accept(physician, id);
    scene.client.report(physician, id, "{\"status\": \"WITH_PATIENT\", \"mode\": \"PHONE\"}");
    scene.client.observe(id, observed(observed));
    var done =
        scene.client.report(
            physician,
            id,
            "{\"status\": \"COMPLETED\", \"outcome\": \"%s\", \"journalReference\": \"J-1\"}"
                .formatted(outcome));
    assertThat(done.status()).isEqualTo(204);
    return id;
  }

  private void awaitState(String id, String state) {
    await().atMost(Scene.SOON).until(() -> scene.state(id).equals(state));
  }

  private void triageIsLate(String id) {
    var before = lines(scene.client.show(id), "TriageLate").size();
    scene
        .jdbc
        .sql("update assessment_request set triage_by = clock_timestamp() where id = ?::uuid")
        .param(id)
        .update();
    await()
        .atMost(Scene.SOON)
        .until(() -> lines(scene.client.show(id), "TriageLate").size() == before + 1);
  }

  private JsonNode triage(String id) {
    return scene.client.show(id).get("triage");
  }

  private static List<String> needs(JsonNode shown) {
    return shown
        .get("needs")
        .valueStream()
        .map(need -> need.get("need").stringValue() + " " + need.get("level").stringValue())
        .collect(Collectors.toList());
  }

  private static List<String> lines(JsonNode shown, String event) {
    return shown
        .get("timeline")
        .valueStream()
        .filter(line -> line.get("event").stringValue().equals(event))
        .map(line -> line.get("detail").stringValue())
        .toList();
  }

  private static String observed(String what) {
    return "{\"id\": \"%s\", %s}".formatted(UUID.randomUUID(), what);
  }
}
