package se.rond.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static se.rond.dispatch.Climbing.RONNEBY;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Who is asked, and by when, after a person has lowered a level while somebody was at work. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@EmbeddedInfrastructure
class LoweredNeedsIT {

  private static final NeedWithCapabilities TEAM =
      new NeedWithCapabilities(Need.TEAM_VISIT, Set.of());
  private static final NeedWithCapabilities PHYSICIAN =
      new NeedWithCapabilities(Need.PHYSICIAN_CONTACT, Set.of());
  private static final NeedWithCapabilities NURSE =
      new NeedWithCapabilities(Need.NURSE_VISIT, Set.of());

  private final Scene scene;
  private final Climbing climbing;

  @Autowired
  LoweredNeedsIT(
      @LocalServerPort int port,
      @Value("${spring.kafka.bootstrap-servers}") String broker,
      JdbcClient jdbc,
      JsonMapper json) {
    scene = new Scene(port, broker, jdbc, json);
    climbing = new Climbing(scene);
  }

  @AfterEach
  void leave() {
    climbing.close();
    scene.close();
  }

  /** A nurse came, was worried, and the physician she asked for wants samples and an X-ray. */
  @Test
  void aTeamIsSentThoughANurseIsThere() {
    var id = climbing.triaged(RONNEBY, Level.NURSE, NURSE);
    isThere(climbing.offerTo("NF-1081", id), id, "VISIT");
    say(id, "NURSE", "PHYSICIAN_NOW", "CONCERN");
    isThere(climbing.offerTo("LB-10-1", id), id, "PHONE");

    say(id, "PHYSICIAN_NOW", "MOBILE_TEAM_TODAY", "ASSESSED");

    assertThat(openNeeds(id)).contains("TEAM_VISIT MOBILE_TEAM_TODAY");
    assertThat(climbing.isAsked("M11", id)).isTrue();
    climbing.isDue(id, "TEAM_VISIT", "ordered_breach_at");
    assertThat(climbing.told(id, "BreachOccurred"))
        .as("the clock of the request has stopped; the team has a promise of its own")
        .isEqualTo(1);
  }

  @Test
  void aTeamIsSentThoughAPhysicianIsThere() {
    var id = climbing.triaged(RONNEBY, Level.PHYSICIAN_NOW, PHYSICIAN);
    isThere(climbing.offerTo("LB-10-1", id), id, "VISIT");

    say(id, "PHYSICIAN_NOW", "MOBILE_TEAM_2H", "ASSESSED");

    assertThat(openNeeds(id)).contains("TEAM_VISIT MOBILE_TEAM_2H");
    assertThat(climbing.need(id, "TEAM_VISIT").hasNonNull("contactBy")).isTrue();
  }

  @Test
  void noNurseIsSentWhereAPhysicianIsThere() {
    var id = climbing.triaged(RONNEBY, Level.PHYSICIAN_NOW, PHYSICIAN);
    isThere(climbing.offerTo("LB-10-1", id), id, "VISIT");

    say(id, "PHYSICIAN_NOW", "NURSE", "ASSESSED");

    assertThat(openNeeds(id)).containsExactly("PHYSICIAN_CONTACT NURSE");
  }

  /** Who is there answers what is asked for now, as after any rise. */
  @Test
  void aTeamThatIsThereAnswersTheHigherOfTwoLevelsThatAskForOne() {
    var id = climbing.triaged(RONNEBY, Level.MOBILE_TEAM_TODAY, TEAM);
    var team = climbing.offerTo("M11", id);
    isThere(team, id, "VISIT");
    say(id, "MOBILE_TEAM_TODAY", "PHYSICIAN_NOW", "CONCERN");

    say(id, "PHYSICIAN_NOW", "MOBILE_TEAM_2H", "ASSESSED");

    assertThat(openNeeds(id)).contains("TEAM_VISIT MOBILE_TEAM_2H");
    assertThat(climbing.states(id)).contains("M11 WITH_PATIENT").doesNotContain("M11 OFFERED");
    assertThat(scene.client.show(id).get("grantedLevel").stringValue()).isEqualTo("MOBILE_TEAM_2H");
  }

  /** A physician had spoken with the patient, so that the clock of the request has stopped. */
  @Test
  void whatIsAskedForWhenWhoWasThereGivesUpIsPromisedFromThenOn() {
    var id = climbing.triaged(RONNEBY, Level.PHYSICIAN_NOW, PHYSICIAN, TEAM);
    var physician = climbing.offerTo("LB-10-1", id);
    isThere(physician, id, "PHONE");
    scene.client.report(physician, id, "{\"status\": \"COMPLETED\", \"outcome\": \"STAYED_HOME\"}");
    var team = climbing.offerTo("M11", id);
    isThere(team, id, "VISIT");
    say(id, "PHYSICIAN_NOW", "NURSE", "ASSESSED");
    assertThat(openNeeds(id)).containsExactly("TEAM_VISIT NURSE");
    var before = Instant.now();

    scene.client.report(team, id, "{\"status\": \"FAILED\", \"cause\": \"VEHICLE\"}");

    assertThat(openNeeds(id)).containsExactly("NURSE_VISIT NURSE");
    assertThat(Instant.parse(climbing.need(id, "NURSE_VISIT").get("contactBy").stringValue()))
        .as("NEWS2 is 4: within six hours")
        .isBetween(before.plus(Duration.ofHours(6)), before.plus(Duration.ofHours(7)));
    climbing.isDue(id, "NURSE_VISIT", "ordered_breach_at");
    assertThat(climbing.told(id, "BreachOccurred")).isEqualTo(1);
  }

  @Test
  void whatAFloorNeedsIsAskedForAgainWhereTheLevelIsThatOfTheFloorAgain() {
    var body = Climbing.request(RONNEBY);
    ((ObjectNode) body.get("vitals")).put("pulse", 115);
    var id = climbing.triaged(body, Level.PHYSICIAN_NOW, PHYSICIAN, TEAM);
    say(id, "PHYSICIAN_NOW", "NURSE", "ASSESSED");

    say(id, "NURSE", "PHYSICIAN_TODAY", "CONCERN");
    assertThat(openNeeds(id))
        .as("below the floor still")
        .containsExactlyInAnyOrder("NURSE_VISIT NURSE", "PHYSICIAN_CONTACT PHYSICIAN_TODAY");
    say(id, "PHYSICIAN_TODAY", "PHYSICIAN_NOW", "DETERIORATED");

    assertThat(openNeeds(id))
        .as("NEWS2 is 6: a physician now, and a team")
        .containsExactlyInAnyOrder(
            "NURSE_VISIT NURSE", "PHYSICIAN_CONTACT PHYSICIAN_NOW", "TEAM_VISIT PHYSICIAN_NOW");
  }

  private void isThere(JsonNode offered, String id, String mode) {
    assertThat(scene.client.accept(offered, id).status()).isEqualTo(204);
    var reported =
        scene.client.report(
            offered, id, "{\"status\": \"WITH_PATIENT\", \"mode\": \"%s\"}".formatted(mode));
    assertThat(reported.status()).isEqualTo(204);
  }

  private void say(String id, String from, String to, String reason) {
    var answer =
        scene.client.level(
            id,
            "{\"id\": \"%s\", \"from\": \"%s\", \"level\": \"%s\", \"reason\": \"%s\"}"
                .formatted(UUID.randomUUID(), from, to, reason),
            "PHYSICIAN");
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
  }

  private List<String> openNeeds(String id) {
    return scene
        .client
        .show(id)
        .get("needs")
        .valueStream()
        .filter(need -> need.get("endedAt").isNull())
        .map(need -> need.get("need").stringValue() + " " + need.get("level").stringValue())
        .toList();
  }
}
