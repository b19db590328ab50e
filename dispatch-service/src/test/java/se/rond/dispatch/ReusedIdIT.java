package se.rond.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static se.rond.dispatch.Examples.about;
import static se.rond.dispatch.Examples.example;
import static se.rond.dispatch.Examples.somebody;

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
import tools.jackson.databind.json.JsonMapper;

/** A device gives one id to two things. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@EmbeddedInfrastructure
class ReusedIdIT {

  private final Scene scene;
  private final String patient = somebody();
  private final String id = UUID.randomUUID().toString();

  @Autowired
  ReusedIdIT(
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
  void anIdOfObservationsIsNotThatOfAPlace() {
    var request = scene.raised(about(example("catheter"), patient));
    scene.client.observe(request, "{\"id\": \"%s\", \"vitals\": {\"pulse\": 91}}".formatted(id));

    var answer =
        scene.client.move(request, "{\"id\": \"%s\", \"municipality\": \"1381\"}".formatted(id));

    assertThat(found(answer)).isEqualTo("OBSERVATIONS");
    assertThat(answer.body().get("detail").stringValue()).contains("found observations");
    assertThat(scene.client.show(request).get("municipality").stringValue()).isEqualTo("1380");
  }

  @Test
  void aBodyThatReadsAsBothIsTakenForWhatItWasSentAsFirst() {
    var request = scene.raised(about(example("catheter"), patient));
    var both =
        """
        {"id": "%s", "municipality": "1381", "vitals": {"pulse": 91}}
        """
            .formatted(id);
    scene.client.observe(request, both);

    assertThat(found(scene.client.move(request, both))).isEqualTo("OBSERVATIONS");
    assertThat(scene.client.observe(request, both).status()).isEqualTo(200);
    assertThat(scene.client.show(request).get("revision").intValue()).isEqualTo(2);
  }

  @Test
  void anIdOfObservationsIsNotThatOfASecondRequest() {
    var request = scene.raised(about(example("catheter"), patient));
    scene.client.observe(request, "{\"id\": \"%s\", \"vitals\": {\"pulse\": 91}}".formatted(id));

    var answer = scene.client.raise(about(example("stroke-red-flag"), patient).put("id", id));

    assertThat(found(answer)).isEqualTo("OBSERVATIONS");
    assertThat(answer.body().get("advice").stringValue()).isEqualTo("RING_112_NU");
    assertThat(scene.client.show(request).get("revision").intValue()).isEqualTo(2);
  }

  @Test
  void anIdOfAJoinedRequestIsNotThatOfObservations() {
    var request = scene.raised(about(example("catheter"), patient));
    scene.raised(about(example("catheter"), patient).put("id", id));

    var answer =
        scene.client.observe(
            request, "{\"id\": \"%s\", \"vitals\": {\"pulse\": 91}}".formatted(id));

    assertThat(found(answer)).isEqualTo("JOINED");
  }

  @Test
  void anIdOfACorrectionThatCorrectsNothingIsKeptToo() {
    var body = example("catheter");
    var id = scene.raised(body);
    var change = UUID.randomUUID();
    var correction =
        "{\"id\": \"%s\", \"kind\": \"WRONG_PATIENT\", \"patient\": {\"identifier\": %s}}"
            .formatted(change, body.at("/patient/identifier"));
    var first = scene.client.correct(id, correction);
    assertThat(first.status()).isEqualTo(200);

    assertThat(scene.client.correct(id, correction).body()).isEqualTo(first.body());
    var reused =
        scene.client.observe(id, "{\"id\": \"%s\", \"vitals\": {\"pulse\": 91}}".formatted(change));
    assertThat(reused.status()).isEqualTo(409);
    assertThat(reused.body().get("change").stringValue()).isEqualTo("PATIENT");
  }

  @Test
  void ofAChangeOfAnotherRequestNothingIsTold() {
    var other = scene.raised(example("catheter"));
    scene.client.observe(other, "{\"id\": \"%s\", \"vitals\": {\"pulse\": 91}}".formatted(id));
    var request = scene.raised(about(example("catheter"), patient));

    var observed =
        scene.client.observe(
            request, "{\"id\": \"%s\", \"vitals\": {\"pulse\": 91}}".formatted(id));
    var raised = scene.client.raise(about(example("catheter"), patient).put("id", id));

    assertThat(found(observed)).isEmpty();
    assertThat(found(raised)).isEmpty();
    assertThat(scene.client.show(request).get("revision").intValue()).isEqualTo(1);
  }

  /** What kind of change a refusal says the id stands for; empty if it does not say. */
  private static String found(Answer answer) {
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.body().get("type").stringValue())
        .isEqualTo("urn:rond:problem:OTHER_BODY_UNDER_THIS_ID");
    assertThat(answer.body().has("at")).isEqualTo(answer.body().has("change"));
    return answer.body().path("change").asString("");
  }
}
