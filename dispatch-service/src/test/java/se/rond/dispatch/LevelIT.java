package se.rond.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static se.rond.dispatch.Examples.TEST_PATIENTS;
import static se.rond.dispatch.Examples.example;
import static se.rond.dispatch.Examples.somebody;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How a level comes about, whatever the order of decisions. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@EmbeddedInfrastructure
class LevelIT {

  private static final NeedWithCapabilities PHYSICIAN =
      new NeedWithCapabilities(Need.PHYSICIAN_CONTACT, Set.of());
  private static final NeedWithCapabilities NURSE =
      new NeedWithCapabilities(Need.NURSE_VISIT, Set.of());

  private final Scene scene;

  @Autowired
  LevelIT(
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
  @ValueSource(strings = {"123", "132", "213", "231", "312", "321"})
  void whatDecisionsMeanTogetherDoesNotDependOnTheirOrder(String order) {
    var id = scene.raised(example("catheter").put("nurseLevel", "ADVICE"));
    scene.client.observe(id, observed("\"vitals\": {\"pulse\": 118}"));
    scene.client.observe(id, observed("\"vitals\": {\"pulse\": 80}"));

    order
        .chars()
        .map(Character::getNumericValue)
        .forEach(
            revision -> {
              switch (revision) {
                case 1 -> scene.triaged(id, 1, Level.NURSE, NURSE);
                case 2 -> scene.triaged(id, 2, Level.PHYSICIAN_NOW, PHYSICIAN);
                default -> scene.triaged(id, 3, Level.ADVICE, NURSE);
              }
            });
    scene.awaitRead(id);

    var shown = scene.client.show(id);
    assertThat(shown.get("neededLevel").stringValue()).isEqualTo("PHYSICIAN_NOW");
    assertThat(shown.at("/decision/level").stringValue()).isEqualTo("ADVICE");
    assertThat(shown.get("needs").findValuesAsString("need"))
        .containsExactly("NURSE_VISIT", "PHYSICIAN_CONTACT");
    assertThat(between(shown, "raisedAt", "contactBy")).isEqualTo(Duration.ofMinutes(30));
    assertThat(Scene.timeline(shown).split("RequestTriaged", -1)).hasSize(4);
  }

  @Test
  void aDecisionThatIsReplayedCountsNoMore() {
    var id = scene.raised(example("catheter"));
    scene.client.observe(id, observed("\"vitals\": {\"pulse\": 92}"));
    scene.triaged(id, 2, Level.NURSE, NURSE);
    scene.triaged(id, 1, Level.NURSE, NURSE);

    scene.triaged(id, 1, Level.PHYSICIAN_NOW, PHYSICIAN);
    scene.triaged(id, 2, Level.PHYSICIAN_NOW, PHYSICIAN);
    scene.awaitRead(id);

    var shown = scene.client.show(id);
    assertThat(shown.get("neededLevel").stringValue()).isEqualTo("NURSE");
    assertThat(shown.get("needs").findValuesAsString("need")).containsExactly("NURSE_VISIT");
    assertThat(Scene.timeline(shown).split("RequestTriaged", -1)).hasSize(3);
  }

  /** What was observed is of the person the nurse stands beside; only the number was another's. */
  @Test
  void aDecisionFromBeforeACorrectionCountsAsItWouldHaveBeforeIt() {
    var id = scene.raised(example("catheter"));
    var corrected =
        scene.client.correct(
            id,
            "{\"id\": \"%s\", \"kind\": \"WRONG_PATIENT\", \"patient\": {\"identifier\": {\"system\": \"%s\", \"value\": \"%s\"}}}"
                .formatted(UUID.randomUUID(), TEST_PATIENTS, somebody()));
    assertThat(corrected.status()).isEqualTo(200);

    scene.triaged(id, 2, Level.NURSE, NURSE);
    scene.triaged(id, 1, Level.PHYSICIAN_NOW, PHYSICIAN);
    scene.awaitRead(id);

    assertThat(scene.client.show(id).get("neededLevel").stringValue()).isEqualTo("PHYSICIAN_NOW");
  }

  @Test
  void aDecisionOnARequestThatIsClosedIsKeptAndChangesNothing() {
    var taken = scene.accepted(scene.raised(example("pneumonia")));
    var id = taken.request();
    scene.client.observe(id, observed("\"vitals\": {\"pulse\": 96}"));
    scene.complete(taken);

    scene.triaged(id, 2, Level.PHYSICIAN_NOW, PHYSICIAN);
    scene.awaitRead(id);

    var shown = scene.client.show(id);
    assertThat(shown.get("state").stringValue()).isEqualTo("CLOSED");
    assertThat(shown.at("/decision/level").stringValue()).isEqualTo("PHYSICIAN_NOW");
    assertThat(shown.get("neededLevel").stringValue()).isEqualTo("MOBILE_TEAM_2H");
  }

  private static Duration between(JsonNode shown, String from, String to) {
    return Duration.between(
        Instant.parse(shown.get(from).stringValue()), Instant.parse(shown.get(to).stringValue()));
  }

  private static String observed(String what) {
    return "{\"id\": \"%s\", %s}".formatted(UUID.randomUUID(), what);
  }
}
