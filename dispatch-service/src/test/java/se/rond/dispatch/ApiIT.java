package se.rond.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import se.rond.testsupport.ApiDocument;
import se.rond.testsupport.EmbeddedInfrastructure;

/** What dispatch says of its API, against what it answers to. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@EmbeddedInfrastructure
class ApiIT {

  private static final String COMMAND =
      "./mvnw -pl dispatch-service -am verify -Dtest=NoUnitTest -Dit.test=ApiIT"
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "catheter",
        "hip-after-fall",
        "pneumonia",
        "sepsis",
        "stroke-red-flag",
        "vitals-missing",
        "wrist-after-fall"
      })
  void theExamplesOfTheDocumentationAreRequests(String name) {
    assertThat(ApiDocument.of(port).errors("AssessmentRequest", Examples.exampleAsItStands(name)))
        .isEmpty();
  }

  /** What is shown can be edited and published: no tool stands between the two. */
  @ParameterizedTest
  @ValueSource(strings = {"10", "13"})
  void theAgreementsInForceAreDrafts(String region) {
    var shown = new DispatchClient(port).getAs("COORDINATOR", "/agreements/" + region);

    assertThat(ApiDocument.of(port).errors("RegionalDraft", shown.body().get("terms"))).isEmpty();
  }

  @Test
  void theCommittedDocumentIsWhatTheServiceSays() {
    var kept = ApiDocument.kept("dispatch", port);

    assertThat(kept.inRepository())
        .as("docs/api/dispatch.yaml is out of date. Refresh it with\n  %s", COMMAND)
        .isEqualTo(kept.ofService());
  }
}
