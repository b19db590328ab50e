package se.rond.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static se.rond.dispatch.Examples.example;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
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
import se.rond.testsupport.EmbeddedInfrastructure;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What is taken in, what is not, and what is said then. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@EmbeddedInfrastructure
class IntakeIT {

  private final Scene scene;

  @Autowired
  IntakeIT(
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
  void theSameBodyIsStoredOnceAndAnsweredAlike() throws InterruptedException {
    var body = example("pneumonia").put("raisedAt", "2026-11-21T09:14:00+01:00");
    var answers = new ArrayList<DispatchClient.Answer>();

    try (var senders = Executors.newVirtualThreadPerTaskExecutor()) {
      var sent =
          senders.invokeAll(
              IntStream.range(0, 8)
                  .<Callable<DispatchClient.Answer>>mapToObj(
                      i ->
                          () ->
                              scene.client.raise(
                                  body.deepCopy()
                                      .put("deviceClock", "2026-11-21T09:14:0" + i + "+01:00")))
                  .toList());
      for (var one : sent) {
        answers.add(one.resultNow());
      }
    }

    assertThat(answers).extracting(DispatchClient.Answer::status).containsOnly(201);
    assertThat(answers)
        .extracting(DispatchClient.Answer::body)
        .containsOnly(answers.getFirst().body());
    assertThat(scene.published(body.get("id").stringValue(), 1)).isEqualTo("AssessmentRequested");
  }

  @Test
  void anotherBodyUnderTheSameIdIsAConflict() {
    var body = example("pneumonia");
    scene.client.raise(body);

    var answer = scene.client.raise(body.deepCopy().put("nurseLevel", "NURSE"));

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.body().get("type").stringValue())
        .isEqualTo("urn:rond:problem:OTHER_BODY_UNDER_THIS_ID");
  }

  @Test
  void allBadFieldsAreNamedAtOnceBesideTheAdvice() {
    var body = example("stroke-red-flag").put("origin", "PIGEON");
    ((ObjectNode) body.at("/vitals")).put("pulse", 400);
    ((ObjectNode) body.at("/patient/identifier"))
        .put("system", "http://electronichealth.se/identifier/personnummer")
        .put("value", "194102069047");
    ((ObjectNode) body.at("/place")).put("municipality", "108");

    var answer = scene.client.raise(body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.raw().headers().firstValue("Content-Type"))
        .hasValue("application/problem+json");
    assertThat(answer.body().get("advice").stringValue()).isEqualTo("RING_112_NU");
    assertThat(answer.body().get("errors").findValuesAsString("field"))
        .containsExactlyInAnyOrder(
            "origin", "patient.identifier.value", "place.municipality", "vitals.pulse");
    assertThat(answer.raw().body()).doesNotContain("194102069047");
    assertThat(scene.client.get("/assessment-requests/" + body.get("id").stringValue()).status())
        .isEqualTo(404);
  }

  @Test
  void whatIsNoJsonIsRefusedWithItsPlace() {
    var answer = scene.client.raise("{\"id\": ");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body().at("/errors/0/expected").stringValue()).isEqualTo("a JSON object");
    assertThat(answer.body().at("/errors/0/found").stringValue()).contains("line 1");
  }

  @Test
  void aMunicipalityThatIsNotServedIsRefusedWithThoseThatAre() {
    var body = example("pneumonia");
    ((ObjectNode) body.at("/place")).put("municipality", "0180");

    var answer = scene.client.raise(body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body().at("/errors/0/field").stringValue()).isEqualTo("place.municipality");
    assertThat(answer.body().at("/errors/0/expected").stringValue()).contains("1080", "1384");
  }

  @Test
  void whatIsNotThereIsAProblemDocument() {
    var answer = scene.client.get("/assessment-requests/" + UUID.randomUUID());

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.body().get("type").stringValue()).isEqualTo("urn:rond:problem:NOT_FOUND");
    assertThat(scene.client.get("/assessment-requests/nonsense").status()).isEqualTo(400);
    assertThat(
            scene
                .client
                .get("/assessment-requests/nonsense")
                .body()
                .at("/errors/0/expected")
                .stringValue())
        .isEqualTo("a UUID");
    assertThat(
            scene
                .client
                .put(
                    "/assessment-requests/%1$s/offers/%1$s/acceptance".formatted(UUID.randomUUID()),
                    "")
                .status())
        .isEqualTo(404);
    assertThat(
            scene
                .client
                .put(
                    "/assessment-requests/%1$s/offers/%1$s/declination"
                        .formatted(UUID.randomUUID()),
                    "{")
                .status())
        .isEqualTo(400);
    assertThat(scene.client.get("/responders/M%2011/assignments").status()).isEqualTo(404);
  }

  @Test
  void anExtremeValueIsTakenMarkedAndShownWithTheAgeOfTheVitals() {
    var body = example("catheter").put("raisedAt", Instant.now().toString());
    body.put("deviceClock", body.get("raisedAt").stringValue());
    ((ObjectNode) body.at("/vitals"))
        .put("measuredAt", Instant.now().minus(Duration.ofMinutes(95)).toString())
        .put("pulse", 221)
        .put("temperature", 31.9);

    var shown = scene.client.show(scene.raised(body));

    assertThat(shown.get("marked").toString())
        .isEqualTo(
            "[{\"mark\":\"UNCONFIRMED_EXTREME\",\"field\":\"vitals.pulse\"},"
                + "{\"mark\":\"UNCONFIRMED_EXTREME\",\"field\":\"vitals.temperature\"}]");
    assertThat(shown.get("marks").toString()).isEqualTo("[\"UNCONFIRMED_EXTREME\"]");
    assertThat(shown.get("vitalsAgeMinutes").intValue()).isBetween(95, 100);
    assertThat(shown.at("/submitted/vitals/pulse").intValue()).isEqualTo(221);
  }

  @Test
  void valuesThatNobodyMeasuredHaveNoAge() {
    var body = example("catheter");
    body.remove("vitals");

    var shown = scene.client.show(scene.raised(body));

    assertThat(shown.get("vitalsAgeMinutes").isNull()).isTrue();
    assertThat(shown.get("marked").valueStream().map(one -> one.get("mark").stringValue()))
        .doesNotContain("UNCONFIRMED_EXTREME", "VITALS_OLD");
  }

  @Test
  void aTimeAfterTheDevicesOwnClockIsAnError() {
    var body =
        example("catheter")
            .put("raisedAt", "2026-11-21T10:00:00Z")
            .put("deviceClock", "2026-11-21T09:00:00Z");

    var answer = scene.client.raise(body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body().at("/errors/0/field").stringValue()).isEqualTo("raisedAt");
  }

  @Test
  void refusalsAreInTheLanguageOfTheNurse() {
    var body = example("stroke-red-flag").put("origin", "PIGEON");
    ((ObjectNode) body.at("/vitals")).put("pulse", 400);

    var answer = scene.client.raise(body.toString(), "Accept-Language", "sv-SE,sv;q=0.9,en;q=0.5");

    assertThat(answer.raw().headers().firstValue("Content-Language")).hasValue("sv");
    assertThat(answer.body().get("title").stringValue())
        .isEqualTo("Fält går inte att använda som de är");
    assertThat(answer.body().get("errors").findValuesAsString("expected"))
        .containsExactly(
            "något av MUNICIPAL_NURSE, AMBULANCE, JOURNAL_SYSTEM",
            "ett heltal från 0 till 350 slag per minut");
    assertThat(answer.body().get("advice").stringValue()).isEqualTo("RING_112_NU");
  }

  /** Advice beside every refusal of what a nurse sends: the flag can be read in each. */
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "as something else, 415, UNSUPPORTED_MEDIA_TYPE",
    "as a form, 415, UNSUPPORTED_MEDIA_TYPE",
    "cut off, 400, INVALID_FIELDS",
    "broken before the flag, 400, INVALID_FIELDS",
    "too large, 413, BODY_TOO_LARGE",
    "under a used id, 409, OTHER_BODY_UNDER_THIS_ID",
    "elsewhere, 400, INVALID_FIELDS"
  })
  void theAdviceStandsBesideEveryRefusal(String how, int status, String type) {
    var body = example("stroke-red-flag");
    var sent = body.toString();

    var answer =
        switch (how) {
          case "as something else" -> scene.client.raise(sent, "Content-Type", "text/plain");
          case "as a form" ->
              scene.client.raise(sent, "Content-Type", "application/x-www-form-urlencoded");
          case "cut off" -> scene.client.raise(sent.substring(0, sent.indexOf("nurseLevel")));
          case "broken before the flag" ->
              scene.client.raise(sent.replace("Ambulans", "Säger \"aj\""));
          case "too large" -> scene.client.raise(sent + " ".repeat(300 * 1024));
          case "under a used id" -> {
            scene.raised(body);
            yield scene.client.raise(body.put("nurseLevel", "NURSE"));
          }
          default -> {
            ((ObjectNode) body.at("/place")).put("municipality", "0180");
            yield scene.client.raise(body);
          }
        };

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.body().get("type").stringValue()).isEqualTo("urn:rond:problem:" + type);
    assertThat(answer.body().get("advice").stringValue()).isEqualTo("RING_112_NU");
  }

  @Test
  void whatIsStoredIsAnsweredInWhateverForm() {
    var body = example("stroke-red-flag");

    var answer = scene.client.raise(body.toString(), "Accept", "text/html");

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.body().get("advice").stringValue()).isEqualTo("RING_112_NU");
  }

  @Test
  void aReserveNumberIdentifiesAPatient() {
    var body = example("catheter");
    ((ObjectNode) body.at("/patient/identifier"))
        .put("system", "1.2.752.74.9.1")
        .put("value", "22950606fh20");

    assertThat(scene.client.raise(body).status()).isEqualTo(201);

    ((ObjectNode) body.at("/patient/identifier")).put("value", "22950606FH21");
    var refused = scene.client.raise(body.put("id", UUID.randomUUID().toString()));

    assertThat(refused.body().at("/errors/0/found").stringValue())
        .isEqualTo("a number with a wrong check digit");
    assertThat(refused.raw().body()).doesNotContain("22950606");
  }

  @Test
  void aTimeInTheFutureIsTakenForNowAndMarked() {
    var body = example("catheter").put("raisedAt", "2190-01-01T00:00:00Z");
    ((ObjectNode) body.at("/vitals")).putNull("measuredAt");

    var shown = scene.client.show(scene.raised(body));

    assertThat(shown.get("raisedAt")).isEqualTo(shown.get("receivedAt"));
    assertThat(shown.get("marks").valueStream().map(JsonNode::stringValue))
        .containsExactly("RAISED_AT_IN_FUTURE");
    assertThat(shown.at("/marked/0/field").stringValue()).isEqualTo("raisedAt");
  }

  @Test
  void aPhoneWhoseClockBeganAtZeroIsNotTurnedAway() {
    var body = example("catheter").put("raisedAt", "1970-01-01T00:00:05Z");
    ((ObjectNode) body.at("/vitals")).putNull("measuredAt");

    assertThat(scene.client.raise(body).status()).isEqualTo(201);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\": 1e400}",
        "[[[[[[",
        "{\"id\": 1e-400000000}",
        "[]",
        "null",
        "\"x\"",
        "",
        "{\"redFlags\": 7}"
      })
  void aHostileBodyIsRefusedWithAProblemDocument(String body) {
    var answer = scene.client.raise(body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body().get("type").stringValue())
        .isEqualTo("urn:rond:problem:INVALID_FIELDS");
    assertThat(answer.body().has("advice")).isTrue();
  }

  @Test
  void deepNestingIsRefusedWithAProblemDocument() {
    var answer = scene.client.raise("[".repeat(2_000));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body().get("advice").stringValue()).isEqualTo("NONE");
  }

  @Test
  void aNumberWithoutEndInAFieldThatNobodyReadsLosesNoRequest() {
    var body = example("pneumonia");
    var id = body.get("id").stringValue();
    var sent = body.toString().replaceFirst("\\{", "{\"x\": 1e400, ");

    assertThat(scene.client.raise(sent).status()).isEqualTo(201);
    assertThat(scene.client.raise(sent).status()).isEqualTo(201);
    assertThat(scene.state(id)).isEqualTo("RECEIVED");
  }

  @Test
  void aBodyLargerThanAnyFormIsRefused() {
    var body = example("pneumonia").put("x", "x".repeat(300 * 1024));

    assertThat(scene.client.raise(body).status()).isEqualTo(413);
  }
}
