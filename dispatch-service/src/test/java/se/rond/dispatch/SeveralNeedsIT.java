package se.rond.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static se.rond.dispatch.Climbing.RONNEBY;

import java.time.Duration;
import java.time.Instant;
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

/** A request needs more than one: what becomes of one means something for the others, or not. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@EmbeddedInfrastructure
class SeveralNeedsIT {

  private static final NeedWithCapabilities PHYSICIAN =
      new NeedWithCapabilities(Need.PHYSICIAN_CONTACT, Set.of());
  private static final NeedWithCapabilities TEAM =
      new NeedWithCapabilities(Need.TEAM_VISIT, Set.of());

  private final Scene scene;
  private final Climbing climbing;

  @Autowired
  SeveralNeedsIT(
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

  /** A physician has called, which stops the clock of the request; the team still has to come. */
  @Test
  void aTeamBesideAPhysicianHasAPromiseOfItsOwn() {
    var id = climbing.triaged(RONNEBY, Level.PHYSICIAN_NOW, PHYSICIAN, TEAM);
    var physician = accepted("LB-10-1", id);
    report(physician, id, "{\"status\": \"WITH_PATIENT\", \"mode\": \"PHONE\"}");
    report(
        physician,
        id,
        "{\"status\": \"COMPLETED\", \"outcome\": \"STAYED_HOME\", \"journalReference\": \"J-1\"}");
    var team = accepted("M11", id);
    var promised = promised(id, "TEAM_VISIT");
    assertThat(promised)
        .isEqualTo(instant(scene.client.show(id), "raisedAt").plus(Duration.ofHours(2)));

    report(
        team,
        id,
        "{\"status\": \"DELAYED\", \"eta\": \"%s\"}".formatted(promised.plus(Duration.ofHours(5))));

    assertThat(instant(scene.heard(id, "ContactEndangered"), "contactBy")).isEqualTo(promised);
    assertThat(scene.client.show(id).at("/ball/awaited/what").stringValue()).isEqualTo("CONTACT");
    climbing.isDue(id, "TEAM_VISIT", "ordered_warn_at");
    assertThat(instant(scene.heard(id, "BreachWarned"), "contactBy")).isEqualTo(promised);
    climbing.isDue(id, "TEAM_VISIT", "ordered_breach_at");
    var breach = scene.heard(id, "BreachOccurred");
    assertThat(breach.get("limit").stringValue()).isEqualTo("CONTACT");
    assertThat(breach.get("responder").stringValue()).isEqualTo("M11");
  }

  /** The physician's 30 minutes are not the team's to keep. */
  @Test
  void aTeamThatIsThereFirstKeepsNoPhysiciansPromise() {
    var id = climbing.triaged(RONNEBY, Level.PHYSICIAN_NOW, PHYSICIAN, TEAM);
    report(accepted("M11", id), id, "{\"status\": \"WITH_PATIENT\", \"mode\": \"VISIT\"}");

    climbing.isDue(id, "PHYSICIAN_CONTACT", "warn_at");
    assertThat(climbing.told(id, "BreachWarned")).isEqualTo(1);
    climbing.isDue(id, "PHYSICIAN_CONTACT", "breach_at");

    assertThat(scene.heard(id, "BreachOccurred").get("dueAt"))
        .isEqualTo(scene.client.show(id).get("contactBy"));
    climbing.isDue(id, "TEAM_VISIT", "ordered_breach_at");
    assertThat(climbing.told(id, "BreachOccurred")).as("the team is there").isEqualTo(1);
  }

  @Test
  void aPhysicianBesideATeamKeepsTheOwnPromiseByACallAndNotTheTeams() {
    var id = climbing.triaged(RONNEBY, Level.MOBILE_TEAM_2H, TEAM, PHYSICIAN);
    climbing.contacted(id, "PHYSICIAN", "PHONE");

    climbing.isDue(id, "PHYSICIAN_CONTACT", "ordered_breach_at");
    assertThat(climbing.told(id, "BreachOccurred")).isZero();
    report(accepted("LB-10-1", id), id, "{\"status\": \"WITH_PATIENT\", \"mode\": \"PHONE\"}");
    climbing.isDue(id, "TEAM_VISIT", "breach_at");

    assertThat(climbing.told(id, "BreachOccurred")).isEqualTo(1);
  }

  /** The request is about a physician from then on, and the team is awaited all the same. */
  @Test
  void whatTheLevelWasAboutKeepsItsTimeWhenTheLevelRises() {
    var id = climbing.triaged(RONNEBY, Level.MOBILE_TEAM_2H, TEAM);
    accepted("M11", id);
    var before = instant(scene.client.show(id), "contactBy");

    climbing.ordered(id, Need.PHYSICIAN_CONTACT, Level.PHYSICIAN_NOW);

    assertThat(promised(id, "TEAM_VISIT")).isEqualTo(before);
    climbing.contacted(id, "PHYSICIAN", "PHONE");
    climbing.isDue(id, "TEAM_VISIT", "ordered_breach_at");
    assertThat(instant(scene.heard(id, "BreachOccurred"), "dueAt")).isEqualTo(before);
  }

  /** The level is about the team from then on; the physician is asked, and watched, by itself. */
  @Test
  void whatTheLevelWasAboutIsPromisedByItselfWhenAPersonLowersIt() {
    var id = climbing.triaged(RONNEBY, Level.PHYSICIAN_NOW, PHYSICIAN, TEAM);
    assertThat(climbing.need(id, "PHYSICIAN_CONTACT").get("contactBy").isNull()).isTrue();

    var answer =
        scene.client.level(
            id,
            "{\"id\": \"%s\", \"level\": \"MOBILE_TEAM_2H\", \"from\": \"PHYSICIAN_NOW\", \"reason\": \"ASSESSED\"}"
                .formatted(UUID.randomUUID()),
            "PHYSICIAN");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(promised(id, "PHYSICIAN_CONTACT"))
        .isAfter(Instant.now().plus(Duration.ofMinutes(31)));
    climbing.isDue(id, "PHYSICIAN_CONTACT", "ordered_warn_at");
    assertThat(climbing.told(id, "BreachWarned")).isEqualTo(1);
  }

  @Test
  void whereThePatientHasDiedNobodyElseIsAskedOrWokenForIt() {
    var id = climbing.triaged(RONNEBY, Level.PHYSICIAN_NOW, PHYSICIAN, TEAM);
    var team = accepted("M11", id);
    assertThat(climbing.isAsked("LB-10-1", id)).isTrue();
    report(team, id, "{\"status\": \"WITH_PATIENT\", \"mode\": \"VISIT\"}");

    report(team, id, "{\"status\": \"COMPLETED\", \"outcome\": \"UNEXPECTED_DEATH\"}");

    var shown = scene.client.show(id);
    assertThat(shown.get("state").stringValue()).isEqualTo("DOCUMENTING");
    assertThat(climbing.states(id)).isEqualTo("LB-10-1 WITHDRAWN | M11 COMPLETED");
    assertThat(climbing.watching(id)).isZero();
    assertThat(shown.get("remeasureBy").isNull()).isTrue();
    assertThat(Scene.timeline(shown)).endsWith("Completed | CareEnded | OfferWithdrawn");
    assertThat(scene.heard(id, "OfferWithdrawn").get("responder").stringValue())
        .isEqualTo("LB-10-1");
  }

  @Test
  void whoeverAnAmbulanceTakesIsWaitedForByNobodyOfOurs() {
    var id = climbing.triaged(RONNEBY, Level.PHYSICIAN_NOW, PHYSICIAN, TEAM);
    accepted("LB-10-1", id);
    var team = accepted("M11", id);
    report(team, id, "{\"status\": \"WITH_PATIENT\", \"mode\": \"VISIT\"}");

    var answer =
        scene.client.handOver(
            team,
            id,
            """
            {"to": "AMBULANCE", "unit": "33-9110", "receivedBy": "Ssk Berg",
             "sbar": {"situation": "s", "background": "b", "assessment": "a", "recommendation": "r"}}
            """);

    assertThat(answer.status()).isEqualTo(204);
    assertThat(climbing.states(id)).isEqualTo("LB-10-1 WITHDRAWN | M11 HANDED_OVER");
    assertThat(scene.state(id)).isEqualTo("DOCUMENTING");
    assertThat(scene.heard(id, "AssignmentWithdrawn").get("responder").stringValue())
        .isEqualTo("LB-10-1");
  }

  @Test
  void whoIsWithThePatientWhenCareEndsStaysAndIsFollowedByNobody() {
    var id = climbing.triaged(RONNEBY, Level.PHYSICIAN_NOW, PHYSICIAN, TEAM);
    var physician = accepted("LB-10-1", id);
    var team = accepted("M11", id);
    report(physician, id, "{\"status\": \"WITH_PATIENT\", \"mode\": \"PHONE\"}");
    report(team, id, "{\"status\": \"WITH_PATIENT\", \"mode\": \"VISIT\"}");
    report(team, id, "{\"status\": \"COMPLETED\", \"outcome\": \"ADMISSION\"}");
    assertThat(scene.state(id)).isEqualTo("UNDER_WAY");

    report(physician, id, "{\"status\": \"FAILED\", \"cause\": \"ILL\"}");

    assertThat(climbing.states(id)).isEqualTo("LB-10-1 FAILED | M11 COMPLETED");
    assertThat(scene.state(id)).isEqualTo("DOCUMENTING");
  }

  /** A physician has sent her to hospital while the team was there: nobody follows the team. */
  @Test
  void whereALevelRisesAfterTheEndOfCareNobodyIsWantedAnew() {
    var id = climbing.triaged(RONNEBY, Level.MOBILE_TEAM_2H, TEAM, PHYSICIAN);
    var physician = accepted("LB-10-1", id);
    var team = accepted("M11", id);
    report(physician, id, "{\"status\": \"WITH_PATIENT\", \"mode\": \"PHONE\"}");
    report(team, id, "{\"status\": \"WITH_PATIENT\", \"mode\": \"VISIT\"}");
    scene.client.observe(
        id, "{\"id\": \"%s\", \"vitals\": {\"pulse\": 98}}".formatted(UUID.randomUUID()));
    report(physician, id, "{\"status\": \"COMPLETED\", \"outcome\": \"ADMISSION\"}");

    scene.triaged(id, 2, Level.PHYSICIAN_NOW);
    await().atMost(Scene.SOON).until(() -> climbing.told(id, "RequestTriaged") == 2);
    report(team, id, "{\"status\": \"FAILED\", \"cause\": \"ILL\"}");

    assertThat(
            scene
                .jdbc
                .sql(
                    "select ended_at is not null from need where request = ?::uuid and kind = 'TEAM_VISIT'")
                .param(id)
                .query(Boolean.class)
                .single())
        .as("nobody is looked for in the team's place")
        .isTrue();
  }

  /** A call is a contact; who reported it as the visit could not set out any more. */
  @Test
  void aTeamsCallIsNotTheVisitThatWasPromised() {
    var id = climbing.triaged(RONNEBY, Level.MOBILE_TEAM_2H, TEAM);
    var team = accepted("M11", id);

    var refused =
        scene.client.report(team, id, "{\"status\": \"WITH_PATIENT\", \"mode\": \"PHONE\"}");

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.body().get("type").stringValue())
        .isEqualTo("urn:rond:problem:VISIT_PROMISED");
    climbing.contacted(id, "MOBILE_TEAM", "PHONE");
    report(team, id, "{\"status\": \"EN_ROUTE\"}");
    climbing.isDue(id, "TEAM_VISIT", "breach_at");
    assertThat(climbing.told(id, "BreachOccurred")).as("nobody has come").isEqualTo(1);
  }

  private JsonNode accepted(String responder, String id) {
    var offer = climbing.offerTo(responder, id);
    assertThat(scene.client.accept(offer, id).status()).isEqualTo(204);
    return offer;
  }

  private void report(JsonNode assignment, String id, String body) {
    assertThat(scene.client.report(assignment, id, body).status()).isEqualTo(204);
  }

  private Instant promised(String id, String kind) {
    return instant(climbing.need(id, kind), "contactBy");
  }

  private static Instant instant(JsonNode node, String field) {
    return Instant.parse(node.get(field).stringValue());
  }
}
