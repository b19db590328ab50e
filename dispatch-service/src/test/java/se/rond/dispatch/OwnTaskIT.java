package se.rond.dispatch;

import static java.time.temporal.ChronoUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static se.rond.dispatch.Examples.example;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
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

/** The nurse who raised a request does herself what a nurse is to do. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@EmbeddedInfrastructure
class OwnTaskIT {

  private static final NeedWithCapabilities NURSE =
      new NeedWithCapabilities(Need.NURSE_VISIT, Set.of());
  private static final String DONE =
      "{\"outcome\": \"STAYED_HOME\", \"journalReference\": \"J-1\"}";

  private final Scene scene;

  @Autowired
  OwnTaskIT(
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
  void sheKeepsItAndIsResponsibleUntilItIsDone() {
    var id = offered();
    var offer = scene.awaitAssignment(id, "OFFERED");
    var wish = wish("");

    var kept = put(id, "", wish);
    var again = put(id, "", wish);

    assertThat(kept.status()).isEqualTo(200);
    assertThat(again.body()).as("sent twice").isEqualTo(kept.body());
    var shown = scene.client.show(id);
    assertThat(kept.body().get("dueAt")).isEqualTo(shown.get("contactBy"));
    assertThat(shown.get("state").stringValue()).isEqualTo("ASSIGNED");
    assertThat(shown.get("grantedLevel").stringValue()).isEqualTo("NURSE");
    assertThat(shown.at("/responsible/party").stringValue()).isEqualTo("KEEPING_NURSE");
    assertThat(shown.at("/responsible/callback").stringValue()).isEqualTo("+4635137000");
    assertThat(shown.at("/responsible/since")).isEqualTo(shown.at("/ownTask/keptAt"));
    assertThat(shown.at("/ownTask/state").stringValue()).isEqualTo("KEPT");
    assertThat(shown.at("/ownTask/name").stringValue()).isEqualTo("Demosköterska");
    assertThat(problem(scene.client.accept(offer, id))).isEqualTo("409 WITHDRAWN");
    assertThat(scene.heard(id, "OwnTaskKept").get("dueAt")).isEqualTo(shown.get("contactBy"));

    assertThat(put(id, done(wish), DONE).status()).isEqualTo(200);
    assertThat(put(id, done(wish), DONE).status()).as("sent twice").isEqualTo(200);

    var closed = scene.client.show(id);
    assertThat(closed.get("state").stringValue()).isEqualTo("CLOSED");
    assertThat(closed.at("/ownTask/outcome").stringValue()).isEqualTo("STAYED_HOME");
    assertThat(Scene.timeline(closed))
        .endsWith(
            "ResponderOffered | OfferWithdrawn | OwnTaskKept | OwnTaskCompleted | RequestClosed");
    assertThat(scene.heard(id, "OwnTaskCompleted").propertyNames()).doesNotContain("outcome");
    assertThat(problem(put(id, back(wish), "{\"reason\": \"NO_TIME\"}")))
        .isEqualTo("409 ALREADY_DONE");
    assertThat(put(id, "", wish).body().get("state").stringValue())
        .as("what stands when it is sent again")
        .isEqualTo("DONE");
  }

  @Test
  void sheGivesItBackAndTheFunctionIsAsked() {
    var id = offered();
    var wish = wish("");
    put(id, "", wish);

    assertThat(put(id, back(wish), "{\"reason\": \"NO_TIME\"}").status()).isEqualTo(200);
    assertThat(put(id, back(wish), "{\"reason\": \"NO_TIME\"}").status())
        .as("sent twice")
        .isEqualTo(200);

    var offer = scene.awaitAssignment(id, "OFFERED");
    var shown = scene.client.show(id);
    assertThat(Instant.parse(shown.at("/needs/0/acceptBy").stringValue()))
        .as("the ladder begins at its foot")
        .isAfter(Instant.parse(shown.at("/ownTask/endedAt").stringValue()));
    assertThat(shown.get("state").stringValue()).isEqualTo("WAITING");
    assertThat(shown.at("/responsible/since").isNull()).isTrue();
    assertThat(shown.at("/ownTask/reason").stringValue()).isEqualTo("NO_TIME");
    scene.heard(id, "OwnTaskGivenBack");
    assertThat(problem(put(id, done(wish), DONE))).isEqualTo("409 ALREADY_GIVEN_BACK");
    scene.client.accept(offer, id);
    assertThat(problem(put(id, "", wish("")))).isEqualTo("409 ALREADY_TAKEN");
    assertThat(put(id, "", wish("")).body().get("by")).isEqualTo(offer.get("responder"));
  }

  @Test
  void whatIsNotDoneInTimeGoesBackByItselfAndTheContactFunctionIsAlarmed() {
    var id = offered();
    put(id, "", wish(""));

    timeIsOver(id);

    assertThat(
            scene
                .heard(id, "OwnTaskNotDone")
                .get("coordinators")
                .valueStream()
                .map(JsonNode::stringValue))
        .containsExactly("KF-13");
    scene.awaitAssignment(id, "OFFERED");
    var shown = scene.client.show(id);
    assertThat(shown.at("/ownTask/reason").stringValue()).isEqualTo("DEADLINE_PASSED");
    assertThat(Scene.timeline(shown))
        .endsWith("OwnTaskGivenBack | OwnTaskNotDone | ResponderOffered");
  }

  /** Her telephone was without coverage in the cellar where the patient lives. */
  @Test
  void whatWasDoneInTimeAndIsToldLateIsDoneAsLongAsNobodyElseHasIt() {
    var id = offered();
    var wish = wish("");
    put(id, "", wish);
    timeIsOver(id);
    scene.awaitAssignment(id, "OFFERED");

    assertThat(put(id, done(wish), DONE).body().get("state").stringValue()).isEqualTo("DONE");

    var shown = scene.client.show(id);
    assertThat(shown.get("state").stringValue()).isEqualTo("CLOSED");
    assertThat(shown.at("/ownTask/reason").isNull()).isTrue();
    assertThat(Scene.timeline(shown)).endsWith("OfferWithdrawn | OwnTaskCompleted | RequestClosed");

    var taken = offered();
    var hers = wish("");
    put(taken, "", hers);
    timeIsOver(taken);
    scene.client.accept(scene.awaitAssignment(taken, "OFFERED"), taken);
    assertThat(problem(put(taken, done(hers), DONE))).isEqualTo("409 ALREADY_GIVEN_BACK");
    assertThat(scene.state(taken)).isEqualTo("ASSIGNED");
  }

  /** NEWS2 3 promises a nurse within 6 h. */
  @Test
  void whatIsPromisedForSoonerIsToBeDoneSooner() {
    var id = offered();
    var before = put(id, "", wish("")).body().get("dueAt").stringValue();
    scene.client.observe(
        id, "{\"id\": \"%s\", \"vitals\": {\"pulse\": 112}}".formatted(UUID.randomUUID()));
    scene.triaged(id, 2, Level.NURSE, 3, NURSE);

    await()
        .atMost(Scene.SOON)
        .until(() -> !scene.client.show(id).get("contactBy").stringValue().equals(before));

    var shown = scene.client.show(id);
    assertThat(shown.at("/ownTask/state").stringValue()).isEqualTo("KEPT");
    assertThat(shown.at("/ownTask/dueAt")).isEqualTo(shown.get("contactBy"));
    assertThat(Instant.parse(shown.at("/ownTask/dueAt").stringValue()))
        .isBefore(Instant.parse(before));
    await()
        .atMost(Scene.SOON)
        .until(() -> scene.heard(id, "OwnTaskKept").get("dueAt").equals(shown.get("contactBy")));
  }

  @Test
  void whatIsSentLateReachesTheTaskThatItNames() {
    var id = offered();
    var first = wish("");
    put(id, "", first);
    assertThat(put(id, back(first), "{\"reason\": \"NO_TIME\"}").status()).isEqualTo(200);
    var second = wish("");
    assertThat(put(id, "", second).status()).isEqualTo(200);

    assertThat(problem(put(id, back(first), "{\"reason\": \"OTHER\"}")))
        .isEqualTo("409 ALREADY_GIVEN_BACK");
    assertThat(problem(put(id, done(first), DONE))).isEqualTo("409 ALREADY_GIVEN_BACK");
    assertThat(put(id, "", first).body().get("state").stringValue()).isEqualTo("GIVEN_BACK");
    assertThat(problem(put(id, back(wish("")), "{\"reason\": \"OTHER\"}")))
        .isEqualTo("404 NOT_FOUND");

    var shown = scene.client.show(id);
    assertThat(shown.at("/ownTask/state").stringValue()).isEqualTo("KEPT");
    assertThat(shown.at("/ownTask/id").stringValue()).isEqualTo(idOf(second));
  }

  /** The night nurse raises again what the day nurse has raised, and keeps it. */
  @Test
  void whoKeepsByAJoinedRequestIsReachedByTheNumberOfThat() {
    var first = raisedNow();
    var day = offered(first);
    var again = raisedNow();
    again.set("patient", first.get("patient"));
    ((ObjectNode) again.get("requester"))
        .put("hsaId", "SE2120001215-N099")
        .put("callback", "+4635137099");
    var night = scene.raised(again);
    assertThat(scene.client.show(night).get("id").stringValue()).as("joined").isEqualTo(day);

    assertThat(put(night, "", wish("")).status()).isEqualTo(200);

    var responsible = scene.client.show(day).get("responsible");
    assertThat(responsible.get("party").stringValue()).isEqualTo("KEEPING_NURSE");
    assertThat(responsible.get("id").stringValue()).isEqualTo("SE2120001215-N099");
    assertThat(responsible.get("callback").stringValue()).isEqualTo("+4635137099");
    assertThat(responsible.get("name").stringValue()).isEqualTo("Demosköterska");
    var ball = scene.client.show(day).get("ball");
    assertThat(ball.at("/holder/party").stringValue()).isEqualTo("KEEPING_NURSE");
    assertThat(ball.at("/holder/telephone").stringValue()).isEqualTo("+4635137099");
    assertThat(ball.at("/awaited/what").stringValue()).isEqualTo("OWN_TASK");
    var told = scene.heard(day, "OwnTaskKept");
    assertThat(told.get("keeper").stringValue()).isEqualTo("SE2120001215-N099");
    assertThat(told.get("requester").stringValue()).isEqualTo("SE2120001215-N014");
  }

  /** The function said no, and a physician was asked in its place: not any more. */
  @Test
  void whatStoodInForItIsGivenUpWhenSheKeepsIt() {
    var id = offered();
    scene.client.decline(scene.awaitAssignment(id, "OFFERED"), id, "BUSY");
    var instead = scene.awaitAssignment(id, "OFFERED");
    assertThat(instead.get("need").stringValue()).isNotEqualTo("NURSE_VISIT");

    assertThat(put(id, "", wish("")).status()).isEqualTo(200);

    assertThat(
            scene.assignmentFor(id, instead.get("need").stringValue()).get("state").stringValue())
        .isEqualTo("WITHDRAWN");
    assertThat(scene.state(id)).isEqualTo("ASSIGNED");
  }

  /**
   * What nobody has accepted by then would be told to the contact function, and ends its ladder.
   */
  @Test
  void noLadderIsClimbedForWhatANurseKeeps() {
    var id = offered();
    var wish = wish(", \"callback\": \"+4670000000\"");
    put(id, "", wish);
    scene
        .jdbc
        .sql("update climb set accept_by = clock_timestamp() where request = ?::uuid")
        .param(id)
        .update();
    await().atMost(Scene.SOON).until(() -> scene.client.show(id).at("/needs/0/acceptBy").isNull());

    var shown = scene.client.show(id);
    assertThat(shown.get("reserveRoutines")).isEmpty();
    assertThat(Scene.timeline(shown)).endsWith("OwnTaskKept");
    assertThat(shown.at("/responsible/callback").stringValue()).isEqualTo("+4670000000");
  }

  /** She had no chance to do it in time that never passed. */
  @Test
  void nothingGoesBackWhileTheClockHasJustBeenSet() {
    var id = offered();
    put(id, "", wish(""));
    var other = scene.raised(raisedNow());
    scene.triaged(
        other, Level.PHYSICIAN_NOW, new NeedWithCapabilities(Need.PHYSICIAN_CONTACT, Set.of()));
    scene.awaitAssignment(other, "OFFERED");
    scene
        .jdbc
        .sql(
            """
            insert into clock_jump (seen_at, jump_ms, held_until)
            values (clock_timestamp(), 3600000, clock_timestamp() + interval '9 minutes')
            """)
        .update();
    try {
      timeIsOver(id);
      // What is told does not wait, so each of these was swept for, and the second after the first.
      for (var sweeps = 1; sweeps <= 2; sweeps++) {
        var told = sweeps;
        scene
            .jdbc
            .sql(
                """
                update remeasure set remeasure_by = clock_timestamp(), told_at = null where request = ?::uuid
                """)
            .param(other)
            .update();
        await()
            .atMost(Scene.SOON)
            .until(
                () ->
                    Scene.timeline(scene.client.show(other)).split("RemeasureDue", -1).length
                        == told + 1);
      }
      assertThat(scene.client.show(id).at("/ownTask/state").stringValue()).isEqualTo("KEPT");
    } finally {
      scene.jdbc.sql("delete from clock_jump").update();
    }
    scene.heard(id, "OwnTaskNotDone");
  }

  @Test
  void whatIsMoreThanANursesIsNotKeptAndGoesBackWhenItBecomesSo() {
    var high = scene.raised(raisedNow());
    scene.triaged(high, Level.MOBILE_TEAM_TODAY, Scene.teamVisit(), NURSE);
    scene.awaitAssignment(high, "OFFERED");
    var refused = put(high, "", wish(""));
    assertThat(problem(refused)).isEqualTo("409 LEVEL_TOO_HIGH");
    assertThat(refused.body().get("level").stringValue()).isEqualTo("MOBILE_TEAM_TODAY");

    var id = offered();
    put(id, "", wish(""));
    scene.client.observe(
        id, "{\"id\": \"%s\", \"vitals\": {\"pulse\": 112}}".formatted(UUID.randomUUID()));
    scene.triaged(
        id, 2, Level.PHYSICIAN_NOW, new NeedWithCapabilities(Need.PHYSICIAN_CONTACT, Set.of()));

    scene.heard(id, "OwnTaskGivenBack");
    await()
        .atMost(Scene.SOON)
        .untilAsserted(
            () ->
                assertThat(
                        scene
                            .client
                            .show(id)
                            .get("assignments")
                            .valueStream()
                            .filter(one -> one.get("state").stringValue().equals("OFFERED"))
                            .map(one -> one.get("need").stringValue()))
                    .containsExactlyInAnyOrder("PHYSICIAN_CONTACT", "NURSE_VISIT"));
    assertThat(scene.client.show(id).at("/ownTask/reason").stringValue()).isEqualTo("LEVEL_RAISED");
  }

  @Test
  void whatMeans112OrIsCancelledIsNobodysTask() {
    var emergency = offered();
    put(emergency, "", wish(""));
    scene.client.observe(
        emergency, "{\"id\": \"%s\", \"redFlags\": [\"RF-D2\"]}".formatted(UUID.randomUUID()));
    assertThat(scene.client.show(emergency).at("/ownTask/reason").stringValue())
        .isEqualTo("LEVEL_RAISED");
    assertThat(scene.state(emergency)).isEqualTo("EMERGENCY_DIRECTED");

    var cancelled = offered();
    put(cancelled, "", wish(""));
    assertThat(scene.client.cancel(cancelled, "NO_LONGER_NEEDED").status()).isEqualTo(200);
    assertThat(scene.client.show(cancelled).at("/ownTask/reason").stringValue())
        .isEqualTo("CANCELLED");
  }

  @Test
  void aColleagueOfHerChoiceIsAsked() {
    var id = offered();
    var first = scene.awaitAssignment(id, "OFFERED");
    scene.client.decline(first, id, "BUSY");
    var colleague = first.get("responder").stringValue();

    assertThat(problem(put(id, "", asking("NF-1080"))))
        .as("of another county")
        .isEqualTo("409 RECEIVER_UNSUITABLE");
    var asking = asking(colleague);
    var asked = put(id, "", asking);

    assertThat(asked.status()).isEqualTo(200);
    assertThat(asked.body().get("asked").stringValue()).isEqualTo(colleague);
    assertThat(put(id, "", asking).body()).as("sent twice").isEqualTo(asked.body());
    assertThat(visits(id)).containsExactly("OFFERED", "DECLINED");

    scene.client.decline(scene.assignmentFor(id, "NURSE_VISIT"), id, "BUSY");
    assertThat(put(id, "", asking).status()).as("sent once more after the answer").isEqualTo(200);
    assertThat(visits(id)).as("asks nobody again").containsExactly("DECLINED", "DECLINED");
    assertThat(problem(put(id, "", asking.replace("askColleague", "by"))))
        .isEqualTo("400 INVALID_FIELDS");
  }

  private Stream<String> visits(String id) {
    return scene
        .client
        .show(id)
        .get("assignments")
        .valueStream()
        .filter(one -> one.get("need").stringValue().equals("NURSE_VISIT"))
        .map(one -> one.get("state").stringValue());
  }

  private static String asking(String colleague) {
    return "{\"id\": \"%s\", \"askColleague\": \"%s\"}".formatted(UUID.randomUUID(), colleague);
  }

  @Test
  void everyFieldThatCannotBeUsedIsNamed() {
    var id = offered();

    assertThat(fields(put(id, "", "{\"by\": \"soon\"}"))).containsExactlyInAnyOrder("id", "by");
    var tooLate = Instant.now().plus(Duration.ofHours(25)).truncatedTo(SECONDS);
    assertThat(fields(put(id, "", wish(", \"by\": \"%s\"".formatted(tooLate)))))
        .containsExactly("by");
    var past = Instant.now().minusSeconds(60).truncatedTo(SECONDS);
    assertThat(fields(put(id, "", wish(", \"by\": \"%s\"".formatted(past))))).containsExactly("by");
    var none = wish("");
    assertThat(fields(put(id, done(none), "{\"outcome\": \"NOBODY_THERE\"}")))
        .containsExactlyInAnyOrder("outcome", "journalReference");
    assertThat(fields(put(id, back(none), "{\"reason\": \"DEADLINE_PASSED\"}")))
        .containsExactly("reason");
    assertThat(
            problem(
                scene.client.putAs(
                    "PHYSICIAN", "/assessment-requests/%s/own-task".formatted(id), wish(""))))
        .isEqualTo("403 NOT_FOR_THIS_ROLE");
    var elsewhere = offered();
    scene.client.decline(scene.awaitAssignment(elsewhere, "OFFERED"), elsewhere, "BUSY");
    scene.moveToWhereNobodyHereServes(elsewhere);
    assertThat(problem(put(elsewhere, "", wish("")))).isEqualTo("404 NOT_FOUND");
    var wish = wish("");
    put(id, "", wish);
    assertThat(problem(put(id, "", wish.replace("}", ", \"by\": \"2026-01-01T00:00:00Z\"}"))))
        .isEqualTo("409 OTHER_BODY_UNDER_THIS_ID");
  }

  /** The function accepts while the nurse keeps: one of the two has it. */
  @RepeatedTest(10)
  void aYesAndAKeepingAtOnceLeaveOneOfTheTwo() {
    var id = offered();
    var offer = scene.awaitAssignment(id, "OFFERED");

    var yes = CompletableFuture.supplyAsync(() -> scene.client.accept(offer, id).status());
    var keeping = put(id, "", wish("")).status();

    assertThat(List.of(yes.join(), keeping)).isIn(List.of(204, 409), List.of(409, 200));
    var shown = scene.client.show(id);
    assertThat(shown.at("/responsible/party").stringValue())
        .isEqualTo(keeping == 200 ? "KEEPING_NURSE" : "RESPONDER");
    assertThat(shown.get("ownTask").isNull()).isEqualTo(keeping == 409);
  }

  private void timeIsOver(String id) {
    scene
        .jdbc
        .sql("update own_task set due_at = clock_timestamp() where request = ?::uuid")
        .param(id)
        .update();
  }

  private static String done(String wish) {
    return "/%s/completion".formatted(idOf(wish));
  }

  private static String back(String wish) {
    return "/%s/return".formatted(idOf(wish));
  }

  private static String idOf(String wish) {
    return wish.split("\"")[3];
  }

  private String offered() {
    return offered(raisedNow());
  }

  private String offered(ObjectNode body) {
    var id = scene.raised(body);
    scene.triaged(id, Level.NURSE, NURSE);
    scene.awaitAssignment(id, "OFFERED");
    return id;
  }

  private static ObjectNode raisedNow() {
    var now = Instant.now().truncatedTo(SECONDS).toString();
    return example("catheter")
        .put("contactCause", "WOUND_PU")
        .put("nurseLevel", "ADVICE")
        .put("raisedAt", now)
        .put("deviceClock", now);
  }

  private static String wish(String more) {
    return "{\"id\": \"%s\"%s}".formatted(UUID.randomUUID(), more);
  }

  private DispatchClient.Answer put(String id, String path, String body) {
    return scene.client.putAs(
        "MUNICIPAL_NURSE", "/assessment-requests/%s/own-task%s".formatted(id, path), body);
  }

  private static List<String> fields(DispatchClient.Answer answer) {
    assertThat(answer.status()).isEqualTo(400);
    return answer.body().get("errors").findValuesAsString("field");
  }

  private static String problem(DispatchClient.Answer answer) {
    return answer.status()
        + " "
        + (answer.body().has("type")
            ? answer.body().get("type").stringValue().replace("urn:rond:problem:", "")
            : "");
  }
}
