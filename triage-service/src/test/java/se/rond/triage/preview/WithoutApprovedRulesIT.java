package se.rond.triage.preview;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import se.rond.testsupport.EmbeddedInfrastructure;
import se.rond.triage.ruleset.ApprovedRulesOnly;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A preview where nobody has approved any rules, and patients are not made up. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@EmbeddedInfrastructure
@Import(ApprovedRulesOnly.class)
class WithoutApprovedRulesIT {

  @LocalServerPort private int port;
  @Autowired private JsonMapper json;

  /** The first is an emergency by the shipped set alone, the second by the locked floor. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "contactCause": "STROKE_TIA"                        | RING_112_NU
          "contactCause": "CATHETER", "redFlags": ["RF-A1"]   | RING_112_NU
          "contactCause": "CATHETER"                          | NONE
          """)
  void theRefusalSaysWhetherToRing112(String says, String advice) throws Exception {
    var problem = refused(409, "{%s, \"place\": {\"municipality\": \"2580\"}}".formatted(says));

    assertThat(problem.get("type").asString()).isEqualTo("urn:rond:problem:RULE_SET_NOT_APPROVED");
    assertThat(problem.get("advice").asString()).isEqualTo(advice);
  }

  @Test
  void whereThePatientIsHasToBeSaid() throws Exception {
    var problem = refused(400, "{\"contactCause\": \"STROKE_TIA\"}");

    assertThat(problem.get("errors").findValuesAsString("field"))
        .containsExactly("place.municipality");
    assertThat(problem.get("advice").asString()).isEqualTo("RING_112_NU");
  }

  private JsonNode refused(int status, String body) throws IOException, InterruptedException {
    try (var client = HttpClient.newHttpClient()) {
      var answer =
          client.send(
              HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/triage/preview"))
                  .header("X-Rond-Caller", "MUNICIPAL_NURSE")
                  .header("Content-Type", "application/json")
                  .POST(BodyPublishers.ofString(body))
                  .build(),
              BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
      return json.readTree(answer.body());
    }
  }
}
