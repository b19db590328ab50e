package se.rond.triage.assessment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;
import se.rond.contracts.topic.Topic;
import se.rond.testsupport.DeadLetters;
import se.rond.testsupport.EmbeddedInfrastructure;
import se.rond.triage.Wire;
import tools.jackson.databind.json.JsonMapper;

/** What triage does with a request that is none, and with a database that goes silent. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@EmbeddedInfrastructure
class DefectIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** The contract's own, whose request and revision are replaced. */
  private static final String SAMPLE =
      "/samples/dispatch.assessment-requests.v1/AssessmentRequested.v1.json";

  private final String request = UUID.randomUUID().toString();

  @Autowired private DataSource database;
  @Autowired private JdbcClient jdbc;

  private Wire wire;

  @BeforeEach
  void connect() {
    wire = new Wire();
  }

  @AfterEach
  void disconnect() {
    wire.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\": \"AssessmentRequested\",",
        "{\"type\": \"AssessmentRequested\"}",
        "{\"type\": \"AssessmentRequested\", \"request\": {}, \"revision\": [2]}",
        "\u0000",
      })
  void aDefectBetweenTwoRevisionsIsParkedOnceAndBothAreJudged(String defect) throws IOException {
    ask(good(1));
    ask(defect);
    ask(good(3));

    await().atMost(PATIENCE).until(() -> wire.answers(request).size() == 2);
    assertThat(reasons()).hasSize(1);
  }

  /** What an operator's replay does, is to send the parked record once more with the id it had. */
  @Test
  void aParkedRevisionIsJudgedOnceWhenItIsReplayedAlsoAfterANewerOne() throws IOException {
    var second = UUID.randomUUID();
    var fourth = UUID.randomUUID();
    defect(
        () -> {
          ask(good(1));
          wire.ask(second, request, good(2));
          ask(good(3));
          wire.ask(fourth, request, good(4));
          awaitAnswers(1, 3);
          await().atMost(PATIENCE).until(() -> reasons().size() == 2);
        });

    wire.ask(second, request, good(2));
    wire.ask(second, request, good(2));
    wire.ask(fourth, request, good(4));

    awaitAnswers(1, 3, 2, 4);
    assertThat(reasons()).containsExactly("DEFECT", "DEFECT");
    assertThat(
            jdbc.sql("select revision from assessment where request = ?::uuid order by revision")
                .param(request)
                .query(Integer.class)
                .list())
        .containsExactly(1, 2, 3, 4);
  }

  /** Even revisions of this request cannot be stored meanwhile. */
  private void defect(ThrowingRunnable meanwhile) throws IOException {
    jdbc.sql(
            """
            alter table assessment add constraint odd_only check (request <> '%s' or revision %% 2 = 1) not valid
            """
                .formatted(request))
        .update();
    try {
      meanwhile.run();
    } finally {
      jdbc.sql("alter table assessment drop constraint odd_only").update();
    }
  }

  private interface ThrowingRunnable {
    void run() throws IOException;
  }

  private void awaitAnswers(Integer... revisions) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(wire.answers(request))
                    .extracting(
                        answer ->
                            JsonMapper.shared().readTree(answer.value()).get("revision").intValue())
                    .containsExactly(revisions));
  }

  private List<String> reasons() {
    return DeadLetters.reasons(Topic.DISPATCH_ASSESSMENT_REQUESTS_V1, request);
  }

  @Test
  void aSilentDatabaseIsGivenUpAndASilentClientToo() throws SQLException {
    try (var connection = database.getConnection();
        var query = connection.createStatement();
        var setting = query.executeQuery("show tcp_keepalives_idle")) {
      assertThat(connection.getNetworkTimeout()).as("ms").isEqualTo(10_000);
      assertThat(setting.next()).isTrue();
      assertThat(setting.getString(1)).isEqualTo("10");
    }
  }

  private void ask(String json) {
    wire.ask(UUID.randomUUID(), request, json);
  }

  private String good(int revision) throws IOException {
    try (var file = DefectIT.class.getResourceAsStream(SAMPLE)) {
      return new String(requireNonNull(file, SAMPLE).readAllBytes(), UTF_8)
          .replace("0198f0c2-6b1e-7c11-9d3a-5f0c2a7e4b01", request)
          .replace("\"revision\": 1", "\"revision\": " + revision);
    }
  }
}
