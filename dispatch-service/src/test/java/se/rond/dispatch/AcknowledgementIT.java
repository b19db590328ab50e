package se.rond.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static se.rond.dispatch.Examples.about;
import static se.rond.dispatch.Examples.example;
import static se.rond.dispatch.Examples.somebody;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
import se.rond.contracts.care.Level;
import se.rond.testsupport.EmbeddedInfrastructure;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** RING 112, and what becomes of it. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@EmbeddedInfrastructure
class AcknowledgementIT {

  private final Scene scene;

  @Autowired
  AcknowledgementIT(
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
  void aCallIsAcknowledgedFirstByTappingAndThenInWords() {
    var id = scene.raised(example("stroke-red-flag"));

    var tapped =
        scene.client.acknowledge(id, "{\"acknowledgement\": \"CALLED\", \"provisional\": true}");
    var said = scene.client.acknowledge(id, "{\"acknowledgement\": \"CALLED\"}");
    var again = scene.client.acknowledge(id, "{\"acknowledgement\": \"CALLED\"}");
    var tappedAgain =
        scene.client.acknowledge(id, "{\"acknowledgement\": \"CALLED\", \"provisional\": true}");

    assertThat(tapped.status()).isEqualTo(200);
    assertThat(said.body()).isEqualTo(tapped.body());
    assertThat(again.status()).isEqualTo(200);
    assertThat(tappedAgain.status()).isEqualTo(200);
    var shown = scene.client.show(id);
    assertThat(shown.at("/emergency/acknowledgement").stringValue()).isEqualTo("CALLED");
    assertThat(shown.at("/emergency/provisional").booleanValue()).isFalse();
    assertThat(shown.at("/emergency/acknowledgeBy").isNull()).isTrue();
    assertThat(Scene.timeline(shown))
        .isEqualTo(
            "AssessmentRequested | EmergencyDirected | EmergencyAcknowledged | EmergencyAcknowledged");
    assertThat(scene.heard(id, "EmergencyAcknowledged").toString())
        .doesNotContain("acknowledgement");
  }

  @Test
  void silenceAlarmsTheContactFunctionOnceAndALateWordClosesTheAlarm() {
    var id = scene.raised(example("stroke-red-flag"));
    assertThat(
            Duration.between(
                Instant.parse(scene.client.show(id).at("/emergency/directedAt").stringValue()),
                Instant.parse(scene.client.show(id).at("/emergency/acknowledgeBy").stringValue())))
        .isEqualTo(Duration.ofMinutes(2));

    timeToAcknowledgeIsOver(id);

    var alarm = scene.heard(id, "EmergencyUnacknowledged");
    assertThat(alarm.at("/coordinators/0").stringValue()).isEqualTo("KF-10");
    var open = scene.client.show(id).get("emergency");
    assertThat(open.get("alarmedAt").isString()).isTrue();
    assertThat(open.get("acknowledgement").isNull()).isTrue();

    assertThat(
            scene
                .client
                .acknowledge(id, "{\"acknowledgement\": \"ALREADY_WITH_AMBULANCE\"}")
                .status())
        .isEqualTo(200);

    var closed = scene.client.show(id);
    assertThat(closed.at("/emergency/acknowledgement").stringValue())
        .isEqualTo("ALREADY_WITH_AMBULANCE");
    assertThat(Scene.timeline(closed))
        .isEqualTo(
            "AssessmentRequested | EmergencyDirected | EmergencyUnacknowledged | EmergencyAcknowledged");
  }

  @Test
  void whatWasAcknowledgedInTimeAlarmsNobody() {
    var id = scene.raised(example("stroke-red-flag"));
    scene.client.acknowledge(id, "{\"acknowledgement\": \"CALLED\", \"provisional\": true}");

    // Another one that nobody acknowledged is swept after this one would have been.
    var other = scene.raised(example("stroke-red-flag"));
    timeToAcknowledgeIsOver(other);
    scene.heard(other, "EmergencyUnacknowledged");

    assertThat(Scene.timeline(scene.client.show(id))).doesNotContain("EmergencyUnacknowledged");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PATIENT_DECLINES", "PER_PLAN_NOT_CALLED"})
  void whereNobodyRingsAPhysicianIsAskedAtOnceAndTheLevelStays(String said) {
    var id = scene.raised(example("stroke-red-flag"));
    var without = scene.client.acknowledge(id, "{\"acknowledgement\": \"%s\"}".formatted(said));
    assertThat(without.status()).isEqualTo(400);
    assertThat(without.body().at("/errors/0/field").stringValue()).isEqualTo("reason");

    var answer = refuses(id, said);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().get("advice").stringValue()).isEqualTo("RING_112_NU");
    var physician = scene.awaitAssignment(id, "OFFERED");
    assertThat(physician.get("need").stringValue()).isEqualTo("PHYSICIAN_CONTACT");
    var shown = scene.client.show(id);
    assertThat(shown.get("neededLevel").stringValue()).isEqualTo("EMERGENCY_112");
    assertThat(shown.at("/emergency/reason").stringValue()).isEqualTo("Vill stanna hemma");
    assertThat(
            Duration.between(
                Instant.parse(shown.at("/emergency/acknowledgedAt").stringValue()),
                Instant.parse(shown.get("contactBy").stringValue())))
        .isEqualTo(Duration.ofMinutes(30));
    assertThat(refuses(id, said).status()).isEqualTo(200);
    assertThat(scene.client.show(id).get("assignments")).hasSize(1);

    scene.client.accept(physician, id);
    assertThat(scene.client.show(id).get("grantedLevel").stringValue()).isEqualTo("PHYSICIAN_NOW");
    scene.client.report(physician, id, "{\"status\": \"WITH_PATIENT\", \"mode\": \"PHONE\"}");
    assertThat(scene.state(id)).isEqualTo("EMERGENCY_DIRECTED");
    scene.client.report(
        physician,
        id,
        "{\"status\": \"COMPLETED\", \"outcome\": \"STAYED_HOME\", \"journalReference\": \"J-1\"}");
    assertThat(scene.state(id)).isEqualTo("CLOSED");
  }

  @Test
  void aNewRedFlagTellsANurseAnewWhoHadNotRung() {
    var id = scene.raised(example("stroke-red-flag"));
    refuses(id, "PATIENT_DECLINES");

    scene.client.observe(
        id, "{\"id\": \"%s\", \"redFlags\": [\"RF-B2\"]}".formatted(UUID.randomUUID()));

    var shown = scene.client.show(id);
    assertThat(shown.at("/emergency/acknowledgement").isNull()).isTrue();
    assertThat(shown.at("/emergency/acknowledgeBy").isString()).isTrue();
    timeToAcknowledgeIsOver(id);
    scene.heard(id, "EmergencyUnacknowledged");
  }

  @Test
  void whatMadeItAnEmergencyMakesNoAlarmOfWhatIsObservedLater() {
    var id = scene.raised(example("stroke-red-flag").put("nurseLevel", "EMERGENCY_112"));
    refuses(id, "PATIENT_DECLINES");

    scene.client.observe(
        id, "{\"id\": \"%s\", \"vitals\": {\"pulse\": 80}}".formatted(UUID.randomUUID()));

    var shown = scene.client.show(id);
    assertThat(shown.at("/emergency/alarm").intValue()).isEqualTo(1);
    assertThat(shown.at("/emergency/acknowledgement").stringValue()).isEqualTo("PATIENT_DECLINES");
    assertThat(observesAFlag(id).body().get("alarm").intValue()).isEqualTo(2);
  }

  @Test
  void anAlarmIsArmedAlsoWhenTriageFindsTheEmergency() {
    var id = scene.raised(example("pneumonia"));
    scene.triaged(id, Level.EMERGENCY_112);
    await().atMost(Scene.SOON).until(() -> scene.state(id).equals("EMERGENCY_DIRECTED"));

    timeToAcknowledgeIsOver(id);

    assertThat(scene.heard(id, "EmergencyUnacknowledged").has("coordinators")).isTrue();
  }

  @Test
  void whatIsNoEmergencyHasNothingToAcknowledge() {
    var id = scene.raised(example("pneumonia"));

    var answer = scene.client.acknowledge(id, "{\"acknowledgement\": \"CALLED\"}");

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.body().get("type").stringValue())
        .isEqualTo("urn:rond:problem:NOT_AN_EMERGENCY");
    assertThat(answer.body().get("detail").stringValue()).contains("RECEIVED");
  }

  @Test
  void whatIsSentTwiceReplacesNothingThatWasSaidInBetween() {
    var id = scene.raised(example("stroke-red-flag"));
    var declines = said("PATIENT_DECLINES", 1);
    var first = scene.client.acknowledge(id, declines);
    scene.client.acknowledge(id, said("CALLED", 1));

    var again = scene.client.acknowledge(id, declines);

    assertThat(again.status()).isEqualTo(200);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(scene.client.show(id).at("/emergency/acknowledgement").stringValue())
        .isEqualTo("CALLED");
    assertThat(acknowledgements(id))
        .containsExactly("PATIENT_DECLINES, alarm 1", "CALLED, alarm 1");
    var other = scene.client.acknowledge(id, declines.replace("hemma", "kvar"));
    assertThat(other.status()).isEqualTo(409);
    assertThat(other.body().get("type").stringValue())
        .isEqualTo("urn:rond:problem:OTHER_BODY_UNDER_THIS_ID");
  }

  @Test
  void anIdThatStandsForAnotherRequestIsRefused() {
    var called = said("CALLED", 1);
    scene.client.acknowledge(scene.raised(example("stroke-red-flag")), called);
    var id = scene.raised(example("stroke-red-flag"));

    assertThat(scene.client.acknowledge(id, called).status()).isEqualTo(409);
    assertThat(scene.client.show(id).at("/emergency/acknowledgement").isNull()).isTrue();
  }

  @Test
  void anIdThatStandsForObservationsIsRefusedWithWhatItStandsFor() {
    var id = scene.raised(example("stroke-red-flag"));
    var change = UUID.randomUUID();
    scene.client.observe(id, "{\"id\": \"%s\", \"note\": \"x\"}".formatted(change));

    var answer =
        scene.client.acknowledge(
            id, "{\"id\": \"%s\", \"acknowledgement\": \"CALLED\"}".formatted(change));

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.body().get("change").stringValue()).isEqualTo("OBSERVATIONS");
  }

  @Test
  void anAnswerToAnOlderAlarmIsKeptAndSilencesNoNewerOne() {
    var id = scene.raised(example("stroke-red-flag"));
    scene.client.acknowledge(id, said("PATIENT_DECLINES", 1));
    var observed = observesAFlag(id);
    assertThat(observed.body().get("alarm").intValue()).isEqualTo(2);

    var late = scene.client.acknowledge(id, said("PER_PLAN_NOT_CALLED", 1));

    assertThat(late.status()).isEqualTo(200);
    assertThat(late.body().get("alarm").intValue()).isEqualTo(2);
    var open = scene.client.show(id).get("emergency");
    assertThat(open.get("alarm").intValue()).isEqualTo(2);
    assertThat(open.get("acknowledgement").isNull()).isTrue();
    assertThat(open.get("acknowledgeBy").isString()).isTrue();
    assertThat(acknowledgements(id))
        .containsExactly("PATIENT_DECLINES, alarm 1", "PER_PLAN_NOT_CALLED, alarm 1");
    assertThat(scene.client.cancel(id, "OTHER").status()).isEqualTo(409);

    timeToAcknowledgeIsOver(id);
    assertThat(scene.heard(id, "EmergencyUnacknowledged").get("alarm").intValue()).isEqualTo(2);
    scene.client.acknowledge(id, said("CALLED", 2));

    assertThat(scene.client.show(id).at("/emergency/acknowledgement").stringValue())
        .isEqualTo("CALLED");
    await()
        .atMost(Scene.SOON)
        .until(() -> scene.heard(id, "EmergencyAcknowledged").get("alarm").intValue() == 2);
  }

  @Test
  void aDeviceThatNamesNoAlarmAnswersTheFirst() {
    var id = scene.raised(example("stroke-red-flag"));
    refuses(id, "PATIENT_DECLINES");
    observesAFlag(id);

    var retried = refuses(id, "PATIENT_DECLINES");
    var called = scene.client.acknowledge(id, "{\"acknowledgement\": \"CALLED\"}");

    assertThat(retried.status()).isEqualTo(200);
    assertThat(called.status()).isEqualTo(200);
    assertThat(scene.client.show(id).at("/emergency/acknowledgement").isNull()).isTrue();
    assertThat(acknowledgements(id))
        .containsExactly("PATIENT_DECLINES, alarm 1", "CALLED, alarm 1");
  }

  @Test
  void anAlarmThatWasNotGivenIsNotAnswered() {
    var body = example("stroke-red-flag");
    assertThat(scene.client.raise(body).body().get("alarm").intValue()).isEqualTo(1);
    var id = body.get("id").stringValue();

    var answer = scene.client.acknowledge(id, said("CALLED", 2));

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.body().get("type").stringValue()).isEqualTo("urn:rond:problem:NO_SUCH_ALARM");
    assertThat(scene.client.acknowledge(id, said("CALLED", 0)).status()).isEqualTo(400);
    assertThat(scene.client.show(id).at("/emergency/acknowledgement").isNull()).isTrue();
  }

  @Test
  void anEmergencyIsNotCancelledBeforeSomebodySaysWhatBecameOfIt() {
    var id = scene.raised(example("stroke-red-flag"));

    var early = scene.client.cancel(id, "RAISED_IN_ERROR");

    assertThat(early.status()).isEqualTo(409);
    assertThat(early.body().get("type").stringValue())
        .isEqualTo("urn:rond:problem:EMERGENCY_NOT_ACKNOWLEDGED");
    scene.client.acknowledge(id, "{\"acknowledgement\": \"CALLED\", \"provisional\": true}");
    assertThat(scene.client.cancel(id, "RAISED_IN_ERROR").status())
        .as("a tapped number says nothing yet")
        .isEqualTo(409);
    refuses(id, "PATIENT_DECLINES");
    assertThat(scene.client.cancel(id, "RAISED_IN_ERROR").status()).isEqualTo(200);
    assertThat(scene.client.show(id).at("/assignments/0/state").stringValue())
        .isEqualTo("WITHDRAWN");
  }

  @Test
  void aCoordinatorAnswersInTheNursesPlaceByName() {
    var id = scene.raised(example("stroke-red-flag"));
    timeToAcknowledgeIsOver(id);
    scene.heard(id, "EmergencyUnacknowledged");

    var answer = scene.client.acknowledge(id, said("CALLED", 1), "COORDINATOR");

    assertThat(answer.status()).isEqualTo(200);
    var shown = scene.client.show(id);
    assertThat(shown.at("/emergency/acknowledgedBy").stringValue())
        .isEqualTo("COORDINATOR SE2321000081-DEMOCOORDINATOR");
    assertThat(shown.get("timeline").valueStream().toList().getLast().get("actor").stringValue())
        .isEqualTo("COORDINATOR SE2321000081-DEMOCOORDINATOR");
  }

  @Test
  void anAcknowledgedEmergencyIsOverAfterHalfADay() {
    var id = scene.raised(example("stroke-red-flag"));
    scene.client.acknowledge(id, "{\"acknowledgement\": \"CALLED\"}");
    var emergency = scene.client.show(id).get("emergency");
    assertThat(between(emergency, "acknowledgedAt", "overAt")).isEqualTo(Duration.ofHours(12));

    timeIsOver(id);

    await().atMost(Scene.SOON).until(() -> scene.state(id).equals("CLOSED"));
    assertThat(scene.heard(id, "RequestClosed").get("requester").stringValue()).isNotEmpty();
    assertThat(Scene.timeline(scene.client.show(id))).doesNotContain("EndedUnacknowledged");
  }

  @Test
  void anEmergencyOfWhichOnlyANumberWasTappedIsSeenToEnd() {
    var id = scene.raised(example("stroke-red-flag"));
    scene.client.acknowledge(id, "{\"acknowledgement\": \"CALLED\", \"provisional\": true}");

    timeIsOver(id);

    await().atMost(Scene.SOON).until(() -> scene.state(id).equals("CLOSED"));
    assertThat(Scene.timeline(scene.client.show(id)))
        .isEqualTo(
            "AssessmentRequested | EmergencyDirected | EmergencyAcknowledged"
                + " | EmergencyEndedUnacknowledged | RequestClosed");
    assertThat(scene.heard(id, "EmergencyEndedUnacknowledged").get("alarm").intValue())
        .isEqualTo(1);
  }

  @Test
  void anEmergencyThatNobodyEverAnswersEndsByTheClockAndIsSeenToEnd() {
    var patient = somebody();
    var id = scene.raised(about(example("stroke-red-flag"), patient));
    assertThat(between(scene.client.show(id).get("emergency"), "directedAt", "overAt"))
        .isEqualTo(Duration.ofHours(12));
    timeToAcknowledgeIsOver(id);
    scene.heard(id, "EmergencyUnacknowledged");

    timeIsOver(id);

    await().atMost(Scene.SOON).until(() -> scene.state(id).equals("CLOSED"));
    assertThat(Scene.timeline(scene.client.show(id)))
        .isEqualTo(
            "AssessmentRequested | EmergencyDirected | EmergencyUnacknowledged"
                + " | EmergencyEndedUnacknowledged | RequestClosed");
    assertThat(scene.heard(id, "EmergencyEndedUnacknowledged").get("alarm").intValue())
        .isEqualTo(1);
    var next = scene.client.raise(about(example("catheter"), patient));
    assertThat(next.body().has("joined")).isFalse();
    assertThat(next.body().get("advice").stringValue()).isEqualTo("NONE");
  }

  @Test
  void whoIsStillAtWorkKeepsAnUnansweredEmergencyOpen() {
    var taken = scene.accepted(scene.raised(example("pneumonia")));
    var id = taken.request();
    observesAFlag(id);

    timeIsOver(id);

    await()
        .atMost(Scene.SOON)
        .until(
            () ->
                Instant.parse(scene.client.show(id).at("/emergency/overAt").stringValue())
                    .isAfter(Instant.now()));
    assertThat(scene.state(id)).isEqualTo("EMERGENCY_DIRECTED");
    scene.complete(taken);
    timeIsOver(id);
    await().atMost(Scene.SOON).until(() -> scene.state(id).equals("CLOSED"));
  }

  @Test
  void aRequestThatIsJoinedToAnEmergencyIsAnAlarmOfItsOwn() {
    var patient = somebody();
    var id = scene.raised(about(example("stroke-red-flag"), patient));
    scene.client.acknowledge(id, said("CALLED", 1));

    var joined = scene.client.raise(about(example("catheter"), patient));

    assertThat(joined.body().get("joined").stringValue()).isEqualTo(id);
    assertThat(joined.body().get("advice").stringValue()).isEqualTo("RING_112_NU");
    assertThat(joined.body().get("alarm").intValue()).isEqualTo(2);
    assertThat(scene.client.show(id).at("/emergency/acknowledgeBy").isString()).isTrue();
    timeToAcknowledgeIsOver(id);
    scene.heard(id, "EmergencyUnacknowledged");
  }

  private DispatchClient.Answer observesAFlag(String id) {
    return scene.client.observe(
        id, "{\"id\": \"%s\", \"redFlags\": [\"RF-B2\"]}".formatted(UUID.randomUUID()));
  }

  private static String said(String what, int alarm) {
    return "{\"id\": \"%s\", \"alarm\": %d, \"acknowledgement\": \"%s\", \"reason\": \"Vill stanna hemma\"}"
        .formatted(UUID.randomUUID(), alarm, what);
  }

  /** What stands in the timeline, word by word. */
  private List<String> acknowledgements(String id) {
    return scene
        .client
        .show(id)
        .get("timeline")
        .valueStream()
        .filter(line -> line.get("event").stringValue().equals("EmergencyAcknowledged"))
        .map(line -> line.get("detail").stringValue())
        .toList();
  }

  private static Duration between(JsonNode shown, String from, String to) {
    return Duration.between(
        Instant.parse(shown.get(from).stringValue()), Instant.parse(shown.get(to).stringValue()));
  }

  private void timeIsOver(String id) {
    scene
        .jdbc
        .sql("update emergency set over_at = clock_timestamp() where request = ?::uuid")
        .param(id)
        .update();
  }

  private DispatchClient.Answer refuses(String id, String said) {
    return scene.client.acknowledge(
        id, "{\"acknowledgement\": \"%s\", \"reason\": \"Vill stanna hemma\"}".formatted(said));
  }

  private void timeToAcknowledgeIsOver(String id) {
    scene
        .jdbc
        .sql("update emergency set acknowledge_by = clock_timestamp() where request = ?::uuid")
        .param(id)
        .update();
  }
}
