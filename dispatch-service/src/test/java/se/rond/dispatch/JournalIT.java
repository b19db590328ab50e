package se.rond.dispatch;

import static java.time.temporal.ChronoUnit.HOURS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static se.rond.dispatch.Examples.example;

import java.time.Instant;
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

/** A request is closed when it is said where its visits are documented. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@EmbeddedInfrastructure
class JournalIT {

  private final Scene scene;

  @Autowired
  JournalIT(
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
  void aVisitWithoutAReferenceKeepsTheRequestFromBeingClosedAndFreesTheTeam() {
    var taken = completed();

    assertThat(scene.state(taken.request())).isEqualTo("DOCUMENTING");
    assertThat(scene.client.show(taken.request()).at("/responsible/party").stringValue())
        .isEqualTo("RAISING_NURSE");
    assertThat(
            scene
                .client
                .get("/responders/" + taken.responder() + "/assignments")
                .body()
                .findValuesAsString("request"))
        .doesNotContain(taken.request());
    // At the end of a shift; all in the demonstration are of 14 h at most.
    assertThat(Instant.parse(assignment(taken).get("journalDueAt").stringValue()))
        .isBetween(Instant.now(), Instant.now().plus(14, HOURS));

    assertThat(scene.client.document(taken.assignment(), taken.request(), "J-1").status())
        .isEqualTo(204);
    assertThat(scene.client.document(taken.assignment(), taken.request(), "J-1").status())
        .as("sent twice")
        .isEqualTo(204);

    assertThat(scene.state(taken.request())).isEqualTo("CLOSED");
    assertThat(assignment(taken).get("journalReference").stringValue()).isEqualTo("J-1");
    assertThat(assignment(taken).get("journalDueAt").isNull()).isTrue();
    assertThat(Scene.timeline(scene.client.show(taken.request())))
        .endsWith("Completed | JournalReferenced | RequestClosed");
    assertThat(scene.heard(taken.request(), "JournalReferenced").propertyNames())
        .doesNotContain("reference", "journalReference");

    // A reference that is put right changes nothing else.
    assertThat(scene.client.document(taken.assignment(), taken.request(), "J-2").status())
        .isEqualTo(204);
    assertThat(assignment(taken).get("journalReference").stringValue()).isEqualTo("J-2");
    assertThat(Scene.timeline(scene.client.show(taken.request())))
        .endsWith("RequestClosed | JournalReferenced");
  }

  @Test
  void aNewRequestOfThePatientIsANewStory() {
    var taken = completed();
    var again = example("pneumonia").put("id", UUID.randomUUID().toString());
    again.set("patient", scene.client.show(taken.request()).at("/submitted/patient"));

    var answer = scene.client.raise(again);

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.body().hasNonNull("joined")).isFalse();
    assertThat(scene.state(again.get("id").stringValue())).isEqualTo("RECEIVED");
  }

  @Test
  void whatIsNotDocumentedByTheEndOfTheShiftIsToldOnce() {
    var taken = completed();

    scene
        .jdbc
        .sql("update assignment set journal_due_at = clock_timestamp() where id = ?::uuid")
        .param(taken.assignment().get("id").stringValue())
        .update();

    assertThat(
            scene
                .heard(taken.request(), "JournalOverdue")
                .get("coordinators")
                .valueStream()
                .map(JsonNode::stringValue))
        .containsExactly("KF-10");
    await().atMost(Scene.SOON).until(() -> assignment(taken).get("journalAlarmedAt").isString());
    assertThat(assignment(taken).get("journalDueAt").isNull()).isTrue();
    assertThat(scene.state(taken.request())).isEqualTo("DOCUMENTING");

    scene.client.document(taken.assignment(), taken.request(), "J-1");
    assertThat(scene.state(taken.request())).isEqualTo("CLOSED");
  }

  @Test
  void onlyWhatHasEndedIsDocumented() {
    var taken = scene.accepted(scene.raised(example("pneumonia")));

    var early = scene.client.document(taken.assignment(), taken.request(), "J-1");

    assertThat(early.status()).isEqualTo(409);
    assertThat(early.body().get("type").stringValue()).isEqualTo("urn:rond:problem:NOT_ENDED");
    assertThat(scene.client.document(taken.assignment(), taken.request(), "J".repeat(201)).status())
        .isEqualTo(400);
  }

  @Test
  void whatIsOverTakesNoMoreObservationsAndIsNotCancelled() {
    var taken = completed();

    assertThat(
            scene
                .client
                .observe(
                    taken.request(),
                    "{\"id\": \"%s\", \"note\": \"mår bra\"}".formatted(UUID.randomUUID()))
                .status())
        .isEqualTo(409);
    assertThat(scene.client.cancel(taken.request(), "NO_LONGER_NEEDED").status()).isEqualTo(409);
  }

  @Test
  void aDecisionThatComesAfterTheCareIsKeptAndShown() {
    var taken = scene.accepted(scene.raised(example("pneumonia")));
    var id = taken.request();
    scene.client.observe(
        id, "{\"id\": \"%s\", \"vitals\": {\"pulse\": 118}}".formatted(UUID.randomUUID()));
    complete(taken);

    scene.triaged(id, 2, Level.MOBILE_TEAM_2H, Scene.teamVisit());

    await()
        .atMost(Scene.SOON)
        .until(() -> Scene.timeline(scene.client.show(id)).endsWith("Completed | RequestTriaged"));
    assertThat(scene.client.show(id).at("/decision/level").stringValue())
        .isEqualTo("MOBILE_TEAM_2H");
    assertThat(scene.state(id)).isEqualTo("DOCUMENTING");
  }

  @Test
  void whatWasGrantedBeforeAnEmergencyStaysWhenItIsDocumented() {
    var taken = scene.accepted(scene.raised(example("pneumonia")));
    var id = taken.request();
    scene.client.observe(
        id, "{\"id\": \"%s\", \"redFlags\": [\"RF-D2\"]}".formatted(UUID.randomUUID()));
    complete(taken);
    scene
        .jdbc
        .sql("update emergency set over_at = clock_timestamp() where request = ?::uuid")
        .param(id)
        .update();
    await().atMost(Scene.SOON).until(() -> scene.state(id).equals("DOCUMENTING"));

    scene.client.document(taken.assignment(), id, "J-1");

    var shown = scene.client.show(id);
    assertThat(shown.get("state").stringValue()).isEqualTo("CLOSED");
    assertThat(shown.get("grantedLevel").stringValue()).isEqualTo("MOBILE_TEAM_2H");
  }

  private Taken completed() {
    var taken = scene.accepted(scene.raised(example("pneumonia")));
    complete(taken);
    return taken;
  }

  private void complete(Taken taken) {
    scene.client.report(
        taken.assignment(), taken.request(), "{\"status\": \"WITH_PATIENT\", \"mode\": \"VISIT\"}");
    var done =
        scene.client.report(
            taken.assignment(),
            taken.request(),
            "{\"status\": \"COMPLETED\", \"outcome\": \"STAYED_HOME\"}");
    assertThat(done.status()).isEqualTo(204);
  }

  private JsonNode assignment(Taken taken) {
    return scene
        .client
        .show(taken.request())
        .get("assignments")
        .valueStream()
        .filter(one -> one.get("id").equals(taken.assignment().get("id")))
        .findFirst()
        .orElseThrow();
  }
}
