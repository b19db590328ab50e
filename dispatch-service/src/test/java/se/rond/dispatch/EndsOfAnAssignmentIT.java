package se.rond.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static se.rond.dispatch.Examples.example;

import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
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

/** How an assignment ends, and what becomes of the patient, the need and the responder then. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@EmbeddedInfrastructure
class EndsOfAnAssignmentIT {

  private final Scene scene;

  @Autowired
  EndsOfAnAssignmentIT(
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "STAYED_HOME",
        "EMERGENCY_DEPARTMENT",
        "ADMISSION",
        "REFERRAL",
        "EXPECTED_DEATH",
        "UNEXPECTED_DEATH"
      })
  void aVisitEndsWithAnOutcomeOfTheList(String outcome) {
    var taken = withPatient();

    assertThat(report(taken, "{'status': 'COMPLETED', 'outcome': '%s'}".formatted(outcome)))
        .isEqualTo("204");
    assertThat(assignment(taken, "COMPLETED").get("outcome").stringValue()).isEqualTo(outcome);
    complete(taken);
  }

  @Test
  void anAbleAndInformedNoIsKeptWithWhatWasAgreed() {
    var taken = withPatient();
    var no =
        """
        {'status': 'COMPLETED', 'outcome': 'PATIENT_DECLINED',
         'declined': {'capacity': 'PRESENT', 'informed': true, 'safetyNet': 'Ringer 1177 vid feber'}}
        """;

    assertThat(report(taken, no)).isEqualTo("204");
    assertThat(report(taken, no)).as("sent twice").isEqualTo("204");

    var ended = assignment(taken, "COMPLETED");
    assertThat(ended.get("declined").toString())
        .isEqualTo(
            "{\"capacity\":\"PRESENT\",\"informed\":true,\"safetyNet\":\"Ringer 1177 vid feber\"}");
    assertThat(scene.heard(taken.request(), "Completed").toString()).doesNotContain("1177");
    assertThat(report(taken, no.replace("1177", "112")))
        .as("another safety net")
        .isEqualTo("409 ALREADY_COMPLETED");
  }

  @ParameterizedTest
  @CsvSource({
    "LACKING, true, CAPACITY_NOT_PRESENT",
    "UNCERTAIN, true, CAPACITY_NOT_PRESENT",
    "PRESENT, false, PATIENT_NOT_INFORMED"
  })
  void aNoThatIsNotThePatientsOwnLeavesTheTeamThere(
      String capacity, boolean informed, String refusal) {
    var taken = withPatient();

    assertThat(
            report(
                taken,
                """
                {'status': 'COMPLETED', 'outcome': 'PATIENT_DECLINED',
                 'declined': {'capacity': '%s', 'informed': %s, 'safetyNet': 'Ringer 1177'}}
                """
                    .formatted(capacity, informed)))
        .isEqualTo("409 " + refusal);
    assertThat(scene.state(taken.request())).isEqualTo("UNDER_WAY");
    complete(taken);
  }

  @Test
  void everyFieldOfABadReportIsNamedAtOnce() {
    var taken = withPatient();

    var bad =
        scene.client.report(
            taken.assignment(),
            taken.request(),
            quoted(
                """
                {'status': 'COMPLETED', 'outcome': 'PATIENT_DECLINED',
                 'declined': {'capacity': 'MAYBE', 'safetyNet': 7}}
                """));

    assertThat(bad.status()).isEqualTo(400);
    assertThat(
            bad.body()
                .get("errors")
                .valueStream()
                .map(
                    error ->
                        error.get("field").stringValue()
                            + ": "
                            + error.get("expected").stringValue()
                            + ", not "
                            + error.get("found").stringValue())
                .collect(Collectors.joining(" | ")))
        .isEqualTo(
            "declined.capacity: one of PRESENT, UNCERTAIN, LACKING, not text of 5 characters"
                + " | declined.informed: true or false, not nothing"
                + " | declined.safetyNet: text, not 7");
    assertThat(report(taken, "{'status': 'COMPLETED'}")).isEqualTo("400 INVALID_FIELDS");
    assertThat(
            report(
                taken,
                "{'status': 'COMPLETED', 'outcome': 'STAYED_HOME', 'declined': {'informed': true}}"))
        .isEqualTo("400 INVALID_FIELDS");
    complete(taken);
  }

  @Test
  void whoDoesNotOpenIsAMatterForTheContactFunction() {
    var taken = scene.accepted(scene.raised(example("pneumonia")));
    assertThat(report(taken, "{'status': 'COMPLETED', 'outcome': 'NOBODY_THERE'}"))
        .as("before anybody drove there")
        .isEqualTo("409 NOT_WITH_PATIENT");
    assertThat(report(taken, "{'status': 'EN_ROUTE'}")).isEqualTo("204");

    assertThat(report(taken, "{'status': 'COMPLETED', 'outcome': 'NOBODY_THERE'}"))
        .isEqualTo("204");

    var alarm = scene.heard(taken.request(), "NobodyThere");
    assertThat(alarm.get("coordinators").valueStream().map(JsonNode::stringValue))
        .containsExactly("KF-10");
    assertThat(alarm.get("responder").stringValue()).isEqualTo(taken.responder());
    assertThat(assignment(taken, "COMPLETED").get("withPatientAt").isNull()).isTrue();
  }

  @Test
  void aTeamThatCannotGoOnIsReplacedAtOnce() {
    var id = scene.raised(example("pneumonia"));
    scene.triaged(
        id, Level.PHYSICIAN_NOW, new NeedWithCapabilities(Need.PHYSICIAN_CONTACT, Set.of()));
    var first = scene.awaitAssignment(id, "OFFERED");
    scene.client.accept(first, id);
    var taken = new Taken(id, first);
    report(taken, "{'status': 'WITH_PATIENT', 'mode': 'PHONE'}");

    assertThat(report(taken, "{'status': 'FAILED', 'cause': 'CALLED_ELSEWHERE'}")).isEqualTo("204");
    assertThat(report(taken, "{'status': 'FAILED', 'cause': 'CALLED_ELSEWHERE'}"))
        .as("sent twice")
        .isEqualTo("204");

    var shown = scene.client.show(id);
    assertThat(shown.get("state").stringValue()).isEqualTo("WAITING");
    assertThat(shown.at("/responsible/party").stringValue()).isEqualTo("RAISING_NURSE");
    assertThat(shown.get("grantedLevel").isNull()).isTrue();
    assertThat(assignment(taken, "FAILED").get("failureCause").stringValue())
        .isEqualTo("CALLED_ELSEWHERE");
    var second = scene.awaitAssignment(id, "OFFERED");
    assertThat(second.get("responder")).isNotEqualTo(first.get("responder"));
    assertThat(scene.heard(id, "AssignmentFailed").get("responder"))
        .isEqualTo(first.get("responder"));
    assertThat(Scene.timeline(shown)).endsWith("AssignmentFailed | ResponderOffered");

    // Nobody else is left once the second says no: then the first is asked again.
    scene.client.decline(second, id, "BUSY");
    assertThat(scene.awaitAssignment(id, "OFFERED").get("responder"))
        .isEqualTo(first.get("responder"));
  }

  @Test
  void inAnEmergencyNobodyNewIsSentWhereATeamCannotGoOn() {
    var taken = scene.accepted(scene.raised(example("pneumonia")));
    scene.client.observe(
        taken.request(),
        quoted("{'id': '%s', 'redFlags': ['RF-D2']}".formatted(UUID.randomUUID())));
    assertThat(scene.state(taken.request())).isEqualTo("EMERGENCY_DIRECTED");

    assertThat(report(taken, "{'status': 'FAILED', 'cause': 'VEHICLE'}")).isEqualTo("204");

    var shown = scene.client.show(taken.request());
    assertThat(shown.get("state").stringValue()).isEqualTo("EMERGENCY_DIRECTED");
    assertThat(shown.get("assignments").findValuesAsString("state")).containsExactly("FAILED");
    assertThat(shown.at("/needs/0/endedAt").isNull()).isFalse();
  }

  @Test
  void theListsHaveNamesInBothLanguages() {
    var lists = scene.client.get("/assignment-codes").body();

    assertThat(lists.get("outcomes").findValuesAsString("code")).contains("NOBODY_THERE");
    assertThat(lists.get("outcomes").findValuesAsString("swedish")).contains("Ingen på plats");
    assertThat(lists.get("failureCauses").findValuesAsString("english")).contains("The vehicle");
    assertThat(lists.get("declineReasons").findValuesAsString("swedish"))
        .contains("Passet tar slut");
    assertThat(lists.get("returnReasons").findValuesAsString("swedish")).contains("Hinner inte");
    assertThat(lists.get("examinationStates").findValuesAsString("english"))
        .contains("Asked for", "Acted on");
  }

  private Taken withPatient() {
    var taken = scene.accepted(scene.raised(example("pneumonia")));
    assertThat(report(taken, "{'status': 'WITH_PATIENT', 'mode': 'VISIT'}")).isEqualTo("204");
    return taken;
  }

  /** So that the team is free for the next test. */
  private void complete(Taken taken) {
    report(taken, "{'status': 'COMPLETED', 'outcome': 'STAYED_HOME'}");
  }

  private JsonNode assignment(Taken taken, String state) {
    var found = scene.awaitAssignment(taken.request(), state);
    assertThat(found.get("id")).isEqualTo(taken.assignment().get("id"));
    return found;
  }

  /** The status of the answer, and the problem's name if it is one. */
  private String report(Taken taken, String body) {
    var answer = scene.client.report(taken.assignment(), taken.request(), quoted(body));
    return answer.status() == 204
        ? "204"
        : answer.status()
            + " "
            + answer.body().get("type").stringValue().replace("urn:rond:problem:", "");
  }

  private static String quoted(String body) {
    return body.replace('\'', '"');
  }
}
