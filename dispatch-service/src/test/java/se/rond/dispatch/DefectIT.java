package se.rond.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static se.rond.dispatch.Examples.example;

import java.sql.SQLException;
import javax.sql.DataSource;
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
import se.rond.contracts.topic.Topic;
import se.rond.testsupport.DeadLetters;
import se.rond.testsupport.EmbeddedInfrastructure;
import tools.jackson.databind.json.JsonMapper;

/** What dispatch does with a decision that is none, and with a database that goes silent. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@EmbeddedInfrastructure
class DefectIT {

  private final Scene scene;
  private final DataSource database;

  @Autowired
  DefectIT(
      @LocalServerPort int port,
      @Value("${spring.kafka.bootstrap-servers}") String broker,
      JdbcClient jdbc,
      JsonMapper json,
      DataSource database) {
    scene = new Scene(port, broker, jdbc, json);
    this.database = database;
  }

  @AfterEach
  void leave() {
    scene.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "7",
        "{\"type\": \"RequestTriaged\"}",
        "{\"type\": \"RequestTriaged\", \"request\": \"R1\", \"revision\": 1}",
        "{\"type\": \"RequestTriaged\", \"request\": [], \"revision\": \"many\", \"decision\": 7}",
      })
  void aDefectBetweenTwoDecisionsIsParkedOnceAndBothPass(String defect) {
    var first = scene.raised(example("pneumonia"));
    var second = scene.raised(example("pneumonia"));

    scene.sendDecision(first, second, Level.MOBILE_TEAM_2H, Scene.teamVisit());
    scene.send(scene.json.readTree(defect), second);
    scene.sendDecision(second, second, Level.MOBILE_TEAM_2H, Scene.teamVisit());

    scene.awaitAssignment(first, "OFFERED");
    scene.awaitAssignment(second, "OFFERED");
    assertThat(DeadLetters.reasons(Topic.TRIAGE_DECISIONS_V1, second)).hasSize(1);
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
}
