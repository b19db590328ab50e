package se.rond.notification.stream.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import se.rond.contracts.topic.Topic;
import se.rond.notification.stream.web.DispatchVoice.Visit;
import se.rond.testsupport.DeadLetters;
import se.rond.testsupport.EmbeddedInfrastructure;

/** What notification does with news that is none, and with a database that goes silent. */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = "rond.notification.stream.heartbeat=200ms")
@EmbeddedInfrastructure
class DefectIT {

  @Autowired private DataSource database;
  @LocalServerPort private int port;

  @Value("${spring.kafka.bootstrap-servers}")
  private String bootstrapServers;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          EnRoute    | {"type": "EnRoute",                                      | UNREADABLE
          EnRoute    | {"type": "EnRoute"}                                      | DEFECT
          EnRoute    | {"type": "EnRoute", "request": [], "municipality": 1080} | UNREADABLE
          EnRoute.v2 | {"type": "EnRoute.v2"}                                   | UNKNOWN_VERSION
          """)
  void aDefectBetweenTwoEventsIsParkedOnceAndBothAreTold(String type, String defect, String reason)
      throws Exception {
    var visit = Visit.in("1080");
    try (var dispatch = new DispatchVoice(bootstrapServers);
        var device = Device.connect(port, "/stream?recipient=" + visit.team().value())) {

      dispatch.say(visit.accepted());
      dispatch.say(visit.request(), type, defect, UUID.randomUUID());
      dispatch.say(visit.completed());

      await()
          .untilAsserted(
              () -> assertThat(device.events()).containsExactly("OfferAccepted", "Completed"));
      assertThat(DeadLetters.reasons(Topic.DISPATCH_REQUESTS_V1, visit.request().toString()))
          .containsExactly(reason);
    }
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
