package se.rond.contracts.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import se.rond.contracts.care.ContactCause;
import se.rond.contracts.care.ContextUsed;
import se.rond.contracts.care.EarlierContact;
import se.rond.contracts.care.OxygenSaturationScale;
import se.rond.contracts.language.Language;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The context that a preview may state, in the shape of the event. */
class ContextReaderTest {

  private static final Instant NOW = Instant.parse("2026-11-21T08:20:00Z");

  private static final String WHOLE =
      """
      {
        "plan": {
          "spo2Scale": 2,
          "signedBy": "SE2120000829-L007",
          "signedAs": "PHYSICIAN",
          "signedAt": "2026-09-01T09:30:00Z",
          "validUntil": "2027-03-01T00:00:00Z"
        },
        "repeatCallerFlag": true,
        "previousNews2": {"total": 3, "measuredAt": "2026-11-19T10:00:00Z", "spo2Scale": 2},
        "lastContact": {
          "at": "2026-11-19T10:20:00Z",
          "cause": "PNEUMONIA",
          "plannedRecheck": false,
          "sameEpisode": true
        },
        "earlierResults": {
          "hb": {"value": 131, "takenAt": "2026-11-19T11:05:00Z"},
          "creatinine": {"value": 88.5}
        },
        "vitalsRequired": true
      }
      """;

  @Test
  void readsAllOfIt() {
    var preview = preview("{\"contactCause\": \"UTI\", \"context\": " + WHOLE + "}");

    assertThat(preview.errors()).isEmpty();
    var used = preview.context();
    assertThat(used.spo2Scale()).isEqualTo(OxygenSaturationScale.SCALE_2);
    assertThat(used.repeatCallerFlag()).isTrue();
    assertThat(used.previousNews2().total()).isEqualTo(3);
    assertThat(used.lastContact().cause()).isEqualTo(ContactCause.PNEUMONIA);
    assertThat(used.hoursSinceLastContact()).isEqualTo(new BigDecimal("46"));
    assertThat(used.earlierResults().hb().value()).isEqualTo("131");
    assertThat(used.earlierResults().creatinine().value()).isEqualTo("88.5");
    assertThat(used.vitalsRequired()).isTrue();
  }

  @Test
  void isOptional() {
    assertThat(preview("{\"contactCause\": \"UTI\"}").context()).isEqualTo(ContextUsed.NOTHING);
    assertThat(preview("{\"contactCause\": \"UTI\", \"context\": {}}").context())
        .isEqualTo(ContextUsed.NOTHING);
  }

  /** As dispatch does: the device's clock shows an hour too little. */
  @Test
  void countsFromWhenTheRequestWasRaised() {
    var preview =
        preview(
            """
            {
              "contactCause": "UTI",
              "raisedAt": "2026-11-21T07:10:00Z",
              "deviceClock": "2026-11-21T07:20:00Z",
              "context": {"lastContact": {"at": "2026-11-21T06:10:00Z"}}
            }
            """);

    assertThat(preview.errors()).isEmpty();
    assertThat(preview.context().hoursSinceLastContact()).isEqualTo(new BigDecimal("2"));
  }

  @ParameterizedTest(name = "{0} -> {1}: {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "SE2120000829-L007"    | "Dr Jekyll"            | context.plan.signedBy
          "PHYSICIAN"            | "DOCTOR"               | context.plan.signedAs
          "2026-09-01T09:30:00Z" | "2026-09-01"           | context.plan.signedAt
          "2027-03-01T00:00:00Z" | 2027                   | context.plan.validUntil
          "spo2Scale": 2,        | "spo2Scale": 3,        | context.plan.spo2Scale
          "repeatCallerFlag": true | "repeatCallerFlag": "maybe" | context.repeatCallerFlag
          "total": 3             | "total": 21            | context.previousNews2.total
          "total": 3,            | "risk": "LOW",         | context.previousNews2.total
          "2026-11-19T10:00:00Z" | "2026-11-22T10:00:00Z" | context.previousNews2.measuredAt
          "at": "2026-11-19T10:20:00Z", | "when": 1,      | context.lastContact.at
          "2026-11-19T10:20:00Z" | "2026-11-22T10:20:00Z" | context.lastContact.at
          "PNEUMONIA"            | "FLU"                  | context.lastContact.cause
          "sameEpisode": true    | "sameEpisode": 1       | context.lastContact.sameEpisode
          "vitalsRequired": true | "vitalsRequired": 1 | context.vitalsRequired
          "value": 131           | "value": 401           | context.earlierResults.hb.value
          "value": 88.5          | "value": 0             | context.earlierResults.creatinine.value
          """)
  void namesWhatIsWrongInBothLanguages(String right, String wrong, String field) {
    var context = WHOLE.replace(right, wrong);
    assertThat(context).isNotEqualTo(WHOLE);

    var preview =
        preview(
            "{\"contactCause\": \"UTI\", \"redFlags\": [\"RF-A1\"], \"context\": " + context + "}");

    assertThat(preview.errors().stream().map(FieldError::field).distinct().collect(joining(" ")))
        .isEqualTo(field);
    assertThat(preview.errors())
        .allSatisfy(
            error -> {
              assertThat(error.expected().in(Language.SWEDISH)).isNotBlank();
              assertThat(error.expected().in(Language.ENGLISH)).isNotBlank();
            });
    assertThat(preview.content().redFlags()).hasSize(1);
  }

  /** Also where the rest of it could be understood: nothing is lowered by what is refused. */
  @ParameterizedTest(name = "{0} -> {1}: {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "SE2120000829-L007"    | "Dr Jekyll"      | context.plan.signedBy
          "PHYSICIAN"            | "DOCTOR"         | context.plan.signedAs
          "PHYSICIAN"            | "physician"      | context.plan.signedAs
          "PHYSICIAN"            | ["PHYSICIAN"]    | context.plan.signedAs
          "2026-09-01T09:30:00Z" | "2026-09-01"     | context.plan.signedAt
          "2027-03-01T00:00:00Z" | "next year"      | context.plan.validUntil
          """)
  void aPlanThatIsNotRightInFullDoesNotCount(String right, String wrong, String field) {
    var preview = preview(stating(WHOLE.replace(right, wrong)));

    assertThat(preview.errors()).extracting(FieldError::field).containsExactly(field);
    assertThat(preview.context().spo2Scale()).isEqualTo(OxygenSaturationScale.SCALE_1);
    assertThat(preview.context().plan()).isNull();
  }

  @Test
  void aPlanInAListDoesNotCountNorInAContextThatStandsInOne() {
    var whole = (ObjectNode) JsonMapper.shared().readTree(WHOLE);
    var inList = whole.deepCopy();
    inList.putArray("plan").add(whole.get("plan"));

    assertThat(preview(stating(WHOLE)).context().plan()).isNotNull();
    assertThat(preview(stating(inList.toString())).context().plan()).isNull();
    assertThat(preview(stating("[" + WHOLE + "]")).context().plan()).isNull();
  }

  @Test
  void aPlanThatStandsTwiceOrSaysOneThingTwiceDoesNotCount() {
    for (var twice : List.of("\"plan\": {},", "\"plan\": {\"validUntil\": null},")) {
      var body = stating(WHOLE.replaceFirst("\\{", "{" + twice));
      var preview = SubmissionReader.preview(JsonBody.parse(body.getBytes(UTF_8)), NOW);

      assertThat(preview.errors()).extracting(FieldError::field).containsExactly("context.plan");
      assertThat(preview.context().plan()).isNull();
    }
    var body = stating(WHOLE.replace("\"validUntil\"", "\"validUntil\": null, \"validUntil\""));

    assertThat(SubmissionReader.preview(JsonBody.parse(body.getBytes(UTF_8)), NOW).context().plan())
        .isNull();
  }

  /** Both words take a raise back, and a contact without them raises. */
  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "\"plannedRecheck\": \"TRUE\"",
        "\"sameEpisode\": [\"FALSE\"]",
        "\"plannedRecheck\": true, \"sameEpisode\": \"no\"",
        "\"plannedRecheck\": true, \"cause\": \"FLU\"",
      })
  void aContactThatIsNotRightInFullIsExemptFromNothing(String said) {
    var contact = "{\"at\": \"2026-11-19T10:20:00Z\", " + said + "}";

    var preview = preview(stating("{\"lastContact\": " + contact + "}"));

    assertThat(preview.errors()).isNotEmpty();
    assertThat(preview.context().lastContact())
        .isEqualTo(new EarlierContact(Instant.parse("2026-11-19T10:20:00Z"), null, null, null));
  }

  private static String stating(String context) {
    return "{\"contactCause\": \"UTI\", \"context\": " + context + "}";
  }

  private static SubmissionReader.Preview preview(String body) {
    return SubmissionReader.preview(JsonMapper.shared().readTree(body), NOW);
  }
}
