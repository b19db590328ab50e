package se.rond.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;
import static se.rond.dispatch.Examples.example;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.care.Capability;
import se.rond.contracts.care.Level;
import se.rond.contracts.care.Need;
import se.rond.contracts.care.TriageContext;
import se.rond.contracts.topic.Topic;
import se.rond.contracts.triage.TriageDecision;
import se.rond.contracts.triage.TriageDecision.EarlyWarningScore;
import se.rond.contracts.triage.TriageDecision.NeedWithCapabilities;
import se.rond.contracts.triage.TriageDecision.Parts;
import se.rond.contracts.triage.TriageDecision.RuleSetVersion;
import se.rond.contracts.triage.TriageEvent.RequestTriaged;
import se.rond.testsupport.EmbeddedInfrastructure;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The service on real PostgreSQL and Kafka; the tests play the nurse, triage and the teams. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@EmbeddedInfrastructure
class DispatchServiceIT {

  private static final Duration SOON = Duration.ofSeconds(30);

  @Autowired private JdbcClient jdbc;
  @Autowired private JsonMapper json;

  private final DispatchClient client;
  private final KafkaProducer<String, String> triage;
  private final KafkaConsumer<String, String> listener;
  private final List<JsonNode> heard = new ArrayList<>();

  @Autowired
  DispatchServiceIT(
      @LocalServerPort int port, @Value("${spring.kafka.bootstrap-servers}") String broker) {
    client = new DispatchClient(port);
    triage =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker), new StringSerializer(), new StringSerializer());
    listener =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                broker,
                ConsumerConfig.GROUP_ID_CONFIG,
                "test-" + UUID.randomUUID(),
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest"),
            new StringDeserializer(),
            new StringDeserializer());
  }

  @BeforeEach
  void listen() {
    listener.subscribe(List.of(Topic.DISPATCH_ASSESSMENT_REQUESTS_V1, Topic.DISPATCH_REQUESTS_V1));
  }

  @AfterEach
  void stopListening() {
    listener.close();
    triage.close();
  }

  @Test
  void aRequestIsOfferedAcceptedDrivenMetAndCompleted() {
    var id = raised(example("pneumonia"));
    triaged(id, Level.MOBILE_TEAM_2H, teamVisit());
    var offered = awaitAssignment(id, "OFFERED");
    assertThat(client.show(id).at("/responsible/party").stringValue()).isEqualTo("RAISING_NURSE");

    assertThat(client.accept(offered, id).status()).isEqualTo(204);
    assertThat(client.accept(offered, id).status()).as("sent twice").isEqualTo(204);
    assertThat(client.show(id).at("/responsible/id")).isEqualTo(offered.get("responder"));
    assertThat(client.show(id).get("grantedLevel").stringValue()).isEqualTo("MOBILE_TEAM_2H");
    assertThat(client.report(offered, id, "{\"status\": \"EN_ROUTE\"}").status()).isEqualTo(204);
    assertThat(state(id)).isEqualTo("UNDER_WAY");
    assertThat(
            client
                .report(offered, id, "{\"status\": \"WITH_PATIENT\", \"mode\": \"VISIT\"}")
                .status())
        .isEqualTo(204);
    assertThat(
            client
                .report(offered, id, "{\"status\": \"COMPLETED\", \"outcome\": \"STAYED_HOME\"}")
                .status())
        .isEqualTo(204);

    var closed = client.show(id);
    assertThat(closed.get("state").stringValue()).isEqualTo("CLOSED");
    assertThat(closed.at("/responsible/party").stringValue()).isEqualTo("RAISING_NURSE");
    assertThat(timeline(closed))
        .isEqualTo(
            "AssessmentRequested | RequestTriaged | ResponderOffered | OfferAccepted | EnRoute | WithPatient"
                + " | Completed | RequestClosed");
    assertThat(published(id, 7))
        .isEqualTo(
            "AssessmentRequested | ResponderOffered | OfferAccepted | EnRoute | WithPatient | Completed"
                + " | RequestClosed");
  }

  @Test
  void aRedFlagIsAnsweredAtOnceAndNeverOffered() {
    var body = example("stroke-red-flag");

    var answer = client.raise(body);

    var id = body.get("id").stringValue();
    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.raw().headers().firstValue("Location"))
        .hasValue("/assessment-requests/" + id);
    assertThat(answer.body().get("advice").stringValue()).isEqualTo("RING_112_NU");
    assertThat(answer.body().get("state").stringValue()).isEqualTo("EMERGENCY_DIRECTED");
    triaged(id, Level.EMERGENCY_112);
    await().atMost(SOON).until(() -> client.show(id).hasNonNull("decision"));
    var shown = client.show(id);
    assertThat(shown.get("neededLevel").stringValue()).isEqualTo("EMERGENCY_112");
    assertThat(shown.get("assignments")).isEmpty();
    assertThat(published(id, 2)).isEqualTo("AssessmentRequested | EmergencyDirected");
  }

  @Test
  void aSuspectedStrokeWithoutATickIsAnsweredAtOnce() {
    var body = example("stroke-red-flag");
    body.putArray("redFlags");

    assertThat(client.raise(body).body().get("advice").stringValue()).isEqualTo("RING_112_NU");
  }

  @Test
  void triageNeverLowersAnEmergencyThatWasDirected() {
    var body = example("stroke-red-flag");
    client.raise(body);
    var id = body.get("id").stringValue();

    triaged(id, Level.NURSE);

    await().atMost(SOON).until(() -> client.show(id).hasNonNull("decision"));
    var shown = client.show(id);
    assertThat(shown.get("state").stringValue()).isEqualTo("EMERGENCY_DIRECTED");
    assertThat(shown.get("neededLevel").stringValue()).isEqualTo("EMERGENCY_112");
    assertThat(shown.get("assignments")).isEmpty();
  }

  @Test
  void theContractsSampleDecisionIsTaken() throws IOException {
    var id = raised(example("pneumonia"));
    var sample =
        (ObjectNode)
            json.readTree(
                getClass()
                    .getResourceAsStream("/samples/triage.decisions.v1/RequestTriaged.v1.json")
                    .readAllBytes());

    send(sample.put("request", id), id);

    assertThat(awaitAssignment(id, "OFFERED").get("need").stringValue()).isEqualTo("TEAM_VISIT");
    assertThat(client.show(id).get("neededLevel").stringValue()).isEqualTo("MOBILE_TEAM_2H");
    assertThat(client.show(id).get("decision")).isEqualTo(sample.get("decision"));
  }

  @Test
  void triageCanStillFindAnEmergency() {
    var id = raised(example("pneumonia"));

    triaged(id, Level.EMERGENCY_112);

    await().atMost(SOON).until(() -> state(id).equals("EMERGENCY_DIRECTED"));
    assertThat(client.show(id).get("assignments")).isEmpty();
    assertThat(published(id, 2)).isEqualTo("AssessmentRequested | EmergencyDirected");
  }

  @Test
  void theNursesOwnLevelCountsWhereItIsHigher() {
    var id = raised(example("catheter").put("nurseLevel", "PHYSICIAN_NOW"));

    triaged(id, Level.NURSE, new NeedWithCapabilities(Need.NURSE_VISIT, Set.of()));

    await().atMost(SOON).until(() -> client.show(id).get("assignments").size() == 2);
    var shown = client.show(id);
    assertThat(shown.get("neededLevel").stringValue()).isEqualTo("PHYSICIAN_NOW");
    assertThat(shown.get("assignments").findValuesAsString("responder"))
        .containsExactlyInAnyOrder("LB-13-1", "NF-1380");
  }

  @Test
  void aDeclinedOfferGoesToTheNextAndComesNoMoreToTheFirst() {
    var id = raised(example("pneumonia"));
    triaged(id, Level.PHYSICIAN_NOW, new NeedWithCapabilities(Need.PHYSICIAN_CONTACT, Set.of()));
    var first = awaitAssignment(id, "OFFERED");

    assertThat(client.decline(first, id, "BUSY").status()).isEqualTo(204);
    assertThat(client.decline(first, id, "BUSY").status()).as("sent twice").isEqualTo(204);

    var second = awaitAssignment(id, "OFFERED");
    assertThat(second.get("responder")).isNotEqualTo(first.get("responder"));
    var late = client.accept(first, id);
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.body().get("type").stringValue())
        .isEqualTo("urn:rond:problem:ALREADY_DECLINED");
    assertThat(client.decline(second, id, "BUSY").status()).isEqualTo(204);
    var nobody = client.show(id);
    assertThat(nobody.get("state").stringValue()).isEqualTo("WAITING");
    assertThat(nobody.at("/needs/0/matchAgainAt").isNull()).isFalse();
    assertThat(nobody.at("/needs/0/matching/exclusions").findValuesAsString("why"))
        .containsOnly("DeclinedBefore");
  }

  @Test
  void anUnansweredOfferLapsesAndGoesOn() {
    var id = raised(example("pneumonia"));
    triaged(id, Level.PHYSICIAN_NOW, new NeedWithCapabilities(Need.PHYSICIAN_CONTACT, Set.of()));
    var first = awaitAssignment(id, "OFFERED");

    timeToAnswerIsOver(first);

    await()
        .atMost(SOON)
        .until(() -> !awaitAssignment(id, "OFFERED").get("id").equals(first.get("id")));
    assertThat(awaitAssignment(id, "OFFERED").get("responder"))
        .isNotEqualTo(first.get("responder"));
    var late = client.accept(first, id);
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.body().get("type").stringValue()).isEqualTo("urn:rond:problem:OFFER_EXPIRED");
  }

  @Test
  void aNeedThatNobodyCouldMeetIsMatchedAgain() {
    var id = raised(example("catheter"));
    triaged(
        id,
        Level.NURSE,
        new NeedWithCapabilities(Need.NURSE_VISIT, Set.of(Capability.SAMPLING_ECG)));
    await().atMost(SOON).until(() -> client.show(id).at("/needs/0/matchAgainAt").isString());
    assertThat(client.show(id).get("assignments")).isEmpty();

    jdbc.sql(
            "update need set capabilities = '{}', match_at = clock_timestamp() where request = ?::uuid")
        .param(id)
        .update();

    assertThat(awaitAssignment(id, "OFFERED").get("responder").stringValue()).isEqualTo("NF-1380");
  }

  @Test
  void aTeamIsNeverUnderWayTwice() {
    var one = accepted(raised(example("pneumonia")));
    var other = accepted(raised(example("pneumonia")));
    var team = one.responder();
    // The second one may have been offered to another team; the rule is about one and the same.
    jdbc.sql("update assignment set responder = ? where id = ?::uuid")
        .params(team, other.assignment().get("id").stringValue())
        .update();

    assertThat(
            client.report(one.assignment(), one.request(), "{\"status\": \"EN_ROUTE\"}").status())
        .isEqualTo(204);
    var refused =
        client.report(
            other.assignment(),
            other.request(),
            "{\"status\": \"WITH_PATIENT\", \"mode\": \"VISIT\"}");

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.body().get("type").stringValue())
        .isEqualTo("urn:rond:problem:RESPONDER_BUSY");
    // Not only the code refuses: the index does, too.
    assertThat(
            catchThrowable(
                () ->
                    jdbc.sql("update assignment set state = 'EN_ROUTE' where id = ?::uuid")
                        .param(other.assignment().get("id").stringValue())
                        .update()))
        .isInstanceOf(DuplicateKeyException.class)
        .hasMessageContaining("one_active_assignment_per_team");
    complete(one);
  }

  @Test
  void theSameBodyIsStoredOnceAndAnsweredAlike() throws InterruptedException {
    var body = example("pneumonia");
    var answers = new ArrayList<DispatchClient.Answer>();

    try (var senders = Executors.newVirtualThreadPerTaskExecutor()) {
      var sent =
          senders.invokeAll(
              IntStream.range(0, 8)
                  .<Callable<DispatchClient.Answer>>mapToObj(
                      i ->
                          () ->
                              client.raise(
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
    assertThat(published(body.get("id").stringValue(), 1)).isEqualTo("AssessmentRequested");
  }

  @Test
  void anotherBodyUnderTheSameIdIsAConflict() {
    var body = example("pneumonia");
    client.raise(body);

    var answer = client.raise(body.deepCopy().put("nurseLevel", "NURSE"));

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.body().get("type").stringValue())
        .isEqualTo("urn:rond:problem:OTHER_BODY_UNDER_THIS_ID");
  }

  @Test
  void allBadFieldsAreNamedAtOnceBesideTheAdvice() {
    var body = example("stroke-red-flag").put("origin", "PIGEON");
    ((ObjectNode) body.at("/vitals")).put("pulse", 400);
    ((ObjectNode) body.at("/patient/identifier")).put("value", "194102069047");
    ((ObjectNode) body.at("/place")).put("municipality", "108");

    var answer = client.raise(body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.raw().headers().firstValue("Content-Type"))
        .hasValue("application/problem+json");
    assertThat(answer.body().get("advice").stringValue()).isEqualTo("RING_112_NU");
    assertThat(answer.body().get("errors").findValuesAsString("field"))
        .containsExactlyInAnyOrder(
            "origin", "patient.identifier.value", "place.municipality", "vitals.pulse");
    assertThat(answer.raw().body()).doesNotContain("194102069047");
    assertThat(client.get("/assessment-requests/" + body.get("id").stringValue()).status())
        .isEqualTo(404);
  }

  @Test
  void whatIsNoJsonIsRefusedWithItsPlace() {
    var answer = client.raise("{\"id\": ");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body().at("/errors/0/expected").stringValue()).isEqualTo("a JSON object");
    assertThat(answer.body().at("/errors/0/found").stringValue()).contains("line 1");
  }

  @Test
  void aMunicipalityThatIsNotServedIsRefusedWithThoseThatAre() {
    var body = example("pneumonia");
    ((ObjectNode) body.at("/place")).put("municipality", "0180");

    var answer = client.raise(body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body().at("/errors/0/field").stringValue()).isEqualTo("place.municipality");
    assertThat(answer.body().at("/errors/0/expected").stringValue()).contains("1080", "1384");
  }

  @Test
  void anAnswerWithAnUnknownReasonIsRefusedWithTheKnownOnes() {
    var id = raised(example("pneumonia"));
    triaged(id, Level.MOBILE_TEAM_2H, teamVisit());

    var answer = client.decline(awaitAssignment(id, "OFFERED"), id, "LUNCH");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body().at("/errors/0/expected").stringValue()).contains("BUSY", "TOO_FAR");
  }

  @Test
  void whatIsNotThereIsAProblemDocument() {
    var answer = client.get("/assessment-requests/" + UUID.randomUUID());

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.body().get("type").stringValue()).isEqualTo("urn:rond:problem:NOT_FOUND");
    assertThat(client.get("/assessment-requests/nonsense").status()).isEqualTo(400);
    assertThat(
            client
                .get("/assessment-requests/nonsense")
                .body()
                .at("/errors/0/expected")
                .stringValue())
        .isEqualTo("a UUID");
    assertThat(
            client
                .put(
                    "/assessment-requests/%1$s/offers/%1$s/acceptance".formatted(UUID.randomUUID()),
                    "")
                .status())
        .isEqualTo(404);
    assertThat(
            client
                .put(
                    "/assessment-requests/%1$s/offers/%1$s/declination"
                        .formatted(UUID.randomUUID()),
                    "{")
                .status())
        .isEqualTo(400);
    assertThat(client.get("/responders/M%2011/assignments").status()).isEqualTo(404);
  }

  @Test
  void aTeamSeesItsOpenWork() {
    var taken = accepted(raised(example("pneumonia")));

    var work = client.get("/responders/" + taken.responder() + "/assignments").body();

    assertThat(work.findValuesAsString("request")).contains(taken.request());
    complete(taken);
    assertThat(
            client
                .get("/responders/" + taken.responder() + "/assignments")
                .body()
                .findValuesAsString("request"))
        .doesNotContain(taken.request());
  }

  @Test
  void aDecisionThatComesAgainOrOnAnOlderRevisionChangesNothing() {
    var taken = accepted(raised(example("pneumonia")));

    triaged(taken.request(), Level.NURSE, new NeedWithCapabilities(Need.NURSE_VISIT, Set.of()));
    // A later record on the same key is read after it, so when that has had its effect, so has this
    // one.
    var next = raised(example("pneumonia"));
    sendDecision(next, taken.request(), Level.MOBILE_TEAM_2H, teamVisit());
    awaitAssignment(next, "OFFERED");

    var shown = client.show(taken.request());
    assertThat(shown.get("neededLevel").stringValue()).isEqualTo("MOBILE_TEAM_2H");
    assertThat(shown.get("assignments")).hasSize(1);
    complete(taken);
  }

  @Test
  void everyCountyHasSamplingAPhysicianAndANurseAtAnyTime() {
    var uncovered =
        jdbc.sql(
                """
                select region.code || ' ' || kind || ' ' || hour
                from region
                  cross join (values ('MOBILE_TEAM'), ('PHYSICIAN'), ('NURSE_FUNCTION')) kinds (kind)
                  cross join generate_series(now(), now() + interval '60 days', interval '1 hour') hour
                where not exists (
                  select 1 from responder join shift on shift.responder = responder.id
                  where responder.region = region.code and responder.kind = kinds.kind
                    and (kinds.kind <> 'MOBILE_TEAM' or 'SAMPLING.LACTATE' = any (capabilities))
                    and hour >= starts_at and hour < ends_at)
                """)
            .query(String.class)
            .list();

    assertThat(uncovered).isEmpty();
  }

  private record Taken(String request, JsonNode assignment) {
    String responder() {
      return assignment.get("responder").stringValue();
    }
  }

  private Taken accepted(String id) {
    triaged(id, Level.MOBILE_TEAM_2H, teamVisit());
    var offered = awaitAssignment(id, "OFFERED");
    assertThat(client.accept(offered, id).status()).isEqualTo(204);
    return new Taken(id, offered);
  }

  private void complete(Taken taken) {
    client.report(
        taken.assignment(), taken.request(), "{\"status\": \"WITH_PATIENT\", \"mode\": \"VISIT\"}");
    var done =
        client.report(
            taken.assignment(),
            taken.request(),
            "{\"status\": \"COMPLETED\", \"outcome\": \"STAYED_HOME\"}");
    assertThat(done.status()).isEqualTo(204);
  }

  private String raised(ObjectNode body) {
    assertThat(client.raise(body).status()).isEqualTo(201);
    return body.get("id").stringValue();
  }

  private String state(String id) {
    return client.show(id).get("state").stringValue();
  }

  private static NeedWithCapabilities teamVisit() {
    return new NeedWithCapabilities(
        Need.TEAM_VISIT,
        Set.of(Capability.SAMPLING_CRP, Capability.SAMPLING_LACTATE, Capability.XRAY_CHEST));
  }

  private void triaged(String id, Level level, NeedWithCapabilities... needs) {
    sendDecision(id, id, level, needs);
  }

  private void sendDecision(String id, String key, Level level, NeedWithCapabilities... needs) {
    var decision =
        new TriageDecision(
            level,
            List.of(needs),
            new EarlyWarningScore(null, null, null, null, Parts.NONE, null),
            List.of(),
            List.of(),
            new RuleSetVersion("test", "1"),
            TriageContext.UNKNOWN);
    var event =
        new RequestTriaged(
            new AssessmentRequestId(UUID.fromString(id)),
            1,
            decision,
            Instant.parse("2026-11-21T12:00:00Z"));
    send(((ObjectNode) json.valueToTree(event)).put("type", "RequestTriaged"), key);
  }

  private void send(JsonNode body, String key) {
    var record =
        new ProducerRecord<>(Topic.TRIAGE_DECISIONS_V1, key, json.writeValueAsString(body));
    record.headers().add("ce_id", UUID.randomUUID().toString().getBytes());
    record.headers().add("ce_type", "RequestTriaged".getBytes());
    triage.send(record);
    triage.flush();
  }

  private JsonNode awaitAssignment(String id, String state) {
    return await()
        .atMost(SOON)
        .until(
            () ->
                client
                    .show(id)
                    .get("assignments")
                    .valueStream()
                    .filter(one -> one.get("state").stringValue().equals(state))
                    .findFirst(),
            Optional::isPresent)
        .orElseThrow();
  }

  private void timeToAnswerIsOver(JsonNode offered) {
    jdbc.sql("update assignment set answer_by = clock_timestamp() where id = ?::uuid")
        .param(offered.get("id").stringValue())
        .update();
  }

  private static String timeline(JsonNode request) {
    return String.join(" | ", request.get("timeline").findValuesAsString("event"));
  }

  /**
   * Waits for that many events about a request, and tells them in order of time, those of one
   * instant by name.
   */
  private String published(String id, int count) {
    await()
        .atMost(SOON)
        .until(
            () -> {
              listener
                  .poll(Duration.ofMillis(100))
                  .forEach(record -> heard.add(json.readTree(record.value())));
              return about(id).size() >= count;
            });
    return about(id).stream()
        .sorted(
            Comparator.comparing((JsonNode event) -> event.get("occurredAt").stringValue())
                .thenComparing(event -> event.get("type").stringValue()))
        .map(event -> event.get("type").stringValue())
        .collect(Collectors.joining(" | "));
  }

  private List<JsonNode> about(String id) {
    return heard.stream().filter(event -> event.get("request").stringValue().equals(id)).toList();
  }
}
