package se.rond.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static se.rond.dispatch.Examples.about;
import static se.rond.dispatch.Examples.example;
import static se.rond.dispatch.Examples.somebody;

import java.util.ArrayList;
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
import se.rond.contracts.care.Level;
import se.rond.contracts.care.Need;
import se.rond.contracts.triage.TriageDecision.NeedWithCapabilities;
import se.rond.testsupport.EmbeddedInfrastructure;
import tools.jackson.databind.json.JsonMapper;

/** Two nurses raise a request for one patient. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@EmbeddedInfrastructure
class SamePatientIT {

  private final Scene scene;
  private final String patient = somebody();

  @Autowired
  SamePatientIT(
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
  void aSecondRequestForAPatientIsStoredAndJoinedToTheOpenOne() {
    var first = scene.raised(about(example("catheter"), patient));
    var second = about(example("pneumonia"), patient);

    var answer = scene.client.raise(second);

    var id = second.get("id").stringValue();
    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.raw().headers().firstValue("Location"))
        .hasValue("/assessment-requests/" + id);
    assertThat(answer.body().get("id").stringValue()).isEqualTo(id);
    assertThat(answer.body().get("joined").stringValue()).isEqualTo(first);
    assertThat(answer.body().get("state").stringValue()).isEqualTo("RECEIVED");
    assertThat(scene.client.raise(second).body()).isEqualTo(answer.body());
    var shown = scene.client.show(id);
    assertThat(shown).isEqualTo(scene.client.show(first));
    assertThat(shown.get("revision").intValue()).isEqualTo(2);
    assertThat(shown.get("nurseLevel").stringValue()).isEqualTo("MOBILE_TEAM_TODAY");
    assertThat(shown.at("/observations/0/kind").stringValue()).isEqualTo("JOINED");
    assertThat(shown.at("/observations/0/body").has("patient")).isFalse();
    var cancelled = scene.client.cancel(id, "RAISED_IN_ERROR");
    assertThat(cancelled.status()).isEqualTo(409);
    assertThat(cancelled.body().get("type").stringValue()).endsWith(":REQUEST_JOINED");
    var asked = scene.asked(first, 2);
    assertThat(asked.at("/content/suspectedInfection").booleanValue()).isTrue();
    assertThat(asked.at("/content/vitals/respirationRate").intValue()).isEqualTo(22);
  }

  @Test
  void thereIsOneTeamForBoth() {
    var taken = scene.accepted(scene.raised(about(example("pneumonia"), patient)));
    var second = about(example("pneumonia"), patient);

    scene.client.raise(second);
    scene.triaged(taken.request(), 2, Level.MOBILE_TEAM_2H, Scene.teamVisit());
    scene.awaitRead(taken.request());

    var shown = scene.client.show(second.get("id").stringValue());
    assertThat(shown.get("assignments")).hasSize(1);
    assertThat(shown.at("/responsible/id").stringValue()).isEqualTo(taken.responder());
    scene.complete(taken);
  }

  @Test
  void aRedFlagInTheSecondOneDirectsTheOpenOne() {
    var first = scene.raised(about(example("catheter"), patient));
    scene.triaged(first, Level.NURSE, new NeedWithCapabilities(Need.NURSE_VISIT, Set.of()));
    scene.awaitAssignment(first, "OFFERED");

    var answer = scene.client.raise(about(example("stroke-red-flag"), patient));

    assertThat(answer.body().get("advice").stringValue()).isEqualTo("RING_112_NU");
    assertThat(answer.body().get("state").stringValue()).isEqualTo("EMERGENCY_DIRECTED");
    assertThat(scene.state(first)).isEqualTo("EMERGENCY_DIRECTED");
    assertThat(scene.client.show(first).at("/assignments/0/state").stringValue())
        .isEqualTo("WITHDRAWN");
  }

  @Test
  void whatIsToldOfTheSecondOneIsToldOfTheOpenOne() {
    var first = scene.raised(about(example("catheter"), patient));
    var second = about(example("catheter"), patient);
    scene.client.raise(second);

    var answer =
        scene.client.observe(
            second.get("id").stringValue(),
            "{\"id\": \"%s\", \"vitals\": {\"pulse\": 91}}".formatted(UUID.randomUUID()));

    assertThat(answer.body().get("id").stringValue()).isEqualTo(first);
    assertThat(scene.asked(first, 3).at("/content/vitals/pulse").intValue()).isEqualTo(91);
  }

  @Test
  void aPlaceIsToldOfTheOpenOneAndOfNoneThatIsJoined() {
    var first = scene.raised(about(example("catheter"), patient));
    var joined = scene.raised(about(example("catheter"), patient));
    var place = "{\"id\": \"%s\", \"municipality\": \"1081\"}".formatted(UUID.randomUUID());

    var refused = scene.client.move(joined, place);

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.body().get("type").stringValue()).endsWith(":REQUEST_JOINED");
    assertThat(scene.client.show(first).get("municipality").stringValue()).isEqualTo("1380");
    assertThat(scene.client.show(first).get("revision").intValue()).isEqualTo(2);
    assertThat(scene.client.move(first, place).status()).isEqualTo(200);
    assertThat(scene.client.show(joined).get("municipality").stringValue()).isEqualTo("1081");
  }

  @Test
  void afterTheFirstOneIsOverTheNextOneIsItsOwn() {
    var first = scene.raised(about(example("catheter"), patient));
    scene.client.cancel(first, "NO_LONGER_NEEDED");

    var answer = scene.client.raise(about(example("catheter"), patient));

    assertThat(answer.body().has("joined")).isFalse();
    assertThat(answer.body().get("state").stringValue()).isEqualTo("RECEIVED");
  }

  @Test
  void ofManyAtOnceOneIsOpenAndTheOthersAreJoinedToIt() throws InterruptedException {
    for (var round = 0; round < 5; round++) {
      var patientOfAll = somebody();
      var answers = new ArrayList<DispatchClient.Answer>();
      try (var nurses = Executors.newVirtualThreadPerTaskExecutor()) {
        nurses
            .invokeAll(
                IntStream.range(0, 12)
                    .<Callable<DispatchClient.Answer>>mapToObj(
                        _ -> () -> scene.client.raise(about(example("catheter"), patientOfAll)))
                    .toList())
            .forEach(sent -> answers.add(sent.resultNow()));
      }

      assertThat(answers).extracting(DispatchClient.Answer::status).containsOnly(201);
      var own = answers.stream().filter(answer -> !answer.body().has("joined")).toList();
      assertThat(own).hasSize(1);
      var open = own.getFirst().body().get("id").stringValue();
      assertThat(answers.stream().filter(answer -> answer.body().has("joined")))
          .allMatch(answer -> answer.body().get("joined").stringValue().equals(open));
      assertThat(scene.client.show(open).get("revision").intValue()).isEqualTo(12);
    }
  }
}
