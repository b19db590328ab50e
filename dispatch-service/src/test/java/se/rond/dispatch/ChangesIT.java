package se.rond.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static se.rond.dispatch.Examples.example;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import se.rond.contracts.care.Capability;
import se.rond.contracts.care.Level;
import se.rond.contracts.care.Need;
import se.rond.contracts.triage.TriageDecision.NeedWithCapabilities;
import se.rond.testsupport.EmbeddedInfrastructure;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is told of a request after it was raised: observations, another place, another patient. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@EmbeddedInfrastructure
class ChangesIT {

  private final Scene scene;

  @Autowired
  ChangesIT(
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

  private static String observed(String what) {
    return "{\"id\": \"%s\", %s}".formatted(UUID.randomUUID(), what);
  }

  @Test
  void observationsAreAddedToWhatIsKnownAndJudgedAnew() {
    var id = scene.raised(example("pneumonia"));

    var answer =
        scene.client.observe(
            id,
            observed(
                """
                "vitals": {"pulse": 104}, "pointOfCare": {"crp": 148}, "findings": ["CANNOT_LIFT_LEG"]"""));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().get("revision").intValue()).isEqualTo(2);
    assertThat(answer.body().get("advice").stringValue()).isEqualTo("NONE");
    var asked = scene.asked(id, 2);
    assertThat(asked.get("type").stringValue()).isEqualTo("RequestUpdated");
    assertThat(asked.at("/content/vitals/pulse").intValue()).isEqualTo(104);
    assertThat(asked.at("/content/vitals/respirationRate").intValue()).isEqualTo(22);
    assertThat(asked.at("/content/pointOfCare/crp").intValue()).isEqualTo(148);
    assertThat(asked.at("/content/findings").toString()).contains("CANNOT_LIFT_LEG");
    assertThat(asked.at("/content/contactCause").stringValue()).isEqualTo("PNEUMONIA");
    var shown = scene.client.show(id);
    assertThat(shown.get("observations").findValuesAsString("kind"))
        .containsExactly("OBSERVATIONS");
    assertThat(Scene.timeline(shown)).isEqualTo("AssessmentRequested | RequestUpdated");
  }

  @Test
  void anOlderMeasurementThatArrivesLateDoesNotReplaceANewerOne() {
    var id = scene.raised(example("pneumonia"));
    scene.client.observe(id, observed("\"vitals\": {\"pulse\": 104}"));

    scene.client.observe(
        id,
        observed(
            """
            "observedAt": "2026-01-01T10:00:00+01:00", "vitals": {"pulse": 60, "temperature": 40.1},
            "pointOfCare": {"lactate": 1.1}"""));

    var content = scene.asked(id, 3).get("content");
    assertThat(content.at("/vitals/pulse").intValue()).isEqualTo(104);
    assertThat(content.at("/vitals/temperature").decimalValue()).isEqualByComparingTo("38.4");
    assertThat(content.at("/pointOfCare/lactate").decimalValue()).isEqualByComparingTo("1.1");
  }

  @Test
  void whatIsSentTwiceCountsOnceAndIsAnsweredAlike() throws InterruptedException {
    var id = scene.raised(example("pneumonia"));
    var body = observed("\"vitals\": {\"pulse\": 104}");

    var answers =
        together(
            8,
            i ->
                scene.client.observe(
                    id,
                    body.replaceFirst(
                        "\\{", "{\"deviceClock\": \"2026-11-21T09:14:0" + i + "+01:00\", ")));

    assertThat(answers).extracting(DispatchClient.Answer::status).containsOnly(200);
    assertThat(answers)
        .extracting(DispatchClient.Answer::body)
        .containsOnly(answers.getFirst().body());
    assertThat(scene.client.show(id).get("revision").intValue()).isEqualTo(2);
    var other = scene.client.observe(id, body.replace("104", "140"));
    assertThat(other.status()).isEqualTo(409);
    assertThat(other.body().get("type").stringValue())
        .isEqualTo("urn:rond:problem:OTHER_BODY_UNDER_THIS_ID");
  }

  @Test
  void badFieldsOfObservationsAreNamedBesideTheAdvice() {
    var id = scene.raised(example("pneumonia"));

    var answer =
        scene.client.observe(id, "{\"vitals\": {\"pulse\": 400}, \"redFlags\": [\"RF-D2\"]}");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body().get("errors").findValuesAsString("field"))
        .containsExactlyInAnyOrder("id", "vitals.pulse");
    assertThat(answer.body().get("advice").stringValue()).isEqualTo("RING_112_NU");
    var nothing = scene.client.observe(id, "{\"id\": \"%s\"}".formatted(UUID.randomUUID()));
    assertThat(nothing.status()).isEqualTo(400);
    assertThat(scene.client.show(id).get("revision").intValue()).isEqualTo(1);
  }

  @Test
  void aRedFlagInObservationsIsAnsweredAtOnceAndWithdrawsWhatIsOffered() {
    var id = scene.raised(example("pneumonia"));
    scene.triaged(id, Level.MOBILE_TEAM_2H, Scene.teamVisit());
    var offered = scene.awaitAssignment(id, "OFFERED");

    var answer = scene.client.observe(id, observed("\"redFlags\": [\"RF-D2\"]"));

    assertThat(answer.body().get("advice").stringValue()).isEqualTo("RING_112_NU");
    assertThat(answer.body().get("state").stringValue()).isEqualTo("EMERGENCY_DIRECTED");
    var late = scene.client.accept(offered, id);
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.body().get("type").stringValue()).isEqualTo("urn:rond:problem:WITHDRAWN");
    var shown = scene.client.show(id);
    assertThat(shown.get("neededLevel").stringValue()).isEqualTo("EMERGENCY_112");
    assertThat(shown.at("/assignments/0/state").stringValue()).isEqualTo("WITHDRAWN");
    assertThat(shown.at("/needs/0/endedAt").isString()).isTrue();
    assertThat(shown.at("/emergency/acknowledgeBy").isString()).isTrue();
    assertThat(Scene.timeline(shown))
        .isEqualTo(
            "AssessmentRequested | RequestTriaged | ResponderOffered | RequestUpdated | EmergencyDirected"
                + " | OfferWithdrawn");
  }

  @Test
  void aLactateOnSceneMeans112WhileTheTeamStaysResponsible() {
    var taken = scene.accepted(scene.raised(example("pneumonia")));
    var id = taken.request();
    scene.client.report(
        taken.assignment(), id, "{\"status\": \"WITH_PATIENT\", \"mode\": \"VISIT\"}");

    var answer = scene.client.observe(id, observed("\"pointOfCare\": {\"lactate\": 4.6}"));

    assertThat(answer.body().get("advice").stringValue()).isEqualTo("RING_112_NU");
    var shown = scene.client.show(id);
    assertThat(shown.get("state").stringValue()).isEqualTo("EMERGENCY_DIRECTED");
    assertThat(shown.at("/responsible/id").stringValue()).isEqualTo(taken.responder());
    assertThat(scene.heard(id, "RequestUpdated").get("type").stringValue())
        .isEqualTo("RequestUpdated");

    scene.complete(taken);

    assertThat(scene.state(id)).isEqualTo("EMERGENCY_DIRECTED");
    assertThat(scene.client.show(id).at("/responsible/party").stringValue())
        .isEqualTo("RAISING_NURSE");
  }

  @Test
  void aHigherDecisionAddsNeedsAndTightensTheDeadlineAndALowerOneChangesNothing() {
    var id = scene.raised(example("catheter").put("contactCause", "WOUND_PU"));
    scene.triaged(id, 1, Level.NURSE, new NeedWithCapabilities(Need.NURSE_VISIT, Set.of()));
    var nurse = scene.awaitAssignment(id, "OFFERED");
    var first = scene.client.show(id).get("contactBy").stringValue();
    scene.client.accept(nurse, id);

    scene.client.observe(id, observed("\"vitals\": {\"pulse\": 118}"));
    scene.triaged(id, 2, Level.MOBILE_TEAM_2H, Scene.teamVisit());
    scene.awaitAssignment(id, "OFFERED");

    var raised = scene.client.show(id);
    assertThat(raised.get("neededLevel").stringValue()).isEqualTo("MOBILE_TEAM_2H");
    assertThat(raised.get("contactBy").stringValue()).isLessThan(first);
    assertThat(raised.at("/responsible/id")).isEqualTo(nurse.get("responder"));
    assertThat(raised.get("needs").findValuesAsString("need"))
        .containsExactly("NURSE_VISIT", "TEAM_VISIT");

    scene.client.observe(id, observed("\"vitals\": {\"pulse\": 80}"));
    scene.triaged(id, 3, Level.ADVICE);
    scene.awaitRead(id);

    var lower = scene.client.show(id);
    assertThat(lower.get("neededLevel").stringValue()).isEqualTo("MOBILE_TEAM_2H");
    assertThat(lower.get("contactBy")).isEqualTo(raised.get("contactBy"));
    assertThat(lower.at("/decision/level").stringValue()).isEqualTo("ADVICE");
    assertThat(Scene.timeline(lower)).doesNotContain("Withdrawn");
  }

  @Test
  void aNeedThatAsksForMoreIsOfferedAnewWhileNobodyHasAccepted() {
    var id = scene.raised(example("pneumonia"));
    scene.triaged(
        id,
        1,
        Level.MOBILE_TEAM_2H,
        new NeedWithCapabilities(Need.TEAM_VISIT, Set.of(Capability.SAMPLING_CRP)));
    var first = scene.awaitAssignment(id, "OFFERED");

    scene.client.observe(id, observed("\"vitals\": {\"pulse\": 96}"));
    scene.triaged(id, 2, Level.MOBILE_TEAM_2H, Scene.teamVisit());

    await()
        .atMost(Scene.SOON)
        .until(() -> !scene.awaitAssignment(id, "OFFERED").get("id").equals(first.get("id")));
    var shown = scene.client.show(id);
    assertThat(shown.get("needs")).hasSize(1);
    assertThat(shown.at("/needs/0/capabilities").valueStream().map(JsonNode::stringValue))
        .contains("SAMPLING.CRP", "SAMPLING.LACTATE");
    assertThat(scene.client.accept(first, id).status()).isEqualTo(409);
    var second = scene.awaitAssignment(id, "OFFERED");
    assertThat(scene.client.accept(second, id).status()).isEqualTo(204);

    scene.client.observe(id, observed("\"vitals\": {\"pulse\": 98}"));
    scene.triaged(
        id,
        3,
        Level.MOBILE_TEAM_2H,
        new NeedWithCapabilities(Need.TEAM_VISIT, Set.of(Capability.SAMPLING_ECG)));
    await()
        .atMost(Scene.SOON)
        .until(
            () ->
                scene
                    .client
                    .show(id)
                    .at("/needs/0/capabilities")
                    .toString()
                    .contains("SAMPLING.ECG"));
    assertThat(scene.state(id)).isEqualTo("ASSIGNED");
  }

  @Test
  void triageCanFindAnEmergencyInAnyOpenState() {
    var taken = scene.accepted(scene.raised(example("pneumonia")));
    var id = taken.request();
    scene.client.observe(id, observed("\"vitals\": {\"pulse\": 96}"));

    scene.triaged(id, 2, Level.EMERGENCY_112);

    await().atMost(Scene.SOON).until(() -> scene.state(id).equals("EMERGENCY_DIRECTED"));
    assertThat(scene.client.show(id).at("/responsible/id").stringValue())
        .isEqualTo(taken.responder());
    scene.complete(taken);
  }

  @Test
  void acceptedTeamIsToldOfAChange() {
    var taken = scene.accepted(scene.raised(example("pneumonia")));

    scene.client.observe(taken.request(), observed("\"note\": \"Dörren är öppen\""));

    var told = scene.heard(taken.request(), "RequestUpdated");
    assertThat(told.toString()).doesNotContain("Dörren");
    assertThat(told.get("responders").valueStream().map(JsonNode::stringValue))
        .containsExactly(taken.responder());
    scene.complete(taken);
  }

  @Test
  void aCancelledRequestTakesBackWhatWasOfferedAndAccepted() {
    var taken = scene.accepted(scene.raised(example("pneumonia")));
    var id = taken.request();
    scene.client.report(taken.assignment(), id, "{\"status\": \"EN_ROUTE\"}");

    var answer = scene.client.cancel(id, "NO_LONGER_NEEDED");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().get("state").stringValue()).isEqualTo("CANCELLED");
    assertThat(scene.client.cancel(id, "NO_LONGER_NEEDED").body()).isEqualTo(answer.body());
    var other = scene.client.cancel(id, "RAISED_IN_ERROR");
    assertThat(other.status()).isEqualTo(409);
    assertThat(other.body().get("type").stringValue())
        .isEqualTo("urn:rond:problem:ALREADY_CANCELLED");
    var late =
        scene.client.report(
            taken.assignment(), id, "{\"status\": \"WITH_PATIENT\", \"mode\": \"VISIT\"}");
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.body().get("type").stringValue()).isEqualTo("urn:rond:problem:WITHDRAWN");
    var shown = scene.client.show(id);
    assertThat(shown.get("cancellation").stringValue()).isEqualTo("NO_LONGER_NEEDED");
    assertThat(shown.at("/responsible/party").stringValue()).isEqualTo("RAISING_NURSE");
    assertThat(Scene.timeline(shown))
        .isEqualTo(
            "AssessmentRequested | RequestTriaged | ResponderOffered | OfferAccepted | EnRoute"
                + " | AssignmentWithdrawn | RequestCancelled");
    assertThat(scene.published(id, 7)).contains("AssignmentWithdrawn", "RequestCancelled");
  }

  @Test
  void aCancelledRequestIsJudgedAndChangedNoMore() {
    var id = scene.raised(example("pneumonia"));
    scene.client.cancel(id, "RAISED_IN_ERROR");

    scene.triaged(id, 1, Level.MOBILE_TEAM_2H, Scene.teamVisit());
    scene.triaged(id, 2, Level.MOBILE_TEAM_2H, Scene.teamVisit());
    scene.awaitRead(id);

    assertThat(scene.client.show(id).get("assignments")).isEmpty();
    assertThat(scene.client.show(id).get("decision").isNull()).isTrue();
    var late = scene.client.observe(id, observed("\"redFlags\": [\"RF-D2\"]"));
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.body().get("type").stringValue())
        .isEqualTo("urn:rond:problem:REQUEST_CANCELLED");
    assertThat(late.body().get("advice").stringValue()).isEqualTo("RING_112_NU");
  }

  @Test
  void whoIsWithThePatientIsNotCalledBack() {
    var taken = scene.accepted(scene.raised(example("pneumonia")));
    scene.client.report(
        taken.assignment(), taken.request(), "{\"status\": \"WITH_PATIENT\", \"mode\": \"VISIT\"}");

    var answer = scene.client.cancel(taken.request(), "PATIENT_DECLINES");

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.body().get("type").stringValue()).isEqualTo("urn:rond:problem:WITH_PATIENT");
    scene.complete(taken);
    assertThat(scene.state(taken.request())).isEqualTo("CLOSED");
    assertThat(scene.client.cancel(taken.request(), "OTHER").body().get("type").stringValue())
        .isEqualTo("urn:rond:problem:REQUEST_CLOSED");
  }

  @Test
  void ofAcceptingAndCancellingAtOnceOneComesAfterTheOther() throws InterruptedException {
    for (var round = 0; round < 10; round++) {
      var id = scene.raised(example("pneumonia"));
      scene.triaged(id, Level.MOBILE_TEAM_2H, Scene.teamVisit());
      var offered = scene.awaitAssignment(id, "OFFERED");

      together(
          2, i -> i == 0 ? scene.client.accept(offered, id) : scene.client.cancel(id, "OTHER"));

      var shown = scene.client.show(id);
      assertThat(shown.get("state").stringValue()).isEqualTo("CANCELLED");
      assertThat(shown.at("/assignments/0/state").stringValue()).isEqualTo("WITHDRAWN");
    }
  }

  private static List<DispatchClient.Answer> together(
      int count, java.util.function.IntFunction<DispatchClient.Answer> call)
      throws InterruptedException {
    try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      return callers
          .invokeAll(
              IntStream.range(0, count)
                  .<Callable<DispatchClient.Answer>>mapToObj(i -> () -> call.apply(i))
                  .toList())
          .stream()
          .map(java.util.concurrent.Future::resultNow)
          .toList();
    }
  }
}
