package se.rond.triage.assessment;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.care.MunicipalityCode;
import se.rond.contracts.care.PatientReference;
import se.rond.contracts.care.TriageContext;
import se.rond.contracts.intake.SubmissionReader;
import se.rond.contracts.triage.AssessmentRequestEvent;
import se.rond.contracts.triage.AssessmentRequestEvent.AssessmentRequested;
import se.rond.contracts.triage.AssessmentRequestEvent.RequestCancelled;
import se.rond.contracts.triage.AssessmentRequestEvent.RequestUpdated;
import se.rond.contracts.triage.TriageEvent;
import se.rond.contracts.triage.TriageEvent.RequestTriaged;
import se.rond.testsupport.EmbeddedInfrastructure;
import se.rond.triage.Examples;
import se.rond.triage.Wire;
import se.rond.triage.ruleset.RulesInForce;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** From dispatch's event to triage's, on a real broker and a real database. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@EmbeddedInfrastructure
class AssessmentIT {

  private static final Instant NINE = Instant.parse("2026-11-21T08:14:00Z");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final UUID request = UUID.randomUUID();
  private final UUID patient = UUID.randomUUID();

  @Autowired private JdbcClient jdbc;
  @Autowired private JsonMapper json;
  @Autowired private RulesInForce inForce;

  private Wire wire;

  @BeforeEach
  void connect() {
    wire = new Wire();
  }

  @AfterEach
  void disconnect() {
    wire.close();
  }

  @Test
  void aRequestIsJudgedRecordedAndAnsweredWithItsHeaders() {
    var asked = ask(1, "pneumonia");

    var answer = answers(1).getFirst();

    assertThat(answer.key()).isEqualTo(request.toString());
    assertThat(Wire.header(answer, "ce_type")).isEqualTo("RequestTriaged");
    assertThat(Wire.header(answer, "ce_source")).isEqualTo("/rond/triage");
    assertThat(UUID.fromString(Wire.header(answer, "ce_id"))).isNotNull();
    assertThat(Wire.header(answer, "traceparent")).startsWith("00-" + Wire.TRACE + "-");
    var triaged = (RequestTriaged) json.readValue(answer.value(), TriageEvent.class);
    assertThat(triaged.revision()).isEqualTo(1);
    assertThat(triaged.decision())
        .isEqualTo(inForce.shipped().judge(asked.content(), asked.contextUsed()));

    var row = assessments().getFirst();
    assertThat(row)
        .containsEntry("municipality", "1080")
        .containsEntry("patient", patient)
        .containsEntry("level", "MOBILE_TEAM_2H")
        .containsEntry("rule_set", "rond-default")
        .containsEntry("rule_set_version", "3");
    assertThat(json.readValue(row.get("event").toString(), AssessmentRequestEvent.class))
        .isEqualTo(asked);
    assertThat(json.readTree(row.get("decision").toString()))
        .isEqualTo(json.readTree(answer.value()).get("decision"));
  }

  @Test
  void aMessageThatComesTwiceIsAnsweredOnce() {
    var message = UUID.randomUUID();
    var asked = json.writeValueAsString(asked(1, "catheter"));
    wire.ask(message, request.toString(), asked);
    wire.ask(message, request.toString(), asked);
    ask(2, "sepsis");

    var answers = answers(2);

    assertThat(revisions(answers)).containsExactly(1, 2);
    assertThat(assessments()).hasSize(2);
  }

  @Test
  void aRevisionThatWasJudgedComesToNothingInANewMessage() {
    ask(1, "catheter");
    ask(1, "catheter");
    ask(2, "catheter");

    assertThat(revisions(answers(2))).containsExactly(1, 2);
  }

  @Test
  void anOlderRevisionThatComesLateIsJudgedOnceAndTheNewestStaysTheNewest() {
    update(2, "catheter");
    ask(1, "sepsis");
    ask(1, "sepsis");
    update(3, "catheter");

    assertThat(revisions(answers(3))).containsExactly(2, 1, 3);
    assertThat(assessments())
        .extracting(row -> row.get("revision") + " " + row.get("level"))
        .containsExactly("1 EMERGENCY_112", "2 NURSE", "3 NURSE");
  }

  @Test
  void theNewestRevisionSaysWhomTheRequestIsAbout() {
    var wrong = UUID.randomUUID();
    update(2, "catheter");
    wire.ask(
        UUID.randomUUID(),
        request.toString(),
        ((ObjectNode) json.readTree(json.writeValueAsString(asked(1, "catheter"))))
            .put("patient", wrong.toString())
            .toString());

    assertThat(revisions(answers(2))).containsExactly(2, 1);
    assertThat(
            jdbc.sql("select patient, revision from assessed_request where request = ?")
                .param(request)
                .query()
                .singleRow())
        .containsEntry("patient", patient)
        .containsEntry("revision", 2);
    assertThat(assessments()).extracting(row -> row.get("patient")).containsExactly(wrong, patient);
  }

  /** Both ends read the same samples: dispatch's question here, triage's answer at dispatch. */
  @Test
  void theSampleOfTheContractIsAnswered() throws Exception {
    var sample =
        sample(
            "dispatch.assessment-requests.v1/AssessmentRequested.v1.json",
            AssessmentRequestEvent.class);
    var asked = (AssessmentRequested) sample;
    wire.ask(UUID.randomUUID(), asked.request().toString(), json.writeValueAsString(asked));

    var answer =
        await()
            .atMost(PATIENCE)
            .until(() -> wire.answers(asked.request().toString()), answers -> !answers.isEmpty())
            .getFirst();

    var triaged = (RequestTriaged) json.readValue(answer.value(), TriageEvent.class);
    var expected =
        (RequestTriaged) sample("triage.decisions.v1/RequestTriaged.v1.json", TriageEvent.class);
    assertThat(triaged.request()).isEqualTo(expected.request());
    assertThat(triaged.revision()).isEqualTo(expected.revision());
    assertThat(triaged.decision().level()).isEqualTo(expected.decision().level());
    assertThat(triaged.decision().needs()).isEqualTo(expected.decision().needs());
  }

  @Test
  void anEventOfAnUnknownTypeIsPassedOver() {
    wire.ask(
        UUID.randomUUID(),
        request.toString(),
        "{\"type\":\"RequestDreamtOf\",\"request\":\"%s\",\"revision\":9}".formatted(request));
    ask(1, "catheter");

    assertThat(revisions(answers(1))).containsExactly(1);
  }

  @Test
  void aChangeIsJudgedAnewByWhatIsKnownByThen() {
    ask(1, "catheter");
    update(2, "sepsis");

    assertThat(revisions(answers(2))).containsExactly(1, 2);
    assertThat(assessments())
        .extracting(row -> row.get("revision") + " " + row.get("level"))
        .containsExactly("1 NURSE", "2 EMERGENCY_112");
  }

  @Test
  void changesAreJudgedInWhateverOrderTheyCome() {
    update(3, "sepsis");
    update(2, "catheter");
    ask(1, "catheter");
    update(4, "catheter");

    assertThat(revisions(answers(4))).containsExactly(3, 2, 1, 4);
  }

  @Test
  void aCancelledRequestIsJudgedNoMore() {
    ask(1, "catheter");
    cancel(2);
    update(3, "sepsis");
    ask(1, "catheter");
    awaitRead();

    assertThat(assessments())
        .extracting(row -> row.get("revision") + " " + row.get("level"))
        .containsExactly("1 NURSE");
  }

  @Test
  void aRequestThatWasCancelledBeforeItWasSeenIsNotJudged() {
    cancel(2);
    ask(1, "sepsis");
    awaitRead();

    assertThat(assessments()).isEmpty();
  }

  private void update(int revision, String example) {
    var asked = asked(revision, example);
    var updated =
        new RequestUpdated(
            asked.request(),
            revision,
            asked.patient(),
            asked.municipality(),
            asked.raisedAt(),
            asked.content(),
            asked.context(),
            NINE);
    wire.ask(UUID.randomUUID(), request.toString(), json.writeValueAsString(updated));
  }

  private void cancel(int revision) {
    var cancelled =
        new RequestCancelled(
            new AssessmentRequestId(request),
            revision,
            new PatientReference(patient),
            new MunicipalityCode("1080"),
            NINE);
    wire.ask(UUID.randomUUID(), request.toString(), json.writeValueAsString(cancelled));
  }

  /** Another request under the same key is read after all of this one, so its record comes last. */
  private void awaitRead() {
    var later = UUID.randomUUID();
    var asked = (ObjectNode) json.readTree(json.writeValueAsString(asked(1, "catheter")));
    wire.ask(
        UUID.randomUUID(),
        request.toString(),
        json.writeValueAsString(asked.put("request", later.toString())));
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                jdbc.sql("select exists (select 1 from assessment where request = ?)")
                    .param(later)
                    .query(Boolean.class)
                    .single());
  }

  private AssessmentRequested ask(int revision, String example) {
    var asked = asked(revision, example);
    wire.ask(UUID.randomUUID(), request.toString(), json.writeValueAsString(asked));
    return asked;
  }

  private AssessmentRequested asked(int revision, String example) {
    var read = SubmissionReader.preview(json.readTree(Examples.read(example)), NINE);
    assertThat(read.errors()).isEmpty();
    return new AssessmentRequested(
        new AssessmentRequestId(request),
        revision,
        new PatientReference(patient),
        new MunicipalityCode("1080"),
        NINE,
        read.content(),
        TriageContext.UNKNOWN,
        NINE);
  }

  private <T> T sample(String name, Class<T> type) throws IOException {
    try (var file = AssessmentIT.class.getResourceAsStream("/samples/" + name)) {
      return json.readValue(requireNonNull(file, name).readAllBytes(), type);
    }
  }

  private List<ConsumerRecord<String, String>> answers(int count) {
    return await()
        .atMost(PATIENCE)
        .until(() -> wire.answers(request.toString()), answers -> answers.size() >= count);
  }

  private List<Integer> revisions(List<ConsumerRecord<String, String>> answers) {
    return answers.stream()
        .map(
            answer ->
                ((RequestTriaged) json.readValue(answer.value(), TriageEvent.class)).revision())
        .toList();
  }

  private List<Map<String, Object>> assessments() {
    return jdbc.sql("select * from assessment where request = ? order by revision")
        .param(request)
        .query()
        .listOfRows();
  }
}
