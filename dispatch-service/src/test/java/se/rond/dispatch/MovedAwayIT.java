package se.rond.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static se.rond.dispatch.Examples.example;

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

/** The patient is moved to a municipality that those who have the ball do not serve. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@EmbeddedInfrastructure
class MovedAwayIT {

  private final Scene scene;

  @Autowired
  MovedAwayIT(
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
  void whoHasAcceptedSeesAndCompletesTheRequestAllTheSame() {
    var taken = scene.accepted(scene.raised(example("pneumonia")));
    var id = taken.request();
    scene.moveToWhereNobodyHereServes(id);

    assertThat(status("MOBILE_TEAM", id)).isEqualTo(200);
    assertThat(
            scene
                .client
                .getAs("MOBILE_TEAM", "/responders/" + taken.responder() + "/assignments")
                .body()
                .findValuesAsString("request"))
        .contains(id);
    scene.complete(taken);
    var again =
        scene.client.report(
            taken.assignment(), id, "{\"status\": \"COMPLETED\", \"outcome\": \"STAYED_HOME\"}");
    assertThat(again.status()).isEqualTo(204);
    assertThat(status("PHYSICIAN", id)).isEqualTo(404);
    assertThat(status("COORDINATOR", id)).isEqualTo(404);
  }

  @Test
  void whoGaveUpMaySayItAgain() {
    var taken = scene.accepted(scene.raised(example("pneumonia")));
    var failed = "{\"status\": \"FAILED\", \"cause\": \"VEHICLE\"}";
    scene.client.report(taken.assignment(), taken.request(), failed);
    scene.client.cancel(taken.request(), "NO_LONGER_NEEDED");
    scene.moveToWhereNobodyHereServes(taken.request());

    var again = scene.client.report(taken.assignment(), taken.request(), failed);

    assertThat(again.status()).isEqualTo(204);
  }

  @Test
  void whoRaisedItSeesAndChangesItAllTheSame() {
    var id = scene.raised(byTheCaller(example("pneumonia")));
    scene.moveToWhereNobodyHereServes(id);

    assertThat(status("MUNICIPAL_NURSE", id)).isEqualTo(200);
    assertThat(scene.client.cancel(id, "NO_LONGER_NEEDED").status()).isEqualTo(200);
    assertThat(status("MOBILE_TEAM", id)).isEqualTo(404);
  }

  @Test
  void whoRaisedOneThatWasJoinedSeesWhatItIsJoinedTo() {
    var patient = Examples.somebody();
    var first = scene.raised(Examples.about(example("catheter"), patient));
    var joined = scene.raised(byTheCaller(Examples.about(example("catheter"), patient)));
    scene.moveToWhereNobodyHereServes(first);

    assertThat(status("MUNICIPAL_NURSE", joined)).isEqualTo(200);
    assertThat(status("MOBILE_TEAM", joined)).isEqualTo(404);
  }

  @Test
  void whoseOfferWasWithdrawnSeesItNoLonger() {
    var id = scene.raised(example("catheter"));
    scene.triaged(id, Level.NURSE, new NeedWithCapabilities(Need.NURSE_VISIT, Set.of()));
    scene.awaitAssignment(id, "OFFERED");
    scene.client.cancel(id, "NO_LONGER_NEEDED");
    scene.moveToWhereNobodyHereServes(id);

    assertThat(status("MUNICIPAL_NURSE", id)).isEqualTo(404);
  }

  @Test
  void theNewsNamesTheMunicipalityThatWasLeft() {
    var id = scene.raised(example("catheter"));
    scene.triaged(id, Level.NURSE, new NeedWithCapabilities(Need.NURSE_VISIT, Set.of()));
    scene.awaitAssignment(id, "OFFERED");

    move(id, "1383");

    var moved = scene.heard(id, "RequestUpdated");
    assertThat(moved.get("municipality").stringValue()).isEqualTo("1383");
    assertThat(moved.get("left").stringValue()).isEqualTo("1380");
    var withdrawn = scene.heard(id, "OfferWithdrawn");
    assertThat(withdrawn.get("responder").stringValue()).isEqualTo("NF-1380");
    assertThat(withdrawn.get("municipality").stringValue()).isEqualTo("1380");
  }

  @Test
  void aMoveWithinAMunicipalityLeavesNone() {
    var id = scene.raised(example("catheter"));

    move(id, "1380");

    assertThat(scene.heard(id, "RequestUpdated").has("left")).isFalse();
  }

  private void move(String request, String municipality) {
    var place =
        "{\"id\": \"%s\", \"municipality\": \"%s\"}".formatted(UUID.randomUUID(), municipality);
    assertThat(scene.client.move(request, place).status()).isEqualTo(200);
  }

  private int status(String role, String request) {
    return scene.client.getAs(role, "/assessment-requests/" + request).status();
  }

  private static ObjectNode byTheCaller(ObjectNode body) {
    ((ObjectNode) body.get("requester")).put("hsaId", "SE2321000081-DEMONURSE");
    return body;
  }
}
