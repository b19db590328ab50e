package se.rond.notification;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import se.rond.testsupport.ApiDocument;
import se.rond.testsupport.EmbeddedInfrastructure;

/** What notification says of its API, against what it answers to. */
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = "rond.notification.stream.heartbeat=200ms")
@EmbeddedInfrastructure
class ApiIT {

  private static final String COMMAND =
      "./mvnw -pl notification-service -am verify -Dtest=NoUnitTest -Dit.test=ApiIT"
          + " -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false"
          + " -Drond.docs.refresh";

  private final int port;
  private final ApplicationContext service;

  @Autowired
  ApiIT(@LocalServerPort int port, ApplicationContext service) {
    this.port = port;
    this.service = service;
  }

  @Test
  void describesEveryOperationAndNoOther() {
    assertThat(ApiDocument.of(port).operations()).isEqualTo(ApiDocument.handled(service));
  }

  @Test
  void saysOfEveryOperationWhatOneNeedsToCallIt() {
    assertThat(ApiDocument.of(port).flaws()).isEmpty();
  }

  @Test
  void theCommittedDocumentIsWhatTheServiceSays() {
    var kept = ApiDocument.kept("notification", port);

    assertThat(kept.inRepository())
        .as("docs/api/notification.yaml is out of date. Refresh it with\n  %s", COMMAND)
        .isEqualTo(kept.ofService());
  }
}
