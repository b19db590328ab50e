package se.rond.contracts.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static se.rond.contracts.intake.Bodies.RECEIVED;
import static se.rond.contracts.intake.Bodies.english;
import static se.rond.contracts.intake.Bodies.fieldsOf;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import se.rond.contracts.care.RedFlag;
import se.rond.contracts.intake.FieldError.Worded;
import tools.jackson.core.JacksonException;

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
    var twice = "\"a\": 1,".repeat(50_000);

    assertThat(preview("{" + twice + "\"contactCause\": \"UTI\"}").errors())
        .hasSize(JsonBody.MOST_NAMED);
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
