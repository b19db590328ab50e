package se.rond.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static se.rond.dispatch.Examples.example;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
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
import se.rond.contracts.care.Level;
import se.rond.dispatch.DispatchClient.Answer;
import se.rond.testsupport.EmbeddedInfrastructure;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What regions and municipalities agree: read, published, compared, and what requests are judged
 * by.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@EmbeddedInfrastructure
class AgreementIT {

  private final Scene scene;
  private final JsonMapper json;

  @Autowired
  AgreementIT(
      @LocalServerPort int port,
      @Value("${spring.kafka.bootstrap-servers}") String broker,
      JdbcClient jdbc,
      JsonMapper json) {
    scene = new Scene(port, broker, jdbc, json);
    this.json = json;
  }

  @AfterEach
  void leave() {
    // Nothing that is to come stays for others.
    scene
        .jdbc
        .sql(
            "update agreement set withdrawn_at = clock_timestamp() where valid_from > clock_timestamp()")
        .update();
    scene.close();
  }

  private static String soon() {
    return Instant.now()
        .truncatedTo(ChronoUnit.SECONDS)
        .plus(Duration.ofHours(1))
        .plusSeconds(UUID.randomUUID().getLeastSignificantBits() & 0xFFFF)
        .toString();
  }

  /** The first version of a region or municipality, as somebody would send it again. */
  private ObjectNode draft(String region, String municipality) {
    var query = municipality == null ? "" : "?municipality=" + municipality;
    var first = scene.client.get("/agreements/" + region + "/versions/1" + query);
    assertThat(first.status()).isEqualTo(200);
    var draft = json.createObjectNode();
    draft.put("id", UUID.randomUUID().toString()).put("validFrom", soon());
    if (municipality != null) {
      draft.put("municipality", municipality);
    }
    draft.set("terms", first.body().get("terms"));
    return draft;
  }

  private static ObjectNode target(JsonNode draft, Level level) {
    return (ObjectNode) draft.at("/terms/targets/" + level);
  }

  private Answer publish(String region, JsonNode draft) {
    return scene.client.coordinate("POST", "/agreements/" + region, draft.toString(), "sv");
  }

  private Answer validate(String region, JsonNode draft, String language) {
    return scene.client.coordinate(
        "POST", "/agreements/" + region + "/validation", draft.toString(), language);
  }

  private static List<String> fields(Answer refusal) {
    return refusal.body().get("errors").findValuesAsString("field");
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({"10,", "13,", "10, 1083", "13, 1384"})
  void whatIsSeededIsWhatMayBeAgreed(String region, String municipality) {
    var answer = validate(region, draft(region, municipality), "sv");

    assertThat(answer.raw().body()).contains("\"fits\":true");
    assertThat(answer.status()).isEqualTo(200);
  }

  @Test
  void everybodyThereReadsWhatIsInForce() {
    var regions = scene.client.get("/agreements").body();
    assertThat(regions.findValuesAsString("name")).containsExactly("Blekinge", "Halland");

    var blekinge = scene.client.get("/agreements/10").body();
    assertThat(blekinge.at("/version/state").stringValue()).isEqualTo("IN_FORCE");
    assertThat(blekinge.at("/terms/targets/NURSE/contactWithin").stringValue()).isEqualTo("PT24H");

    var solvesborg = scene.client.get("/agreements/10?municipality=1083").body();
    assertThat(solvesborg.at("/municipalVersion/municipality").stringValue()).isEqualTo("1083");
    assertThat(solvesborg.at("/terms/targets/NURSE/contactWithin").stringValue())
        .isEqualTo("PT12H");

    assertThat(scene.client.get("/agreements/99").status()).isEqualTo(404);
    assertThat(scene.client.get("/agreements/10?municipality=1384").status()).isEqualTo(404);
    assertThat(scene.client.get("/agreements/10/versions/4711").status()).isEqualTo(404);
  }

  @Test
  void aVersionIsPublishedOnceAndAnsweredAlike() {
    var draft = draft("13", null);
    target(draft, Level.NURSE).put("contactWithin", "PT20H");

    var first = publish("13", draft);
    var second = publish("13", draft);
    target(draft, Level.NURSE).put("contactWithin", "PT18H");
    var other = publish("13", draft);

    assertThat(first.status()).isEqualTo(201);
    assertThat(first.body().at("/version/state").stringValue()).isEqualTo("COMING");
    assertThat(first.body().at("/version/publishedBy").stringValue())
        .isEqualTo("COORDINATOR SE2321000081-DEMOCOORDINATOR");
    assertThat(second.status()).isEqualTo(201);
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(other.status()).isEqualTo(409);
    var place = first.raw().headers().firstValue("Location").orElseThrow();
    assertThat(scene.client.get(place).body()).isEqualTo(first.body());
    assertThat(scene.client.get("/agreements/13").body().at("/version/version").intValue())
        .isEqualTo(1);
  }

  @Test
  void onlyACoordinatorPublishes() {
    var draft = draft("13", null);

    assertThat(scene.client.post("/agreements/13", draft.toString()).status()).isEqualTo(403);
    assertThat(publish("99", draft).status()).isEqualTo(404);
  }

  @Test
  void whoCoordinatesAPartOfARegionReadsItsAgreementAndDoesNotWriteIt() {
    scene
        .jdbc
        .sql(
            """
            insert into municipality (code, name, region, latitude, longitude)
            values ('1084', 'Hanö', '10', 56.01, 14.84)
            """)
        .update();
    try {
      assertThat(scene.client.get("/agreements/10").status()).isEqualTo(200);
      assertThat(publish("10", draft("10", null)).status()).isEqualTo(403);
      assertThat(validate("10", draft("10", "1083"), "sv").status()).isEqualTo(200);
    } finally {
      scene.jdbc.sql("delete from municipality where code = '1084'").update();
    }
  }

  @Test
  void everyWrongFieldIsNamedAtOnceInTheReadersLanguage() {
    var draft = draft("10", null);
    draft.put("validFrom", "2020-01-01T00:00:00Z").put("replaces", 1);
    target(draft, Level.PHYSICIAN_NOW).put("contactWithin", "PT45M").put("answerWithin", "fast");
    ((ObjectNode) draft.at("/terms/ladders/MOBILE_TEAM_2H/2")).put("to", "NURSE");
    ((ObjectNode) draft.at("/terms/calendars/EVENING_NIGHT_WEEKEND/week")).remove("SUNDAY");

    var swedish = publish("10", draft);
    var english = validate("10", draft, "en");

    assertThat(swedish.status()).isEqualTo(400);
    assertThat(fields(swedish))
        .containsExactlyInAnyOrder(
            "terms.targets.PHYSICIAN_NOW.answerWithin",
            "validFrom",
            "replaces",
            "terms.targets.PHYSICIAN_NOW.contactWithin",
            "terms.ladders.MOBILE_TEAM_2H[2].to",
            "terms.hours",
            "terms.reserve");
    assertThat(swedish.body().get("errors").findValuesAsString("expected"))
        .contains("1 min till 30 min");
    assertThat(english.body().get("errors").findValuesAsString("expected"))
        .contains("1 min to 30 min", "one of PHYSICIAN_NOW");
  }

  @Test
  void aMunicipalityOnlyTightens() {
    var draft = draft("10", "1083");
    target(draft, Level.NURSE).put("contactWithin", "PT25H");

    assertThat(fields(publish("10", draft))).containsExactly("terms.targets.NURSE.contactWithin");
  }

  @Test
  void whatHasNotBegunIsReplacedOrWithdrawnAndWhatHasStays() {
    var first = publish("13", draft("13", null)).body().at("/version/version").intValue();
    var replacing = draft("13", null).put("replaces", first);

    var second = publish("13", replacing).body().at("/version/version").intValue();
    var versions = "/agreements/13/versions/";
    var withdrawn = scene.client.coordinate("PUT", versions + second + "/withdrawal", "", "sv");
    var again = scene.client.coordinate("PUT", versions + second + "/withdrawal", "", "sv");
    var begun = scene.client.coordinate("PUT", versions + 1 + "/withdrawal", "", "sv");

    assertThat(scene.client.get(versions + first).body().at("/version/state").stringValue())
        .isEqualTo("WITHDRAWN");
    assertThat(withdrawn.body().at("/version/state").stringValue()).isEqualTo("WITHDRAWN");
    assertThat(again.body()).isEqualTo(withdrawn.body());
    assertThat(begun.status()).isEqualTo(409);
    assertThat(begun.body().get("type").stringValue()).endsWith("VERSION_HAS_BEGUN");
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({"13,", "13, 1384"})
  void whatBeginsInAMomentStays(String region, String municipality) {
    var draft = draft(region, municipality);
    var number = publish(region, draft).body().at("/version/version").intValue();
    scene
        .jdbc
        .sql(
            "update agreement set valid_from = clock_timestamp() + interval '4 min' where id = ?::uuid")
        .param(draft.get("id").stringValue())
        .update();
    var query = municipality == null ? "" : "?municipality=" + municipality;

    var withdrawn =
        scene.client.coordinate(
            "PUT", "/agreements/13/versions/" + number + "/withdrawal" + query, "", "sv");
    var replaced = publish(region, draft(region, municipality).put("replaces", number));

    assertThat(withdrawn.status()).isEqualTo(409);
    assertThat(fields(replaced)).containsExactly("replaces");
  }

  @Test
  void aRegionsFirstVersionStaysSinceItCountsBeforeItsTime() {
    scene.jdbc.sql("insert into region (code, name) values ('98', 'En ny')").update();
    scene.jdbc.sql("update municipality set region = '98' where code = '1382'").update();
    try {
      scene
          .jdbc
          .sql(
              """
              insert into agreement (id, region, version, valid_from, terms, published_by, published_at)
              select gen_random_uuid(), '98', 1, clock_timestamp() + interval '1 day', terms, 'test', clock_timestamp()
              from agreement where region = '13' and municipality is null and version = 1
              """)
          .update();

      var withdrawn =
          scene.client.coordinate("PUT", "/agreements/98/versions/1/withdrawal", "", "sv");
      var replaced = publish("98", draft("98", null).put("replaces", 1));

      assertThat(withdrawn.status()).isEqualTo(409);
      assertThat(fields(replaced)).contains("replaces");
    } finally {
      scene.jdbc.sql("delete from agreement where region = '98'").update();
      scene.jdbc.sql("update municipality set region = '13' where code = '1382'").update();
      scene.jdbc.sql("delete from region where code = '98'").update();
    }
  }

  @Test
  void aRegionIsJudgedWithWhatItsMunicipalitiesHaveTighter() {
    var fitting = draft("13", null);
    teamLadderOf(fitting, 8);
    var tooLong = draft("13", null);
    teamLadderOf(tooLong, 9);

    assertThat(validate("13", fitting, "en").status()).isEqualTo(200);
    var refused = publish("13", tooLong);

    assertThat(fields(refused)).containsExactly("terms.ladders.MOBILE_TEAM_2H");
    assertThat(refused.body().get("errors").findValuesAsString("expected"))
        .containsExactly("ett slut inom 1 h 30 min, med version 1 av kommun 1384");
  }

  @Test
  void aMunicipalityIsJudgedWithWhatItsRegionHasLater() {
    var draft = draft("13", "1384").put("municipality", "1381");
    target(draft, Level.MOBILE_TEAM_2H).put("contactWithin", "PT1H");
    assertThat(validate("13", draft, "en").status()).isEqualTo(200);

    var later = draft("13", null).put("validFrom", inDays(3));
    teamLadderOf(later, 6);
    var number = publish("13", later).body().at("/version/version").intValue();
    var refused = publish("13", draft);

    assertThat(fields(refused)).containsExactly("terms.ladders.MOBILE_TEAM_2H");
    assertThat(refused.body().get("errors").findValuesAsString("expected"))
        .containsExactly("ett slut inom 1 h, med regionens version " + number);
  }

  private static String inDays(int days) {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS).plus(Duration.ofDays(days)).toString();
  }

  /** A team is asked so many times, 10 min each, and then the physicians of the region. */
  private void teamLadderOf(ObjectNode draft, int times) {
    var ladder = ((ObjectNode) draft.at("/terms/ladders")).putArray("MOBILE_TEAM_2H");
    for (var i = 0; i < times; i++) {
      ladder
          .addObject()
          .put("step", "ASK_NEXT_ON_DUTY")
          .put("kind", "MOBILE_TEAM")
          .put("answerWithin", "PT10M");
    }
    ladder.addObject().put("step", "FALL_BACK").put("to", "PHYSICIAN_NOW");
    ladder.addObject().put("step", "RESERVE_ROUTINE").put("manager", "Närsjukvårdschef");
  }

  @Test
  void aMunicipalityLearnsWhatChangesInWhatHoldsThere() {
    var same = draft("10", "1083");
    var shorter = draft("10", "1083");
    target(shorter, Level.NURSE).put("contactWithin", "PT10H");

    assertThat(changes(same)).isEmpty();
    assertThat(changes(shorter)).containsExactly("Nurse, contact within: 10 h instead of 12 h");

    var number = publish("10", shorter).body().at("/version/version").intValue();
    var replacing = draft("10", "1083").put("validFrom", inDays(2)).put("replaces", number);
    target(replacing, Level.NURSE).put("contactWithin", "PT9H");
    assertThat(changes(replacing)).containsExactly("Nurse, contact within: 9 h instead of 12 h");
  }

  private List<String> changes(ObjectNode draft) {
    return validate("10", draft, "en").body().get("differences").findValuesAsString("says");
  }

  /** An instance of the build before goes on while the next one has begun to write. */
  @Test
  void aCodeOfALaterBuildTurnsNobodyAway() {
    var later = UUID.randomUUID();
    scene
        .jdbc
        .sql(
            """
            insert into agreement (id, region, municipality, version, valid_from, terms, published_by, published_at)
            values (?, '13', '1382', 1, '2026-01-02T00:00:00+01:00',
                    '{"targets": {}, "vitalsRequired": ["OF_A_LATER_BUILD"]}', 'test', clock_timestamp())
            """)
        .param(later)
        .update();
    try {
      var id = scene.raised(requestOf("1382", "WOUND_PU"));

      assertThat(
              scene
                  .jdbc
                  .sql("select agreement from assessment_request where id = ?::uuid")
                  .param(id)
                  .query(UUID.class)
                  .single())
          .isEqualTo(later);
      scene.raised(requestOf("1382", "DEVICE_PEG_CVK"));
    } finally {
      scene
          .jdbc
          .sql(
              "update agreement set terms = '{\"targets\": {}, \"vitalsRequired\": []}' where id = ?")
          .param(later)
          .update();
    }
  }

  @Test
  void theIdOfAVersionIsTheOneItWasSentWith() {
    var draft = draft("13", null);

    var published = publish("13", draft);

    assertThat(published.body().at("/version/id")).isEqualTo(draft.get("id"));
  }

  @Test
  void twoVersionsDoNotBeginAtTheSameTime() {
    var first = draft("13", null);
    assertThat(publish("13", first).status()).isEqualTo(201);

    var second = draft("13", null).put("validFrom", first.get("validFrom").stringValue());

    assertThat(fields(publish("13", second))).containsExactly("validFrom");
  }

  @Test
  void differencesAreReadInWords() {
    var draft = draft("13", null);
    target(draft, Level.NURSE).put("contactWithin", "PT20H");
    ((ObjectNode) draft.at("/terms/calendars/OFFICE/week")).putArray("FRIDAY").add("08:00-14:00");
    var number = publish("13", draft).body().at("/version/version").intValue();

    var between =
        scene.client.coordinate("GET", "/agreements/13/differences?from=1&to=" + number, "", "sv");
    var municipal =
        scene.client.coordinate("GET", "/agreements/10/differences?municipality=1083", "", "en");

    assertThat(between.body().get("differences").findValuesAsString("says"))
        .containsExactly(
            "Sjuksköterska, kontakt inom: 20 h i stället för 24 h",
            "OFFICE, fredagar: 08:00-14:00 i stället för 08:00-15:00");
    assertThat(between.raw().headers().firstValue("Content-Language")).contains("sv");
    assertThat(municipal.body().get("differences").findValuesAsString("says"))
        .containsExactly(
            "Nurse, contact within: 12 h instead of 24 h",
            "Nurse, contact within, Urinary retention: 1 h instead of 2 h",
            "Nurse, contact within, NEWS2 1 or more: 4 h instead of 6 h");
    assertThat(scene.client.get("/agreements/10/differences").status()).isEqualTo(400);
  }

  @ParameterizedTest(name = "{1} in {0}: {2}")
  @CsvSource(
      textBlock =
          """
          1080, WOUND_PU,  PT24H
          1080, RETENTION, PT2H
          1080, CATHETER,  PT2H
          1083, WOUND_PU,  PT12H
          1083, RETENTION, PT1H
          """)
  void aNursesDeadlineGoesByCauseAndMunicipality(String municipality, String cause, String within) {
    var raised = nurseRequest(municipality, cause);

    assertThat(promised(raised)).isEqualTo(Duration.parse(within));
  }

  @Test
  void whatIsJoinedIsDueByItsOwnCauseToo() {
    var body = requestOf("1080", "WOUND_PU");
    var id = scene.raised(body);
    judge(id);
    assertThat(promised(id)).isEqualTo(Duration.ofHours(24));

    var patient = body.at("/patient/identifier/value").stringValue();
    scene.raised(Examples.about(requestOf("1080", "RETENTION"), patient));
    scene.triaged(id, 2, Level.NURSE);

    await().atMost(Scene.SOON).until(() -> promised(id).equals(Duration.ofHours(2)));
  }

  @Test
  void aRequestIsJudgedByWhatWasInForceWhenItWasRaised() {
    var body = requestOf("1315", "WOUND_PU");
    var before = scene.raised(body);
    var draft = draft("10", "1083").put("municipality", "1315");
    assertThat(publish("13", draft).status()).isEqualTo(201);
    // Its time comes: from now on it is in force.
    scene
        .jdbc
        .sql("update agreement set valid_from = clock_timestamp() where id = ?::uuid")
        .param(draft.get("id").stringValue())
        .update();
    var after = scene.raised(raisedNow(requestOf("1315", "WOUND_PU")));

    judge(before);
    judge(after);

    assertThat(promised(before)).isEqualTo(Duration.ofHours(24));
    assertThat(promised(after)).isEqualTo(Duration.ofHours(12));
  }

  private String nurseRequest(String municipality, String cause) {
    var id = scene.raised(requestOf(municipality, cause));
    judge(id);
    return id;
  }

  private static ObjectNode requestOf(String municipality, String cause) {
    var body = example("catheter").put("contactCause", cause);
    ((ObjectNode) body.get("place")).put("municipality", municipality);
    return body;
  }

  private static ObjectNode raisedNow(ObjectNode body) {
    return body.put("raisedAt", Instant.now().toString());
  }

  private void judge(String id) {
    scene.triaged(id, Level.NURSE);
    scene.awaitAssignment(id, "OFFERED");
  }

  private Duration promised(String id) {
    var shown = scene.client.show(id);
    return Duration.between(
        Instant.parse(shown.get("raisedAt").stringValue()),
        Instant.parse(shown.get("contactBy").stringValue()));
  }
}
