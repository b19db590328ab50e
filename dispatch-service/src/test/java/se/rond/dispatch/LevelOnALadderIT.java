package se.rond.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
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

/** A person decides on another level while a ladder is climbed. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@EmbeddedInfrastructure
class LevelOnALadderIT {

  private static final NeedWithCapabilities TEAM =
      new NeedWithCapabilities(Need.TEAM_VISIT, Set.of());
  private static final NeedWithCapabilities PHYSICIAN =
      new NeedWithCapabilities(Need.PHYSICIAN_CONTACT, Set.of());
  private static final NeedWithCapabilities NURSE =
      new NeedWithCapabilities(Need.NURSE_VISIT, Set.of());

  private final Scene scene;
  private final Climbing climbing;

  @Autowired
  LevelOnALadderIT(
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

  @Test
  void aNeedThatIsStillAskedForClimbsTheLowerLadderFromItsFoot() {
    var id = fellBack();
    var team = climbing.offerTo("M11", id);
    var before = acceptBy(id, "TEAM_VISIT");

    lower(id, "MOBILE_TEAM_2H", "MOBILE_TEAM_TODAY");

    assertThat(climbing.states(id)).isEqualTo("LB-10-1 WITHDRAWN | M11 LAPSED | M11 OFFERED");
    assertThat(climbing.offerTo("M11", id).get("id"))
        .as("who is asked for the same is not asked anew")
        .isEqualTo(team.get("id"));
    assertThat(openNeeds(id)).containsExactly("TEAM_VISIT MOBILE_TEAM_TODAY");
    assertThat(climbing.need(id, "TEAM_VISIT").at("/ladder/4/level").stringValue())
        .isEqualTo("MOBILE_TEAM_TODAY");
    assertThat(climbing.ladder(id, "TEAM_VISIT")).endsWith("ASKED LB-10-1 | ASKED M11");
    assertThat(acceptBy(id, "TEAM_VISIT")).isAfter(before);

    climbing.silentToTheEnd(id);

    assertThat(climbing.ladder(id, "TEAM_VISIT"))
        .endsWith("ASKED M11 | TOLD | FELL_BACK | ASKED LB-10-1 | ASKED LB-10-2 | TOLD | RESERVE");
  }

  @Test
  void whoHasSaidYesInThePlaceOfWhatIsStillAskedForStays() {
    var id = fellBack();
    scene.client.accept(climbing.offerTo("LB-10-1", id), id);

    lower(id, "MOBILE_TEAM_2H", "MOBILE_TEAM_TODAY");

    assertThat(climbing.states(id)).isEqualTo("LB-10-1 ACCEPTED | M11 LAPSED | M11 OFFERED");
    assertThat(openNeeds(id))
        .containsExactlyInAnyOrder(
            "TEAM_VISIT MOBILE_TEAM_TODAY", "PHYSICIAN_CONTACT PHYSICIAN_TODAY");
    assertThat(scene.client.show(id).get("grantedLevel").stringValue())
        .as("a physician, who answers no higher level than that any more")
        .isEqualTo("PHYSICIAN_TODAY");
  }

  @Test
  void theClimbOfWhatIsNotAskedForAnyMoreEndsWithWhatStoodInForIt() {
    var id = fellBack();
    scene.client.accept(climbing.offerTo("LB-10-1", id), id);

    lower(id, "MOBILE_TEAM_2H", "NURSE");

    assertThat(climbing.states(id))
        .isEqualTo("LB-10-1 WITHDRAWN | M11 LAPSED | M11 WITHDRAWN | NF-1081 OFFERED");
    assertThat(openNeeds(id)).containsExactly("NURSE_VISIT NURSE");
    assertThat(climbing.watching(id)).isEqualTo(1);
    assertThat(climbing.ladder(id, "NURSE_VISIT")).isEqualTo("ASKED NF-1081");
    assertThat(scene.client.show(id).at("/responsible/party").stringValue())
        .isEqualTo("RAISING_NURSE");
  }

  /** What a ladder had fallen back to is what the level is about now. */
  @Test
  void whoStoodInIsDemandedWhereTheLowerLevelAsksForThat() {
    var id = fellBack();
    var physician = climbing.offerTo("LB-10-1", id);

    lower(id, "MOBILE_TEAM_2H", "PHYSICIAN_TODAY");

    assertThat(climbing.offerTo("LB-10-1", id).get("id")).isEqualTo(physician.get("id"));
    assertThat(openNeeds(id)).containsExactly("PHYSICIAN_CONTACT PHYSICIAN_TODAY");
    assertThat(climbing.need(id, "PHYSICIAN_CONTACT").get("substituteFor").isNull()).isTrue();
    assertThat(climbing.ladder(id, "PHYSICIAN_CONTACT")).isEqualTo("ASKED LB-10-1");
    assertThat(climbing.watching(id)).isEqualTo(1);
    scene.client.accept(physician, id);
    assertThat(scene.client.show(id).get("grantedLevel").stringValue())
        .isEqualTo("PHYSICIAN_TODAY");
  }

  @Test
  void whatIsRaisedAgainClimbsTheHigherLadderFromItsFootAndLoosensNoClock() {
    var id = fellBack();
    lower(id, "MOBILE_TEAM_2H", "MOBILE_TEAM_TODAY");
    var before = acceptBy(id, "TEAM_VISIT");
    var due = contactBy(id);

    say(id, "MOBILE_TEAM_TODAY", "MOBILE_TEAM_2H", "DETERIORATED");

    assertThat(openNeeds(id)).contains("TEAM_VISIT MOBILE_TEAM_2H");
    assertThat(climbing.ladder(id, "TEAM_VISIT"))
        .as("the team was silent when as much was needed before")
        .endsWith("ASKED M11 | SKIPPED NOBODY | SKIPPED NOBODY | FELL_BACK | ASKED LB-10-1");
    assertThat(climbing.need(id, "TEAM_VISIT").at("/ladder/5/level").stringValue())
        .isEqualTo("MOBILE_TEAM_2H");
    assertThat(acceptBy(id, "TEAM_VISIT")).isBefore(before);
    assertThat(contactBy(id)).isEqualTo(due.minus(Duration.ofHours(4)));
  }

  /** The promise of the lower level is a new one, and watched as any. */
  @Test
  void thePromiseOfTheLowerLevelIsWatched() {
    var id = climbing.triaged(RONNEBY, Level.MOBILE_TEAM_2H, TEAM);
    scene.client.accept(climbing.offerTo("M11", id), id);
    climbing.isDue(id, "TEAM_VISIT", "breach_at");
    assertThat(climbing.told(id, "BreachOccurred")).isEqualTo(1);

    lower(id, "MOBILE_TEAM_2H", "MOBILE_TEAM_TODAY");
    climbing.isDue(id, "TEAM_VISIT", "breach_at");

    assertThat(climbing.told(id, "BreachOccurred")).isEqualTo(2);
  }

  /** What a person ordered is theirs; what triage asked for anew goes with its level. */
  @Test
  void whatAPersonOrderedStaysAndWhatTriageAskedForAnewDoesNot() {
    var id = nurseIsThere();
    climbing.ordered(id, Need.PHYSICIAN_CONTACT, Level.PHYSICIAN_TODAY);
    scene.client.observe(id, pulse(96));
    teamIsAskedAnew(id);
    assertThat(climbing.need(id, "TEAM_VISIT").hasNonNull("contactBy"))
        .as("the clock of the request has stopped")
        .isTrue();

    lower(id, "MOBILE_TEAM_2H", "NURSE");

    assertThat(openNeeds(id))
        .containsExactlyInAnyOrder("NURSE_VISIT NURSE", "PHYSICIAN_CONTACT NURSE");
    assertThat(climbing.states(id)).contains("M11 WITHDRAWN", "NF-1081 WITH_PATIENT");
  }

  @Test
  void whatTriageAskedForAnewIsPromisedAnewByTheLowerLevel() {
    var id = nurseIsThere();
    scene.client.observe(id, pulse(96));
    teamIsAskedAnew(id);
    var before = own(id, "TEAM_VISIT");

    lower(id, "MOBILE_TEAM_2H", "MOBILE_TEAM_TODAY");

    assertThat(openNeeds(id)).contains("TEAM_VISIT MOBILE_TEAM_TODAY");
    assertThat(own(id, "TEAM_VISIT"))
        .isBetween(before.plus(Duration.ofHours(4)), before.plus(Duration.ofMinutes(4 * 60 + 1)));
    climbing.isDue(id, "TEAM_VISIT", "ordered_breach_at");
    assertThat(climbing.told(id, "BreachOccurred")).isEqualTo(1);
  }

  @Test
  void whatTheLowerLevelAsksForAfterAWordWithThePatientIsPromisedFromThenOn() {
    var raised = Climbing.request(RONNEBY, Duration.ofMinutes(10));
    var id = climbing.triaged(raised, Level.PHYSICIAN_NOW, PHYSICIAN);
    var physician = climbing.offerTo("LB-10-1", id);
    scene.client.accept(physician, id);
    scene.client.report(physician, id, "{\"status\": \"WITH_PATIENT\", \"mode\": \"PHONE\"}");

    lower(id, "PHYSICIAN_NOW", "NURSE");

    assertThat(climbing.isAsked("NF-1081", id)).isTrue();
    assertThat(own(id, "NURSE_VISIT")).isAfter(contactBy(id).plus(Duration.ofMinutes(9)));
  }

  /** The nurse on duty has come, and stays. */
  private String nurseIsThere() {
    var id = climbing.triaged(RONNEBY, Level.NURSE, NURSE);
    var nurse = climbing.offerTo("NF-1081", id);
    scene.client.accept(nurse, id);
    scene.client.report(nurse, id, "{\"status\": \"WITH_PATIENT\", \"mode\": \"VISIT\"}");
    return id;
  }

  /** What triage says of the second revision asks a team, too. */
  private void teamIsAskedAnew(String id) {
    scene.triaged(id, 2, Level.MOBILE_TEAM_2H, TEAM);
    await().atMost(Scene.SOON).until(() -> climbing.isAsked("M11", id));
  }

  private static String pulse(int perMinute) {
    return "{\"id\": \"%s\", \"vitals\": {\"pulse\": %d}}".formatted(UUID.randomUUID(), perMinute);
  }

  /** When what is asked for by itself is promised. */
  private Instant own(String id, String kind) {
    return Instant.parse(climbing.need(id, kind).get("contactBy").stringValue());
  }

  private void lower(String id, String from, String to) {
    say(id, from, to, "ASSESSED");
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

  /** A team of Ronneby said nothing, and a physician is asked in its place. */
  private String fellBack() {
    var id = climbing.triaged(RONNEBY, Level.MOBILE_TEAM_2H, TEAM);
    climbing.silent(id);
    assertThat(climbing.ladder(id, "TEAM_VISIT"))
        .isEqualTo("ASKED M11 | SKIPPED NOBODY | FELL_BACK | ASKED LB-10-1");
    return id;
  }

  private Instant acceptBy(String id, String kind) {
    return Instant.parse(climbing.need(id, kind).get("acceptBy").stringValue());
  }

  private Instant contactBy(String id) {
    return Instant.parse(scene.client.show(id).get("contactBy").stringValue());
  }

  private List<String> openNeeds(String id) {
    return scene
        .client
        .show(id)
        .get("needs")
        .valueStream()
        .filter(need -> need.get("endedAt").isNull())
        .map(LevelOnALadderIT::named)
        .toList();
  }

  private static String named(JsonNode need) {
    return need.get("need").stringValue() + " " + need.get("level").stringValue();
  }
}
