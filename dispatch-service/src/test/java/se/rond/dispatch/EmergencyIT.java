package se.rond.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static se.rond.dispatch.Examples.example;

import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import se.rond.contracts.care.Level;
import se.rond.testsupport.EmbeddedDatabase;
import se.rond.testsupport.EmbeddedInfrastructure;
import tools.jackson.databind.json.JsonMapper;

/** Red flags and whatever else means 112. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@EmbeddedInfrastructure
class EmergencyIT {

  private final Scene scene;

  @Autowired
  EmergencyIT(
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
  void aRedFlagIsAnsweredAtOnceAndNeverOffered() {
    var body = example("stroke-red-flag");

    var answer = scene.client.raise(body);

    var id = body.get("id").stringValue();
    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.raw().headers().firstValue("Location"))
        .hasValue("/assessment-requests/" + id);
    assertThat(answer.body().get("advice").stringValue()).isEqualTo("RING_112_NU");
    assertThat(answer.body().get("state").stringValue()).isEqualTo("EMERGENCY_DIRECTED");
    scene.triaged(id, Level.EMERGENCY_112);
    await().atMost(Scene.SOON).until(() -> scene.client.show(id).hasNonNull("decision"));
    var shown = scene.client.show(id);
    assertThat(shown.get("neededLevel").stringValue()).isEqualTo("EMERGENCY_112");
    assertThat(shown.get("assignments")).isEmpty();
    assertThat(scene.published(id, 2)).isEqualTo("AssessmentRequested | EmergencyDirected");
  }

  @Test
  void aFlagThatCannotBeReadIsRefusedWithTheAdviceToRing() {
    var body = example("catheter");
    body.put("redFlags", "RF-ZZ");

    var answer = scene.client.raise(body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body().at("/errors/0/field").stringValue()).isEqualTo("redFlags");
    assertThat(answer.body().get("advice").stringValue()).isEqualTo("RING_112_NU");
  }

  @Test
  void aFieldThatStandsTwiceIsRefusedWithItsName() {
    var sent = example("catheter").toString();

    var answer =
        scene.client.raise(
            sent.replaceFirst("\\{", "{\"redFlags\": [\"RF-D2\"], \"redFlags\": [],"));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body().at("/errors/0/field").stringValue()).isEqualTo("redFlags");
    assertThat(answer.body().get("advice").stringValue()).isEqualTo("RING_112_NU");
  }

  @Test
  void aSuspectedStrokeWithoutATickIsAnsweredAtOnce() {
    var body = example("stroke-red-flag");
    body.putArray("redFlags");

    assertThat(scene.client.raise(body).body().get("advice").stringValue())
        .isEqualTo("RING_112_NU");
  }

  @Test
  void triageNeverLowersAnEmergencyThatWasDirected() {
    var body = example("stroke-red-flag");
    scene.client.raise(body);
    var id = body.get("id").stringValue();

    scene.triaged(id, Level.NURSE);

    await().atMost(Scene.SOON).until(() -> scene.client.show(id).hasNonNull("decision"));
    var shown = scene.client.show(id);
    assertThat(shown.get("state").stringValue()).isEqualTo("EMERGENCY_DIRECTED");
    assertThat(shown.get("neededLevel").stringValue()).isEqualTo("EMERGENCY_112");
    assertThat(shown.get("assignments")).isEmpty();
  }

  @Test
  void triageCanStillFindAnEmergency() {
    var id = scene.raised(example("pneumonia"));

    scene.triaged(id, Level.EMERGENCY_112);

    await().atMost(Scene.SOON).until(() -> scene.state(id).equals("EMERGENCY_DIRECTED"));
    assertThat(scene.client.show(id).get("assignments")).isEmpty();
    assertThat(scene.published(id, 2)).isEqualTo("AssessmentRequested | EmergencyDirected");
  }

  @Test
  void theFirstDecisionOnAnEmergencyStays() {
    var body = example("stroke-red-flag");
    scene.client.raise(body);
    var id = body.get("id").stringValue();
    scene.triaged(id, Level.EMERGENCY_112);
    await().atMost(Scene.SOON).until(() -> scene.client.show(id).hasNonNull("decision"));

    scene.triaged(id, Level.NURSE);
    scene.awaitRead(id);

    assertThat(scene.client.show(id).at("/decision/level").stringValue())
        .isEqualTo("EMERGENCY_112");
    assertThat(Scene.timeline(scene.client.show(id)))
        .isEqualTo("AssessmentRequested | EmergencyDirected | RequestTriaged");
  }

  @Test
  void aNurseLearnsItAlsoWithTheDatabaseAway() throws SQLException {
    try (var database = EmbeddedDatabase.administrator().getConnection();
        var statement = database.createStatement()) {
      statement.execute("alter role dispatch nologin");
      statement.execute(
          "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'dispatch'");
      try {
        var answer = scene.client.raise(example("stroke-red-flag"));

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.body().get("type").stringValue())
            .isEqualTo("urn:rond:problem:CANNOT_STORE");
        assertThat(answer.body().get("advice").stringValue()).isEqualTo("RING_112_NU");
      } finally {
        statement.execute("alter role dispatch login");
      }
    }
    // Everyone else who shares this service goes on once it has found its database again.
    await().atMost(Scene.SOON).until(() -> scene.client.raise(example("catheter")).status() == 201);
  }
}
