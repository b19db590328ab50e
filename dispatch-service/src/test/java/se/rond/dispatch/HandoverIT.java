package se.rond.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static se.rond.dispatch.Examples.example;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
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
import se.rond.dispatch.Scene.Taken;
import se.rond.testsupport.EmbeddedInfrastructure;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Who has the patient when a responder hands over; played by two physicians on call. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@EmbeddedInfrastructure
class HandoverIT {

  private static final String SBAR =
      """
      {"situation": "Andnöd sedan i morse", "background": "KOL", "assessment": "NEWS2 6",
       "recommendation": "Ny bedömning inom en timme"}
      """;

  private final Scene scene;

  @Autowired
  HandoverIT(
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
  void theGiverHasThePatientUntilTheReceiverSaysYes() {
    var giver = withPatient();
    var receiver = colleague(giver);

    assertThat(ask(giver, receiver)).isEqualTo("204");
    assertThat(ask(giver, receiver)).as("sent twice").isEqualTo("204");

    var offered = scene.awaitAssignment(giver.request(), "HANDOVER_OFFERED");
    assertThat(offered.get("responder").stringValue()).isEqualTo(receiver);
    assertThat(offered.at("/sbar/assessment").stringValue()).isEqualTo("NEWS2 6");
    assertThat(responsible(giver)).isEqualTo(giver.responder());
    assertThat(scene.client.get("/responders/" + receiver + "/assignments").body())
        .anySatisfy(
            work -> {
              assertThat(work.get("token")).isEqualTo(offered.get("token"));
              assertThat(work.get("state").stringValue()).isEqualTo("HANDOVER_OFFERED");
            });
    var told = scene.heard(giver.request(), "HandoverOffered");
    assertThat(told.get("giver").stringValue()).isEqualTo(giver.responder());
    assertThat(told.propertyNames()).doesNotContain("sbar");

    assertThat(scene.client.accept(offered, giver.request()).status()).isEqualTo(204);
    assertThat(scene.client.accept(offered, giver.request()).status())
        .as("sent twice")
        .isEqualTo(204);

    assertThat(responsible(giver)).isEqualTo(receiver);
    var shown = scene.client.show(giver.request());
    assertThat(shown.get("state").stringValue()).isEqualTo("ASSIGNED");
    assertThat(shown.get("grantedLevel").stringValue()).isEqualTo("PHYSICIAN_NOW");
    assertThat(states(giver)).isEqualTo("ACCEPTED, HANDED_OVER");
    assertThat(Scene.timeline(shown)).endsWith("HandoverOffered | HandedOver | OfferAccepted");
    assertThat(scene.heard(giver.request(), "HandedOver").get("receiver").stringValue())
        .isEqualTo(receiver);

    scene.complete(new Taken(giver.request(), offered));
    assertThat(scene.state(giver.request())).isEqualTo("CLOSED");
  }

  @Test
  void theGiverStaysWhereTheReceiverDeclinesOrIsSilent() {
    var giver = withPatient();
    var receiver = colleague(giver);
    ask(giver, receiver);
    var declined = scene.awaitAssignment(giver.request(), "HANDOVER_OFFERED");

    assertThat(scene.client.decline(declined, giver.request(), "BUSY").status()).isEqualTo(204);

    assertThat(scene.heard(giver.request(), "HandoverDeclined").get("giver").stringValue())
        .isEqualTo(giver.responder());
    assertThat(responsible(giver)).isEqualTo(giver.responder());

    ask(giver, receiver);
    scene.timeToAnswerIsOver(scene.awaitAssignment(giver.request(), "HANDOVER_OFFERED"));

    assertThat(scene.heard(giver.request(), "HandoverLapsed").get("giver").stringValue())
        .isEqualTo(giver.responder());
    assertThat(responsible(giver)).isEqualTo(giver.responder());
    assertThat(states(giver)).isEqualTo("DECLINED, LAPSED, WITH_PATIENT");
    assertThat(scene.state(giver.request())).isEqualTo("UNDER_WAY");
  }

  @Test
  void whoWouldNotTakeOverIsAskedOnceTheGiverGivesUp() {
    var giver = withPatient();
    var receiver = colleague(giver);
    ask(giver, receiver);
    scene.client.decline(
        scene.awaitAssignment(giver.request(), "HANDOVER_OFFERED"), giver.request(), "BUSY");

    scene.client.report(
        giver.assignment(), giver.request(), "{\"status\": \"FAILED\", \"cause\": \"ILL\"}");

    var offered = scene.awaitAssignment(giver.request(), "OFFERED");
    assertThat(offered.get("responder").stringValue()).isEqualTo(receiver);
    scene.client.cancel(giver.request(), "NO_LONGER_NEEDED");
  }

  @Test
  void theAmbulanceServiceHasThePatientAtOnce() {
    var giver = withPatient();
    var handover =
        "{\"to\": \"AMBULANCE\", \"unit\": \"33-9110\", \"receivedBy\": \"Ssk Berg\", \"sbar\": "
            + SBAR
            + "}";

    assertThat(handOver(giver, handover)).isEqualTo("204");
    assertThat(handOver(giver, handover)).as("sent twice").isEqualTo("204");

    var ended = scene.awaitAssignment(giver.request(), "HANDED_OVER");
    assertThat(ended.at("/handedToAmbulance/unit").stringValue()).isEqualTo("33-9110");
    assertThat(ended.at("/handedToAmbulance/sbar/background").stringValue()).isEqualTo("KOL");
    assertThat(scene.state(giver.request())).isEqualTo("DOCUMENTING");
    assertThat(scene.client.document(giver.assignment(), giver.request(), "J-2").status())
        .isEqualTo(204);
    assertThat(scene.state(giver.request())).isEqualTo("CLOSED");
    assertThat(scene.heard(giver.request(), "HandedOver").propertyNames())
        .doesNotContain("receiver", "sbar", "unit");
    assertThat(handOver(giver, handover.replace("33-9110", "33-9120")))
        .isEqualTo("409 ALREADY_HANDED_OVER");
  }

  @Test
  void aVisitThatEndsOtherwiseTakesTheOfferBack() {
    var giver = withPatient();
    ask(giver, colleague(giver));
    var offered = scene.awaitAssignment(giver.request(), "HANDOVER_OFFERED");

    scene.complete(giver);

    assertThat(scene.heard(giver.request(), "HandoverWithdrawn").get("responder"))
        .isEqualTo(offered.get("responder"));
    var late = scene.client.accept(offered, giver.request());
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.body().get("type").stringValue()).isEqualTo("urn:rond:problem:WITHDRAWN");
    assertThat(scene.state(giver.request())).isEqualTo("CLOSED");
  }

  @Test
  void theGiverCanAskSomebodyElseOnceTheOfferIsTakenBack() {
    var giver = withPatient();
    ask(giver, colleague(giver));

    assertThat(ask(giver, "LB-13-1")).isEqualTo("409 HANDOVER_OPEN");
    assertThat(scene.client.takeHandoverBack(giver.assignment(), giver.request()).status())
        .isEqualTo(204);

    assertThat(ask(giver, "LB-13-1")).as("of another region").isEqualTo("409 RECEIVER_UNSUITABLE");
    assertThat(ask(giver, giver.responder())).isEqualTo("409 RECEIVER_UNSUITABLE");
    assertThat(ask(giver, "M11")).as("of another kind").isEqualTo("409 RECEIVER_UNSUITABLE");
    assertThat(states(giver)).isEqualTo("WITHDRAWN, WITH_PATIENT");
  }

  @Test
  void whatWasAcceptedIsNotTakenBack() {
    var giver = withPatient();
    ask(giver, colleague(giver));
    var offered = scene.awaitAssignment(giver.request(), "HANDOVER_OFFERED");
    scene.client.accept(offered, giver.request());

    var late = scene.client.takeHandoverBack(giver.assignment(), giver.request());

    assertThat(late.status()).isEqualTo(409);
    assertThat(late.body().get("type").stringValue())
        .isEqualTo("urn:rond:problem:ALREADY_HANDED_OVER");
    assertThat(responsible(giver)).isEqualTo(offered.get("responder").stringValue());
    scene.complete(new Taken(giver.request(), offered));
  }

  @Test
  void whoIsAskedToTakeOverHearsOfChangesAndIsAskedNoMoreInAnEmergency() {
    var giver = withPatient();
    var receiver = colleague(giver);
    ask(giver, receiver);

    scene.client.observe(
        giver.request(),
        "{\"id\": \"%s\", \"vitals\": {\"pulse\": 118}}".formatted(UUID.randomUUID()));

    assertThat(
            scene
                .heard(giver.request(), "RequestUpdated")
                .get("responders")
                .valueStream()
                .map(JsonNode::stringValue))
        .containsExactlyInAnyOrder(giver.responder(), receiver);

    scene.client.observe(
        giver.request(),
        "{\"id\": \"%s\", \"redFlags\": [\"RF-D2\"]}".formatted(UUID.randomUUID()));

    assertThat(scene.state(giver.request())).isEqualTo("EMERGENCY_DIRECTED");
    assertThat(states(giver)).isEqualTo("WITHDRAWN, WITH_PATIENT");
    assertThat(scene.heard(giver.request(), "HandoverWithdrawn").get("responder").stringValue())
        .isEqualTo(receiver);
    scene.complete(giver);
  }

  @Test
  void whoAsksSomebodyToTakeOverIsNotSilentAndWhoIsRelievedIsSoughtNoMore() {
    var giver = withPatient();
    wasSilentForTooLong(giver);

    ask(giver, colleague(giver));

    scene.heard(giver.request(), "ResponderHeard");
    assertThat(silenceAlarmedAt(giver).isNull()).isTrue();

    wasSilentForTooLong(giver);
    var offered = scene.awaitAssignment(giver.request(), "HANDOVER_OFFERED");
    scene.client.accept(offered, giver.request());

    assertThat(silenceAlarmedAt(giver).isNull()).isTrue();
    assertThat(
            scene.client.show(giver.request()).get("timeline").findValuesAsString("event").stream()
                .filter(List.of("ResponderSilent", "ResponderHeard", "HandedOver")::contains))
        .containsExactly(
            "ResponderSilent", "ResponderHeard", "ResponderSilent", "HandedOver", "ResponderHeard");
    scene.complete(new Taken(giver.request(), offered));
  }

  private void wasSilentForTooLong(Taken taken) {
    scene
        .jdbc
        .sql("update assignment set silent_at = clock_timestamp() where id = ?::uuid")
        .param(taken.assignment().get("id").stringValue())
        .update();
    await().atMost(Scene.SOON).until(() -> silenceAlarmedAt(taken).isString());
  }

  private JsonNode silenceAlarmedAt(Taken taken) {
    return scene
        .client
        .show(taken.request())
        .get("assignments")
        .valueStream()
        .filter(one -> one.get("id").equals(taken.assignment().get("id")))
        .findFirst()
        .orElseThrow()
        .get("silenceAlarmedAt");
  }

  @Test
  void everyFieldOfABadHandoverIsNamedAtOnce() {
    var giver = withPatient();

    var bad =
        scene.client.handOver(
            giver.assignment(),
            giver.request(),
            "{\"to\": \"AMBULANCE\", \"sbar\": {\"background\": 3}}");

    assertThat(bad.status()).isEqualTo(400);
    assertThat(bad.body().get("errors").findValuesAsString("field"))
        .containsExactlyInAnyOrder(
            "sbar.situation",
            "sbar.background",
            "sbar.assessment",
            "sbar.recommendation",
            "unit",
            "receivedBy");
  }

  /** The receiver says yes while the giver ends the visit: one of the two comes first. */
  @RepeatedTest(10)
  void aYesAndAnEndingAtOnceLeaveOneOfTheTwo() {
    var giver = withPatient();
    ask(giver, colleague(giver));
    var offered = scene.awaitAssignment(giver.request(), "HANDOVER_OFFERED");

    var yes =
        CompletableFuture.supplyAsync(() -> scene.client.accept(offered, giver.request()).status());
    var ending =
        scene
            .client
            .report(
                giver.assignment(),
                giver.request(),
                "{\"status\": \"COMPLETED\", \"outcome\": \"STAYED_HOME\"}")
            .status();

    var answers = ", " + yes.join() + ", " + ending;

    assertThat(states(giver) + answers)
        .isIn("ACCEPTED, HANDED_OVER, 204, 409", "COMPLETED, WITHDRAWN, 409, 204");
    if (yes.join() == 204) {
      scene.complete(new Taken(giver.request(), offered));
    }
  }

  private Taken withPatient() {
    var id = scene.raised(example("pneumonia"));
    scene.triaged(
        id, Level.PHYSICIAN_NOW, new NeedWithCapabilities(Need.PHYSICIAN_CONTACT, Set.of()));
    var offered = scene.awaitAssignment(id, "OFFERED");
    scene.client.accept(offered, id);
    var met =
        scene.client.report(offered, id, "{\"status\": \"WITH_PATIENT\", \"mode\": \"PHONE\"}");
    assertThat(met.status()).isEqualTo(204);
    return new Taken(id, offered);
  }

  /** The county's other physician on call. */
  private static String colleague(Taken giver) {
    return giver.responder().equals("LB-10-1") ? "LB-10-2" : "LB-10-1";
  }

  private String ask(Taken giver, String receiver) {
    return handOver(
        giver,
        "{\"to\": \"RESPONDER\", \"responder\": \"%s\", \"sbar\": %s}".formatted(receiver, SBAR));
  }

  private String handOver(Taken giver, String body) {
    var answer = scene.client.handOver(giver.assignment(), giver.request(), body);
    return answer.status() == 204
        ? "204"
        : answer.status()
            + " "
            + answer.body().get("type").stringValue().replace("urn:rond:problem:", "");
  }

  private String responsible(Taken taken) {
    return scene.client.show(taken.request()).at("/responsible/id").stringValue();
  }

  private String states(Taken taken) {
    return scene
        .client
        .show(taken.request())
        .get("assignments")
        .valueStream()
        .map(one -> one.get("state").stringValue())
        .sorted()
        .collect(Collectors.joining(", "));
  }
}
