package se.rond.dispatch;

import static java.time.temporal.ChronoUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;
import static se.rond.dispatch.Examples.example;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
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
import se.rond.dispatch.Scene.Taken;
import se.rond.testsupport.EmbeddedInfrastructure;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A team that is late says so, and one that says nothing is asked after. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@EmbeddedInfrastructure
class LateAndSilentIT {

  private final Scene scene;

  @Autowired
  LateAndSilentIT(
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
  void aDelayIsShownAndTold() {
    var taken = promised();
    var eta = contactBy(taken).minus(Duration.ofMinutes(5));

    assertThat(report(taken, delayed(eta))).isEqualTo("204");
    assertThat(report(taken, delayed(eta))).as("sent twice").isEqualTo("204");

    assertThat(expectedAt(taken)).isEqualTo(eta);
    assertThat(Instant.parse(scene.heard(taken.request(), "Delayed").get("eta").stringValue()))
        .isEqualTo(eta);
    assertThat(Scene.timeline(scene.client.show(taken.request())))
        .endsWith("OfferAccepted | Delayed");
  }

  @Test
  void aDelayPastThePromiseIsAMatterForTheContactFunction() {
    var taken = promised();
    report(taken, "{\"status\": \"EN_ROUTE\"}");
    var eta = contactBy(taken).plus(Duration.ofMinutes(1));

    assertThat(report(taken, delayed(eta))).isEqualTo("204");

    var alarm = scene.heard(taken.request(), "ContactEndangered");
    assertThat(Instant.parse(alarm.get("eta").stringValue())).isEqualTo(eta);
    assertThat(Instant.parse(alarm.get("contactBy").stringValue())).isEqualTo(contactBy(taken));
    assertThat(alarm.get("coordinators").valueStream().map(JsonNode::stringValue))
        .containsExactly("KF-10");
    complete(taken);
  }

  @Test
  void whoSetsOutTooLateIsAMatterForTheContactFunctionToo() {
    var taken = promised();
    var eta = contactBy(taken).plus(Duration.ofMinutes(1));

    report(taken, "{\"status\": \"EN_ROUTE\", \"eta\": \"%s\"}".formatted(eta));

    assertThat(
            Instant.parse(
                scene.heard(taken.request(), "ContactEndangered").get("eta").stringValue()))
        .isEqualTo(eta);
    complete(taken);
  }

  @ParameterizedTest
  @ValueSource(strings = {"EN_ROUTE", "DELAYED"})
  void aTimeOfAnotherDayIsRefused(String status) {
    var taken = scene.accepted(scene.raised(example("pneumonia")));
    var body = "{\"status\": \"%s\", \"eta\": \"%s\"}";
    var far = Instant.now().plus(Duration.ofHours(25)).truncatedTo(SECONDS);

    var refused =
        scene.client.report(taken.assignment(), taken.request(), body.formatted(status, far));

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.body().at("/errors/0/field").stringValue()).isEqualTo("eta");
    assertThat(refused.body().at("/errors/0/expected").stringValue()).contains("24 h");
    assertThat(refused.body().at("/errors/0/found").stringValue()).isEqualTo(far.toString());
    var near = Instant.now().plus(Duration.ofHours(23)).truncatedTo(SECONDS);
    assertThat(report(taken, body.formatted(status, near))).isEqualTo("204");
    complete(taken);
  }

  @Test
  void whoSetsOutIsExpectedWhenItSaysOrAsItsWayIsEstimated() {
    var one = scene.accepted(scene.raised(example("pneumonia")));
    var eta = Instant.now().plus(Duration.ofMinutes(33)).truncatedTo(SECONDS);
    report(one, "{\"status\": \"EN_ROUTE\", \"eta\": \"%s\"}".formatted(eta));
    assertThat(expectedAt(one)).isEqualTo(eta);
    assertThat(silentAt(one))
        .isCloseTo(Instant.now().plus(Duration.ofMinutes(66)), within(60, SECONDS));
    complete(one);

    var other = scene.accepted(scene.raised(example("pneumonia")));
    report(other, "{\"status\": \"EN_ROUTE\"}");
    assertThat(expectedAt(other)).isBetween(Instant.now(), Instant.now().plusSeconds(2 * 3_600));
    complete(other);
  }

  @Test
  void aTimeThatIsOverOrNoneIsRefused() {
    var taken = scene.accepted(scene.raised(example("pneumonia")));

    assertThat(report(taken, delayed(Instant.now().minusSeconds(60)))).isEqualTo("409 ETA_PASSED");
    assertThat(report(taken, "{\"status\": \"DELAYED\"}")).isEqualTo("400 INVALID_FIELDS");
    assertThat(report(taken, "{\"status\": \"EN_ROUTE\", \"eta\": \"soon\"}"))
        .isEqualTo("400 INVALID_FIELDS");
  }

  @Test
  void aSilentTeamIsAskedAfterOnceUntilItSaysSomething() {
    var taken = scene.accepted(scene.raised(example("pneumonia")));
    report(taken, "{\"status\": \"WITH_PATIENT\", \"mode\": \"VISIT\"}");
    assertThat(silentAt(taken))
        .isCloseTo(Instant.now().plus(Duration.ofMinutes(90)), within(60, SECONDS));

    wasSilentForTooLong(taken);

    assertThat(scene.heard(taken.request(), "ResponderSilent").get("responder").stringValue())
        .isEqualTo(taken.responder());
    assertThat(assignment(taken).get("silenceAlarmedAt").isString()).isTrue();

    // The same report again is a sign of life.
    report(taken, "{\"status\": \"WITH_PATIENT\", \"mode\": \"VISIT\"}");
    scene.heard(taken.request(), "ResponderHeard");
    assertThat(assignment(taken).get("silenceAlarmedAt").isNull()).isTrue();
    assertThat(silentAt(taken)).isAfter(Instant.now().plus(Duration.ofMinutes(80)));

    wasSilentForTooLong(taken);
    complete(taken);
    assertThat(
            scene.client.show(taken.request()).get("timeline").findValuesAsString("event").stream()
                .filter(List.of("ResponderSilent", "ResponderHeard", "Completed")::contains))
        .containsExactly(
            "ResponderSilent", "ResponderHeard", "ResponderSilent", "ResponderHeard", "Completed");
  }

  @Test
  void aTeamThatAcceptedAndNeverSetsOutIsAskedAfterToo() {
    var taken = scene.accepted(scene.raised(example("pneumonia")));
    assertThat(silentAt(taken))
        .isCloseTo(Instant.now().plus(Duration.ofMinutes(90)), within(60, SECONDS));

    wasSilentForTooLong(taken);
    assertThat(scene.heard(taken.request(), "ResponderSilent").get("responder").stringValue())
        .isEqualTo(taken.responder());

    report(taken, "{\"status\": \"EN_ROUTE\"}");
    scene.heard(taken.request(), "ResponderHeard");
    complete(taken);
  }

  @Test
  void whoGaveUpAPatientStopsNoClock() {
    var id = scene.raised(example("pneumonia"));
    scene.triaged(
        id, Level.PHYSICIAN_NOW, new NeedWithCapabilities(Need.PHYSICIAN_CONTACT, Set.of()));
    var first = new Taken(id, scene.awaitAssignment(id, "OFFERED"));
    scene.client.accept(first.assignment(), id);
    report(first, "{\"status\": \"WITH_PATIENT\", \"mode\": \"PHONE\"}");
    report(first, "{\"status\": \"FAILED\", \"cause\": \"CALLED_ELSEWHERE\"}");
    var second = new Taken(id, scene.awaitAssignment(id, "OFFERED"));
    scene.client.accept(second.assignment(), id);
    promise(second);

    report(second, delayed(contactBy(second).plus(Duration.ofMinutes(1))));

    assertThat(scene.heard(id, "ContactEndangered").get("responder").stringValue())
        .isEqualTo(second.responder());
    complete(second);
  }

  private void wasSilentForTooLong(Taken taken) {
    scene
        .jdbc
        .sql("update assignment set silent_at = clock_timestamp() where id = ?::uuid")
        .param(taken.assignment().get("id").stringValue())
        .update();
    await().atMost(Scene.SOON).until(() -> assignment(taken).get("silenceAlarmedAt").isString());
  }

  /** The example was raised on a day that is over; this promises the patient an hour from now. */
  private Taken promised() {
    var taken = scene.accepted(scene.raised(example("pneumonia")));
    promise(taken);
    return taken;
  }

  private void promise(Taken taken) {
    scene
        .jdbc
        .sql(
            "update assessment_request set contact_by = clock_timestamp() + interval '1 hour' where id = ?::uuid")
        .param(taken.request())
        .update();
  }

  private Instant contactBy(Taken taken) {
    return Instant.parse(scene.client.show(taken.request()).get("contactBy").stringValue());
  }

  private Instant expectedAt(Taken taken) {
    return Instant.parse(assignment(taken).get("expectedAt").stringValue());
  }

  private Instant silentAt(Taken taken) {
    return scene
        .jdbc
        .sql("select silent_at from assignment where id = ?::uuid")
        .param(taken.assignment().get("id").stringValue())
        .query(OffsetDateTime.class)
        .single()
        .toInstant();
  }

  private JsonNode assignment(Taken taken) {
    return scene
        .client
        .show(taken.request())
        .get("assignments")
        .valueStream()
        .filter(one -> one.get("id").equals(taken.assignment().get("id")))
        .findFirst()
        .orElseThrow();
  }

  /** So that the team is free for the next test. */
  private void complete(Taken taken) {
    report(taken, "{\"status\": \"WITH_PATIENT\", \"mode\": \"VISIT\"}");
    report(taken, "{\"status\": \"COMPLETED\", \"outcome\": \"STAYED_HOME\"}");
  }

  private static String delayed(Instant eta) {
    return "{\"status\": \"DELAYED\", \"eta\": \"%s\"}".formatted(eta);
  }

  private String report(Taken taken, String body) {
    var answer = scene.client.report(taken.assignment(), taken.request(), body);
    return answer.status() == 204
        ? "204"
        : answer.status()
            + " "
            + answer.body().get("type").stringValue().replace("urn:rond:problem:", "");
  }
}
