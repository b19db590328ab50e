package se.rond.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static se.rond.dispatch.Examples.example;

import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import se.rond.dispatch.DispatchClient.Answer;
import se.rond.testsupport.EmbeddedInfrastructure;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An X-ray at home, from the question to what was done about the answer. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@EmbeddedInfrastructure
class ImagingIT {

  private static final String PERFORMED =
      "{\"status\": \"PERFORMED\", \"owner\": {\"responder\": \"LB-10-1\", \"name\": \"Dr Ek hemligt\", \"phone\": \"0455\"}}";

  private final Scene scene;

  @Autowired
  ImagingIT(
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
  void anXrayThatAPhysicianOrdersGoesFromJustificationToWhatWasDone() {
    var taken = scene.accepted(scene.raised(example("pneumonia")));
    var id = taken.request();
    scene.client.postAs(
        "PHYSICIAN",
        "/assessment-requests/%s/assessments".formatted(id),
        """
        {"id": "%s", "mode": "PHONE", "conclusion": {"code": "VISIT_NEEDED", "text": "hemligt"}, "orders": [
          {"kind": "XRAY", "regions": ["CHEST"], "question": "Infiltrat hemligt?", "history": "Hosta", "status": "Rassel"}]}
        """
            .formatted(UUID.randomUUID()));
    var examination = examination(id).get("id").stringValue();
    assertThat(examination)
        .isEqualTo(scene.client.show(id).at("/assessments/0/orders/0/id").stringValue());

    assertThat(problem(report("MOBILE_TEAM", id, examination, PERFORMED)))
        .isEqualTo("409 NOT_JUSTIFIED");
    assertThat(problem(report("MOBILE_TEAM", id, examination, "{\"status\": \"JUSTIFIED\"}")))
        .isEqualTo("403 NOT_FOR_THIS_ROLE");
    assertThat(
            state(
                report(
                    "MOBILE_TEAM",
                    id,
                    examination,
                    "{\"status\": \"JUSTIFIED\", \"delegation\": \"VC 2026-01\"}")))
        .isEqualTo("JUSTIFIED");
    assertThat(state(report("MOBILE_TEAM", id, examination, PERFORMED))).isEqualTo("PERFORMED");
    assertThat(state(report("MOBILE_TEAM", id, examination, PERFORMED))).isEqualTo("PERFORMED");
    scene.complete(taken);
    assertThat(scene.state(id)).isEqualTo("CLOSED");

    // The team has left and the request is closed; the result has its owner.
    assertThat(examination(id).at("/owner/responder").stringValue()).isEqualTo("LB-10-1");
    assertThat(
            state(
                scene.client.putAs(
                    "PHYSICIAN",
                    examinations(id) + "/" + examination + "/owner",
                    "{\"owner\": {\"responder\": \"LB-10-2\", \"name\": \"Dr Al\", \"phone\": \"0454\"}}")))
        .isEqualTo("PERFORMED");
    assertThat(state(report("INTEGRATION", id, examination, "{\"status\": \"READ\"}")))
        .isEqualTo("READ");
    assertThat(
            state(
                report(
                    "INTEGRATION",
                    id,
                    examination,
                    "{\"status\": \"ANSWERED\", \"answer\": \"Infiltrat hemligt\"}")))
        .isEqualTo("ANSWERED");
    assertThat(
            state(
                report(
                    "PHYSICIAN",
                    id,
                    examination,
                    "{\"status\": \"ACTED_ON\", \"action\": \"Antibiotika\"}")))
        .isEqualTo("ACTED_ON");

    var shown = scene.client.show(id);
    assertThat(shown.at("/examinations/0/steps").findValuesAsString("step"))
        .containsExactly(
            "PROPOSED", "JUSTIFIED", "PERFORMED", "PASSED_ON", "READ", "ANSWERED", "ACTED_ON");
    assertThat(shown.at("/examinations/0/dueAt").isNull()).isTrue();
    assertThat(shown.get("timeline").toString()).doesNotContain("hemligt", "Dr ");
    await()
        .atMost(Scene.SOON)
        .until(() -> scene.heard(id, "ExaminationUpdated").toString().contains("LB-10-2"));
    assertThat(scene.heard(id, "ExaminationUpdated").toString()).doesNotContain("hemligt", "Dr ");
  }

  @Test
  void aLateStepAlarmsTheOwnerAndTheContactFunctionOnce() {
    var id = scene.raised(example("pneumonia"));
    var examination = proposed(id);
    report("PHYSICIAN", id, examination, "{\"status\": \"JUSTIFIED\"}");
    report("MOBILE_TEAM", id, examination, PERFORMED);

    isDue(examination);

    await().atMost(Scene.SOON).until(() -> examination(id).hasNonNull("alarmedAt"));
    var alarm = scene.heard(id, "ExaminationOverdue");
    assertThat(alarm.get("owner").stringValue()).isEqualTo("LB-10-1");
    assertThat(alarm.get("coordinators").toString()).contains("KF-10");
  }

  @Test
  void whatNoPictureWasTakenForEndsWithItsRequest() {
    var id = scene.raised(example("pneumonia"));
    var examination = proposed(id);
    scene.client.cancel(id, "CARED_FOR_ELSEWHERE");

    isDue(examination);

    await()
        .atMost(Scene.SOON)
        .until(() -> examination(id).get("state").stringValue().equals("CANCELLED"));
    assertThat(scene.heard(id, "ExaminationOverdue").get("coordinators").toString())
        .contains("KF-10");
  }

  @Test
  void aRejectedXrayIsNotPerformed() {
    var id = scene.raised(example("pneumonia"));
    var examination = proposed(id);
    var rejected = "{\"status\": \"REJECTED\", \"reason\": \"Påverkar inte vården\"}";

    assertThat(state(report("PHYSICIAN", id, examination, rejected))).isEqualTo("REJECTED");
    assertThat(state(report("PHYSICIAN", id, examination, rejected))).isEqualTo("REJECTED");

    assertThat(problem(report("PHYSICIAN", id, examination, "{\"status\": \"JUSTIFIED\"}")))
        .isEqualTo("409 ALREADY_DECIDED");
    assertThat(problem(report("MOBILE_TEAM", id, examination, PERFORMED)))
        .isEqualTo("409 NOT_JUSTIFIED");
  }

  @Test
  void theTableItselfRefusesPicturesWithoutJustification() {
    var id = scene.raised(example("pneumonia"));
    var examination = proposed(id);

    assertThatThrownBy(
            () ->
                scene
                    .jdbc
                    .sql(
                        """
                        update examination
                        set state = 'PERFORMED', owner_responder = 'LB-10-1', owner_name = 'x', owner_phone = 'x'
                        where id = ?::uuid
                        """)
                    .param(examination)
                    .update())
        .hasMessageContaining("no_exposure_without_justification");
  }

  @Test
  void theSameQuestionAgainIsOneAndAnotherUnderItsIdRefused() {
    var id = scene.raised(example("pneumonia"));
    var body = question(UUID.randomUUID());
    var first = scene.client.postAs("MUNICIPAL_NURSE", examinations(id), body);

    assertThat(scene.client.postAs("MUNICIPAL_NURSE", examinations(id), body).body())
        .isEqualTo(first.body());
    assertThat(scene.client.show(id).get("examinations")).hasSize(1);
    assertThat(
            problem(
                scene.client.postAs(
                    "MUNICIPAL_NURSE", examinations(id), body.replace("HIP", "KNEE"))))
        .isEqualTo("409 OTHER_BODY_UNDER_THIS_ID");
  }

  @Test
  void everyFieldThatCannotBeUsedIsNamedAtOnceInBothLanguages() {
    var id = scene.raised(example("pneumonia"));
    var english = scene.client.postAs("PHYSICIAN", examinations(id), "{\"regions\": []}");
    var swedish = scene.client.postAs("PHYSICIAN", examinations(id), "{\"regions\": []}", "sv");

    assertThat(english.body().get("errors").findValuesAsString("field"))
        .containsExactlyInAnyOrder("id", "regions", "question", "history", "status");
    assertThat(english.body().toString()).contains("at least one region");
    assertThat(swedish.body().toString()).contains("minst en kroppsdel");

    var examination = proposed(id);
    report("PHYSICIAN", id, examination, "{\"status\": \"JUSTIFIED\"}");
    var nobody = report("MOBILE_TEAM", id, examination, PERFORMED.replace("LB-10-1", "LB-99-9"));
    assertThat(problem(nobody)).isEqualTo("400 INVALID_FIELDS");
    assertThat(nobody.body().at("/errors/0/field").stringValue()).isEqualTo("owner.responder");
  }

  @Test
  void whoMayNotSeeTheRequestLearnsNothing() {
    var id = scene.raised(example("pneumonia"));
    var examination = proposed(id);
    assertThat(
            problem(
                report(
                    "PHYSICIAN", id, UUID.randomUUID().toString(), "{\"status\": \"JUSTIFIED\"}")))
        .isEqualTo("404 NOT_FOUND");
    scene.moveToWhereNobodyHereServes(id);

    assertThat(problem(report("PHYSICIAN", id, examination, "{\"status\": \"JUSTIFIED\"}")))
        .isEqualTo("404 NOT_FOUND");
    assertThat(
            problem(
                scene.client.postAs("PHYSICIAN", examinations(id), question(UUID.randomUUID()))))
        .isEqualTo("404 NOT_FOUND");
  }

  private String proposed(String id) {
    var examination = UUID.randomUUID();
    var answer = scene.client.postAs("MUNICIPAL_NURSE", examinations(id), question(examination));
    assertThat(state(answer)).isEqualTo("PROPOSED");
    return examination.toString();
  }

  private static String question(UUID id) {
    return """
    {"id": "%s", "regions": ["HIP"], "question": "Fraktur?", "history": "Fall", "status": "Kan ej lyfta benet"}
    """
        .formatted(id);
  }

  private Answer report(String role, String id, String examination, String body) {
    return scene.client.putAs(role, examinations(id) + "/" + examination + "/status", body);
  }

  private JsonNode examination(String id) {
    return scene.client.show(id).at("/examinations/0");
  }

  private void isDue(String examination) {
    scene
        .jdbc
        .sql("update examination set due_at = clock_timestamp() where id = ?::uuid")
        .param(examination)
        .update();
  }

  private static String examinations(String id) {
    return "/assessment-requests/%s/examinations".formatted(id);
  }

  private static String state(Answer answer) {
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
    return answer.body().get("state").stringValue();
  }

  private static String problem(Answer answer) {
    return answer.status()
        + " "
        + answer.body().get("type").stringValue().replace("urn:rond:problem:", "");
  }
}
