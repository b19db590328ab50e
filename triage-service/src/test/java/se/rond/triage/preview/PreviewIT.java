package se.rond.triage.preview;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import se.rond.testsupport.EmbeddedInfrastructure;
import se.rond.triage.Examples;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code POST /triage/preview} over HTTP, with the project's example requests. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@EmbeddedInfrastructure
class PreviewIT {

  private static final String PLAN =
      """
      {
        "spo2Scale": 2,
        "signedBy": "SE2120000829-L007",
        "signedAs": "PHYSICIAN",
        "signedAt": "2026-09-01T09:30:00Z",
        "validUntil": "2027-03-01T00:00:00Z"
      }
      """;

  @LocalServerPort private int port;
  @Autowired private JsonMapper json;
  @Autowired private JdbcClient jdbc;

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          pneumonia        | MOBILE_TEAM_2H    | TEAM_VISIT[SAMPLING.CRP SAMPLING.LACTATE SAMPLING.ISTAT XRAY.CHEST] | 4
          stroke-red-flag  | EMERGENCY_112     | ''                                                                  | 0
          catheter         | NURSE             | NURSE_VISIT[]                                                       | 0
          sepsis           | EMERGENCY_112     | ''                                                                  | 14
          wrist-after-fall | MOBILE_TEAM_TODAY | TEAM_VISIT[SAMPLING.HB SAMPLING.INR XRAY.EXTREMITY]                 | 0
          hip-after-fall   | PHYSICIAN_NOW     | PHYSICIAN_CONTACT[] TEAM_VISIT[SAMPLING.HB SAMPLING.ISTAT XRAY.HIP XRAY.PELVIS] | 0
          vitals-missing   | MOBILE_TEAM_TODAY | TEAM_VISIT[SAMPLING.CRP SAMPLING.HB SAMPLING.GLUCOSE SAMPLING.LACTATE SAMPLING.ISTAT SAMPLING.URINE SAMPLING.ECG] | null
          """)
  void theExamplesLeadToWhatTheySay(String example, String level, String needs, String news2)
      throws Exception {
    var answer = post(Examples.read(example));

    assertThat(answer.statusCode()).isEqualTo(200);
    var decision = json.readTree(answer.body());
    assertThat(decision.get("level").asString()).isEqualTo(level);
    assertThat(needs(decision)).isEqualTo(needs);
    assertThat(decision.at("/news2/total").toString()).isEqualTo(news2);
    assertThat(decision.at("/ruleSet/id").asString()).isEqualTo("rond-default");
    assertThat(decision.propertyNames())
        .containsExactlyInAnyOrder(
            "level", "needs", "news2", "fired", "notEvaluated", "ruleSet", "contextUsed");
  }

  @Test
  void whoAsksWhyIsToldTheNearestChanges() throws Exception {
    var answer = post(Examples.read("catheter"), "/triage/preview/nearest-changes");

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    var changes = json.readTree(answer.body());
    assertThat(changes.get("raising").findValuesAsString("fact"))
        .contains("consciousness", "oxygenSaturation");
    assertThat(changes.at("/raising/0/level").asString()).isNotEqualTo("NURSE");
    assertThat(changes.get("lowering").isArray()).isTrue();
    assertThat(post("{\"vitals\": 1}", "/triage/preview/nearest-changes").statusCode())
        .isEqualTo(400);
  }

  @Test
  void missingVitalsShowWhatTheScoreCouldBeAndWhatWasNotJudged() throws Exception {
    var decision = json.readTree(post(Examples.read("vitals-missing")).body());

    assertThat(decision.at("/news2/minimumPossible").asInt()).isEqualTo(1);
    assertThat(decision.at("/news2/maximumPossible").asInt()).isEqualTo(7);
    assertThat(decision.at("/news2/risk").isNull()).isTrue();
    assertThat(decision.at("/fired/0/rule").asString()).isEqualTo("VITALS-MISSING");
    assertThat(decision.at("/fired/0/kind").asString()).isEqualTo("FLOOR");
    assertThat(decision.at("/fired/0/label/sv").asString()).isEqualTo("Vitalparametrar saknas");
    assertThat(decision.at("/notEvaluated/0/rule").asString()).isEqualTo("RF-B2");
    assertThat(decision.at("/notEvaluated/0/missing/0").asString()).isEqualTo("respirationRate");
  }

  /** Who and where is not repeated, right or wrong, and changes nothing. */
  @Test
  void aProtectedPatientIsJudgedAsAnyOtherAndNotRepeated() throws Exception {
    var body = (ObjectNode) json.readTree(Examples.read("pneumonia"));
    var open = post(body.toString()).body();
    ((ObjectNode) body.get("patient")).put("protectedIdentity", "SECRECY_MARKING");
    ((ObjectNode) body.get("place")).put("address", "Ekstigen 1717");
    assertThat(post(body.toString()).body()).isEqualTo(open).doesNotContain("193310148410");

    ((ObjectNode) body.at("/patient/identifier")).put("value", "193310148411");
    ((ObjectNode) body.get("place")).put("address", "Ekstigen 1717 ".repeat(20));
    var refused = post(body.toString());
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).doesNotContain("193310148411", "Ekstigen", "SECRECY_MARKING");
  }

  @Test
  void onlyTheContactCauseHasToBeThere() throws Exception {
    var decision = json.readTree(post("{\"contactCause\": \"STROKE_TIA\"}").body());

    assertThat(decision.get("level").asString()).isEqualTo("EMERGENCY_112");
  }

  /** With the level that the shipped set gives it, another set would show in the answer. */
  @Test
  void thePreviewOfTheHowToShowsWhichRulesHold() throws Exception {
    var howTo = Files.readString(Path.of("../docs/how-to/change-the-rules.md"));
    var last = howTo.substring(0, howTo.lastIndexOf("http://localhost:8081/triage/preview"));
    var body = last.substring(last.lastIndexOf("echo '{") + 6, last.lastIndexOf("}'") + 1);

    assertThat(level((ObjectNode) json.readTree(body))).isEqualTo("NURSE");
  }

  @Test
  void theScaleOfAPlanThatHoldsIsUsed() throws Exception {
    var body = (ObjectNode) json.readTree(Examples.read("catheter"));
    ((ObjectNode) body.get("vitals")).put("oxygenSaturation", 88);
    assertThat(level(body)).isEqualTo("EMERGENCY_112");

    body.putObject("context").set("plan", json.readTree(PLAN));

    assertThat(level(body)).isEqualTo("NURSE");
    var used = json.readTree(post(body.toString()).body()).get("contextUsed");
    assertThat(used.get("spo2Scale").asInt()).isEqualTo(2);
    assertThat(used.get("plan").toString()).isEqualTo(json.readTree(PLAN).toString());
  }

  @Test
  void aScaleWithoutAPlanIsShownAsNotUsed() throws Exception {
    var body = (ObjectNode) json.readTree(Examples.read("catheter"));
    ((ObjectNode) body.get("vitals")).put("oxygenSaturation", 88);
    body.putObject("context").put("spo2Scale", 2);

    assertThat(level(body)).isEqualTo("EMERGENCY_112");
    assertThat(json.readTree(post(body.toString()).body()).get("contextUsed").toString())
        .isEqualTo("{\"spo2Scale\":1,\"planNotUsed\":\"NO_PLAN\"}");
  }

  /** By the scale of the plan it would be what was prescribed; a plan that is refused has none. */
  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource({
    "SE2120000829-L007, Dr Jekyll, context.plan.signedBy",
    "PHYSICIAN, physician, context.plan.signedAs"
  })
  void anErrorInThePlanHidesNoSaturationThatMeans112(String right, String wrong, String field)
      throws Exception {
    var body = (ObjectNode) json.readTree(Examples.read("catheter"));
    ((ObjectNode) body.get("vitals")).put("oxygenSaturation", 88);
    var context = body.putObject("context");
    context.set("plan", json.readTree(PLAN.replace(right, wrong)));
    context.putObject("lastContact").put("at", "yesterday");

    var answer = post(body.toString());

    assertThat(answer.statusCode()).isEqualTo(400);
    var problem = json.readTree(answer.body());
    assertThat(problem.get("advice").asString()).isEqualTo("RING_112_NU");
    assertThat(problem.get("errors").valueStream().map(error -> error.get("field").asString()))
        .containsExactlyInAnyOrder(field, "context.lastContact.at");
  }

  @Test
  void everyBadFieldIsNamed() throws Exception {
    var body = (ObjectNode) json.readTree(Examples.read("catheter"));
    body.put("contactCause", "FLU");
    ((ObjectNode) body.get("vitals")).put("pulse", 900);

    var answer = post(body.toString());

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/problem+json");
    var problem = json.readTree(answer.body());
    assertThat(StreamSupport.stream(problem.get("errors").spliterator(), false))
        .extracting(error -> error.get("field").asString())
        .containsExactlyInAnyOrder("contactCause", "vitals.pulse");
    assertThat(problem.get("advice").asString()).isEqualTo("NONE");
  }

  @ParameterizedTest
  @ValueSource(strings = {"stroke-red-flag", "sepsis"})
  void anErrorInOneFieldHidesNoEmergencyInAnother(String example) throws Exception {
    var body = (ObjectNode) json.readTree(Examples.read(example));
    body.put("contactCause", "FLU");
    ((ObjectNode) body.get("place")).put("municipality", "nowhere");

    var answer = post(body.toString());

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(json.readTree(answer.body()).get("advice").asString()).isEqualTo("RING_112_NU");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "not json", "[]", "null", "7"})
  void whatIsNoObjectIsAProblem(String body) throws Exception {
    var answer = post(body);

    assertThat(answer.statusCode()).isEqualTo(400);
    var problem = json.readTree(answer.body());
    assertThat(problem.get("errors")).isNotEmpty();
    assertThat(problem.get("advice").asString()).isEqualTo("NONE");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"RF-D2\"", "[\"RF-ZZ\"]", "{\"RF-D2\": true}", "true"})
  void aFlagThatCannotBeReadStillRings112(String redFlags) throws Exception {
    var answer = post("{\"contactCause\": \"CATHETER\", \"redFlags\": %s}".formatted(redFlags));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(json.readTree(answer.body()).get("advice").asString()).isEqualTo("RING_112_NU");
  }

  @Test
  void aFieldThatStandsTwiceIsNamedAndRings112() throws Exception {
    var answer =
        post("{\"contactCause\": \"CATHETER\", \"redFlags\": [\"RF-D2\"], \"redFlags\": []}");

    assertThat(answer.statusCode()).isEqualTo(400);
    var problem = json.readTree(answer.body());
    assertThat(problem.at("/errors/0/field").asString()).isEqualTo("redFlags");
    assertThat(problem.get("advice").asString()).isEqualTo("RING_112_NU");
  }

  @Test
  void aTemperatureIsScoredWithEveryDigitThatWasSent() throws Exception {
    var decision =
        json.readTree(
            post("{\"contactCause\": \"UTI\", \"vitals\": {\"temperature\": 35.049999999999999999}}")
                .body());

    assertThat(decision.at("/news2/parts/temperature").asInt()).isEqualTo(3);
  }

  @Test
  void aBodyMayHave256KibibytesAndNoMore() throws Exception {
    var form = Examples.read("catheter").strip();
    var longest = form + " ".repeat(256 * 1024 - form.getBytes(UTF_8).length);

    assertThat(post(longest).statusCode()).isEqualTo(200);
    var refused = post(longest + " ");

    assertThat(refused.statusCode()).isEqualTo(413);
    assertThat(refused.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/problem+json");
    assertThat(json.readTree(refused.body()).get("advice").asString()).isEqualTo("NONE");
  }

  @Test
  void aFlagRings112AlsoFromABodyThatIsCutOff() throws Exception {
    var answer = post("{\"redFlags\": [\"RF-D2\"], \"contactCause\": \"CATH");

    assertThat(answer.statusCode()).isEqualTo(400);
    var problem = json.readTree(answer.body());
    assertThat(problem.get("type").asString()).isEqualTo("urn:rond:problem:INVALID_FIELDS");
    assertThat(problem.get("advice").asString()).isEqualTo("RING_112_NU");
  }

  @Test
  void whatIsNotThereIsAProblemWithAType() throws Exception {
    try (var client = HttpClient.newHttpClient()) {
      var answer =
          client.send(HttpRequest.newBuilder(at("/nowhere")).build(), BodyHandlers.ofString());

      assertThat(answer.statusCode()).isEqualTo(404);
      assertThat(json.readTree(answer.body()).get("type").asString())
          .isEqualTo("urn:rond:problem:NOT_FOUND");
    }
  }

  @Test
  void aPreviewStoresNothing() throws Exception {
    var id = UUID.randomUUID().toString();
    var body = ((ObjectNode) json.readTree(Examples.read("pneumonia"))).put("id", id);

    assertThat(post(body.toString()).statusCode()).isEqualTo(200);

    assertThat(
            jdbc.sql(
                    """
                    select (select count(*) from assessment where request = :id::uuid)
                      + (select count(*) from assessed_request where request = :id::uuid)
                      + (select count(*) from outbox where message_key = :id)
                    """)
                .param("id", id)
                .query(Integer.class)
                .single())
        .isZero();
  }

  @Test
  void theServiceIsReadyWithItsDatabase() throws Exception {
    try (var client = HttpClient.newHttpClient()) {
      var answer =
          client.send(
              HttpRequest.newBuilder(at("/actuator/health/readiness")).build(),
              BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(200);
    }
  }

  private String level(ObjectNode body) throws Exception {
    return json.readTree(post(body.toString()).body()).get("level").asString();
  }

  private HttpResponse<String> post(String body) throws IOException, InterruptedException {
    return post(body, "/triage/preview");
  }

  private HttpResponse<String> post(String body, String path)
      throws IOException, InterruptedException {
    try (var client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(at(path))
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofString(body))
              .build(),
          BodyHandlers.ofString());
    }
  }

  private URI at(String path) {
    return URI.create("http://localhost:" + port + path);
  }

  private static String needs(JsonNode decision) {
    return StreamSupport.stream(decision.get("needs").spliterator(), false)
        .map(
            need ->
                need.get("need").asString()
                    + StreamSupport.stream(need.get("capabilities").spliterator(), false)
                        .map(JsonNode::asString)
                        .collect(Collectors.joining(" ", "[", "]")))
        .collect(Collectors.joining(" "));
  }
}
