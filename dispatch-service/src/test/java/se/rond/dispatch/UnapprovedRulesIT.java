package se.rond.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static se.rond.dispatch.Examples.example;

import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import se.rond.contracts.care.Level;
import se.rond.contracts.triage.TriageDecision.RuleSetVersion;
import se.rond.testsupport.EmbeddedInfrastructure;
import tools.jackson.databind.json.JsonMapper;

/** An answer by rules that nobody has approved says so. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@EmbeddedInfrastructure
class UnapprovedRulesIT {

  private final Scene scene;

  @Autowired
  UnapprovedRulesIT(
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
  void adviceIsMarkedWhateverTheAnswer() {
    var body = example("pneumonia");
    var id = body.get("id").stringValue();

    var stored = scene.client.raise(body);
    var conflict = scene.client.raise(body.deepCopy().put("nurseLevel", "NURSE"));
    var invalid = scene.client.raise("{\"redFlags\": [\"RF-D2\"]}");
    var broken = scene.client.raise("{");
    var observed =
        scene.client.observe(
            id, "{\"id\": \"%s\", \"vitals\": {\"pulse\": 80}}".formatted(UUID.randomUUID()));
    var refused = scene.client.observe(id, "{\"redFlags\": [\"RF-D2\"]}");

    assertThat(stored.status()).isEqualTo(201);
    assertThat(conflict.status()).isEqualTo(409);
    assertThat(observed.status()).isEqualTo(200);
    assertThat(new DispatchClient.Answer[] {invalid, broken, refused})
        .extracting(DispatchClient.Answer::status)
        .containsOnly(400);
    assertThat(new DispatchClient.Answer[] {stored, conflict, invalid, broken, observed, refused})
        .allSatisfy(
            answer -> {
              assertThat(answer.body().has("advice")).isTrue();
              assertThat(mark(answer)).hasValue("unapproved");
            });
  }

  @ParameterizedTest
  @CsvSource({
    "rond-default, 1, unapproved",
    "rond-default, 3, unapproved",
    "rond-default-ambulance-first, 3, unapproved",
    "rond-default+ronneby, 3+1, unapproved",
    "blekinge, 2, ",
    "blekinge+ronneby, 2+1, ",
    "rond-default-of-ours, 1, ",
  })
  void aDecisionIsMarkedByTheNameOfItsRules(String rules, String version, String expected) {
    var body = example("catheter").put("id", UUID.randomUUID().toString());
    var id = body.get("id").stringValue();
    assertThat(scene.client.raise(body).status()).isEqualTo(201);
    assertThat(mark(scene.client.get("/assessment-requests/" + id)))
        .as("nothing has been decided")
        .isEmpty();

    scene.triagedBy(new RuleSetVersion(rules, version), id, Level.PHYSICIAN_TODAY);

    var shown =
        await()
            .until(
                () -> scene.client.get("/assessment-requests/" + id),
                answer -> answer.body().at("/decision/ruleSet/id").asString("").equals(rules));
    assertThat(mark(shown)).isEqualTo(Optional.ofNullable(expected));
  }

  private static Optional<String> mark(DispatchClient.Answer answer) {
    return answer.raw().headers().firstValue("X-Rond-Rule-Set");
  }
}
