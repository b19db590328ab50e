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
import se.rond.clinical.RuleDocument;
import se.rond.clinical.RuleSet;
import se.rond.clinical.TriageRules;
import se.rond.contracts.care.Capability;
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
    var vignette =
        new Vignette("uti", new Label("UVI", "UTI"), request, Level.NURSE, Set.of(), null, null);

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
            Set.of(Need.NURSE_VISIT),
            null,
            null);

    assertThat(run(child, SHIPPED, day).level()).isEqualTo(level);
  }

  @Test
  void whatIsShippedSaysTheSameEveryDay() {
    assertThat(VIGNETTES.shipped())
        .allSatisfy(one -> assertThat(Vignettes.errors(one, NOW)).as(one.name()).isEmpty());
  }

  /**
   * Orange is a floor: a proposal of the same level is another answer, also with the same needs.
   */
  @Test
  void aFloorThatIsAskedForIsCompared() {
    var orange = shipped("retts-orange");
    var lowered =
        rules(
            RuleSet.shippedDocument()
                .replace(
                    "  - id: EXTERNAL-TRIAGE-ORANGE\n    kind: FLOOR",
                    "  - id: EXTERNAL-TRIAGE-ORANGE\n    kind: PROPOSAL"));

    assertThat(orange.floor()).isEqualTo(Level.PHYSICIAN_NOW);
    assertThat(run(orange, SHIPPED, NOW).passes()).isTrue();
    assertThat(run(orange, lowered, NOW))
        .satisfies(run -> assertThat(run.level()).isEqualTo(orange.level()))
        .satisfies(run -> assertThat(run.needs()).isEqualTo(orange.needs()))
        .satisfies(run -> assertThat(run.passes()).isFalse());
    assertThat(run(silent(orange), lowered, NOW).passes()).as("asks for no floor").isTrue();
  }

  @Test
  void whatATeamBringsIsComparedWhereItIsAskedFor() {
    var chestPain = shipped("chest-pain-news2-5");
    var without =
        rules(
            RuleSet.shippedDocument()
                .replace("brings: [SAMPLING.ECG, SAMPLING.HB]", "brings: [SAMPLING.HB]"));

    assertThat(chestPain.capabilities()).contains(Capability.SAMPLING_ECG);
    assertThat(run(chestPain, SHIPPED, NOW).passes()).isTrue();
    assertThat(run(chestPain, without, NOW).passes()).isFalse();
    assertThat(run(silent(chestPain), without, NOW).passes()).as("does not ask").isTrue();
  }

  /** One that says less than the shipped one whose place it takes is shown beside that one. */
  @Test
  void aVignetteThatAsksForNoFloorIsNotLikeOneThatDoes() {
    var orange = shipped("retts-orange");

    assertThat(silent(orange).isAlike(orange)).isFalse();
    assertThat(run(silent(orange), SHIPPED, NOW).insteadOf()).isEqualTo(orange);
  }

  @Test
  void whatIsShippedAsksForFloorsAndForWhatATeamBrings() {
    var vignettes = VIGNETTES.shipped();

    assertThat(vignettes).filteredOn(one -> one.floor() != null).hasSizeGreaterThanOrEqualTo(8);
    assertThat(vignettes)
        .filteredOn(one -> one.capabilities() != null)
        .hasSizeGreaterThanOrEqualTo(8)
        .allSatisfy(one -> assertThat(one.needs()).as(one.name()).contains(Need.TEAM_VISIT));
    assertThat(vignettes)
        .allSatisfy(one -> assertThat(run(one, SHIPPED, NOW).passes()).as(one.name()).isTrue());
  }

  private static Vignette shipped(String name) {
    return VIGNETTES.shipped().stream()
        .filter(one -> one.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** The same as one that was put before a floor and capabilities could be asked for. */
  private static Vignette silent(Vignette one) {
    return new Vignette(
        one.name(), one.says(), one.request(), one.level(), one.needs(), null, null);
  }

  private static Vignette.Run run(Vignette vignette, TriageRules rules, Instant now) {
    return VIGNETTES.trial("", List.of(vignette), rules, now).runs().getFirst();
  }

  private static TriageRules rules(String document) {
    assertThat(document).isNotEqualTo(RuleSet.shippedDocument());
    return new TriageRules(
        (RuleSet) RuleDocument.read(document), HipFractureStrategy.MOBILE_XRAY_FIRST);
  }
}
