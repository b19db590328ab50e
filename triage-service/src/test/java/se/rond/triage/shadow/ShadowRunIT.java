package se.rond.triage.shadow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import se.rond.clinical.RuleSet;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.care.MunicipalityCode;
import se.rond.contracts.care.PatientReference;
import se.rond.contracts.care.TriageContext;
import se.rond.contracts.intake.SubmissionReader;
import se.rond.contracts.triage.AssessmentRequestEvent.AssessmentRequested;
import se.rond.testsupport.EmbeddedInfrastructure;
import se.rond.triage.Examples;
import se.rond.triage.assessment.AssessmentDesk;
import se.rond.triage.shadow.ShadowRun.State;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A candidate over what was recorded, over HTTP and on a real database. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@EmbeddedInfrastructure
class ShadowRunIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration DAY = Duration.ofDays(1);

  /** A day of this test's own, when nobody else of this database raised anything. */
  private final Instant day =
      Instant.parse("1990-01-01T00:00:00Z")
          .plus(DAY.multipliedBy(ThreadLocalRandom.current().nextInt(10_000)));

  private final UUID candidate = UUID.randomUUID();
  private final UUID run = UUID.randomUUID();

  @LocalServerPort private int port;
  @Autowired private JsonMapper json;
  @Autowired private JdbcClient jdbc;
  @Autowired private AssessmentDesk assessments;
  @Autowired private TransactionTemplate transactions;
  @Autowired private ShadowDesk desk;
  @Autowired private ShadowRunner runner;
  @Autowired private ShadowRuns runs;

  @BeforeEach
  void draft() throws Exception {
    var name = "blekinge-" + candidate.toString().substring(0, 8);
    var document =
        RuleSet.shippedDocument()
            .replace("id: rond-default\n", "id: " + name + "\n  region: \"10\"\n")
            .replace("MOBILE_XRAY_FIRST: rond-default\n", "MOBILE_XRAY_FIRST: " + name + "\n")
            .replace("AMBULANCE_FIRST: rond-default-", "AMBULANCE_FIRST: " + name + "-")
            .replace(
                "Catheter problem\n    usual: NURSE\n",
                "Catheter problem\n    usual: PHYSICIAN_TODAY\n");
    assertThat(send("PUT", "/rule-sets/" + candidate, document, "COORDINATOR").statusCode())
        .isEqualTo(200);
  }

  @AfterEach
  void goOn() {
    runner.start();
  }

  @Test
  void itCountsWhatWouldBeAnotherDecisionAndSaysWhy() throws Exception {
    record("catheter", "1080", 3);
    record("catheter", "1081", 1);
    record("pneumonia", "1080", 2);
    record("catheter", "1380", 5);

    assertThat(start(day, day.plus(DAY)).statusCode()).isEqualTo(200);
    var done = awaitEnd();

    assertThat(done.get("state").asString()).isEqualTo("DONE");
    assertThat(done.get("total") + " " + done.get("judged") + " " + done.get("changed"))
        .isEqualTo("6 6 4");
    assertThat(done.get("levels").toString())
        .isEqualTo(
            """
            [{"was":"MOBILE_TEAM_2H","becomes":"MOBILE_TEAM_2H","requests":2},\
            {"was":"NURSE","becomes":"PHYSICIAN_TODAY","requests":4}]""");
    var changes = tree(send("GET", path() + "/changes", null, "PHYSICIAN"));
    assertThat(changes.size()).isEqualTo(4);
    assertThat(changes.at("/0/reasons").toString())
        .isEqualTo(
            """
            [{"rule":"CAUSE-CATHETER","label":{"sv":"Kateterstopp / KAD-problem: vanlig vårdnivå",\
            "en":"Catheter problem: usual level of care"},"kind":"PROPOSAL","was":"NURSE","becomes":"PHYSICIAN_TODAY"}]""");
    assertThat(changes.at("/0/needed/0/need").asString()).isEqualTo("NURSE_VISIT");
    assertThat(changes.at("/0/needs/0/need").asString()).isEqualTo("PHYSICIAN_CONTACT");
    var last = changes.at("/2/number").asString();
    assertThat(tree(send("GET", path() + "/changes?after=" + last, null, "PHYSICIAN")).size())
        .isEqualTo(1);
  }

  @Test
  void aRequestThatAnotherMunicipalityRaisedIsNotShown() throws Exception {
    record("catheter", "1080", 1);
    start(day, day.plus(DAY));
    awaitEnd();

    var id = new ShadowRunId(run);
    assertThat(runs.listFound(id, Set.of(new MunicipalityCode("1080")), 0, 10)).hasSize(1);
    assertThat(runs.listFound(id, Set.of(new MunicipalityCode("1081")), 0, 10)).isEmpty();
    assertThat(send("GET", path() + "/changes", null, "MUNICIPAL_NURSE").statusCode())
        .isEqualTo(403);
    assertThat(send("GET", path(), null, "MUNICIPAL_NURSE").statusCode()).isEqualTo(200);
  }

  @Test
  void onlyWhoWritesTheRulesStartsOneAndOnlyOverWhatHasBeen() throws Exception {
    assertThat(start(day, day.plus(DAY), "MUNICIPAL_NURSE").statusCode()).isEqualTo(403);
    assertThat(start(day, day).statusCode()).isEqualTo(400);
    assertThat(start(day, Instant.now().plus(DAY)).statusCode()).isEqualTo(400);
    assertThat(
            send("PUT", path(), "{\"from\": \"soon\", \"until\": 1}", "COORDINATOR").statusCode())
        .isEqualTo(400);
    assertThat(send("GET", path(), null, "COORDINATOR").statusCode()).isEqualTo(404);
  }

  @Test
  void whatIsSentTwiceIsStartedOnceAndOneRunsAtATime() throws Exception {
    runner.stop();
    var first = start(day, day.plus(DAY));
    var again = start(day, day.plus(DAY));
    var other = start(day, day.plusSeconds(1));
    var second =
        send(
            "PUT",
            "/rule-sets/" + candidate + "/shadow-runs/" + UUID.randomUUID(),
            period(day, day.plus(DAY)),
            "COORDINATOR");

    assertThat(again.body()).isEqualTo(first.body());
    assertThat(other.statusCode()).isEqualTo(409);
    assertThat(tree(second).get("type").asString())
        .isEqualTo("urn:rond:problem:SHADOW_RUN_UNDER_WAY");
    assertThat(send("PUT", path() + "/cancellation", null, "MUNICIPAL_NURSE").statusCode())
        .isEqualTo(403);
    var cancelled = tree(send("PUT", path() + "/cancellation", null, "COORDINATOR"));
    assertThat(cancelled.get("state").asString()).isEqualTo("CANCELLED");
    assertThat(desk.carryOn(new ShadowRunId(run))).isFalse();
    assertThat(tree(send("PUT", path() + "/cancellation", null, "COORDINATOR")))
        .isEqualTo(cancelled);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1000000000-01-01T00:00:00Z", "-4800-01-01T00:00:00Z", "soon"})
  void aPeriodIsOfTimesThatTheDatabaseCanTell(String from) throws Exception {
    var refused =
        send(
            "PUT",
            path(),
            "{\"from\": \"%s\", \"to\": \"2026-01-01T00:00:00Z\"}".formatted(from),
            "COORDINATOR");

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(tree(refused).at("/errors/0/field").asString()).isEqualTo("from");
  }

  @Test
  void severalInstancesJudgeEverythingOnce() throws Exception {
    runner.stop();
    var many = 3 * ShadowDesk.BATCH + 7;
    record("catheter", "1080", 1);
    copy(many - 1);
    start(day, day.plus(DAY));

    try (var instances = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var i = 0; i < 4; i++) {
        instances.execute(
            () -> {
              while (runs.find(new ShadowRunId(run)).orElseThrow().state() == State.RUNNING) {
                desk.carryOn(new ShadowRunId(run));
              }
            });
      }
    }

    var tally = runs.find(new ShadowRunId(run)).orElseThrow().tally();
    assertThat(tally.judged()).isEqualTo(many);
    assertThat(tally.changed()).isEqualTo(many);
    assertThat(
            jdbc.sql(
                    "select count(distinct (request, revision)) || ' ' || count(*) from shadow_change where run = ?")
                .param(run)
                .query(String.class)
                .single())
        .isEqualTo(many + " " + many);
  }

  @Test
  void whatCannotBeReadIsCountedAndInNobodysWay() throws Exception {
    record("catheter", "1080", 2);
    jdbc.sql(
            "update assessment set event = '{}' where ctid = (select max(ctid) from assessment where raised_at >= ? and raised_at < ?)")
        .param(day.atOffset(ZoneOffset.UTC))
        .param(day.plus(DAY).atOffset(ZoneOffset.UTC))
        .update();

    start(day, day.plus(DAY));

    var done = awaitEnd();
    assertThat(done.get("judged") + " " + done.get("unreadable")).isEqualTo("1 1");
  }

  @Test
  void aRunOfWhatThisBuildCannotReadFails() throws Exception {
    record("catheter", "1080", 1);
    jdbc.sql("update rule_set set document = 'ruleSet: {}' where id = ?").param(candidate).update();

    start(day, day.plus(DAY));

    assertThat(awaitEnd().get("state").asString()).isEqualTo("FAILED");
  }

  @Test
  void whatEndedLongAgoIsForgotten() throws Exception {
    record("catheter", "1080", 1);
    start(day, day.plus(DAY));
    awaitEnd();
    jdbc.sql("update shadow_run set ended_at = '2001-01-01' where id = ?").param(run).update();

    desk.forget();

    assertThat(send("GET", path(), null, "COORDINATOR").statusCode()).isEqualTo(404);
    assertThat(runs.listFound(new ShadowRunId(run), Set.of(new MunicipalityCode("1080")), 0, 10))
        .isEmpty();
  }

  private void record(String example, String municipality, int times) {
    var read = SubmissionReader.preview(json.readTree(Examples.read(example)), Instant.now());
    for (var i = 0; i < times; i++) {
      var asked =
          new AssessmentRequested(
              new AssessmentRequestId(UUID.randomUUID()),
              1,
              new PatientReference(UUID.randomUUID()),
              new MunicipalityCode(municipality),
              day.plusSeconds(i),
              read.content(),
              TriageContext.UNKNOWN,
              day);
      transactions.executeWithoutResult(_ -> assessments.assess(asked));
    }
  }

  /** What was recorded that day again, as requests of their own, all raised at the same instant. */
  private void copy(int times) {
    jdbc.sql(
            """
            with copied as (
              insert into assessed_request (request, municipality, patient, revision)
              select gen_random_uuid(), '1080', gen_random_uuid(), 1 from generate_series(1, :times)
              returning request, municipality, patient)
            insert into assessment (request, revision, municipality, patient, raised_at, assessed_at, level, rule_set,
              rule_set_version, event, decision)
            select copied.request, 1, copied.municipality, copied.patient, raised_at, assessed_at, level, rule_set,
              rule_set_version, event, decision
            from copied, (select * from assessment where raised_at >= :from and raised_at < :to limit 1) as one
            """)
        .param("times", times)
        .param("from", day.atOffset(ZoneOffset.UTC))
        .param("to", day.plus(DAY).atOffset(ZoneOffset.UTC))
        .update();
  }

  private JsonNode awaitEnd() {
    return await()
        .atMost(PATIENCE)
        .until(
            () -> tree(send("GET", path(), null, "COORDINATOR")),
            view -> !view.get("endedAt").isNull());
  }

  private HttpResponse<String> start(Instant from, Instant to) throws Exception {
    return start(from, to, "COORDINATOR");
  }

  private HttpResponse<String> start(Instant from, Instant to, String role) throws Exception {
    return send("PUT", path(), period(from, to), role);
  }

  private static String period(Instant from, Instant to) {
    return "{\"from\": \"%s\", \"to\": \"%s\"}".formatted(from, to);
  }

  private String path() {
    return "/rule-sets/" + candidate + "/shadow-runs/" + run;
  }

  private HttpResponse<String> send(String method, String path, String body, String role)
      throws IOException, InterruptedException {
    try (var client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
              .header("X-Rond-Caller", role)
              .header("Accept-Language", "sv")
              .header(
                  "Content-Type",
                  body != null && body.startsWith("{") ? "application/json" : "application/yaml")
              .method(
                  method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
              .build(),
          BodyHandlers.ofString());
    }
  }

  private JsonNode tree(HttpResponse<String> answer) {
    return json.readTree(answer.body());
  }
}
