package se.rond.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static se.rond.dispatch.Examples.TEST_PATIENTS;
import static se.rond.dispatch.Examples.about;
import static se.rond.dispatch.Examples.example;
import static se.rond.dispatch.Examples.somebody;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
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
import se.rond.dispatch.DispatchClient.Answer;
import se.rond.testsupport.EmbeddedInfrastructure;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A person speaks of a request that is joined to another one, and the two are parted again. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@EmbeddedInfrastructure
class LevelOfAJoinedIT {

  private static final String NURSE = "MUNICIPAL_NURSE";
  private static final String PHYSICIAN = "PHYSICIAN";

  private static final NeedWithCapabilities VISIT =
      new NeedWithCapabilities(Need.NURSE_VISIT, Set.of());

  private final Scene scene;
  private final String patient = somebody();

  private String open;
  private String joined;

  @Autowired
  LevelOfAJoinedIT(
      @LocalServerPort int port,
      @Value("${spring.kafka.bootstrap-servers}") String broker,
      JdbcClient jdbc,
      JsonMapper json) {
    scene = new Scene(port, broker, jdbc, json);
  }

  @BeforeEach
  void raiseTwo() {
    open = scene.raised(about(now("catheter"), patient));
    joined = scene.raised(about(now("catheter"), patient));
  }

  @AfterEach
  void leave() {
    scene.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"CORRECTED", "CANCELLED"})
  void whoSaid112OfItIsToldToRingWhenItIsParted(String how) {
    var said = level(joined, "EMERGENCY_112", "CONCERN", NURSE);
    assertThat(said.body().get("id").stringValue()).isEqualTo(open);

    part(how);

    var parted = scene.client.show(joined);
    assertThat(parted.get("state").stringValue()).isEqualTo("EMERGENCY_DIRECTED");
    assertThat(parted.at("/emergency/acknowledgeBy").isString()).isTrue();
    assertThat(parted.at("/emergency/alarm").intValue()).isEqualTo(2);
    assertThat(scene.heard(joined, "EmergencyDirected").get("request").stringValue())
        .isEqualTo(joined);
    assertThat(said(parted)).containsExactly("EMERGENCY_112");
    assertThat(said(scene.client.show(open))).isEmpty();
  }

  @Test
  void whatItWasRaisedToIsAskedForAtOnceAndStillNoNursesToLower() {
    level(joined, "PHYSICIAN_NOW", "CONCERN", PHYSICIAN);

    part("CORRECTED");

    assertThat(scene.client.show(joined).get("neededLevel").stringValue())
        .isEqualTo("PHYSICIAN_NOW");
    assertThat(scene.awaitAssignment(joined, "OFFERED").get("need").stringValue())
        .isEqualTo("PHYSICIAN_CONTACT");
    scene.triaged(joined, 4, Level.NURSE, VISIT);
    scene.awaitRead(joined);
    assertThat(type(level(joined, "NURSE", "IMPROVED", NURSE))).isEqualTo("BELOW_FLOOR");

    assertThat(level(joined, "PHYSICIAN_TODAY", "ASSESSED", PHYSICIAN).status()).isEqualTo(200);
    assertThat(level(joined, "NURSE", "IMPROVED", NURSE).status())
        .as("a physician has lowered it since")
        .isEqualTo(200);
    assertThat(said(scene.client.show(joined)))
        .containsExactly("PHYSICIAN_NOW", "PHYSICIAN_TODAY", "NURSE");
  }

  @Test
  void whatItWasRaisedToCountsAlsoWhereTheOpenOneWasLoweredSince() {
    triagedBoth();
    level(joined, "PHYSICIAN_NOW", "CONCERN", NURSE);
    assertThat(level(open, "NURSE", "ASSESSED", PHYSICIAN).status()).isEqualTo(200);

    part("CORRECTED");

    assertThat(scene.client.show(joined).get("neededLevel").stringValue())
        .isEqualTo("PHYSICIAN_NOW");
  }

  @Test
  void whatWasSaidOfTheOpenOneStaysThere() {
    level(open, "PHYSICIAN_NOW", "CONCERN", PHYSICIAN);
    assertThat(said(scene.client.show(joined))).containsExactly("PHYSICIAN_NOW");

    part("CORRECTED");

    var parted = scene.client.show(joined);
    assertThat(parted.get("state").stringValue()).isEqualTo("RECEIVED");
    assertThat(said(parted)).isEmpty();
    var corrected = scene.client.show(open);
    assertThat(corrected.get("neededLevel").stringValue()).isEqualTo("PHYSICIAN_NOW");
    assertThat(said(corrected)).containsExactly("PHYSICIAN_NOW");
  }

  @Test
  void itIsLoweredByTheIdOfTheOpenOne() {
    triagedBoth();

    var refused = level(joined, "NURSE", "PER_PLAN", PHYSICIAN);

    assertThat(refused.status()).isEqualTo(409);
    assertThat(type(refused)).isEqualTo("REQUEST_JOINED");
    assertThat(scene.client.show(open).get("neededLevel").stringValue())
        .isEqualTo("MOBILE_TEAM_2H");
    assertThat(level(open, "NURSE", "PER_PLAN", PHYSICIAN).status()).isEqualTo(200);
  }

  @Test
  void whatIsSentAgainIsAnsweredAsBeforeAndTheIdStandsForNothingElse() {
    var body = body(UUID.randomUUID(), "NURSE", "PHYSICIAN_TODAY", "CONCERN");
    var first = scene.client.level(joined, body, NURSE);
    assertThat(scene.client.level(open, body, NURSE).body())
        .as("the two stand for the same")
        .isEqualTo(first.body());

    part("CORRECTED");

    var again = scene.client.level(joined, body, NURSE);
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(type(scene.client.level(open, body, NURSE))).isEqualTo("OTHER_BODY_UNDER_THIS_ID");
    assertThat(type(scene.client.level(joined, body.replace("TODAY", "NOW"), NURSE)))
        .isEqualTo("OTHER_BODY_UNDER_THIS_ID");
  }

  private void triagedBoth() {
    scene.triaged(open, 1, Level.MOBILE_TEAM_2H, Scene.teamVisit());
    scene.triaged(open, 2, Level.MOBILE_TEAM_2H, Scene.teamVisit());
    scene.awaitRead(open);
  }

  /** The open one turns out to be about somebody else, or should never have been raised. */
  private void part(String how) {
    if (how.equals("CORRECTED")) {
      var correction =
          """
          {"id": "%s", "kind": "WRONG_PATIENT", "patient": {"identifier": {"system": "%s", "value": "%s"}}}
          """
              .formatted(UUID.randomUUID(), TEST_PATIENTS, somebody());
      assertThat(scene.client.correct(open, correction).status()).isEqualTo(200);
    } else {
      scene.client.acknowledge(open, "{\"acknowledgement\": \"CALLED\"}");
      assertThat(scene.client.cancel(open, "RAISED_IN_ERROR").status()).isEqualTo(200);
    }
  }

  private Answer level(String id, String level, String reason, String role) {
    var seen = scene.client.show(id).path("neededLevel");
    return scene.client.level(
        id,
        body(UUID.randomUUID(), seen.isString() ? seen.stringValue() : "NURSE", level, reason),
        role);
  }

  private static String body(UUID id, String from, String level, String reason) {
    return "{\"id\": \"%s\", \"from\": \"%s\", \"level\": \"%s\", \"reason\": \"%s\"}"
        .formatted(id, from, level, reason);
  }

  /** The levels that persons said. */
  private static List<String> said(JsonNode shown) {
    return shown.get("overrides").findValuesAsString("level");
  }

  private static String type(Answer answer) {
    return answer.body().get("type").stringValue().replace("urn:rond:problem:", "");
  }

  /** The example, raised now: nobody is late yet. */
  private static ObjectNode now(String example) {
    var now = Instant.now().toString();
    return example(example).put("raisedAt", now).put("deviceClock", now);
  }
}
