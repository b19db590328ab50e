package se.rond.triage.ruleset;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import se.rond.contracts.care.Level;
import se.rond.contracts.intake.FieldError;
import se.rond.contracts.triage.TriageDecision.Label;
import tools.jackson.databind.json.JsonMapper;

class VignettesTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Instant NOW = Instant.parse("2026-12-01T12:00:00Z");

  /**
   * What was before counts from when the request was raised, which must not be the day of a run.
   */
  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                                                                 | ''
          , "context": null                                                  | ''
          , "raisedAt": "2026-11-21T08:00:00Z", "context": {}                | ''
          , "context": {"lastContact": {"at": "2026-11-19T10:20:00Z"}}       | request.raisedAt
          , "lastKnownWell": "2026-11-19T10:20:00Z"                          | request.raisedAt
          , "raisedAt": "yesterday", "context": {}                           | request.raisedAt
          , "raisedAt": "2026-11-21T08:00:00Z", "deviceClock": "2026-11-21T08:01:00Z", "context": {} | request.deviceClock
          , "raisedAt": "2026-11-21T08:00:00Z", "deviceClock": "2026-11-21T08:01:00Z"                | ''
          , "pregnant": "maybe", "context": {}                               | request.pregnant
          """)
  void whatWouldSaySomethingElseAnotherDayIsAnError(String more, String field) {
    var request = JSON.readTree("{\"contactCause\": \"UTI\"" + more + "}");
    var vignette = new Vignette("uti", new Label("UVI", "UTI"), request, Level.NURSE, Set.of());

    assertThat(
            Vignettes.errors(vignette, NOW).stream()
                .map(FieldError::field)
                .map(at -> "request." + at)
                .collect(joining(" ")))
        .isEqualTo(field);
  }

  @Test
  void whatIsShippedSaysTheSameEveryDay() {
    assertThat(new Vignettes(JSON).shipped())
        .allSatisfy(one -> assertThat(Vignettes.errors(one, NOW)).as(one.name()).isEmpty());
  }
}
