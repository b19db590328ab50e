package se.rond.triage.ruleset;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import se.rond.clinical.HipFractureStrategy;
import se.rond.clinical.TriageRules;
import se.rond.contracts.care.Level;
import se.rond.contracts.care.Need;
import se.rond.contracts.intake.FieldError;
import se.rond.contracts.triage.TriageDecision.Label;
import tools.jackson.databind.json.JsonMapper;

class VignettesTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Vignettes VIGNETTES = new Vignettes(JSON);
  private static final TriageRules SHIPPED =
      TriageRules.shipped(HipFractureStrategy.MOBILE_XRAY_FIRST);
  private static final String PERSONNUMMER = "http://electronichealth.se/identifier/personnummer";
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
          , "patient": {"identifier": {"system": "%1$s", "value": "200001252386"}} | request.raisedAt
          , "raisedAt": "2013-06-01T08:00:00Z", "patient": {"identifier": {"system": "%1$s", "value": "200001252386"}} | ''
          , "raisedAt": "2013-06-01T08:00:00Z", "deviceClock": "2013-06-01T08:01:00Z", "patient": {"identifier": {"system": "%1$s", "value": "200001252386"}} | request.deviceClock
          , "raisedAt": "1999-06-01T08:00:00Z", "patient": {"identifier": {"system": "%1$s", "value": "200001252386"}} | request.patient.identifier.value
          """)
  void whatWouldSaySomethingElseAnotherDayIsAnError(String more, String field) {
    var request = JSON.readTree("{\"contactCause\": \"UTI\"" + more.formatted(PERSONNUMMER) + "}");
    var vignette = new Vignette("uti", new Label("UVI", "UTI"), request, Level.NURSE, Set.of());

    assertThat(
            Vignettes.errors(vignette, NOW).stream()
                .map(FieldError::field)
                .map(at -> "request." + at)
                .collect(joining(" ")))
        .isEqualTo(field);
  }

  /** NEWS2 is not made for a child: at 13 it does not apply, at 18 it does. */
  @ParameterizedTest(name = "{0}, run on {1} -> {2}")
  @CsvSource(
      textBlock =
          """
          told,     2013-06-02T08:00:00Z, PHYSICIAN_TODAY
          told,     2018-06-02T08:00:00Z, PHYSICIAN_TODAY
          not told, 2013-06-02T08:00:00Z, PHYSICIAN_TODAY
          not told, 2018-06-02T08:00:00Z, NURSE
          """)
  void aPatientStaysAsOldAsWhenTheRequestWasRaisedIfItSaysWhen(
      String raisedAt, Instant day, Level level) {
    var time = raisedAt.equals("told") ? "\"raisedAt\": \"2013-06-01T08:00:00Z\"," : "";
    var child =
        new Vignette(
            "uti-child",
            new Label("UVI hos barn", "UTI of a child"),
            JSON.readTree(
                """
                {%s "contactCause": "UTI", "patient": {"identifier": {"system": "%s", "value": "200001252386"}},
                 "vitals": {"respirationRate": 16, "oxygenSaturation": 97, "supplementalOxygen": false,
                   "systolicPressure": 138, "pulse": 72, "consciousness": "ALERT", "temperature": 36.8}}
                """
                    .formatted(time, PERSONNUMMER)),
            Level.PHYSICIAN_TODAY,
            Set.of(Need.NURSE_VISIT));

    assertThat(run(child, SHIPPED, day).level()).isEqualTo(level);
  }

  @Test
  void whatIsShippedSaysTheSameEveryDay() {
    assertThat(VIGNETTES.shipped())
        .allSatisfy(one -> assertThat(Vignettes.errors(one, NOW)).as(one.name()).isEmpty());
  }

  private static Vignette.Run run(Vignette vignette, TriageRules rules, Instant now) {
    return VIGNETTES.trial("", List.of(vignette), rules, now).runs().getFirst();
  }
}
