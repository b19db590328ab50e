package se.rond.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static se.rond.dispatch.Examples.example;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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
import tools.jackson.databind.node.ObjectNode;

/** The regular physician hears of what another one concluded. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@EmbeddedInfrastructure
class PhysicianTaskIT {

  private final Scene scene;

  @Autowired
  PhysicianTaskIT(
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
  void whatAPhysicianConcludesIsATaskOfTheHealthCentreThatWasStated() {
    var id = scene.raised(of("VC-RONNEBY"));

    assess("PHYSICIAN", id);

    var task = task("VC-RONNEBY", id).orElseThrow();
    assertThat(Instant.parse(task.get("dueAt").stringValue())).isAfter(Instant.now());
    assertThat(task.get("overdue").booleanValue()).isFalse();
    assertThat(task.get("assessment")).isEqualTo(scene.client.show(id).at("/assessments/0/id"));
    var told = scene.heard(id, "PhysicianTaskRaised");
    assertThat(told.get("healthCentre").stringValue()).isEqualTo("VC-RONNEBY");
    assertThat(told.get("task")).isEqualTo(task.get("id"));
    assertThat(told.toString()).doesNotContain("hemligt");

    assertThat(complete("CARE_COORDINATION_NURSE", "VC-RONNEBY", task).status()).isEqualTo(204);
    assertThat(complete("PHYSICIAN", "VC-RONNEBY", task).status()).as("again").isEqualTo(204);

    assertThat(task("VC-RONNEBY", id)).isEmpty();
    var shown = scene.client.show(id);
    assertThat(shown.at("/physicianTasks/0/completedBy").stringValue())
        .startsWith("CARE_COORDINATION_NURSE ");
    assertThat(Scene.timeline(shown))
        .endsWith("AssessmentRecorded | PhysicianTaskRaised | PhysicianTaskCompleted");
  }

  @Test
  void aSecondConclusionMakesNoSecondTaskBeforeTheFirstIsDone() {
    var id = scene.raised(of("VC-RONNEBY"));
    assess("PHYSICIAN", id);
    assess("PHYSICIAN", id);
    assertThat(scene.client.show(id).get("physicianTasks")).hasSize(1);

    complete("PHYSICIAN", "VC-RONNEBY", task("VC-RONNEBY", id).orElseThrow());
    assess("PHYSICIAN", id);

    assertThat(scene.client.show(id).get("physicianTasks")).hasSize(2);
  }

  @Test
  void whatANurseConcludesIsNoTask() {
    var id = scene.raised(of("VC-RONNEBY"));

    assess("MUNICIPAL_NURSE", id);

    assertThat(scene.client.show(id).get("physicianTasks")).isEmpty();
  }

  @Test
  void withoutAStatedOneItIsTheHealthCentreThatTheMunicipalityHasAlone() {
    var id = scene.raised(of(null));
    assess("PHYSICIAN", id);
    assertThat(scene.client.show(id).at("/physicianTasks/0/healthCentre").stringValue())
        .isEqualTo("VC-KARLSKRONA");

    var unknown = scene.raised(of("VC-UNKNOWN"));
    assess("PHYSICIAN", unknown);
    assertThat(scene.client.show(unknown).at("/physicianTasks/0/healthCentre").stringValue())
        .isEqualTo("VC-KARLSKRONA");

    scene
        .jdbc
        .sql(
            "insert into health_centre (id, name, municipality) values ('VC-SECOND', 'Andra', '1080')")
        .update();
    try {
      var either = scene.raised(of(null));
      assess("PHYSICIAN", either);
      assertThat(scene.client.show(either).get("physicianTasks")).isEmpty();
      assertThat(Scene.timeline(scene.client.show(either))).endsWith("PhysicianTaskUnaddressed");
      assertThat(
              scene
                  .heard(either, "PhysicianTaskUnaddressed")
                  .get("coordinators")
                  .valueStream()
                  .map(JsonNode::stringValue))
          .containsExactly("KF-10");
      assess("PHYSICIAN", either);
      assertThat(Scene.timeline(scene.client.show(either)))
          .as("told once")
          .containsOnlyOnce("PhysicianTaskUnaddressed");
    } finally {
      scene.jdbc.sql("delete from health_centre where id = 'VC-SECOND'").update();
    }
  }

  @Test
  void tasksAreForThoseWhoWorkWithThemThere() {
    var id = scene.raised(of("VC-RONNEBY"));
    assess("PHYSICIAN", id);
    var task = task("VC-RONNEBY", id).orElseThrow();

    assertThat(problem(list("MOBILE_TEAM", "VC-RONNEBY"))).isEqualTo("403 NOT_FOR_THIS_ROLE");
    assertThat(problem(complete("COORDINATOR", "VC-RONNEBY", task)))
        .isEqualTo("403 NOT_FOR_THIS_ROLE");
    assertThat(problem(list("PHYSICIAN", "VC-NOWHERE"))).isEqualTo("404 NOT_FOUND");
    assertThat(problem(complete("PHYSICIAN", "VC-HYLTE", task))).isEqualTo("404 NOT_FOUND");
    assertThat(problem(complete("PHYSICIAN", "VC%20HYLTE", task))).isEqualTo("404 NOT_FOUND");

    scene
        .jdbc
        .sql("insert into region (code, name) values ('01', 'Stockholm') on conflict do nothing")
        .update();
    scene
        .jdbc
        .sql(
            """
            insert into municipality (code, name, region, latitude, longitude)
            values ('0180', 'Stockholm', '01', 59.33, 18.07)
            on conflict do nothing
            """)
        .update();
    scene
        .jdbc
        .sql("update physician_task set municipality = '0180' where request = ?::uuid")
        .param(id)
        .update();
    assertThat(task("VC-RONNEBY", id)).isEmpty();
    assertThat(problem(complete("PHYSICIAN", "VC-RONNEBY", task))).isEqualTo("404 NOT_FOUND");
  }

  private static ObjectNode of(@Nullable String healthCentre) {
    var body = example("pneumonia");
    if (healthCentre == null) {
      body.remove("healthCentre");
    } else {
      body.put("healthCentre", healthCentre);
    }
    return body;
  }

  private void assess(String role, String id) {
    var answer =
        scene.client.postAs(
            role,
            "/assessment-requests/%s/assessments".formatted(id),
            "{\"id\": \"%s\", \"mode\": \"PHONE\", \"conclusion\": {\"code\": \"CARE_AT_HOME\", \"text\": \"hemligt\"}}"
                .formatted(UUID.randomUUID()));
    assertThat(answer.status()).isEqualTo(200);
  }

  private Optional<JsonNode> task(String centre, String request) {
    return list("PHYSICIAN", centre)
        .body()
        .valueStream()
        .filter(one -> one.get("request").stringValue().equals(request))
        .findFirst();
  }

  private Answer list(String role, String centre) {
    return scene.client.getAs(role, "/health-centres/%s/tasks".formatted(centre));
  }

  private Answer complete(String role, String centre, JsonNode task) {
    return scene.client.putAs(
        role,
        "/health-centres/%s/tasks/%s/completion".formatted(centre, task.get("id").stringValue()),
        "");
  }

  private static String problem(Answer answer) {
    return answer.status()
        + " "
        + answer.body().get("type").stringValue().replace("urn:rond:problem:", "");
  }
}
