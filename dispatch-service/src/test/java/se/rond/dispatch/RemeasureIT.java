package se.rond.dispatch;

import static java.time.temporal.ChronoUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static se.rond.dispatch.Examples.example;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
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

/** Until somebody is with the patient, somebody measures. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@EmbeddedInfrastructure
class RemeasureIT {

  private static final NeedWithCapabilities NURSE =
      new NeedWithCapabilities(Need.NURSE_VISIT, Set.of());
  private static final NeedWithCapabilities PHYSICIAN =
      new NeedWithCapabilities(Need.PHYSICIAN_CONTACT, Set.of());

  private final Scene scene;

  @Autowired
  RemeasureIT(
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
  void isSaidByScoreAndLevelFromWhenTheVitalSignsWereMeasured() {
    var measuredAt = minutesAgo(20);
    var byScore = measuredAt(measuredAt);
    scene.triaged(byScore, 1, Level.NURSE, 2, NURSE);
    scene.awaitAssignment(byScore, "OFFERED");
    var byLevel = measuredAt(measuredAt);
    scene.triaged(byLevel, 1, Level.PHYSICIAN_NOW, 2, PHYSICIAN);
    scene.awaitAssignment(byLevel, "OFFERED");
    var byNothing = measuredAt(measuredAt);
    scene.triaged(byNothing, Level.NURSE, NURSE);
    scene.awaitAssignment(byNothing, "OFFERED");

    assertThat(remeasureBy(byScore)).isEqualTo(measuredAt.plus(Duration.ofHours(6)));
    assertThat(remeasureBy(byLevel)).isEqualTo(measuredAt.plus(Duration.ofHours(1)));
    assertThat(scene.client.show(byNothing).get("remeasureBy").isNull()).isTrue();
  }

  /** Triage may know more of the patient, such as which oxygen saturation is usual. */
  @Test
  void isSaidByTheScoreAlsoWithoutTriageUntilTriageSaysIt() {
    var measuredAt = minutesAgo(20);
    var id = measuredAt(measuredAt);

    scene
        .jdbc
        .sql("update assessment_request set triage_by = clock_timestamp() where id = ?::uuid")
        .param(id)
        .update();
    scene.awaitAssignment(id, "OFFERED");

    assertThat(scene.client.show(id).get("neededLevel").stringValue()).isEqualTo("ADVICE");
    assertThat(remeasureBy(id)).as("NEWS2 is 0").isEqualTo(measuredAt.plus(Duration.ofHours(12)));

    scene.triaged(id, 1, Level.ADVICE, 2, NURSE);
    scene.awaitRead(id);

    assertThat(remeasureBy(id)).isEqualTo(measuredAt.plus(Duration.ofHours(6)));
  }

  @Test
  void newVitalSignsMoveIt() {
    var id = waiting(minutesAgo(50));
    var again = minutesAgo(1);

    observe(id, fullSet(", \"measuredAt\": \"%s\"".formatted(again)));

    assertThat(remeasureBy(id)).isEqualTo(again.plus(Duration.ofHours(1)));
    observe(id, fullSet(", \"measuredAt\": \"%s\"".formatted(minutesAgo(30))));
    assertThat(remeasureBy(id)).as("older ones do not").isEqualTo(again.plus(Duration.ofHours(1)));
    observe(id, "{\"pulse\": 96}");
    assertThat(remeasureBy(id))
        .as("one value moves no deadline of all")
        .isEqualTo(again.plus(Duration.ofHours(1)));
  }

  @Test
  void theNurseIsToldOnceWhenItHasPassed() {
    var id = waiting(minutesAgo(5));

    hasPassed(id);

    var told = scene.heard(id, "RemeasureDue");
    assertThat(told.has("responder")).isFalse();
    assertThat(scene.client.show(id).get("remeasureToldAt").isString()).isTrue();
    observe(id, fullSet(""));
    assertThat(scene.client.show(id).get("remeasureToldAt").isNull()).isTrue();
    hasPassed(id);
    await().atMost(Scene.SOON).until(() -> timesTold(id) == 2);
    scene.awaitRead(id);
    assertThat(timesTold(id)).as("once per deadline").isEqualTo(2);
  }

  @Test
  void whoHasAcceptedIsToldToo() {
    var id = waiting(minutesAgo(5));
    var offered = scene.awaitAssignment(id, "OFFERED");
    scene.client.accept(offered, id);
    assertThat(scene.client.show(id).get("remeasureBy").isString()).isTrue();

    hasPassed(id);

    assertThat(scene.heard(id, "RemeasureDue").get("responder"))
        .isEqualTo(offered.get("responder"));
  }

  @Test
  void nobodyIsWaitedForWhoIsThereUntilTheyGiveUp() {
    var id = waiting(minutesAgo(5));
    var offered = scene.awaitAssignment(id, "OFFERED");
    scene.client.accept(offered, id);
    var before = remeasureBy(id);

    scene.client.report(offered, id, "{\"status\": \"WITH_PATIENT\", \"mode\": \"VISIT\"}");
    assertThat(scene.client.show(id).get("remeasureBy").isNull()).isTrue();

    scene.client.report(offered, id, "{\"status\": \"FAILED\", \"cause\": \"ILL\"}");
    assertThat(remeasureBy(id)).isEqualTo(before);
    assertThat(scene.client.cancel(id, "NO_LONGER_NEEDED").status()).isEqualTo(200);
    assertThat(scene.client.show(id).get("remeasureBy").isNull()).isTrue();
  }

  /** Who speaks with the patient on the telephone measures nothing. */
  @Test
  void aCallIsNoVisit() {
    var id = waiting(minutesAgo(5));
    var offered = scene.awaitAssignment(id, "OFFERED");
    scene.client.accept(offered, id);
    var before = remeasureBy(id);

    scene.client.report(offered, id, "{\"status\": \"WITH_PATIENT\", \"mode\": \"PHONE\"}");

    assertThat(remeasureBy(id)).isEqualTo(before);
  }

  /** The ambulance has the patient; where a physician is asked instead, nobody has. */
  @Test
  void inAnEmergencyItGoesByWhatWasSaidOf112() {
    var called = waiting(minutesAgo(5));
    emergency(called);
    assertThat(scene.client.show(called).get("remeasureBy").isNull()).isTrue();
    acknowledge(called, "{\"acknowledgement\": \"CALLED\"}");
    assertThat(scene.client.show(called).get("remeasureBy").isNull()).isTrue();

    var instead = waiting(minutesAgo(5));
    emergency(instead);
    acknowledge(
        instead, "{\"acknowledgement\": \"PER_PLAN_NOT_CALLED\", \"reason\": \"Vårdplan\"}");
    assertThat(scene.client.show(instead).get("remeasureBy").isString()).isTrue();
  }

  private void emergency(String id) {
    var answer =
        scene.client.observe(
            id, "{\"id\": \"%s\", \"redFlags\": [\"RF-D2\"]}".formatted(UUID.randomUUID()));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(scene.state(id)).isEqualTo("EMERGENCY_DIRECTED");
  }

  private void acknowledge(String id, String body) {
    var answer =
        scene.client.putAs(
            "MUNICIPAL_NURSE",
            "/assessment-requests/%s/emergency-acknowledgement".formatted(id),
            body);
    assertThat(answer.status()).isEqualTo(200);
  }

  @Test
  void whoRaisesWithOldValuesIsNotLateAtOnce() {
    var id = scene.raised(example("pneumonia"));
    scene.triaged(id, Level.PHYSICIAN_NOW, PHYSICIAN);
    scene.awaitAssignment(id, "OFFERED");

    assertThat(remeasureBy(id)).isAfter(Instant.now().plus(Duration.ofMinutes(10)));
  }

  private String waiting(Instant measuredAt) {
    var id = measuredAt(measuredAt);
    scene.triaged(id, 1, Level.PHYSICIAN_NOW, 5, PHYSICIAN);
    scene.awaitAssignment(id, "OFFERED");
    return id;
  }

  private String measuredAt(Instant at) {
    var body = example("catheter").put("nurseLevel", "ADVICE");
    body.put("raisedAt", minutesAgo(0).toString()).put("deviceClock", minutesAgo(0).toString());
    ((ObjectNode) body.get("vitals")).put("measuredAt", at.toString());
    var id = scene.raised(body);
    // The device's clock is corrected by the instant it took to send.
    scene
        .jdbc
        .sql("update assessment_request set vitals_measured_at = ?::timestamptz where id = ?::uuid")
        .params(at.toString(), id)
        .update();
    return id;
  }

  private static String fullSet(String more) {
    return """
        {"respirationRate": 18, "oxygenSaturation": 96, "supplementalOxygen": false, "systolicPressure": 130,
         "diastolicPressure": 80, "pulse": 92, "consciousness": "ALERT", "temperature": 37.4%s}
        """
        .formatted(more);
  }

  private static Instant minutesAgo(long minutes) {
    return Instant.now().minus(Duration.ofMinutes(minutes)).truncatedTo(SECONDS);
  }

  private void observe(String id, String vitals) {
    var answer =
        scene.client.observe(
            id, "{\"id\": \"%s\", \"vitals\": %s}".formatted(UUID.randomUUID(), vitals));
    assertThat(answer.status()).isEqualTo(200);
  }

  private Instant remeasureBy(String id) {
    return Instant.parse(scene.client.show(id).get("remeasureBy").stringValue());
  }

  private void hasPassed(String id) {
    scene
        .jdbc
        .sql("update remeasure set remeasure_by = clock_timestamp() where request = ?::uuid")
        .param(id)
        .update();
  }

  private long timesTold(String id) {
    return scene
        .client
        .show(id)
        .get("timeline")
        .valueStream()
        .map(RemeasureIT::event)
        .filter("RemeasureDue"::equals)
        .count();
  }

  private static String event(JsonNode line) {
    return line.get("event").stringValue();
  }
}
