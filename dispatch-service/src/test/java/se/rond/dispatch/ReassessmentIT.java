package se.rond.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;
import static se.rond.dispatch.Examples.about;
import static se.rond.dispatch.Examples.example;
import static se.rond.dispatch.Examples.somebody;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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
import se.rond.dispatch.Scene.Taken;
import se.rond.testsupport.EmbeddedInfrastructure;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A patient who is to be looked at again is not forgotten. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@EmbeddedInfrastructure
class ReassessmentIT {

  private final Scene scene;

  @Autowired
  ReassessmentIT(
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
  void whoHasTheResponsibilityAndTheContactFunctionAreAlarmedOnce() {
    var taken = scene.accepted(scene.raised(example("pneumonia")));
    var id = taken.request();
    assessed(id);

    isDue(id);

    await().atMost(Scene.SOON).until(() -> assessment(id).hasNonNull("reassessAlarmedAt"));
    var alarm = scene.heard(id, "ReassessmentDue");
    assertThat(alarm.get("responder").stringValue()).isEqualTo(taken.responder());
    assertThat(alarm.get("coordinators").toString()).contains("KF-10");
    complete(taken);
    assertThat(
            scene.client.show(id).get("timeline").findValuesAsString("event").stream()
                .filter("ReassessmentDue"::equals))
        .hasSize(1);
    assertThat(scene.state(id)).as("still to be looked at").isEqualTo("WAITING");
  }

  @Test
  void aRequestStaysOpenUntilThePatientWasLookedAtAgain() {
    var taken = scene.accepted(scene.raised(example("pneumonia")));
    var id = taken.request();
    assessed(id);
    complete(taken);
    assertThat(scene.state(id)).isEqualTo("WAITING");
    assertThat(scene.client.show(id).at("/responsible/party").stringValue())
        .isEqualTo("RAISING_NURSE");

    called(id, "RELATIVE");
    assertThat(scene.state(id)).as("a relative was called").isEqualTo("WAITING");
    called(id, "PATIENT");
    assertThat(scene.state(id)).as("right after the assessment").isEqualTo("WAITING");
    isHalfWay(id);
    called(id, "PATIENT");

    assertThat(scene.state(id)).isEqualTo("CLOSED");
    assertThat(Scene.timeline(scene.client.show(id))).endsWith("ContactMade | RequestClosed");
  }

  @Test
  void whatWasMeasuredInTimeIsNotAlarmedAbout() {
    var taken = scene.accepted(scene.raised(example("pneumonia")));
    var id = taken.request();
    assessed(id);
    complete(taken);
    isHalfWay(id);
    scene.client.observe(
        id, "{\"id\": \"%s\", \"vitals\": {\"pulse\": 84}}".formatted(UUID.randomUUID()));
    assertThat(scene.state(id)).isEqualTo("WAITING");

    isDue(id);
    scene.triaged(id, 2, Level.MOBILE_TEAM_2H, Scene.teamVisit());

    await().atMost(Scene.SOON).until(() -> scene.state(id).equals("CLOSED"));
    assertThat(assessment(id).get("reassessAlarmedAt").isNull()).isTrue();
    assertThat(Scene.timeline(scene.client.show(id))).doesNotContain("ReassessmentDue");
  }

  @Test
  void aLaterAssessmentInItsPlaceEndsTheWait() {
    var taken = scene.accepted(scene.raised(example("pneumonia")));
    var id = taken.request();
    var first = assessed(id);
    complete(taken);
    assertThat(scene.state(id)).isEqualTo("WAITING");

    tell(id, UUID.randomUUID(), ", \"supersedes\": \"%s\"".formatted(first));

    assertThat(scene.state(id)).isEqualTo("CLOSED");
  }

  @Test
  void aPatientWhoIsTakenToHospitalIsLookedAtByOthers() {
    var taken = scene.accepted(scene.raised(example("pneumonia")));
    var id = taken.request();
    assessed(id);

    report(taken, "{\"status\": \"WITH_PATIENT\", \"mode\": \"VISIT\"}");
    report(
        taken,
        "{\"status\": \"COMPLETED\", \"outcome\": \"EMERGENCY_DEPARTMENT\", \"journalReference\": \"J-1\"}");

    assertThat(scene.state(id)).isEqualTo("CLOSED");
  }

  @Test
  void aLookThatFindsDangerAsksSomebodyAgain() {
    var raisedAt = Instant.now().minus(Duration.ofHours(1)).toString();
    var taken = scene.accepted(scene.raised(example("pneumonia").put("raisedAt", raisedAt)));
    var id = taken.request();
    assessed(id);
    complete(taken);
    isHalfWay(id);
    scene.client.observe(
        id, "{\"id\": \"%s\", \"vitals\": {\"pulse\": 112}}".formatted(UUID.randomUUID()));

    var decided =
        (ObjectNode)
            scene.json.valueToTree(Scene.decision(id, Level.MOBILE_TEAM_2H, Scene.teamVisit()));
    decided.put("type", "RequestTriaged").put("revision", 2);
    ((ObjectNode) decided.get("decision"))
        .set(
            "fired",
            scene.json.readTree(
                """
                [{"rule": "NEWS2-5", "kind": "FLOOR", "level": "MOBILE_TEAM_2H", "label": {"sv": "x", "en": "x"},
                  "facts": {}}]
                """));
    scene.send(decided, id);

    scene.awaitAssignment(id, "OFFERED");
    assertThat(scene.state(id)).isEqualTo("WAITING");
    var again = openNeed(id);
    assertThat(Instant.parse(again.get("contactBy").stringValue()))
        .as("the request's own promise was kept before")
        .isCloseTo(Instant.now().plus(Duration.ofHours(2)), within(60, ChronoUnit.SECONDS));
    assertThat(again.at("/ladder/0/outcome").stringValue()).isEqualTo("ASKED");
  }

  @Test
  void whatIsKnownFromAnotherRequestAsksNobodyAgain() {
    var patient = somebody();
    var before = Instant.now().minus(Duration.ofHours(20)).toString();
    var earlier = scene.raised(about(example("pneumonia"), patient).put("raisedAt", before));
    assertThat(scene.client.cancel(earlier, "NO_LONGER_NEEDED").status()).isEqualTo(200);
    var raisedAt = Instant.now().minus(Duration.ofHours(1)).toString();
    var taken =
        scene.accepted(
            scene.raised(about(example("pneumonia"), patient).put("raisedAt", raisedAt)));
    var id = taken.request();
    assessed(id);
    complete(taken);
    var met = scene.client.show(id).get("needs").size();

    var corrected =
        scene.client.correct(
            earlier,
            """
            {"id": "%s", "kind": "WRONG_PATIENT", "patient": {"identifier": {"system": "%s", "value": "%s"}}}
            """
                .formatted(UUID.randomUUID(), Examples.TEST_PATIENTS, somebody()));
    assertThat(corrected.status()).isEqualTo(200);
    scene.floored(id, 2, Level.MOBILE_TEAM_2H, Scene.teamVisit());
    scene.awaitRead(id);

    assertThat(Scene.timeline(scene.client.show(id))).contains("ContextUpdated");
    assertThat(scene.client.show(id).get("needs")).as("nobody looked").hasSize(met);
    assertThat(scene.state(id)).isEqualTo("WAITING");
  }

  private JsonNode openNeed(String id) {
    return scene
        .client
        .show(id)
        .get("needs")
        .valueStream()
        .filter(one -> !one.get("ladder").isEmpty() && one.hasNonNull("contactBy"))
        .reduce((_, later) -> later)
        .orElseThrow();
  }

  @Test
  void whoAsksForHelpIsNotAnsweredByARequestThatOnlyWaitsForALook() {
    var patient = somebody();
    var taken = scene.accepted(scene.raised(about(example("pneumonia"), patient)));
    assessed(taken.request());
    assertThat(scene.client.raise(about(example("catheter"), patient)).body().has("joined"))
        .as("while somebody is at work")
        .isTrue();
    complete(taken);
    assertThat(scene.state(taken.request())).isEqualTo("WAITING");

    var anew = scene.client.raise(about(example("catheter"), patient));

    assertThat(anew.status()).isEqualTo(201);
    assertThat(anew.body().has("joined")).isFalse();
    assertThat(anew.body().get("state").stringValue()).isEqualTo("RECEIVED");
  }

  @Test
  void aCallOfTheContactFunctionIsNoLook() {
    var taken = scene.accepted(scene.raised(example("pneumonia")));
    var id = taken.request();
    assessed(id);
    complete(taken);
    isHalfWay(id);

    called("COORDINATOR", id, "PATIENT");

    assertThat(scene.state(id)).isEqualTo("WAITING");
  }

  @Test
  void aCancelledRequestWaitsForNothing() {
    var id = scene.raised(example("pneumonia"));
    assessed(id);
    scene.client.cancel(id, "CARED_FOR_ELSEWHERE");

    isDue(id);

    await()
        .atMost(Scene.SOON)
        .until(
            () ->
                scene
                    .jdbc
                    .sql("select reassess_due_at is null from assessment where request = ?::uuid")
                    .param(id)
                    .query(Boolean.class)
                    .single());
    assertThat(Scene.timeline(scene.client.show(id))).doesNotContain("ReassessmentDue");
  }

  private UUID assessed(String id) {
    var assessment = UUID.randomUUID();
    tell(
        id,
        assessment,
        ", \"reassessAt\": \"%s\"".formatted(Instant.now().plus(Duration.ofHours(4))));
    return assessment;
  }

  private void tell(String id, UUID assessment, String more) {
    var answer =
        scene.client.postAs(
            "PHYSICIAN",
            "/assessment-requests/%s/assessments".formatted(id),
            "{\"id\": \"%s\", \"mode\": \"PHONE\", \"conclusion\": {\"code\": \"OBSERVE\", \"text\": \"x\"}%s}"
                .formatted(assessment, more));
    assertThat(answer.status()).isEqualTo(200);
  }

  private void called(String id, String with) {
    called("PHYSICIAN", id, with);
  }

  private void called(String role, String id, String with) {
    var answer =
        scene.client.postAs(
            role,
            "/assessment-requests/%s/contacts".formatted(id),
            "{\"id\": \"%s\", \"mode\": \"PHONE\", \"with\": \"%s\", \"reached\": true}"
                .formatted(UUID.randomUUID(), with));
    assertThat(answer.status()).isEqualTo(200);
  }

  private void isHalfWay(String id) {
    scene
        .jdbc
        .sql("update assessment set reassess_from = clock_timestamp() where request = ?::uuid")
        .param(id)
        .update();
  }

  private void isDue(String id) {
    scene
        .jdbc
        .sql("update assessment set reassess_due_at = clock_timestamp() where request = ?::uuid")
        .param(id)
        .update();
  }

  private JsonNode assessment(String id) {
    return scene.client.show(id).at("/assessments/0");
  }

  private void complete(Taken taken) {
    report(taken, "{\"status\": \"WITH_PATIENT\", \"mode\": \"VISIT\"}");
    report(
        taken,
        "{\"status\": \"COMPLETED\", \"outcome\": \"STAYED_HOME\", \"journalReference\": \"J-1\"}");
  }

  private void report(Taken taken, String body) {
    assertThat(scene.client.report(taken.assignment(), taken.request(), body).status())
        .isEqualTo(204);
  }
}
