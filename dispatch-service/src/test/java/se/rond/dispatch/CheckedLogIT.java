package se.rond.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static se.rond.dispatch.Examples.example;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
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
import se.rond.access.DemoCallers;
import se.rond.access.Role;
import se.rond.contracts.intake.PatientIdentifier;
import se.rond.testsupport.EmbeddedInfrastructure;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the access log tells patients who ask, and the MAS who checks. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@EmbeddedInfrastructure
class CheckedLogIT {

  private final Scene scene;
  private final JsonMapper json;

  @Autowired
  CheckedLogIT(
      @LocalServerPort int port,
      @Value("${spring.kafka.bootstrap-servers}") String broker,
      JdbcClient jdbc,
      JsonMapper json) {
    this.json = json;
    scene = new Scene(port, broker, jdbc, json);
  }

  @AfterEach
  void leave() {
    scene.close();
  }

  @Test
  void aPatientLearnsWhoDidWhatAndWhatWasRefused() {
    var id = scene.raised(example("pneumonia"));
    scene.client.getAs("PHYSICIAN", "/assessment-requests/" + id);
    scene.client.getAs("OPERATIONS", "/assessment-requests/" + id);

    var entries = extractOfPatientOf(id);

    var ofRequest =
        entries
            .valueStream()
            .filter(entry -> entry.at("/resource/resourceId").asString("").equals(id))
            .toList();
    assertThat(ofRequest)
        .extracting(
            entry -> entry.at("/activity/activityType").asString(),
            entry -> entry.at("/activity/outcome").asString(),
            entry -> entry.at("/user/title").asString())
        .containsExactly(
            tuple("DENIED", "DENIED", "OPERATIONS"),
            tuple("READ", "GRANTED", "PHYSICIAN"),
            tuple("CHANGE", "GRANTED", "MUNICIPAL_NURSE"));
    var physician = DemoCallers.of(Role.PHYSICIAN);
    var read = ofRequest.get(1);
    assertThat(read.at("/user/userId").asString()).isEqualTo(physician.person().value());
    assertThat(read.at("/user/careUnitId").asString()).isEqualTo(physician.unit().value());
    assertThat(read.at("/user/careProviderId").asString())
        .isEqualTo(physician.careProvider().value());
    assertThat(read.at("/activity/startDate").asString()).endsWith("Z");
  }

  @Test
  void anExtractIsEnteredItself() {
    var id = scene.raised(example("pneumonia"));

    extractOfPatientOf(id);

    assertThat(
            scene
                .jdbc
                .sql(
                    """
                    select operation || ' ' || role from dispatch.access_log
                    where activity = 'EXPORT' and patient = (select patient from dispatch.assessment_request where id = ?::uuid)
                    order by at desc limit 1
                    """)
                .param(id)
                .query(String.class)
                .single())
        .isEqualTo("POST /access-log/extracts MAS");
  }

  @Test
  void whomNobodyKnowsHasAnEmptyExtract() {
    // One of the official test numbers that no test raises a request for.
    var answer =
        scene.client.postAs(
            "MAS", "/access-log/extracts", wish(PatientIdentifier.PERSONNUMMER, "194604123275"));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().get("entries").isEmpty()).isTrue();
  }

  @Test
  void aNumberThatCannotBeOneIsRefusedWithoutBeingRepeated() {
    var answer =
        scene.client.postAs(
            "MAS", "/access-log/extracts", wish(PatientIdentifier.PERSONNUMMER, "194604123276"));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body().toString())
        .contains("patient.identifier.value")
        .doesNotContain("194604123276");
  }

  @Test
  void aListIsDrawnOnceAndShownAgain() {
    var id = scene.raised(example("pneumonia"));
    scene.client.getAs("PHYSICIAN", "/assessment-requests/" + id);
    var check = UUID.randomUUID();

    var drawn = draw(check, time());
    scene.client.getAs("PHYSICIAN", "/assessment-requests/" + id);

    assertThat(drawn.status()).isEqualTo(200);
    assertThat(drawn.body().get("entries").size()).isPositive();
    assertThat(scene.client.getAs("MAS", "/access-log/spot-checks/" + check).body())
        .isEqualTo(drawn.body());
    assertThat(scene.client.getAs("MAS", "/access-log/spot-checks").body().valueStream())
        .extracting(one -> one.get("id").asString())
        .contains(check.toString());
  }

  @Test
  void whoHasNoPartInTheCareAndWhoIsRefusedAgainAndAgainStandOnTheList() {
    var begins = now();
    var id = scene.raised(example("pneumonia"));
    scene.client.getAs("CARE_COORDINATION_NURSE", "/assessment-requests/" + id);
    for (var i = 0; i < 5; i++) {
      scene.client.getAs("OPERATIONS", "/assessment-requests/" + id);
    }

    var entries = draw(UUID.randomUUID(), time(begins, now())).body().get("entries");

    assertThat(of(entries, "REFUSED_OFTEN", id))
        .hasSize(5)
        .allSatisfy(
            entry -> assertThat(entry.at("/user/title").asString()).isEqualTo("OPERATIONS"));
    assertThat(of(entries, "RANDOM", id)).hasSize(7);
    assertThat(entries.valueStream().map(entry -> entry.get("ground").asString()))
        .doesNotContain("EMERGENCY_OPENING");
  }

  @Test
  void whoReadWhatTheUnitHasNoPartInStandsOnTheList() {
    var begins = now();
    var id = scene.raised(example("pneumonia"));
    scene.client.getAs("PHYSICIAN", "/assessment-requests/" + id);
    // All that there is to log in as in a demonstration is of one unit, which has raised it.
    scene
        .jdbc
        .sql(
            """
            insert into dispatch.access_log (
              call, activity, operation, resource, patient, purpose, person, role, care_unit, care_provider)
            select gen_random_uuid(), 'READ', operation, resource, patient, purpose, 'SE-CURIOUS', role, 'SE-ANOTHER-UNIT', care_provider
            from dispatch.access_log where resource = ?::uuid and activity = 'READ'
            """)
        .param(id)
        .update();

    var entries = draw(UUID.randomUUID(), time(begins, now())).body().get("entries");

    assertThat(of(entries, "NO_PART_IN_CARE", id))
        .extracting(entry -> entry.at("/user/userId").asString())
        .containsExactly("SE-CURIOUS");
  }

  @Test
  void whatWasFoundIsDocumentedOnce() {
    var check = UUID.randomUUID();
    draw(check, time());
    var path = "/access-log/spot-checks/" + check + "/conclusion";
    var suspicion = "{\"finding\": \"SUSPICION\", \"note\": \"Made up: read at night.\"}";

    assertThat(scene.client.putAs("MAS", path, suspicion).status()).isEqualTo(204);
    assertThat(scene.client.putAs("MAS", path, suspicion).status()).isEqualTo(204);
    assertThat(scene.client.putAs("MAS", path, "{\"finding\": \"NOTHING\"}").status())
        .isEqualTo(409);

    var conclusion =
        scene
            .client
            .getAs("MAS", "/access-log/spot-checks/" + check)
            .body()
            .at("/check/conclusion");
    assertThat(conclusion.get("finding").asString()).isEqualTo("SUSPICION");
    assertThat(conclusion.get("by").asString())
        .isEqualTo(DemoCallers.of(Role.MAS).person().value());
  }

  @Test
  void anotherProvidersCheckIsNoneOfTheirs() {
    var check = UUID.randomUUID();
    draw(check, time());
    scene
        .jdbc
        .sql("update dispatch.spot_check set care_provider = 'SE-ELSEWHERE' where id = ?")
        .param(check)
        .update();

    assertThat(scene.client.getAs("MAS", "/access-log/spot-checks/" + check).status())
        .isEqualTo(404);
    assertThat(
            scene
                .client
                .putAs(
                    "MAS",
                    "/access-log/spot-checks/" + check + "/conclusion",
                    "{\"finding\": \"NOTHING\"}")
                .status())
        .isEqualTo(404);
    assertThat(draw(check, time()).status()).isEqualTo(409);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-01T00:00:00Z, 2025-12-31T00:00:00Z, to",
    "2026-01-01T00:00:00Z, 2199-01-01T00:00:00Z, to",
    "2025-01-01T00:00:00Z, 2025-06-01T00:00:00Z, from",
    ", 2025-06-01T00:00:00Z, from"
  })
  void aTimeThatCannotBeCheckedIsRefused(String from, String to, String field) {
    var answer = draw(UUID.randomUUID(), time(from, to));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body().at("/errors/0/field").asString()).isEqualTo(field);
  }

  @Test
  void chanceDrawsAtMostFiftyForEachGround() {
    var begins = now();
    var id = scene.raised(example("pneumonia"));
    IntStream.range(0, 60)
        .forEach(_ -> scene.client.getAs("PHYSICIAN", "/assessment-requests/" + id));

    var entries = draw(UUID.randomUUID(), time(begins, now())).body().get("entries");

    assertThat(entries.valueStream().filter(one -> one.get("ground").asString().equals("RANDOM")))
        .hasSize(50);
  }

  private static List<JsonNode> of(JsonNode entries, String ground, String request) {
    return entries
        .valueStream()
        .filter(one -> one.get("ground").asString().equals(ground))
        .map(one -> one.get("entry"))
        .filter(entry -> entry.at("/resource/resourceId").asString("").equals(request))
        .toList();
  }

  private DispatchClient.Answer draw(UUID check, String time) {
    return scene.client.putAs("MAS", "/access-log/spot-checks/" + check, time);
  }

  /** A week that is over. */
  private String time() {
    return time(clock("clock_timestamp() - interval '7 days'"), now());
  }

  private String time(String from, String to) {
    return json.writeValueAsString(
        from == null ? Map.of("to", to) : Map.of("from", from, "to", to));
  }

  private String now() {
    return clock("clock_timestamp()");
  }

  /** By the database's clock, as the log is. */
  private String clock(String time) {
    return scene
        .jdbc
        .sql("select %s".formatted(time))
        .query(OffsetDateTime.class)
        .single()
        .toInstant()
        .toString();
  }

  private JsonNode extractOfPatientOf(String request) {
    var patient =
        scene
            .jdbc
            .sql(
                """
                select identifier_system, identifier_value from dispatch.patient
                where reference = (select patient from dispatch.assessment_request where id = ?::uuid)
                """)
            .param(request)
            .query((row, _) -> wish(row.getString(1), row.getString(2)))
            .single();
    var answer = scene.client.postAs("MAS", "/access-log/extracts", patient);
    assertThat(answer.status()).isEqualTo(200);
    return answer.body().get("entries");
  }

  private static String wish(String system, String number) {
    return """
        {"patient": {"identifier": {"system": "%s", "value": "%s"}}}
        """
        .formatted(system, number);
  }
}
