package se.rond.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static se.rond.dispatch.Examples.TEST_PATIENTS;
import static se.rond.dispatch.Examples.about;
import static se.rond.dispatch.Examples.example;
import static se.rond.dispatch.Examples.somebody;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
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
import se.rond.testsupport.EmbeddedInfrastructure;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What is told of a request after a person has lowered its level. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@EmbeddedInfrastructure
class ChangedAfterALevelIT {

  private static final NeedWithCapabilities VISIT =
      new NeedWithCapabilities(Need.NURSE_VISIT, Set.of());

  private final Scene scene;

  @Autowired
  ChangedAfterALevelIT(
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
  void anotherAddressIsNothingNewOfThePatient() {
    var id = proposed();
    lower(id);
    move(id);
    move(id);

    scene.triaged(id, 2, Level.MOBILE_TEAM_2H, Scene.teamVisit());
    scene.triaged(id, 3, Level.MOBILE_TEAM_2H, Scene.teamVisit());
    scene.awaitRead(id);
    assertThat(needed(id)).isEqualTo("NURSE");

    observe(id);
    scene.triaged(id, 4, Level.MOBILE_TEAM_2H, Scene.teamVisit());
    scene.awaitRead(id);
    assertThat(needed(id)).isEqualTo("MOBILE_TEAM_2H");
  }

  @Test
  void anotherAddressAfterSomethingNewIsNotCovered() {
    var id = proposed();
    lower(id);
    observe(id);
    move(id);

    scene.triaged(id, 3, Level.MOBILE_TEAM_2H, Scene.teamVisit());
    scene.awaitRead(id);

    assertThat(needed(id)).isEqualTo("MOBILE_TEAM_2H");
  }

  @ParameterizedTest
  @ValueSource(strings = {"MUNICIPAL_NURSE", "PHYSICIAN"})
  void whatIsKnownFromAnotherRequestIsNothingNewOfThePatient(String role) {
    var patient = somebody();
    var earlier = earlier(patient);
    var id = proposed(about(now("catheter"), patient));
    lower(id, role);

    correct(earlier, somebody());
    scene.triaged(id, 2, Level.MOBILE_TEAM_2H, Scene.teamVisit());
    scene.awaitRead(id);
    assertThat(Scene.timeline(scene.client.show(id))).contains("ContextUpdated");
    assertThat(needed(id)).isEqualTo("NURSE");

    observe(id);
    scene.triaged(id, 3, Level.MOBILE_TEAM_2H, Scene.teamVisit());
    scene.awaitRead(id);
    assertThat(needed(id)).isEqualTo("MOBILE_TEAM_2H");
  }

  @Test
  void aFloorByWhatIsKnownFromAnotherRequestHoldsAgainstTheNurse() {
    var patient = somebody();
    var earlier = earlier(patient);
    var id = proposed(about(now("catheter"), patient));
    lower(id, "MUNICIPAL_NURSE");

    correct(earlier, somebody());
    scene.floored(id, 2, Level.PHYSICIAN_TODAY, VISIT);
    scene.awaitRead(id);

    assertThat(needed(id)).isEqualTo("PHYSICIAN_TODAY");
  }

  @Test
  void whatIsKnownFromAnotherRequestAfterSomethingNewIsNotCovered() {
    var patient = somebody();
    var earlier = earlier(patient);
    var id = proposed(about(now("catheter"), patient));
    lower(id);
    observe(id);
    correct(earlier, somebody());

    scene.triaged(id, 3, Level.MOBILE_TEAM_2H, Scene.teamVisit());
    scene.awaitRead(id);

    assertThat(needed(id)).isEqualTo("MOBILE_TEAM_2H");
  }

  @ParameterizedTest(name = "moved before: {0}, judged: {1}")
  @CsvSource({"false, 1", "false, 2", "true, 1", "true, 2"})
  void anotherAddressDoesNotCoverWhatTriageNeverJudged(boolean isMovedBefore, int judged) {
    var id = scene.raised(now("pneumonia"));
    if (isMovedBefore) {
      move(id);
    }
    triageIsLate(id);
    lower(id);
    if (!isMovedBefore) {
      move(id);
    }

    scene.floored(id, judged, Level.MOBILE_TEAM_2H, Scene.teamVisit());
    scene.awaitRead(id);

    assertThat(needed(id))
        .as("nobody had seen what triage says when it was lowered")
        .isEqualTo("MOBILE_TEAM_2H");
    scene.heard(id, "LevelRaised");
  }

  @Test
  void whatWasLoweredByAnotherPersonsPlanIsBackWithTheNextDecision() {
    var id = proposed();
    lower(id);

    correct(id, somebody());
    scene.triaged(id, 2, Level.NURSE, VISIT);
    scene.awaitRead(id);

    assertThat(needed(id)).as("what the nurse had judged").isEqualTo("MOBILE_TEAM_TODAY");
    scene.heard(id, "LevelRaised");
  }

  @Test
  void whatIsCorrectedToTheSamePatientStaysLowered() {
    var patient = somebody();
    var id = proposed(about(now("catheter"), patient));
    lower(id);

    correct(id, patient);
    scene.triaged(id, 2, Level.NURSE, VISIT);
    scene.awaitRead(id);

    assertThat(needed(id)).isEqualTo("NURSE");
  }

  @Test
  void whatANurseJudgedOfWhatIsPartedSinceIsNotHeard() {
    var patient = somebody();
    var id = proposed(about(now("catheter"), patient));
    lower(id);
    scene.raised(about(now("pneumonia"), patient));

    correct(id, somebody());
    scene.triaged(id, 3, Level.NURSE, VISIT);
    scene.awaitRead(id);

    assertThat(needed(id)).isEqualTo("NURSE");
  }

  /** Pneumonia, judged at a mobile team within two hours by a proposal. */
  private String proposed() {
    return proposed(now("pneumonia"));
  }

  private String proposed(ObjectNode body) {
    var id = scene.raised(body);
    scene.triaged(id, 1, Level.MOBILE_TEAM_2H, Scene.teamVisit());
    await().atMost(Scene.SOON).until(() -> scene.client.show(id).hasNonNull("decision"));
    return id;
  }

  /**
   * A request of that patient from hours before, which is over. A blocked catheter with normal
   * values: by a repeat contact alone a nurse may lower to her own level.
   */
  private String earlier(String patient) {
    var at = Instant.now().minus(Duration.ofHours(20)).toString();
    var id = scene.raised(about(now("catheter"), patient).put("raisedAt", at));
    assertThat(scene.client.cancel(id, "NO_LONGER_NEEDED").status()).isEqualTo(200);
    return id;
  }

  /** A physician lowers it to a nurse. */
  private void lower(String id) {
    lower(id, "PHYSICIAN");
  }

  private void lower(String id, String role) {
    var body =
        "{\"id\": \"%s\", \"from\": \"%s\", \"level\": \"NURSE\", \"reason\": \"PER_PLAN\"}"
            .formatted(UUID.randomUUID(), needed(id));
    assertThat(scene.client.level(id, body, role).status()).isEqualTo(200);
  }

  private void move(String id) {
    var body =
        "{\"id\": \"%s\", \"municipality\": \"1080\", \"address\": \"Storgatan 1\"}"
            .formatted(UUID.randomUUID());
    assertThat(scene.client.move(id, body).status()).isEqualTo(200);
  }

  private void correct(String id, String patient) {
    var body =
        """
        {"id": "%s", "kind": "WRONG_PATIENT", "patient": {"identifier": {"system": "%s", "value": "%s"}}}
        """
            .formatted(UUID.randomUUID(), TEST_PATIENTS, patient);
    assertThat(scene.client.correct(id, body).status()).isEqualTo(200);
  }

  private void observe(String id) {
    var body = "{\"id\": \"%s\", \"vitals\": {\"pulse\": 84}}".formatted(UUID.randomUUID());
    assertThat(scene.client.observe(id, body).status()).isEqualTo(200);
  }

  private void triageIsLate(String id) {
    scene
        .jdbc
        .sql("update assessment_request set triage_by = clock_timestamp() where id = ?::uuid")
        .param(id)
        .update();
    await()
        .atMost(Scene.SOON)
        .until(() -> Scene.timeline(scene.client.show(id)).contains("TriageLate"));
  }

  private String needed(String id) {
    return scene.client.show(id).get("neededLevel").stringValue();
  }

  /** The example, raised now: nobody is late yet. */
  private static ObjectNode now(String example) {
    var now = Instant.now().toString();
    return example(example).put("raisedAt", now).put("deviceClock", now);
  }
}
