package se.rond.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static se.rond.dispatch.Examples.example;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
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
import se.rond.dispatch.Scene.Taken;
import se.rond.testsupport.EmbeddedInfrastructure;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What was needed and what was given. The requests are put on a day that no other test knows; it is
 * one of 25 h.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@EmbeddedInfrastructure
class ShortageIT {

  private static final String DAY = "from=2011-10-30&to=2011-10-31";
  private static final Instant BEGINS = Instant.parse("2011-10-29T22:00:00Z");
  private static final Instant ENDS = Instant.parse("2011-10-30T23:00:00Z");

  private static final NeedWithCapabilities CONTACT =
      new NeedWithCapabilities(Need.PHYSICIAN_CONTACT, Set.of());

  private final Scene scene;

  @Autowired
  ShortageIT(
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
  void whatWasNeededIsCountedByWhatWasGivenOnTheDaysOfSweden() {
    for (var n = 0; n < 5; n++) {
      cancelled(n == 0 ? BEGINS : ENDS.minusMillis(1), "CARED_FOR_ELSEWHERE");
    }
    cancelled(BEGINS, "RAISED_IN_ERROR");
    cancelled(BEGINS.minusMillis(1), "CARED_FOR_ELSEWHERE");
    cancelled(ENDS, "CARED_FOR_ELSEWHERE");
    raised(scene.raised(example("catheter")), BEGINS);

    var shown = shortages("region=13&" + DAY);

    assertThat(shown.get("zone").stringValue()).isEqualTo("Europe/Stockholm");
    assertThat(Instant.parse(shown.get("beginsAt").stringValue())).isEqualTo(BEGINS);
    assertThat(Instant.parse(shown.get("endsAt").stringValue())).isEqualTo(ENDS);
    assertThat(shown.get("municipalities").valueStream().map(JsonNode::stringValue))
        .containsExactly("1315", "1380", "1381", "1382", "1383", "1384");
    assertThat(shown.get("open").stringValue()).isEqualTo("<5");
    assertThat(shown.get("levels")).hasSize(1);
    var nurse = shown.at("/levels/0");
    assertThat(nurse.get("needed").stringValue()).isEqualTo("NURSE");
    assertThat(nurse.get("requests").intValue()).isEqualTo(5);
    assertThat(nurse.get("given").toString())
        .isEqualTo("[{\"granted\":null,\"cancelled\":\"CARED_FOR_ELSEWHERE\",\"requests\":5}]");
    assertThat(shortages("municipality=1382&" + DAY).get("levels")).isEmpty();
  }

  @Test
  void whyNobodyCameAndWhatPersonsDecidedIsCounted() {
    declinedByOneAndGivenByAnother();
    declinedByAll();
    lowered();

    var shown = shortages("municipality=1080&" + DAY);

    assertThat(shown.get("open").intValue()).isZero();
    assertThat(shown.get("levels").valueStream().map(level -> level.get("needed").stringValue()))
        .containsExactly("PHYSICIAN_NOW", "PHYSICIAN_TODAY", "NURSE");
    var now = shown.at("/levels/0");
    assertThat(now.get("requests").isNull()).as("a sum would tell its part").isTrue();
    assertThat(now.get("given").toString())
        .isEqualTo("[{\"granted\":\"PHYSICIAN_NOW\",\"cancelled\":null,\"requests\":\"<5\"}]");
    assertThat(now.get("declines").toString())
        .isEqualTo("[{\"reason\":\"TOO_FAR\",\"offers\":\"<5\"}]");
    assertThat(now.get("lapses").stringValue()).isEqualTo("<5");
    assertThat(now.get("nobody")).isEmpty();
    var today = shown.at("/levels/1");
    assertThat(today.at("/given/0/granted").isNull()).isTrue();
    assertThat(today.get("lapses").intValue()).isZero();
    assertThat(today.get("nobody").toString())
        .isEqualTo(
            "[{\"need\":\"PHYSICIAN_CONTACT\",\"why\":\"DeclinedBefore\",\"needs\":\"<5\"}]");
    assertThat(shown.at("/levels/2/given/0/granted").stringValue()).isEqualTo("NURSE");
    assertThat(shown.get("overrides").toString())
        .isEqualTo(
            "[{\"direction\":\"DOWN\",\"reason\":\"PER_PLAN\",\"belowFloor\":false,\"overrides\":\"<5\"}]");
  }

  /** The team that was needed said nothing, and a physician came in its place. */
  @Test
  void aFallBackIsWhatWasGiven() {
    try (var climbing = new Climbing(scene)) {
      var id =
          climbing.triaged(
              Climbing.RONNEBY,
              Level.MOBILE_TEAM_2H,
              new NeedWithCapabilities(Need.TEAM_VISIT, Set.of()));
      climbing.silent(id);
      var physician = climbing.offerTo("LB-10-1", id);
      scene.client.accept(physician, id);
      scene.complete(new Taken(id, physician));
      assertThat(scene.state(id)).isEqualTo("CLOSED");
      raised(id, BEGINS);
    }

    var team = shortages("municipality=1081&" + DAY).at("/levels/0");

    assertThat(team.get("needed").stringValue()).isEqualTo("MOBILE_TEAM_2H");
    assertThat(team.get("given").toString())
        .isEqualTo("[{\"granted\":\"PHYSICIAN_NOW\",\"cancelled\":null,\"requests\":\"<5\"}]");
    assertThat(team.get("lapses").stringValue()).isEqualTo("<5");
  }

  @Test
  void whatWasOnlyPromisedBeforeACancellationWasNotGiven() {
    var taken = scene.accepted(scene.raised(example("catheter")));
    assertThat(scene.client.show(taken.request()).get("grantedLevel").isString()).isTrue();

    assertThat(scene.client.cancel(taken.request(), "CARED_FOR_ELSEWHERE").status()).isEqualTo(200);

    var shown = scene.client.show(taken.request());
    assertThat(shown.get("state").stringValue()).isEqualTo("CANCELLED");
    assertThat(shown.get("grantedLevel").isNull()).isTrue();
  }

  /** A team had been there, and a physician was still to call, when it became an emergency. */
  @Test
  void whatWasGivenBeforeAnEmergencyWasGivenThoughThatIsCancelled() {
    var id = scene.raised(example("pneumonia"));
    scene.triaged(id, Level.MOBILE_TEAM_2H, Scene.teamVisit(), CONTACT);
    var team = takenFor(id, "TEAM_VISIT");
    scene.complete(team);
    cancelledEmergency(id);

    assertThat(scene.client.show(id).get("grantedLevel").stringValue()).isEqualTo("MOBILE_TEAM_2H");
  }

  /** A physician had called, and a team was still to come. */
  @Test
  void whatWasOnlyPromisedBeforeAnEmergencyWasNotGivenThoughAnotherNeedWasMet() {
    var id = scene.raised(example("pneumonia"));
    scene.triaged(id, Level.MOBILE_TEAM_2H, Scene.teamVisit(), CONTACT);
    takenFor(id, "TEAM_VISIT");
    var physician = takenFor(id, "PHYSICIAN_CONTACT");
    scene.complete(physician);
    assertThat(scene.client.show(id).get("grantedLevel").stringValue()).isEqualTo("MOBILE_TEAM_2H");

    cancelledEmergency(id);

    assertThat(scene.client.show(id).get("grantedLevel").isNull()).isTrue();
  }

  private Taken takenFor(String id, String need) {
    var offered =
        await()
            .atMost(Scene.SOON)
            .until(
                () ->
                    scene
                        .client
                        .show(id)
                        .get("assignments")
                        .valueStream()
                        .filter(one -> one.get("need").stringValue().equals(need))
                        .findFirst(),
                Optional::isPresent)
            .orElseThrow();
    assertThat(scene.client.accept(offered, id).status()).isEqualTo(204);
    return new Taken(id, offered);
  }

  private void cancelledEmergency(String id) {
    scene.client.observe(
        id, "{\"id\": \"%s\", \"redFlags\": [\"RF-D2\"]}".formatted(UUID.randomUUID()));
    assertThat(scene.state(id)).isEqualTo("EMERGENCY_DIRECTED");
    var said =
        scene.client.acknowledge(
            id,
            "{\"id\": \"%s\", \"alarm\": 1, \"acknowledgement\": \"CALLED\"}"
                .formatted(UUID.randomUUID()));
    assertThat(said.status()).isEqualTo(200);
    assertThat(scene.client.cancel(id, "CARED_FOR_ELSEWHERE").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"MUNICIPAL_NURSE", "MOBILE_TEAM", "PHYSICIAN", "MANAGER", "OPERATIONS"})
  void nobodyElseReadsIt(String role) {
    var refused = scene.client.getAs(role, "/shortages?region=10&" + DAY);

    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.body().get("type").stringValue())
        .isEqualTo("urn:rond:problem:NOT_FOR_THIS_ROLE");
  }

  @ParameterizedTest
  @ValueSource(strings = {"region=01", "region=BLEKINGE", "municipality=0180", "municipality=x"})
  void whatTheCallerDoesNotServeIsNotThere(String where) {
    assertThat(scene.client.getAs("MAS", "/shortages?" + where + "&" + DAY).status())
        .isEqualTo(404);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                                             | region from to
          region=10&municipality=1080&from=2026-01-01    | municipality to
          region=10&from=yesterday&to=2026-01-01         | from
          region=10&from=2026-01-01&to=2026-01-01        | to
          region=10&from=2025-01-01&to=2026-01-03        | to
          region=10&from=1999-12-31&to=2000-01-01        | from
          """)
  void whatCannotBeCountedIsNamed(String query, String fields) {
    var refused = scene.client.getAs("MAS", "/shortages?" + query);

    assertThat(refused.status()).isEqualTo(400);
    assertThat(String.join(" ", refused.body().get("errors").findValuesAsString("field")))
        .isEqualTo(fields);
  }

  private void cancelled(Instant raisedAt, String reason) {
    var id = scene.raised(example("catheter"));
    assertThat(scene.client.cancel(id, reason).status()).isEqualTo(200);
    raised(id, raisedAt);
  }

  /** A physician says no, the next one says nothing in time, and is asked again. */
  private void declinedByOneAndGivenByAnother() {
    var id = scene.raised(example("pneumonia").put("nurseLevel", "ADVICE"));
    scene.triaged(id, Level.PHYSICIAN_NOW, CONTACT);
    scene.client.decline(scene.awaitAssignment(id, "OFFERED"), id, "TOO_FAR");
    scene.timeToAnswerIsOver(scene.awaitAssignment(id, "OFFERED"));
    scene.awaitAssignment(id, "LAPSED");
    var offered = scene.awaitAssignment(id, "OFFERED");
    scene.client.accept(offered, id);
    scene.complete(new Taken(id, offered));
    assertThat(scene.state(id)).isEqualTo("CLOSED");
    raised(id, BEGINS);
  }

  private void declinedByAll() {
    var id = scene.raised(example("pneumonia").put("nurseLevel", "ADVICE"));
    scene.triaged(id, Level.PHYSICIAN_TODAY, CONTACT);
    scene.awaitAssignment(id, "OFFERED");
    for (var physician = 1; physician <= 2; physician++) {
      scene.client.decline(scene.awaitAssignment(id, "OFFERED"), id, "BUSY");
    }
    await()
        .atMost(Scene.SOON)
        .until(() -> scene.client.show(id).at("/needs/0/matchAgainAt").isString());
    assertThat(scene.client.cancel(id, "CARED_FOR_ELSEWHERE").status()).isEqualTo(200);
    raised(id, BEGINS);
  }

  private void lowered() {
    var id = scene.raised(example("pneumonia"));
    scene.triaged(id, Level.MOBILE_TEAM_2H, Scene.teamVisit());
    scene.awaitAssignment(id, "OFFERED");
    var said =
        scene.client.level(
            id,
            "{\"id\": \"%s\", \"from\": \"MOBILE_TEAM_2H\", \"level\": \"NURSE\", \"reason\": \"PER_PLAN\"}"
                .formatted(UUID.randomUUID()),
            "MUNICIPAL_NURSE");
    assertThat(said.status()).isEqualTo(200);
    var offered = scene.awaitAssignment(id, "OFFERED");
    scene.client.accept(offered, id);
    scene.complete(new Taken(id, offered));
    assertThat(scene.state(id)).isEqualTo("CLOSED");
    raised(id, BEGINS);
  }

  private void raised(String id, Instant at) {
    scene
        .jdbc
        .sql("update assessment_request set raised_at = ? where id = ?::uuid")
        .params(at.atOffset(ZoneOffset.UTC), id)
        .update();
  }

  private JsonNode shortages(String query) {
    var answer = scene.client.getAs("COORDINATOR", "/shortages?" + query);
    assertThat(answer.status()).isEqualTo(200);
    return answer.body();
  }
}
