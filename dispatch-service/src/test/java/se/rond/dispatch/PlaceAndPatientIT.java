package se.rond.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static se.rond.dispatch.Examples.about;
import static se.rond.dispatch.Examples.example;
import static se.rond.dispatch.Examples.exampleAsItStands;
import static se.rond.dispatch.Examples.somebody;

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
import tools.jackson.databind.json.JsonMapper;

/** The patient is somewhere else, or somebody else. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@EmbeddedInfrastructure
class PlaceAndPatientIT {

  private final Scene scene;

  @Autowired
  PlaceAndPatientIT(
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
  void anotherPlaceIsShownAndJudgedAndAnAcceptedTeamIsTold() {
    var taken = scene.accepted(scene.raised(example("pneumonia")));
    var id = taken.request();

    var answer = scene.client.move(id, place("1081", "Storgatan 2"));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().get("revision").intValue()).isEqualTo(2);
    var shown = scene.client.show(id);
    assertThat(shown.get("municipality").stringValue()).isEqualTo("1081");
    assertThat(shown.at("/submitted/place/address").stringValue()).isEqualTo("Storgatan 2");
    assertThat(shown.at("/submitted/place").has("id")).isFalse();
    assertThat(shown.get("state").stringValue()).isEqualTo("ASSIGNED");
    assertThat(scene.asked(id, 2).get("municipality").stringValue()).isEqualTo("1081");
    var told = scene.heard(id, "RequestUpdated");
    assertThat(told.get("change").stringValue()).isEqualTo("PLACE");
    assertThat(told.toString()).contains(taken.responder()).doesNotContain("Storgatan");
    scene.complete(taken);
  }

  @Test
  void anOfferToWhoDoesNotServeTheNewPlaceIsWithdrawnAndSomebodyElseAsked() {
    var id = scene.raised(example("catheter"));
    scene.triaged(id, Level.NURSE, new NeedWithCapabilities(Need.NURSE_VISIT, Set.of()));
    var first = scene.awaitAssignment(id, "OFFERED");
    assertThat(first.get("responder").stringValue()).isEqualTo("NF-1380");

    scene.client.move(id, place("1383", "Storgatan 2"));

    var second = scene.awaitAssignment(id, "OFFERED");
    assertThat(second.get("responder").stringValue()).isEqualTo("NF-1383");
    assertThat(scene.client.accept(first, id).body().get("type").stringValue())
        .isEqualTo("urn:rond:problem:WITHDRAWN");
    assertThat(scene.client.accept(second, id).status()).isEqualTo(204);
  }

  @Test
  void anOfferToWhoServesTheNewPlaceTooStays() {
    var id = scene.raised(example("pneumonia"));
    scene.triaged(id, Level.MOBILE_TEAM_2H, Scene.teamVisit());
    var offered = scene.awaitAssignment(id, "OFFERED");

    scene.client.move(id, place("1081", "Storgatan 2"));

    assertThat(scene.awaitAssignment(id, "OFFERED").get("id")).isEqualTo(offered.get("id"));
  }

  @Test
  void aPlaceBeforeTriageChangesNothingElse() {
    var id = scene.raised(example("pneumonia"));
    var body = place("1081", "Storgatan 2");

    var answer = scene.client.move(id, body);

    assertThat(answer.body().get("state").stringValue()).isEqualTo("RECEIVED");
    assertThat(scene.client.move(id, body).body()).isEqualTo(answer.body());
    assertThat(scene.client.show(id).get("revision").intValue()).isEqualTo(2);
    var unserved = scene.client.move(id, place("0114", "Storgatan 2"));
    assertThat(unserved.status()).isEqualTo(400);
    assertThat(unserved.body().at("/errors/0/field").stringValue()).isEqualTo("municipality");
  }

  @Test
  void theRightPatientKeepsTheTeamAndTheWrongOneIsRetractedNotDeleted() {
    var taken =
        scene.accepted(
            scene.raised(exampleAsItStands("pneumonia").put("raisedAt", Instant.now().toString())));
    var id = taken.request();
    var before = patientOf(id);
    var body = correction("194107149207");

    var answer = scene.client.correct(id, body);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(scene.client.correct(id, body).body()).isEqualTo(answer.body());
    var shown = scene.client.show(id);
    assertThat(shown.at("/submitted/patient/identifier/value").stringValue())
        .isEqualTo("194107149207");
    assertThat(shown.at("/responsible/id").stringValue()).isEqualTo(taken.responder());
    assertThat(shown.toString()).doesNotContain("193310148410");
    assertThat(patientOf(id)).isNotEqualTo(before);
    assertThat(
            scene
                .jdbc
                .sql("select old_patient from request_change where request = ?::uuid")
                .param(id)
                .query(UUID.class)
                .single())
        .isEqualTo(before);
    var asked = scene.asked(id, 2);
    assertThat(asked.get("patient").stringValue()).isEqualTo(patientOf(id).toString());
    assertThat(asked.at("/content/ageYears").intValue()).isEqualTo(85);
    scene.complete(taken);
  }

  @Test
  void aCorrectionSaysIfTheRightPatientHasAnotherOpenRequest() {
    var right = somebody();
    var other = scene.raised(about(example("catheter"), right));
    var id = scene.raised(example("catheter"));

    var answer =
        scene.client.correct(
            id,
            """
            {"id": "%s", "kind": "WRONG_PATIENT", "patient": {"identifier": {"system": "%s", "value": "%s"}}}
            """
                .formatted(UUID.randomUUID(), Examples.TEST_PATIENTS, right));

    assertThat(answer.body().get("alsoOpen").stringValue()).isEqualTo(other);
  }

  @Test
  void aCorrectionWithAWrongNumberIsRefusedWithoutRepeatingIt() {
    var id = scene.raised(example("catheter"));

    var answer = scene.client.correct(id, correction("194107149208"));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.raw().body()).doesNotContain("194107149208");
    assertThat(scene.client.show(id).get("revision").intValue()).isEqualTo(1);
  }

  @Test
  void whoServesOtherMunicipalitiesChangesNothing() {
    var id = scene.raised(example("pneumonia"));
    scene.moveToWhereNobodyHereServes(id);
    var red = "{\"id\": \"%s\", \"redFlags\": [\"RF-D2\"]}".formatted(UUID.randomUUID());

    assertThat(scene.client.move(id, place("1081", "Storgatan 2")).status()).isEqualTo(404);
    assertThat(scene.client.correct(id, correction("194107149207")).status()).isEqualTo(404);
    assertThat(scene.client.cancel(id, "OTHER").status()).isEqualTo(404);
    assertThat(scene.client.acknowledge(id, "{\"acknowledgement\": \"CALLED\"}").status())
        .isEqualTo(404);
    var observed = scene.client.observe(id, red);
    assertThat(observed.status()).isEqualTo(404);
    assertThat(observed.body().get("advice").stringValue()).isEqualTo("RING_112_NU");
  }

  private UUID patientOf(String id) {
    return scene
        .jdbc
        .sql("select patient from assessment_request where id = ?::uuid")
        .param(id)
        .query(UUID.class)
        .single();
  }

  private static String place(String municipality, String address) {
    return "{\"id\": \"%s\", \"municipality\": \"%s\", \"address\": \"%s\"}"
        .formatted(UUID.randomUUID(), municipality, address);
  }

  private static String correction(String personnummer) {
    return """
        {"id": "%s", "kind": "WRONG_PATIENT", "patient": {"identifier":
          {"system": "http://electronichealth.se/identifier/personnummer", "value": "%s"}}}
        """
        .formatted(UUID.randomUUID(), personnummer);
  }
}
