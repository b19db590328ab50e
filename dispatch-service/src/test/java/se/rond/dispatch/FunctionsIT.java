package se.rond.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static se.rond.dispatch.Examples.example;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
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

/** What several physicians share who answer as one function. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@EmbeddedInfrastructure
class FunctionsIT {

  private static final String ONE = "PHYSICIAN";
  private static final String OTHER = "PHYSICIAN/2";
  private static final String PERSON = "SE2321000081-DEMOPHYSICIAN";

  private final Scene scene;

  @Autowired
  FunctionsIT(
      @LocalServerPort int port,
      @Value("${spring.kafka.bootstrap-servers}") String broker,
      JdbcClient jdbc,
      JsonMapper json) {
    scene = new Scene(port, broker, jdbc, json);
  }

  @AfterEach
  void leave() {
    scene.jdbc.sql("update responder set capacity = 8 where kind = 'PHYSICIAN'").update();
    scene.close();
  }

  @Test
  void whoAcceptsHasItAndAColleagueLearnsSo() {
    var id = raised(Level.PHYSICIAN_NOW);
    var offered = offered(id);

    assertThat(scene.client.acceptAs(ONE, offered, id).status()).isEqualTo(204);
    assertThat(scene.client.acceptAs(ONE, offered, id).status()).as("sent twice").isEqualTo(204);

    var late = scene.client.acceptAs(OTHER, offered, id);
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.body().get("type").stringValue()).isEqualTo("urn:rond:problem:ALREADY_CLAIMED");
    assertThat(late.body().get("claimedBy").stringValue()).isEqualTo(PERSON);
    assertThat(late.body().get("claimedByName").stringValue()).isEqualTo("Demoläkare");
    assertThat(late.body().get("by")).isEqualTo(offered.get("responder"));
    var claim = shown(id, offered).get("claimedBy");
    assertThat(claim.get("person").stringValue()).isEqualTo(PERSON);
    assertThat(claim.get("name").stringValue()).isEqualTo("Demoläkare");
    complete(id, offered);
  }

  @Test
  void nobodyElseSpeaksForAResponder() {
    var id = raised(Level.PHYSICIAN_NOW);
    var offered = offered(id);

    assertThat(problem(scene.client.acceptAs("MOBILE_TEAM", offered, id)))
        .isEqualTo("403 NOT_A_MEMBER");
    assertThat(problem(scene.client.acceptAs("MAS", offered, id)))
        .isEqualTo("403 NOT_FOR_THIS_ROLE");
    assertThat(shown(id, offered).get("state").stringValue()).isEqualTo("OFFERED");

    scene.client.acceptAs(ONE, offered, id);
    var status =
        "/assessment-requests/%s/assignments/%s/status"
            .formatted(id, offered.get("id").stringValue());
    var there = "{\"status\": \"WITH_PATIENT\", \"mode\": \"PHONE\"}";
    assertThat(problem(scene.client.putAs("MUNICIPAL_NURSE", status, there)))
        .isEqualTo("403 NOT_A_MEMBER");
    assertThat(scene.client.putAs("COORDINATOR", status, there).status()).isEqualTo(204);
    complete(id, offered);
  }

  /** The coordinator was told the yes on the telephone. */
  @Test
  void whatSomebodyElseAcceptedForTheFunctionWaitsInItsQueueUntilAMemberHasIt() {
    var id = raised(Level.PHYSICIAN_NOW);
    var offered = offered(id);
    assertThat(queueOf(offered)).anyMatch(entry -> isOf(entry, id, "OFFERED"));

    assertThat(scene.client.acceptAs("COORDINATOR", offered, id).status()).isEqualTo(204);

    assertThat(queueOf(offered)).anyMatch(entry -> isOf(entry, id, "ACCEPTED"));
    assertThat(shown(id, offered).get("claimedBy").isNull()).isTrue();
    assertThat(scene.client.claimAs(ONE, offered, id, "{}").status()).isEqualTo(204);
    assertThat(scene.client.claimAs(ONE, offered, id, "{}").status())
        .as("sent twice")
        .isEqualTo(204);
    assertThat(queueOf(offered)).noneMatch(entry -> isOf(entry, id, "ACCEPTED"));
    assertThat(
            scene
                .client
                .get("/responders/" + responder(offered) + "/assignments")
                .body()
                .valueStream())
        .filteredOn(work -> work.get("request").stringValue().equals(id))
        .allMatch(work -> work.get("claimedBy").stringValue().equals(PERSON));
    complete(id, offered);
  }

  @Test
  void aColleagueTakesOverAtTheChangeOfShiftAndOnlyFromWhoHasIt() {
    var id = raised(Level.PHYSICIAN_NOW);
    var offered = offered(id);
    scene.client.acceptAs(ONE, offered, id);

    assertThat(problem(scene.client.claimAs(OTHER, offered, id, "{}")))
        .isEqualTo("409 ALREADY_CLAIMED");
    assertThat(problem(scene.client.claimAs("MOBILE_TEAM", offered, id, "{}")))
        .isEqualTo("403 NOT_A_MEMBER");
    assertThat(problem(scene.client.claimAs(OTHER, offered, id, "{\"from\": \"Anna\"}")))
        .isEqualTo("400 INVALID_FIELDS");
    var takingOver = from(id, offered);
    assertThat(scene.client.claimAs(OTHER, offered, id, takingOver).status()).isEqualTo(204);
    assertThat(scene.client.claimAs(OTHER, offered, id, takingOver).status())
        .as("sent twice")
        .isEqualTo(204);

    assertThat(shown(id, offered).at("/claimedBy/person").stringValue()).isEqualTo(PERSON + "2");
    assertThat(scene.client.show(id).at("/responsible/id")).isEqualTo(offered.get("responder"));
    var told = scene.heard(id, "AssignmentClaimed");
    assertThat(told.get("by").stringValue()).isEqualTo(PERSON + "2");
    assertThat(told.get("from").stringValue()).isEqualTo(PERSON);
    assertThat(Scene.timeline(scene.client.show(id))).endsWith("OfferAccepted | AssignmentClaimed");
    assertThat(scene.client.claimAs(ONE, offered, id, from(id, offered)).status()).isEqualTo(204);
    assertThat(problem(scene.client.claimAs(OTHER, offered, id, takingOver)))
        .as("sent again after it went back")
        .isEqualTo("409 ALREADY_CLAIMED");
    complete(id, offered);
    assertThat(problem(scene.client.claimAs(OTHER, offered, id, from(id, offered))))
        .isEqualTo("409 ALREADY_COMPLETED");
  }

  @Test
  void nobodyClaimsWhatTheyMayNotSee() {
    var id = raised(Level.PHYSICIAN_NOW);
    var offered = offered(id);

    assertThat(problem(scene.client.claimAs(ONE, offered, id, "{}"))).isEqualTo("409 NOT_ACCEPTED");
    scene.moveToWhereNobodyHereServes(id);
    assertThat(problem(scene.client.claimAs("MOBILE_TEAM", offered, id, "{}")))
        .isEqualTo("404 NOT_FOUND");
    assertThat(problem(scene.client.acceptAs("MOBILE_TEAM", offered, id)))
        .isEqualTo("404 NOT_FOUND");
  }

  @RepeatedTest(10)
  void ofTwoWhoAcceptAtOnceOneHasIt() throws Exception {
    var id = raised(Level.PHYSICIAN_NOW);
    var offered = offered(id);

    var answers =
        atOnce(
            () -> scene.client.acceptAs(ONE, offered, id),
            () -> scene.client.acceptAs(OTHER, offered, id));

    assertOneHasIt(id, offered, answers);
  }

  @RepeatedTest(10)
  void ofTwoWhoClaimAtOnceOneHasIt() throws Exception {
    var id = raised(Level.PHYSICIAN_NOW);
    var offered = offered(id);
    scene.client.acceptAs("COORDINATOR", offered, id);

    var answers =
        atOnce(
            () -> scene.client.claimAs(ONE, offered, id, "{}"),
            () -> scene.client.claimAs(OTHER, offered, id, "{}"));

    assertOneHasIt(id, offered, answers);
    assertThat(Scene.timeline(scene.client.show(id)).split("AssignmentClaimed", -1)).hasSize(2);
  }

  @Test
  void theQueueStandsByUrgencyAndSaysWhy() {
    var today = raised(Level.PHYSICIAN_TODAY);
    var now = raised(Level.PHYSICIAN_NOW);
    var physicians = responder(offered(now));
    moveTo(physicians, today);

    var queue = scene.client.get("/responders/" + physicians + "/queue").body();

    var ours =
        queue
            .valueStream()
            .filter(entry -> List.of(today, now).contains(entry.get("request").stringValue()))
            .toList();
    assertThat(ours.stream().map(entry -> entry.get("request").stringValue()))
        .containsExactly(now, today);
    assertThat(queue.valueStream().map(entry -> entry.get("level").stringValue()).distinct())
        .isSubsetOf(Stream.of(Level.values()).map(Level::name).toList());
    var levels =
        queue.valueStream().map(entry -> Level.valueOf(entry.get("level").stringValue())).toList();
    assertThat(levels).isSorted();
    assertThat(queue.get(queue.size() - 1).get("beforeNext").isNull()).isTrue();
    for (var i = 0; i + 1 < queue.size(); i++) {
      var reason = queue.get(i).at("/beforeNext/code").stringValue();
      assertThat(reason.equals("HIGHER_LEVEL"))
          .isEqualTo(levels.get(i).ordinal() < levels.get(i + 1).ordinal());
      assertThat(queue.get(i).at("/beforeNext/swedish").stringValue()).isNotBlank();
    }
  }

  @Test
  void whoDoesAsMuchAsItCanIsSparedAndMaySayYesAllTheSame() {
    scene.jdbc.sql("update responder set capacity = null where kind = 'PHYSICIAN'").update();
    var id = raised(Level.PHYSICIAN_NOW);
    var first = offered(id);
    scene.client.acceptAs(ONE, first, id);
    hasRoomFor(responder(first), 1);

    var next = raised(Level.PHYSICIAN_NOW);
    var second = offered(next);

    assertThat(responder(second)).isNotEqualTo(responder(first));
    assertThat(scene.client.show(next).at("/needs/0/matching/exclusions").valueStream())
        .anyMatch(
            excluded ->
                excluded.get("why").stringValue().equals("AtCapacity")
                    && excluded.get("responder").equals(first.get("responder"))
                    && excluded.at("/capacity/most").intValue() == 1);

    hasRoomFor(responder(second), 1);
    scene.client.decline(second, next, "BUSY");
    var third = offered(next);
    assertThat(responder(third)).as("nobody else can be asked").isEqualTo(responder(first));
    assertThat(scene.client.acceptAs(ONE, third, next).status()).isEqualTo(204);
    complete(id, first);
    complete(next, third);
  }

  private void assertOneHasIt(String id, JsonNode offered, List<DispatchClient.Answer> answers) {
    assertThat(answers.stream().map(FunctionsIT::problem))
        .containsExactlyInAnyOrder("204 ", "409 ALREADY_CLAIMED");
    var winner = answers.getFirst().status() == 204 ? PERSON : PERSON + "2";
    assertThat(shown(id, offered).at("/claimedBy/person").stringValue()).isEqualTo(winner);
    assertThat(
            answers.stream()
                .filter(answer -> answer.status() == 409)
                .map(answer -> answer.body().get("claimedBy").stringValue()))
        .containsExactly(winner);
    complete(id, offered);
  }

  private static List<DispatchClient.Answer> atOnce(Call one, Call other) throws Exception {
    var start = new CyclicBarrier(2);
    try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      var first = callers.submit(() -> after(start, one));
      var second = callers.submit(() -> after(start, other));
      return List.of(first.get(), second.get());
    }
  }

  private static DispatchClient.Answer after(CyclicBarrier start, Call call) throws Exception {
    start.await();
    return call.send();
  }

  private interface Call {
    DispatchClient.Answer send();
  }

  private String raised(Level level) {
    var id = scene.raised(example("pneumonia").put("nurseLevel", "ADVICE"));
    scene.triaged(id, level, new NeedWithCapabilities(Need.PHYSICIAN_CONTACT, Set.of()));
    scene.awaitAssignment(id, "OFFERED");
    return id;
  }

  private JsonNode offered(String id) {
    return scene
        .client
        .show(id)
        .get("assignments")
        .valueStream()
        .filter(one -> one.get("need").stringValue().equals("PHYSICIAN_CONTACT"))
        .filter(one -> one.get("state").stringValue().equals("OFFERED"))
        .findFirst()
        .orElseThrow();
  }

  private JsonNode shown(String id, JsonNode assignment) {
    return scene
        .client
        .show(id)
        .get("assignments")
        .valueStream()
        .filter(one -> one.get("id").equals(assignment.get("id")))
        .findFirst()
        .orElseThrow();
  }

  private void complete(String id, JsonNode assignment) {
    scene.complete(new Scene.Taken(id, assignment));
  }

  private List<JsonNode> queueOf(JsonNode offered) {
    return scene
        .client
        .get("/responders/" + responder(offered) + "/queue")
        .body()
        .valueStream()
        .toList();
  }

  private static boolean isOf(JsonNode entry, String request, String state) {
    return entry.get("request").stringValue().equals(request)
        && entry.get("state").stringValue().equals(state);
  }

  /** Where two physicians are on call, it may have gone to the other. */
  private void moveTo(String responder, String request) {
    scene
        .jdbc
        .sql("update assignment set responder = ? where request = ?::uuid and state = 'OFFERED'")
        .params(responder, request)
        .update();
  }

  private void hasRoomFor(String responder, int most) {
    scene
        .jdbc
        .sql("update responder set capacity = ? where id = ?")
        .params(most, responder)
        .update();
  }

  private String from(String id, JsonNode assignment) {
    var claim = shown(id, assignment).get("claimedBy");
    return "{\"from\": \"%s\", \"since\": \"%s\"}"
        .formatted(claim.get("person").stringValue(), claim.get("since").stringValue());
  }

  private static String responder(JsonNode assignment) {
    return assignment.get("responder").stringValue();
  }

  private static String problem(DispatchClient.Answer answer) {
    return answer.status()
        + " "
        + (answer.body().has("type")
            ? answer.body().get("type").stringValue().replace("urn:rond:problem:", "")
            : "");
  }
}
