package se.rond.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static se.rond.dispatch.Examples.example;

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

/** Who has the ball: one line, the same for everyone, whatever has just happened. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@EmbeddedInfrastructure
class BallIT {

  private final Scene scene;

  @Autowired
  BallIT(
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
  void itGoesFromTheNurseToTheTeamAndBackToNobody() {
    var id = scene.raised(example("pneumonia"));
    var received = shown(id);
    assertThat(received.at("/holder/party").stringValue()).isEqualTo("RAISING_NURSE");
    assertThat(received.at("/holder/telephone").stringValue())
        .isEqualTo(scene.client.show(id).at("/responsible/callback").stringValue());
    toldAs(id, received);

    var taken = scene.accepted(id);
    var accepted = shown(id);
    assertThat(accepted.at("/holder/id").stringValue()).isEqualTo(taken.responder());
    assertThat(accepted.at("/holder/telephone").stringValue()).startsWith("+46 8 465 004 ");
    assertThat(accepted.at("/awaited/what").stringValue()).isIn("SIGN_OF_LIFE", "CONTACT");
    assertThat(accepted.at("/line/sv").stringValue()).contains("har ansvaret");
    toldAs(id, accepted);

    report(taken, "{\"status\": \"WITH_PATIENT\", \"mode\": \"VISIT\"}");
    assertThat(shown(id).at("/awaited/what").stringValue()).isEqualTo("SIGN_OF_LIFE");

    report(taken, "{\"status\": \"COMPLETED\", \"outcome\": \"STAYED_HOME\"}");
    var documenting = shown(id);
    assertThat(documenting.at("/holder/party").stringValue()).isEqualTo("RAISING_NURSE");
    assertThat(documenting.at("/awaited/what").stringValue()).isEqualTo("JOURNAL_REFERENCE");
    assertThat(documenting.at("/awaited/responder").stringValue()).isEqualTo(taken.responder());
    toldAs(id, documenting);

    assertThat(scene.client.document(taken.assignment(), id, "J-1").status()).isEqualTo(204);
    assertThat(scene.client.show(id).get("ball").isNull()).isTrue();
  }

  @Test
  void whoIsAskedAndWhatFollowsItsSilenceIsSaid() {
    var id = scene.raised(example("pneumonia"));
    scene.triaged(id, Level.MOBILE_TEAM_2H, Scene.teamVisit());
    var offered = scene.awaitAssignment(id, "OFFERED");

    var asked = shown(id);

    assertThat(asked.at("/holder/party").stringValue()).isEqualTo("RAISING_NURSE");
    assertThat(asked.at("/awaited/what").stringValue()).isEqualTo("ANSWER");
    assertThat(asked.at("/awaited/responder").stringValue())
        .isEqualTo(offered.get("responder").stringValue());
    assertThat(asked.at("/awaited/by").stringValue())
        .isEqualTo(offered.get("answerBy").stringValue());
    assertThat(asked.at("/awaited/otherwise").stringValue()).isEqualTo("NEXT_ASKED");
    toldAs(id, asked);
  }

  @Test
  void anAlarmThatStandsOpenIsInItUntilItIsAnswered() {
    var taken = scene.accepted(scene.raised(example("pneumonia")));

    scene
        .jdbc
        .sql("update assignment set silent_at = clock_timestamp() where id = ?::uuid")
        .param(taken.assignment().get("id").stringValue())
        .update();

    await()
        .atMost(Scene.SOON)
        .until(
            () -> shown(taken.request()).at("/alarm/alarm").asString(""),
            "RESPONDER_SILENT"::equals);
    var silent = shown(taken.request());
    assertThat(silent.at("/alarm/name").stringValue())
        .isEqualTo("Kontaktfunktionen Region Blekinge");
    toldAs(taken.request(), silent);

    report(taken, "{\"status\": \"EN_ROUTE\"}");
    assertThat(shown(taken.request()).has("alarm")).isFalse();
  }

  @Test
  void anEmergencyWaitsForWordAbout112() {
    var id = scene.raised(example("stroke-red-flag"));

    var directed = shown(id);

    assertThat(directed.at("/awaited/what").stringValue()).isEqualTo("ACKNOWLEDGEMENT");
    assertThat(directed.at("/awaited/otherwise").stringValue()).isEqualTo("ALARM");
    toldAs(id, directed);
  }

  @Test
  void whatIsOverHasNone() {
    var id = scene.raised(example("pneumonia"));

    assertThat(scene.client.cancel(id, "NO_LONGER_NEEDED").status()).isLessThan(300);

    assertThat(scene.client.show(id).get("ball").isNull()).isTrue();
    assertThat(
            scene
                .jdbc
                .sql("select count(*) from ball where request = ?::uuid")
                .param(id)
                .query(Integer.class)
                .single())
        .isZero();
  }

  private JsonNode shown(String request) {
    return scene.client.show(request).get("ball");
  }

  /** The last line that is told is the one that is shown, to the letter. */
  private void toldAs(String request, JsonNode shown) {
    await()
        .atMost(Scene.SOON)
        .untilAsserted(
            () -> assertThat(scene.heard(request, "BallUpdated").get("ball")).isEqualTo(shown));
  }

  private void report(Taken taken, String status) {
    assertThat(scene.client.report(taken.assignment(), taken.request(), status).status())
        .isEqualTo(204);
  }
}
