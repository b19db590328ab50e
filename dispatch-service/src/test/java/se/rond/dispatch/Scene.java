package se.rond.dispatch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.care.Capability;
import se.rond.contracts.care.ContextUsed;
import se.rond.contracts.care.Level;
import se.rond.contracts.care.Need;
import se.rond.contracts.topic.Topic;
import se.rond.contracts.triage.TriageDecision;
import se.rond.contracts.triage.TriageDecision.EarlyWarningScore;
import se.rond.contracts.triage.TriageDecision.FiredRule;
import se.rond.contracts.triage.TriageDecision.Label;
import se.rond.contracts.triage.TriageDecision.NeedWithCapabilities;
import se.rond.contracts.triage.TriageDecision.Parts;
import se.rond.contracts.triage.TriageDecision.RuleKind;
import se.rond.contracts.triage.TriageDecision.RuleSetVersion;
import se.rond.contracts.triage.TriageEvent.RequestTriaged;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A running dispatch service with a nurse, a triage and teams played by the test. */
final class Scene implements AutoCloseable {

  static final Duration SOON = Duration.ofSeconds(30);

  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  final DispatchClient client;
  final JdbcClient jdbc;
  final JsonMapper json;

  private final KafkaProducer<String, String> triage;
  private final KafkaConsumer<String, String> listener;
  private final List<JsonNode> heard = new ArrayList<>();
  private final List<ConsumerRecord<String, String>> records = new ArrayList<>();
  private @Nullable String traceParent;

  Scene(int port, String broker, JdbcClient jdbc, JsonMapper json) {
    this.client = new DispatchClient(port);
    this.jdbc = jdbc;
    this.json = json;
    triage =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker), new StringSerializer(), new StringSerializer());
    listener =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                broker,
                ConsumerConfig.GROUP_ID_CONFIG,
                "scene-" + UUID.randomUUID(),
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest"),
            new StringDeserializer(),
            new StringDeserializer());
    listener.subscribe(List.of(Topic.DISPATCH_ASSESSMENT_REQUESTS_V1, Topic.DISPATCH_REQUESTS_V1));
    everybodyIsFree();
  }

  /**
   * Whatever earlier tests have left open keeps nobody from coming in time, and nothing of it is
   * due any more.
   */
  private void everybodyIsFree() {
    jdbc.sql(
            """
            update dispatch.assignment set state = 'WITHDRAWN', ended_at = clock_timestamp()
            where state in ('OFFERED', 'HANDOVER_OFFERED', 'ACCEPTED', 'EN_ROUTE', 'WITH_PATIENT')
            """)
        .update();
    jdbc.sql(
            """
            update dispatch.need set ended_at = clock_timestamp(), match_at = null where ended_at is null
            """)
        .update();
    jdbc.sql(
            """
            update dispatch.climb
            set accept_by = null, warn_at = null, breach_at = null, ordered_warn_at = null, ordered_breach_at = null
            """)
        .update();
    jdbc.sql(
            """
            update dispatch.own_task
            set state = 'GIVEN_BACK', given_back_reason = 'OTHER', ended_at = clock_timestamp()
            where state = 'KEPT'
            """)
        .update();
    jdbc.sql("update dispatch.remeasure set remeasure_by = null, told_at = null").update();
  }

  @Override
  public void close() {
    listener.close();
    triage.close();
  }

  /** A request and the assignment that was accepted for it. */
  record Taken(String request, JsonNode assignment) {
    String responder() {
      return assignment.get("responder").stringValue();
    }
  }

  String raised(ObjectNode body) {
    assertThat(client.raise(body).status()).isEqualTo(201);
    return body.get("id").stringValue();
  }

  Taken accepted(String id) {
    triaged(id, Level.MOBILE_TEAM_2H, teamVisit());
    var offered = awaitAssignment(id, "OFFERED");
    assertThat(client.accept(offered, id).status()).isEqualTo(204);
    return new Taken(id, offered);
  }

  void complete(Taken taken) {
    completed(taken, "STAYED_HOME");
  }

  /** Is with the patient, and done with that outcome, documented. */
  void completed(Taken taken, String outcome) {
    client.report(
        taken.assignment(), taken.request(), "{\"status\": \"WITH_PATIENT\", \"mode\": \"VISIT\"}");
    var done =
        client.report(
            taken.assignment(),
            taken.request(),
            "{\"status\": \"COMPLETED\", \"outcome\": \"%s\", \"journalReference\": \"J-1\"}"
                .formatted(outcome));
    assertThat(done.status()).isEqualTo(204);
  }

  /** As somebody of both municipalities would move it; nobody here is. */
  void moveToWhereNobodyHereServes(String id) {
    provideStockholm();
    jdbc.sql("update assessment_request set municipality = '0180' where id = ?::uuid")
        .param(id)
        .update();
  }

  /** A municipality that nobody here serves: 0180. */
  void provideStockholm() {
    jdbc.sql("insert into region (code, name) values ('01', 'Stockholm') on conflict do nothing")
        .update();
    jdbc.sql(
            """
            insert into municipality (code, name, region, latitude, longitude)
            values ('0180', 'Stockholm', '01', 59.33, 18.07)
            on conflict do nothing
            """)
        .update();
  }

  String state(String id) {
    return client.show(id).get("state").stringValue();
  }

  /** A visit that every team can make, at every hour. */
  static NeedWithCapabilities teamVisit() {
    return new NeedWithCapabilities(
        Need.TEAM_VISIT, Set.of(Capability.SAMPLING_CRP, Capability.SAMPLING_LACTATE));
  }

  /** Triage decides on the first revision of a request. */
  void triaged(String id, Level level, NeedWithCapabilities... needs) {
    triaged(id, 1, level, needs);
  }

  /** Triage decides on that revision of a request. */
  void triaged(String id, int revision, Level level, NeedWithCapabilities... needs) {
    sendDecision(id, id, revision, level, needs);
  }

  /** Triage decides so on that revision of a request, by a floor. */
  void floored(String id, int revision, Level level, NeedWithCapabilities... needs) {
    var floor =
        new FiredRule("FLOOR", RuleKind.FLOOR, level, new Label("golv", "floor"), new TreeMap<>());
    sendDecision(decision(id, revision, level, List.of(floor), needs), id);
  }

  /** Triage decides so on the first revision of a request, by these rules. */
  void triagedBy(RuleSetVersion rules, String id, Level level) {
    var event = (ObjectNode) json.valueToTree(decision(id, 1, level));
    event.withObject("decision").set("ruleSet", json.valueToTree(rules));
    send(event.put("type", "RequestTriaged"), id);
  }

  void sendDecision(String id, String key, Level level, NeedWithCapabilities... needs) {
    sendDecision(id, key, 1, level, needs);
  }

  private void sendDecision(
      String id, String key, int revision, Level level, NeedWithCapabilities... needs) {
    sendDecision(decision(id, revision, level, needs), key);
  }

  private void sendDecision(RequestTriaged event, String key) {
    send(((ObjectNode) json.valueToTree(event)).put("type", "RequestTriaged"), key);
  }

  /** What triage would say on the first revision of a request. */
  static RequestTriaged decision(String id, Level level, NeedWithCapabilities... needs) {
    return decision(id, 1, level, needs);
  }

  /** Triage decides on that revision of a request, which has that score. */
  void triaged(String id, int revision, Level level, int news2, NeedWithCapabilities... needs) {
    var score = new EarlyWarningScore(news2, news2, news2, null, Parts.NONE, null);
    var event = decision(id, revision, level, score, List.of(), needs);
    send(((ObjectNode) json.valueToTree(event)).put("type", "RequestTriaged"), id);
  }

  private static RequestTriaged decision(
      String id, int revision, Level level, NeedWithCapabilities... needs) {
    return decision(id, revision, level, List.of(), needs);
  }

  private static RequestTriaged decision(
      String id, int revision, Level level, List<FiredRule> fired, NeedWithCapabilities... needs) {
    return decision(
        id,
        revision,
        level,
        new EarlyWarningScore(null, null, null, null, Parts.NONE, null),
        fired,
        needs);
  }

  private static RequestTriaged decision(
      String id,
      int revision,
      Level level,
      EarlyWarningScore news2,
      List<FiredRule> fired,
      NeedWithCapabilities... needs) {
    var decision =
        new TriageDecision(
            level,
            List.of(needs),
            news2,
            fired,
            List.of(),
            new RuleSetVersion("test", "1"),
            ContextUsed.NOTHING);
    return new RequestTriaged(
        new AssessmentRequestId(UUID.fromString(id)), revision, decision, NOON);
  }

  void send(JsonNode body, String key) {
    var record =
        new ProducerRecord<>(Topic.TRIAGE_DECISIONS_V1, key, json.writeValueAsString(body));
    record.headers().add("ce_id", UUID.randomUUID().toString().getBytes(UTF_8));
    record.headers().add("ce_type", "RequestTriaged".getBytes(UTF_8));
    if (traceParent != null) {
      record.headers().add("traceparent", traceParent.getBytes(UTF_8));
    }
    triage.send(record);
    triage.flush();
  }

  /** From now on triage sends in this trace. */
  void traced(String newTraceParent) {
    traceParent = newTraceParent;
  }

  /** A header of the first record that was {@linkplain #published heard} about a request. */
  String heardHeader(String id, String name) {
    var first =
        records.stream().filter(record -> record.key().equals(id)).findFirst().orElseThrow();
    return new String(first.headers().lastHeader(name).value(), UTF_8);
  }

  /**
   * Waits until dispatch has read everything that was sent for a request. A later record under the
   * same key is read after it, so when that one has had its effect, so has everything before it.
   */
  void awaitRead(String id) {
    var later = raised(Examples.example("pneumonia"));
    sendDecision(later, id, Level.MOBILE_TEAM_2H, teamVisit());
    awaitAssignment(later, "OFFERED");
  }

  JsonNode awaitAssignment(String id, String state) {
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

  JsonNode assignmentFor(String id, String need) {
    return client
        .show(id)
        .get("assignments")
        .valueStream()
        .filter(one -> one.get("need").stringValue().equals(need))
        .findFirst()
        .orElseThrow();
  }

  void timeToAnswerIsOver(JsonNode offered) {
    jdbc.sql("update assignment set answer_by = clock_timestamp() where id = ?::uuid")
        .param(offered.get("id").stringValue())
        .update();
  }

  static String timeline(JsonNode request) {
    return String.join(" | ", request.get("timeline").findValuesAsString("event"));
  }

  /**
   * Waits for that many events about a request; in order of time, those of one instant by name. Who
   * has the ball follows from them, and is not among them.
   */
  String published(String id, int count) {
    await()
        .atMost(SOON)
        .until(
            () -> {
              listener
                  .poll(Duration.ofMillis(100))
                  .forEach(
                      record -> {
                        records.add(record);
                        heard.add(json.readTree(record.value()));
                      });
              return happened(id).count() >= count;
            });
    return happened(id)
        .sorted(
            Comparator.comparing((JsonNode event) -> event.get("occurredAt").stringValue())
                .thenComparing(event -> event.get("type").stringValue()))
        .map(event -> event.get("type").stringValue())
        .collect(Collectors.joining(" | "));
  }

  /** The newest event of that type that the world was told about a request, once it has come. */
  JsonNode heard(String id, String type) {
    return await()
        .atMost(SOON)
        .until(
            () -> {
              listener
                  .poll(Duration.ofMillis(100))
                  .forEach(record -> heard.add(json.readTree(record.value())));
              return about(id).stream()
                  .filter(event -> event.get("type").stringValue().equals(type))
                  .filter(event -> !event.has("content"))
                  .reduce((_, later) -> later);
            },
            Optional::isPresent)
        .orElseThrow();
  }

  /** What triage was asked about a request, at that revision. */
  JsonNode asked(String id, int revision) {
    return await()
        .atMost(SOON)
        .until(
            () -> {
              listener
                  .poll(Duration.ofMillis(100))
                  .forEach(record -> heard.add(json.readTree(record.value())));
              return about(id).stream()
                  .filter(event -> event.has("content"))
                  .filter(event -> event.get("revision").intValue() == revision)
                  .findFirst();
            },
            Optional::isPresent)
        .orElseThrow();
  }

  private Stream<JsonNode> happened(String id) {
    return about(id).stream()
        .filter(event -> !event.get("type").stringValue().equals("BallUpdated"));
  }

  private List<JsonNode> about(String id) {
    return heard.stream().filter(event -> event.get("request").stringValue().equals(id)).toList();
  }
}
