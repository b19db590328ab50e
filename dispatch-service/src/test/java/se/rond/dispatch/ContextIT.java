package se.rond.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;
import static se.rond.dispatch.Examples.about;
import static se.rond.dispatch.Examples.example;
import static se.rond.dispatch.Examples.somebody;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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
import se.rond.contracts.care.TriageContext;
import se.rond.testsupport.EmbeddedInfrastructure;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Triage is told what dispatch knows of the patient from before. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@EmbeddedInfrastructure
class ContextIT {

  private final Scene scene;
  private final String patient = somebody();

  @Autowired
  ContextIT(
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
  void ofWhoWasNeverAskedAboutNothingIsKnown() {
    var id = scene.raised(pneumonia(patient));

    assertThat(context(id, 1).toString()).isEqualTo("{\"spo2Scale\":1}");
  }

  @Test
  void whoIsRaisedAgainHadAContactAndAScoreBefore() {
    var first = raisedAgo(patient, 20);
    scored(first, 3);
    over(first);

    var id = scene.raised(pneumonia(patient));

    var context = context(id, 1);
    assertThat(at(context, "/lastContact/at")).isEqualTo(raisedAt(first));
    assertThat(context.at("/lastContact/cause").stringValue()).isEqualTo("PNEUMONIA");
    assertThat(context.get("lastContact").hasNonNull("plannedRecheck")).isFalse();
    assertThat(context.at("/previousNews2/total").intValue()).isEqualTo(3);
    assertThat(at(context, "/previousNews2/measuredAt")).isEqualTo(raisedAt(first));
    assertThat(context.at("/previousNews2/spo2Scale").intValue()).isEqualTo(1);
    assertThat(context(first, 1).has("lastContact")).isFalse();
  }

  @Test
  void aVisitAfterTheRequestIsTheLastContact() {
    var taken = scene.accepted(scene.raised(pneumonia(patient)));
    scene.complete(taken);
    var visited =
        Instant.parse(
            scene.assignmentFor(taken.request(), "TEAM_VISIT").get("withPatientAt").stringValue());

    var id = scene.raised(pneumonia(patient));

    assertThat(at(context(id, 1), "/lastContact/at")).isEqualTo(visited);
  }

  @Test
  void aScoreThatWasNotCompleteIsNoScoreBefore() {
    var first = raisedAgo(patient, 20);
    scene.triaged(first, Level.MOBILE_TEAM_2H, Scene.teamVisit());
    awaitDecision(first);
    over(first);

    assertThat(context(scene.raised(pneumonia(patient)), 1).has("previousNews2")).isFalse();
  }

  @Test
  void anEarlierRevisionIsBeforeTheNextOne() {
    var body = pneumonia(patient);
    body.putObject("pointOfCare").put("hb", 118);
    var id = scene.raised(body);

    observe(id, "\"vitals\": {\"pulse\": 131}, \"pointOfCare\": {\"hb\": 95}");

    var context = context(id, 2);
    assertThat(context.at("/previousNews2/total").intValue()).isEqualTo(4);
    assertThat(context.at("/earlierResults/hb/value").intValue()).isEqualTo(118);
    assertThat(context.has("lastContact")).isFalse();
    assertThat(context(id, 1).toString()).isEqualTo("{\"spo2Scale\":1}");
  }

  @Test
  void theNewestSampleFromBeforeIsTold() {
    var first = raisedAgo(patient, 40);
    observe(first, "\"pointOfCare\": {\"hb\": 121, \"creatinine\": 74}");
    over(first);

    var results = context(scene.raised(pneumonia(patient)), 1).get("earlierResults");

    assertThat(results.at("/hb/value").intValue()).isEqualTo(121);
    assertThat(results.at("/creatinine/value").intValue()).isEqualTo(74);
    assertThat(results.at("/hb/takenAt").isNull()).isFalse();
  }

  @Test
  void aRequestAroundAPlannedLookIsThatLook() {
    var first = scene.accepted(scene.raised(pneumonia(patient)));
    assessed(first.request());
    scene.complete(first);
    isTimeToLook(first.request());

    var id = scene.raised(pneumonia(patient));

    assertThat(context(id, 1).at("/lastContact/plannedRecheck").booleanValue()).isTrue();
  }

  @Test
  void nobodyIsToLookAgainAtWhoIsCaredForElsewhere() {
    var first = raisedAgo(patient, 6);
    assessed(first);
    isTimeToLook(first);
    over(first, "CARED_FOR_ELSEWHERE");

    var contact = context(scene.raised(pneumonia(patient)), 1).get("lastContact");

    assertThat(contact.hasNonNull("at")).isTrue();
    assertThat(contact.hasNonNull("plannedRecheck")).isFalse();
  }

  @Test
  void aRequestLongBeforeAPlannedLookIsNotThatLook() {
    var first = raisedAgo(patient, 6);
    assessed(first);
    over(first);

    var contact = context(scene.raised(pneumonia(patient)), 1).get("lastContact");

    assertThat(contact.hasNonNull("plannedRecheck")).isFalse();
    assertThat(contact.hasNonNull("at")).isTrue();
  }

  @Test
  void whatIsJoinedIsNoContactOfTheOther() {
    var open = scene.raised(pneumonia(patient));
    raisedAgo(patient, 2);

    assertThat(context(open, 2).has("lastContact")).isFalse();
  }

  @Test
  void whatIsJoinedIsAContactOfTheNextRequest() {
    var first = raisedAgo(patient, 40);
    var joinedAt = Instant.now().minus(Duration.ofHours(10));
    scene.raised(pneumonia(patient, joinedAt));
    over(first);

    var contact = context(scene.raised(pneumonia(patient)), 1).get("lastContact");

    assertThat(Instant.parse(contact.get("at").stringValue()))
        .isCloseTo(joinedAt, within(1, ChronoUnit.MINUTES));
  }

  @Test
  void whatWasJoinedAndPartedIsNoContactOfTheOther() {
    var open = raisedAgo(patient, 2);
    var second = pneumonia(patient);
    ((ObjectNode) second.get("requester")).put("hsaId", "SE2120000829-N002");
    var joined = scene.raised(second);
    over(open);

    assertThat(Scene.timeline(scene.client.show(joined))).contains("RequestParted");
    assertThat(context(joined, revision(joined)).has("lastContact")).isFalse();
  }

  @Test
  void whatWasRaisedInErrorIsNoContactAndWhatIsCancelledOtherwiseIs() {
    over(raisedAgo(patient, 20), "RAISED_IN_ERROR");
    var second = scene.raised(pneumonia(patient));
    assertThat(context(second, 1).has("lastContact")).isFalse();
    over(second, "CARED_FOR_ELSEWHERE");

    var third = scene.raised(pneumonia(patient));

    assertThat(at(context(third, 1), "/lastContact/at")).isEqualTo(raisedAt(second));
  }

  @Test
  void whatHappenedInAnotherRegionIsNotTold() {
    over(raisedAgo(patient, 20));

    var elsewhere = scene.raised(about(example("catheter"), patient));

    assertThat(elsewhere).isNotNull();
    assertThat(context(elsewhere, 1).toString()).isEqualTo("{\"spo2Scale\":1}");
  }

  @Test
  void whatIsLongPastIsNotTold() {
    over(raisedAgo(patient, 24 * 8));

    assertThat(context(scene.raised(pneumonia(patient)), 1).has("lastContact")).isFalse();
  }

  @Test
  void aCorrectedRequestIsJudgedByWhatIsKnownOfTheRightPatient() {
    var right = somebody();
    var ofTheWrong = raisedAgo(patient, 20);
    over(ofTheWrong);
    var ofTheRight = raisedAgo(right, 30);
    over(ofTheRight);
    var id = scene.raised(pneumonia(patient));
    assertThat(at(context(id, 1), "/lastContact/at")).isEqualTo(raisedAt(ofTheWrong));

    correct(id, right);

    assertThat(at(context(id, 2), "/lastContact/at")).isEqualTo(raisedAt(ofTheRight));
  }

  @Test
  void whatIsOpenIsJudgedAnewWhenARequestTurnsOutToBeAboutThatPatientOrAboutAnother() {
    var right = somebody();
    var earlier = raisedAgo(patient, 20);
    over(earlier);
    var ofTheWrong = scene.raised(pneumonia(patient));
    var ofTheRight = scene.raised(pneumonia(right));

    correct(earlier, right);

    assertThat(at(context(ofTheRight, 2), "/lastContact/at")).isEqualTo(raisedAt(earlier));
    assertThat(context(ofTheWrong, 2).has("lastContact")).isFalse();
    assertThat(Scene.timeline(scene.client.show(ofTheRight))).contains("ContextUpdated");
  }

  @Test
  void whatIsOpenIsNotJudgedAnewWhenNothingElseIsKnownOfThePatient() {
    var right = somebody();
    var ofTheRight = raisedAgo(right, 2);
    var later = scene.raised(pneumonia(patient));

    correct(later, right);

    assertThat(context(later, 2).has("lastContact")).isTrue();
    assertThat(revision(ofTheRight)).isEqualTo(1);
  }

  @Test
  void whoIsJoinedToACorrectedRequestIsJudgedWithoutIt() {
    var open = raisedAgo(patient, 2);
    var joined = scene.raised(pneumonia(patient));

    correct(open, somebody());
    assertThat(context(joined, revision(joined)).has("lastContact")).isFalse();

    correct(open, patient);
    observe(joined, "\"vitals\": {\"pulse\": 91}");
    assertThat(context(joined, revision(joined)).has("lastContact"))
        .as("the two were one story")
        .isFalse();
  }

  @Test
  void whatTriageWentByIsShownWithItsDecision() {
    over(raisedAgo(patient, 20));
    var id = scene.raised(pneumonia(patient));
    var asked = scene.json.treeToValue(context(id, 1), TriageContext.class);
    var decided =
        (ObjectNode)
            scene.json.valueToTree(Scene.decision(id, Level.PHYSICIAN_NOW, Scene.teamVisit()));
    var used = asked.usedFor(raisedAt(id));
    ((ObjectNode) decided.get("decision")).putPOJO("contextUsed", used);

    scene.send(decided.put("type", "RequestTriaged"), id);

    awaitDecision(id);
    var shown = scene.client.show(id).at("/decision/contextUsed");
    assertThat(at(shown, "/lastContact/at")).isEqualTo(at(context(id, 1), "/lastContact/at"));
    assertThat(shown.get("hoursSinceLastContact").decimalValue())
        .isCloseTo(new BigDecimal("20"), within(new BigDecimal("0.1")));
  }

  @Test
  void nobodyElseIsToldOfThePast() {
    var first = raisedAgo(patient, 20);
    scored(first, 3);
    over(first);
    var id = scene.raised(pneumonia(patient));
    observe(id, "\"vitals\": {\"pulse\": 91}");

    assertThat(scene.heard(id, "RequestUpdated").has("context")).isFalse();
    assertThat(scene.heard(id, "RequestUpdated").toString()).doesNotContain("lastContact", "news2");
  }

  /** Raised and measured now. */
  private static ObjectNode pneumonia(String of) {
    return pneumonia(of, Instant.now());
  }

  private static ObjectNode pneumonia(String of, Instant at) {
    var body = about(example("pneumonia"), of).put("raisedAt", at.toString());
    ((ObjectNode) body.get("vitals")).put("measuredAt", at.toString());
    return body;
  }

  private String raisedAgo(String of, int hours) {
    return scene.raised(pneumonia(of, Instant.now().minus(Duration.ofHours(hours))));
  }

  private Instant raisedAt(String id) {
    return Instant.parse(scene.client.show(id).get("raisedAt").stringValue());
  }

  private int revision(String id) {
    return scene.client.show(id).get("revision").intValue();
  }

  private void scored(String id, int news2) {
    scene.triaged(id, 1, Level.MOBILE_TEAM_2H, news2, Scene.teamVisit());
    awaitDecision(id);
  }

  private void awaitDecision(String id) {
    await().atMost(Scene.SOON).until(() -> scene.client.show(id).hasNonNull("decision"));
  }

  private void over(String id) {
    over(id, "NO_LONGER_NEEDED");
  }

  private void over(String id, String reason) {
    assertThat(scene.client.cancel(id, reason).status()).isEqualTo(200);
  }

  private void observe(String id, String what) {
    var body = "{\"id\": \"%s\", %s}".formatted(UUID.randomUUID(), what);
    assertThat(scene.client.observe(id, body).status()).isEqualTo(200);
  }

  private void assessed(String id) {
    var body =
        """
        {"id": "%s", "mode": "PHONE", "conclusion": {"code": "OBSERVE", "text": "x"}, "reassessAt": "%s"}
        """
            .formatted(UUID.randomUUID(), Instant.now().plus(Duration.ofHours(4)));
    var answer =
        scene.client.postAs("PHYSICIAN", "/assessment-requests/%s/assessments".formatted(id), body);
    assertThat(answer.status()).isEqualTo(200);
  }

  /** Half way to the planned look: from here on any look meets it. */
  private void isTimeToLook(String id) {
    scene
        .jdbc
        .sql("update assessment set reassess_from = clock_timestamp() where request = ?::uuid")
        .param(id)
        .update();
  }

  private void correct(String id, String right) {
    var body =
        """
        {"id": "%s", "kind": "WRONG_PATIENT", "patient": {"identifier": {"system": "%s", "value": "%s"}}}
        """
            .formatted(UUID.randomUUID(), Examples.TEST_PATIENTS, right);
    assertThat(scene.client.correct(id, body).status()).isEqualTo(200);
  }

  private JsonNode context(String id, int revision) {
    return scene.asked(id, revision).get("context");
  }

  private static Instant at(JsonNode context, String pointer) {
    return Instant.parse(context.at(pointer).stringValue());
  }
}
