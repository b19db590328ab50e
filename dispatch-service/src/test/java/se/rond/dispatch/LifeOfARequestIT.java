package se.rond.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static se.rond.dispatch.Examples.example;

import java.io.IOException;
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
import tools.jackson.databind.node.ObjectNode;

/**
 * From a request to its end, on real PostgreSQL and Kafka; the tests play the nurse, triage and the
 * teams.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@EmbeddedInfrastructure
class LifeOfARequestIT {

  private final Scene scene;

  @Autowired
  LifeOfARequestIT(
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
  void aRequestIsOfferedAcceptedDrivenMetAndCompleted() {
    var id = scene.raised(example("pneumonia"));
    scene.triaged(id, Level.MOBILE_TEAM_2H, Scene.teamVisit());
    var offered = scene.awaitAssignment(id, "OFFERED");
    assertThat(scene.client.show(id).at("/responsible/party").stringValue())
        .isEqualTo("RAISING_NURSE");

    assertThat(scene.client.accept(offered, id).status()).isEqualTo(204);
    assertThat(scene.client.accept(offered, id).status()).as("sent twice").isEqualTo(204);
    assertThat(scene.client.show(id).at("/responsible/id")).isEqualTo(offered.get("responder"));
    assertThat(scene.client.show(id).get("grantedLevel").stringValue()).isEqualTo("MOBILE_TEAM_2H");
    assertThat(scene.client.report(offered, id, "{\"status\": \"EN_ROUTE\"}").status())
        .isEqualTo(204);
    assertThat(scene.state(id)).isEqualTo("UNDER_WAY");
    assertThat(
            scene
                .client
                .report(offered, id, "{\"status\": \"WITH_PATIENT\", \"mode\": \"VISIT\"}")
                .status())
        .isEqualTo(204);
    assertThat(
            scene
                .client
                .report(
                    offered,
                    id,
                    "{\"status\": \"COMPLETED\", \"outcome\": \"STAYED_HOME\", \"journalReference\": \"J-1\"}")
                .status())
        .isEqualTo(204);

    var closed = scene.client.show(id);
    assertThat(closed.get("state").stringValue()).isEqualTo("CLOSED");
    assertThat(closed.at("/responsible/party").stringValue()).isEqualTo("RAISING_NURSE");
    assertThat(Scene.timeline(closed))
        .isEqualTo(
            "AssessmentRequested | RequestTriaged | ResponderOffered | OfferAccepted | EnRoute | WithPatient"
                + " | Completed | RequestClosed");
    assertThat(scene.published(id, 7))
        .isEqualTo(
            "AssessmentRequested | ResponderOffered | OfferAccepted | EnRoute | WithPatient | Completed"
                + " | RequestClosed");
  }

  @Test
  void theNursesOwnLevelCountsWhereItIsHigher() {
    var id = scene.raised(example("catheter").put("nurseLevel", "PHYSICIAN_NOW"));

    scene.triaged(id, Level.NURSE, new NeedWithCapabilities(Need.NURSE_VISIT, Set.of()));

    await().atMost(Scene.SOON).until(() -> scene.client.show(id).get("assignments").size() == 2);
    var shown = scene.client.show(id);
    assertThat(shown.get("neededLevel").stringValue()).isEqualTo("PHYSICIAN_NOW");
    assertThat(shown.get("assignments").findValuesAsString("need"))
        .containsExactlyInAnyOrder("PHYSICIAN_CONTACT", "NURSE_VISIT");
  }

  @Test
  void theContractsSampleDecisionIsTaken() throws IOException {
    var id = scene.raised(example("pneumonia"));
    var sample =
        (ObjectNode)
            scene.json.readTree(
                getClass()
                    .getResourceAsStream("/samples/triage.decisions.v1/RequestTriaged.v1.json")
                    .readAllBytes());

    scene.send(sample.put("request", id), id);

    assertThat(scene.awaitAssignment(id, "OFFERED").get("need").stringValue())
        .isEqualTo("TEAM_VISIT");
    assertThat(scene.client.show(id).get("neededLevel").stringValue()).isEqualTo("MOBILE_TEAM_2H");
    assertThat(scene.client.show(id).get("decision")).isEqualTo(sample.get("decision"));
  }

  @Test
  void aTeamSeesItsOpenWork() {
    var taken = scene.accepted(scene.raised(example("pneumonia")));

    var work = scene.client.get("/responders/" + taken.responder() + "/assignments").body();

    assertThat(work.findValuesAsString("request")).contains(taken.request());
    scene.complete(taken);
    assertThat(
            scene
                .client
                .get("/responders/" + taken.responder() + "/assignments")
                .body()
                .findValuesAsString("request"))
        .doesNotContain(taken.request());
  }

  @Test
  void anEmergencyComesFirstOnTheScreenOfTheTeamThatStays() {
    var taken = scene.accepted(scene.raised(example("pneumonia")));
    var lactate = "{\"id\": \"%s\", \"pointOfCare\": {\"lactate\": 4.6}}";
    scene.client.observe(taken.request(), lactate.formatted(UUID.randomUUID()));

    var shown = scene.client.get("/responders/" + taken.responder() + "/assignments");

    assertThat(shown.status()).isEqualTo(200);
    assertThat(shown.body().at("/0/request").stringValue()).isEqualTo(taken.request());
    assertThat(shown.body().at("/0/neededLevel").stringValue()).isEqualTo("EMERGENCY_112");
    assertThat(shown.body().get(0).hasNonNull("contactBy")).isFalse();
  }

  @Test
  void everyCountyHasSamplingAPhysicianAndANurseAtAnyTime() {
    var uncovered =
        scene
            .jdbc
            .sql(
                """
                select region.code || ' ' || kind || ' ' || hour
                from region
                  cross join (values ('MOBILE_TEAM'), ('PHYSICIAN'), ('NURSE_FUNCTION')) kinds (kind)
                  cross join generate_series(now(), now() + interval '60 days', interval '1 hour') hour
                where not exists (
                  select 1 from responder join shift on shift.responder = responder.id
                  where responder.region = region.code and responder.kind = kinds.kind
                    and (kinds.kind <> 'MOBILE_TEAM' or 'SAMPLING.LACTATE' = any (capabilities))
                    and hour >= starts_at and hour < ends_at)
                """)
            .query(String.class)
            .list();

    assertThat(uncovered).isEmpty();
  }

  @Test
  void onlyTheNeedThatTheLevelIsAboutGrantsIt() {
    var id = scene.raised(example("catheter").put("nurseLevel", "PHYSICIAN_NOW"));
    scene.triaged(id, Level.NURSE, new NeedWithCapabilities(Need.NURSE_VISIT, Set.of()));
    await().atMost(Scene.SOON).until(() -> scene.client.show(id).get("assignments").size() == 2);

    scene.client.accept(scene.assignmentFor(id, "NURSE_VISIT"), id);
    assertThat(scene.client.show(id).get("grantedLevel").isNull()).isTrue();

    scene.client.accept(scene.assignmentFor(id, "PHYSICIAN_CONTACT"), id);
    assertThat(scene.client.show(id).get("grantedLevel").stringValue()).isEqualTo("PHYSICIAN_NOW");
  }

  @Test
  void whoServesOtherMunicipalitiesSeesAndChangesNothing() {
    var id = scene.raised(example("pneumonia"));
    scene.triaged(
        id, Level.PHYSICIAN_NOW, new NeedWithCapabilities(Need.PHYSICIAN_CONTACT, Set.of()));
    var offered = scene.awaitAssignment(id, "OFFERED");
    var physician = offered.get("responder").stringValue();
    scene.moveToWhereNobodyHereServes(id);

    assertThat(scene.client.get("/assessment-requests/" + id).status()).isEqualTo(404);
    var team = "MOBILE_TEAM";
    var offer =
        "/assessment-requests/%s/offers/%s/".formatted(id, offered.get("token").stringValue());
    var status =
        "/assessment-requests/%s/assignments/%s/status"
            .formatted(id, offered.get("id").stringValue());
    assertThat(scene.client.putAs(team, offer + "acceptance", "").status()).isEqualTo(404);
    assertThat(scene.client.putAs(team, offer + "declination", "{\"reason\": \"BUSY\"}").status())
        .isEqualTo(404);
    assertThat(scene.client.putAs(team, status, "{\"status\": \"EN_ROUTE\"}").status())
        .isEqualTo(404);
    assertThat(
            scene
                .client
                .get("/responders/" + physician + "/assignments")
                .body()
                .findValuesAsString("request"))
        .doesNotContain(id);
  }
}
