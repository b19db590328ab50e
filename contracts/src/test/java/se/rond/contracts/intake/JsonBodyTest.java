package se.rond.contracts.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static se.rond.contracts.intake.Bodies.RECEIVED;
import static se.rond.contracts.intake.Bodies.english;
import static se.rond.contracts.intake.Bodies.fieldsOf;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import se.rond.contracts.care.RedFlag;
import se.rond.contracts.intake.FieldError.Worded;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class JsonBodyTest {

  @ParameterizedTest
  @ValueSource(strings = {"35.049999999999999999", "35.05", "35.050", "3.5E1"})
  void keepsEveryDigitOfANumber(String temperature) {
    var preview = preview("{\"vitals\": {\"temperature\": " + temperature + "}}");

    assertThat(preview.content().vitals().temperature())
        .isNotNull()
        .isEqualByComparingTo(new BigDecimal(temperature));
  }

  /** Names the field, and rings 112 where one of the two values may have been the reason to. */
  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"contactCause": "UTI", "redFlags": ["RF-D2"], "redFlags": []}                  | redFlags           | true
          {"contactCause": "UTI", "contactCause": "UTI"}                                  | contactCause       | true
          {"contactCause": "UTI", "vitals": {"pulse": 140, "pulse": 80}}                  | vitals.pulse       | true
          {"contactCause": "UTI", "vitals": {"pulse": 140}, "vitals": {"pulse": 80}}      | vitals             | true
          {"contactCause": "UTI", "place": {"position": {"latitude": 1, "latitude": 1, "longitude": 2}}} | place.position.latitude | false
          {"contactCause": "UTI", "deviceClock": null, "deviceClock": null}               | deviceClock        | false
          {"contactCause": "UTI", "new": [{"a": 1}, {"a": 1}], "b": {"a": 1}}             | ''                 | false
          {"contactCause": "UTI", "new": [{"a": 1, "a": 2}]}                              | new.a              | true
          """)
  void refusesAFieldThatStandsTwice(String json, String fields, boolean rings112) {
    var preview = preview(json);

    assertThat(fieldsOf(preview.errors())).isEqualTo(fields);
    assertThat(preview.content().redFlags().contains(RedFlag.RF_X0)).isEqualTo(rings112);
  }

  @Test
  void namesNoFieldWhoseNameMayTellWhoThePatientIs() {
    var preview = preview("{\"contactCause\": \"UTI\", \"193310148410\": 1, \"193310148410\": 2}");

    assertThat(english(preview.errors()))
        .containsExactly(new Worded("", "one value", "the field twice"));
  }

  @Test
  void namesAFewOfManyThatStandTwice() {
    var twice = "\"a\": 1,".repeat(2_000);

    assertThat(preview("{" + twice + "\"contactCause\": \"UTI\"}").errors())
        .hasSize(JsonBody.MOST_NAMED);
  }

  @Test
  void ringsAlsoForWhatStandsTwiceBeyondThoseItNames() {
    var twice = "\"deviceClock\": null,".repeat(50);

    var preview =
        preview(
            "{"
                + twice
                + "\"contactCause\": \"UTI\", \"redFlags\": [\"RF-D2\"], \"redFlags\": []}");

    assertThat(preview.errors()).hasSize(JsonBody.MOST_NAMED);
    assertThat(preview.content().redFlags()).containsExactly(RedFlag.RF_X0);
  }

  @ParameterizedTest
  @CsvSource({"[], 4990, true", "[], 5010, false", "{}, 5010, false", "1, 4990, true"})
  void takesNoMoreTokensThanAFormCanHave(String element, int tokens, boolean isTaken) {
    var each = element.equals("1") ? 1 : 2;
    var list = String.join(",", Collections.nCopies((tokens - 5) / each, element));
    var sent = ("{\"a\": [" + list + "]}").getBytes(StandardCharsets.UTF_8);

    if (isTaken) {
      assertThat(JsonBody.parse(sent).tree().get("a").size()).isPositive();
    } else {
      assertThatThrownBy(() -> JsonBody.parse(sent)).isInstanceOf(StreamConstraintsException.class);
    }
  }

  @ParameterizedTest
  @CsvSource({"32, true", "33, false"})
  void takesNoDeeperNestingThanItsBound(int levels, boolean isTaken) {
    var sent = ("[".repeat(levels) + "]".repeat(levels)).getBytes(StandardCharsets.UTF_8);

    if (isTaken) {
      assertThat(JsonBody.parse(sent).tree().size()).isOne();
    } else {
      assertThatThrownBy(() -> JsonBody.parse(sent)).isInstanceOf(StreamConstraintsException.class);
    }
  }

  /** Looking for misspelt fields once per field would take minutes for thousands of names. */
  @Test
  void looksThroughTheNamesOfAnObjectOnce() {
    var looks = new AtomicInteger();
    var body =
        new ObjectNode(JsonNodeFactory.instance) {
          @Override
          public Collection<String> propertyNames() {
            looks.incrementAndGet();
            return super.propertyNames();
          }
        };

    SubmissionReader.read(body, RECEIVED);

    assertThat(looks).hasValue(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e400000000", "-1e-400000000", "1e2000"})
  void refusesANumberThatCannotBeStoredAlsoWhereNobodyReadsIt(String number) {
    var sent = ("{\"somethingNew\": [" + number + "]}").getBytes(StandardCharsets.UTF_8);

    assertThat(english(SubmissionReader.read(JsonBody.parse(sent), RECEIVED).errors()))
        .contains(new Worded("somethingNew[0]", "a number of at most 1000 digits", "a number"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "{\"a\": }", "nothing", "{} {}"})
  void saysWhereABodyStopsBeingJson(String text) {
    assertThatThrownBy(() -> JsonBody.parse(text.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(JacksonException.class);
  }

  private static SubmissionReader.Preview preview(String json) {
    return SubmissionReader.preview(
        JsonBody.parse(json.getBytes(StandardCharsets.UTF_8)), RECEIVED);
  }
}
