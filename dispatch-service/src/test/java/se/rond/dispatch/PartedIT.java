package se.rond.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static se.rond.dispatch.Examples.TEST_PATIENTS;
import static se.rond.dispatch.Examples.about;
import static se.rond.dispatch.Examples.example;
import static se.rond.dispatch.Examples.somebody;

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

/** A request that others were joined to turns out to be about somebody else. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@EmbeddedInfrastructure
class PartedIT {

  private final Scene scene;
  private final String patient = somebody();

  @Autowired
  PartedIT(
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
  void whatWasJoinedIsOpenWithWhatWasToldOfItAndFindsItsOwnTeam() {
    var first = scene.raised(about(example("catheter"), patient));
    var joined = scene.raised(raisedBy("N002", about(example("pneumonia"), patient)));
    observe(joined, "\"vitals\": {\"pulse\": 104}");
    observe(first, "\"pointOfCare\": {\"crp\": 148}");

    assertThat(scene.client.correct(first, toSomebodyElse()).status()).isEqualTo(200);

    var shown = scene.client.show(joined);
    assertThat(shown.get("id").stringValue()).isEqualTo(joined);
    assertThat(shown.get("state").stringValue()).isEqualTo("RECEIVED");
    assertThat(shown.get("revision").intValue()).isEqualTo(6);
    assertThat(shown.at("/submitted/patient/identifier/value").stringValue()).isEqualTo(patient);
    assertThat(shown.get("observations").findValuesAsString("revision")).containsExactly("3");
    assertThat(Scene.timeline(shown)).isEqualTo("RequestParted");
    var asked = scene.asked(joined, 6);
    assertThat(asked.get("patient").stringValue()).isEqualTo(referenceOf(patient));
    assertThat(asked.at("/content/contactCause").stringValue()).isEqualTo("PNEUMONIA");
    assertThat(asked.at("/content/vitals/pulse").intValue()).isEqualTo(104);
    assertThat(asked.at("/content/pointOfCare/crp").isNumber()).isFalse();
    var told = scene.heard(joined, "RequestParted");
    assertThat(told.get("requester").stringValue()).endsWith("N002");
    assertThat(told.has("joined")).isFalse();
    scene.triaged(joined, 6, Level.NURSE, new NeedWithCapabilities(Need.NURSE_VISIT, Set.of()));
    scene.awaitAssignment(joined, "OFFERED");
  }

  @Test
  void theCorrectedOneKeepsOnlyWhatWasToldOfIt() {
    var first = scene.raised(about(example("catheter"), patient));
    var joined = scene.raised(about(example("pneumonia"), patient));
    observe(joined, "\"vitals\": {\"pulse\": 104}");
    observe(first, "\"pointOfCare\": {\"crp\": 148}");
    assertThat(scene.client.show(first).get("nurseLevel").stringValue())
        .isEqualTo("MOBILE_TEAM_TODAY");

    scene.client.correct(first, toSomebodyElse());

    var shown = scene.client.show(first);
    assertThat(shown.get("nurseLevel").stringValue()).isEqualTo("NURSE");
    assertThat(shown.get("observations").findValuesAsString("revision")).containsExactly("4");
    assertThat(Scene.timeline(shown)).endsWith("RequestParted | RequestUpdated");
    var content = scene.asked(first, 5).get("content");
    assertThat(content.at("/pointOfCare/crp").intValue()).isEqualTo(148);
    assertThat(content.at("/vitals/pulse").intValue()).isEqualTo(72);
    assertThat(content.at("/suspectedInfection").booleanValue()).isFalse();
    assertThat(scene.heard(first, "RequestUpdated").get("change").stringValue())
        .isEqualTo("PATIENT");
  }

  @Test
  void whatIsSentAgainIsAnsweredAsBeforeAndWhatIsNewIsToldOfThePartedOne() {
    var first = scene.raised(about(example("catheter"), patient));
    var second = about(example("pneumonia"), patient);
    var raised = scene.client.raise(second);
    var joined = second.get("id").stringValue();
    var pulse = "{\"id\": \"%s\", \"vitals\": {\"pulse\": 104}}".formatted(UUID.randomUUID());
    var observed = scene.client.observe(joined, pulse);
    var correction = toSomebodyElse();
    var corrected = scene.client.correct(first, correction);

    assertThat(scene.client.correct(first, correction).body()).isEqualTo(corrected.body());
    assertThat(scene.client.observe(joined, pulse).body()).isEqualTo(observed.body());
    assertThat(scene.client.raise(second).body()).isEqualTo(raised.body());
    assertThat(scene.client.show(joined).get("revision").intValue()).isEqualTo(5);
    var after = observe(joined, "\"vitals\": {\"pulse\": 110}");
    assertThat(after.body().get("id").stringValue()).isEqualTo(joined);
    assertThat(scene.asked(joined, 6).at("/content/vitals/pulse").intValue()).isEqualTo(110);
  }

  @Test
  void ofSeveralTheEarliestIsOpenAndTheOthersAreJoinedToIt() {
    var first = scene.raised(about(example("catheter"), patient));
    var earliest = scene.raised(about(example("catheter"), patient));
    var later = scene.raised(raisedBy("N003", about(example("pneumonia"), patient)));
    var last = scene.raised(about(example("catheter"), patient));

    scene.client.correct(first, toSomebodyElse());

    var shown = scene.client.show(earliest);
    assertThat(shown.get("id").stringValue()).isEqualTo(earliest);
    assertThat(shown.get("nurseLevel").stringValue()).isEqualTo("MOBILE_TEAM_TODAY");
    assertThat(shown.get("observations").valueStream().map(one -> one.get("id").stringValue()))
        .containsExactly(later, last);
    assertThat(Scene.timeline(shown)).isEqualTo("RequestParted | RequestUpdated | RequestUpdated");
    assertThat(scene.client.show(later)).isEqualTo(shown);
    assertThat(scene.client.show(last)).isEqualTo(shown);
    assertThat(scene.asked(earliest, 6).at("/content/suspectedInfection").booleanValue()).isTrue();
    var told = scene.heard(later, "RequestParted");
    assertThat(told.get("requester").stringValue()).endsWith("N003");
    assertThat(told.get("joined").stringValue()).isEqualTo(earliest);
    var next = scene.client.raise(about(example("catheter"), patient));
    assertThat(next.body().get("joined").stringValue()).isEqualTo(earliest);
    assertThat(scene.client.show(first).get("observations")).isEmpty();
  }

  @Test
  void whatMeans112IsDirectedAtOnceAndNobodyTakesTheOtherOnesHelpAway() {
    var first = scene.raised(about(example("catheter"), patient));
    scene.triaged(first, Level.NURSE, new NeedWithCapabilities(Need.NURSE_VISIT, Set.of()));
    scene.awaitAssignment(first, "OFFERED");
    var joined = scene.raised(about(example("stroke-red-flag"), patient));
    scene.client.acknowledge(first, "{\"acknowledgement\": \"CALLED\"}");

    scene.client.correct(first, toSomebodyElse());

    var parted = scene.client.show(joined);
    assertThat(parted.get("state").stringValue()).isEqualTo("EMERGENCY_DIRECTED");
    assertThat(parted.at("/emergency/acknowledgeBy").isNull()).isFalse();
    assertThat(scene.heard(joined, "EmergencyDirected").get("request").stringValue())
        .isEqualTo(joined);
    var corrected = scene.client.show(first);
    assertThat(corrected.get("state").stringValue()).isEqualTo("EMERGENCY_DIRECTED");
    assertThat(corrected.at("/emergency/acknowledgement").isNull())
        .as("the ambulance was the other one's, and the nurse's visit had ended for it")
        .isTrue();
    assertThat(corrected.at("/emergency/alarm").intValue()).isEqualTo(2);
    assertThat(corrected.at("/emergency/acknowledgeBy").isNull()).isFalse();
    scene.client.acknowledge(
        first,
        "{\"alarm\": 2, \"acknowledgement\": \"PER_PLAN_NOT_CALLED\", \"reason\": \"Bara kateter\"}");
    assertThat(scene.awaitAssignment(first, "OFFERED").get("need").stringValue())
        .isEqualTo("PHYSICIAN_CONTACT");
  }

  @Test
  void anAlarmThatIsArmedIsFollowedByANewOne() {
    var first = scene.raised(about(example("catheter"), patient));
    scene.raised(about(example("stroke-red-flag"), patient));

    var corrected = scene.client.correct(first, toSomebodyElse());

    assertThat(corrected.body().get("alarm").intValue()).isEqualTo(2);
    scene.client.acknowledge(first, "{\"alarm\": 1, \"acknowledgement\": \"CALLED\"}");
    assertThat(scene.client.show(first).at("/emergency/acknowledgement").isNull()).isTrue();
  }

  @Test
  void theAlarmsOfWhatIsPartedGoOnFromTheOthers() {
    var first = scene.raised(about(example("stroke-red-flag"), patient));
    scene.client.acknowledge(first, "{\"alarm\": 1, \"acknowledgement\": \"CALLED\"}");
    var second = about(example("stroke-red-flag"), patient);
    assertThat(scene.client.raise(second).body().get("alarm").intValue()).isEqualTo(2);
    var joined = second.get("id").stringValue();
    scene.client.correct(first, toSomebodyElse());

    var late = scene.client.acknowledge(joined, "{\"alarm\": 2, \"acknowledgement\": \"CALLED\"}");

    assertThat(late.status()).isEqualTo(200);
    var shown = scene.client.show(joined).get("emergency");
    assertThat(shown.get("alarm").intValue()).isEqualTo(3);
    assertThat(shown.get("acknowledgement").isNull()).isTrue();
    scene.client.acknowledge(joined, "{\"alarm\": 3, \"acknowledgement\": \"CALLED\"}");
    assertThat(scene.client.show(joined).at("/emergency/acknowledgement").stringValue())
        .isEqualTo("CALLED");
  }

  @Test
  void whatSomebodyElseRaisedIsNotCancelledWithTheRequestItWasJoinedTo() {
    var first = scene.raised(about(example("catheter"), patient));
    var joined = scene.raised(raisedBy("N002", about(example("pneumonia"), patient)));

    assertThat(scene.client.cancel(first, "NO_LONGER_NEEDED").status()).isEqualTo(200);

    assertThat(scene.state(first)).isEqualTo("CANCELLED");
    assertThat(scene.state(joined)).isEqualTo("RECEIVED");
    assertThat(scene.heard(joined, "RequestParted").get("requester").stringValue())
        .endsWith("N002");
    assertThat(scene.asked(joined, 4).at("/content/contactCause").stringValue())
        .isEqualTo("PNEUMONIA");
    assertThat(scene.client.cancel(first, "NO_LONGER_NEEDED").status()).isEqualTo(200);
    assertThat(scene.state(joined)).isEqualTo("RECEIVED");
    var next = scene.client.raise(about(example("catheter"), patient));
    assertThat(next.body().get("joined").stringValue()).isEqualTo(joined);
  }

  @Test
  void whatIsJoinedToARequestRaisedInErrorIsNotAnErrorItself() {
    var first = scene.raised(about(example("catheter"), patient));
    var joined = scene.raised(about(example("stroke-red-flag"), patient));
    assertThat(scene.client.cancel(first, "RAISED_IN_ERROR").status()).isEqualTo(409);
    scene.client.acknowledge(first, "{\"acknowledgement\": \"CALLED\"}");

    assertThat(scene.client.cancel(first, "RAISED_IN_ERROR").status()).isEqualTo(200);

    var shown = scene.client.show(joined);
    assertThat(shown.get("state").stringValue()).isEqualTo("EMERGENCY_DIRECTED");
    assertThat(shown.at("/emergency/acknowledgeBy").isNull()).isFalse();
    assertThat(scene.heard(joined, "EmergencyDirected").get("alarm").intValue()).isEqualTo(2);
  }

  @Test
  void anAmbulanceThatMayHaveBeenTheOthersIsAskedForAnew() {
    var first = scene.raised(about(example("stroke-red-flag"), patient));
    var joined = scene.raised(about(example("stroke-red-flag"), patient));
    scene.client.acknowledge(first, "{\"acknowledgement\": \"CALLED\"}");

    scene.client.correct(first, toSomebodyElse());

    for (var id : new String[] {first, joined}) {
      var shown = scene.client.show(id);
      assertThat(shown.get("state").stringValue()).isEqualTo("EMERGENCY_DIRECTED");
      assertThat(shown.at("/emergency/acknowledgement").isNull()).isTrue();
      assertThat(shown.at("/emergency/acknowledgeBy").isNull()).isFalse();
    }
  }

  @Test
  void aWordAboutTheOthersEmergencyIsNotOneAboutThis() {
    var first = scene.raised(about(example("stroke-red-flag"), patient));
    var joined = scene.raised(about(example("catheter"), patient));

    scene.client.correct(first, toSomebodyElse());

    var parted = scene.client.show(joined);
    assertThat(parted.get("state").stringValue()).isEqualTo("RECEIVED");
    assertThat(parted.get("emergency").isNull()).isTrue();
    assertThat(scene.state(first)).isEqualTo("EMERGENCY_DIRECTED");
  }

  @Test
  void whatWasJoinedIsOpenAlsoIfTheOtherOneIsOver() {
    var first = scene.raised(about(example("catheter"), patient));
    var joined = scene.raised(about(example("catheter"), patient));
    scene.client.cancel(first, "NO_LONGER_NEEDED");
    assertThat(scene.state(joined)).as("of the same nurse function").isEqualTo("CANCELLED");

    scene.client.correct(first, toSomebodyElse());

    assertThat(scene.state(joined)).isEqualTo("RECEIVED");
    assertThat(scene.state(first)).isEqualTo("CANCELLED");
    assertThat(scene.client.cancel(joined, "NO_LONGER_NEEDED").status()).isEqualTo(200);
  }

  @Test
  void whatWasPartedOnceCanBePartedAgain() {
    var first = scene.raised(about(example("catheter"), patient));
    var second = scene.raised(about(example("catheter"), patient));
    var third = scene.raised(about(example("catheter"), patient));
    scene.client.correct(first, toSomebodyElse());

    scene.client.correct(second, toSomebodyElse());

    assertThat(scene.client.show(third).get("id").stringValue()).isEqualTo(third);
    assertThat(scene.asked(third, 7).get("patient").stringValue()).isEqualTo(referenceOf(patient));
    assertThat(scene.client.show(second).get("observations")).isEmpty();
  }

  private DispatchClient.Answer observe(String request, String what) {
    var answer =
        scene.client.observe(request, "{\"id\": \"%s\", %s}".formatted(UUID.randomUUID(), what));
    assertThat(answer.status()).isEqualTo(200);
    return answer;
  }

  private String referenceOf(String number) {
    return scene
        .jdbc
        .sql("select reference::text from patient where identifier_value = ?")
        .param(number)
        .query(String.class)
        .single();
  }

  /** The same request, raised by another nurse function. */
  private static ObjectNode raisedBy(String nurse, ObjectNode body) {
    ((ObjectNode) body.get("requester")).put("hsaId", "SE2120000829-" + nurse);
    return body;
  }

  private static String toSomebodyElse() {
    return """
        {"id": "%s", "kind": "WRONG_PATIENT", "patient": {"identifier": {"system": "%s", "value": "%s"}}}
        """
        .formatted(UUID.randomUUID(), TEST_PATIENTS, somebody());
  }
}
