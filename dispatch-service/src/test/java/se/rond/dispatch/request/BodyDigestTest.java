package se.rond.dispatch.request;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class BodyDigestTest {

  private static final String BODY =
      "{\"a\": 1, \"b\": {\"c\": 38.4, \"d\": [\"x\", \"y\"]}, \"deviceClock\": \"2026-11-21T09:14:00Z\"}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      textBlock =
          """
          {"b": {"d": ["x", "y"], "c": 38.4}, "a": 1}
          {"a": 1.0, "b": {"c": 38.40, "d": ["x", "y"]}}
          {"a": 1, "b": {"c": 38.4, "d": ["x", "y"], "e": null}, "f": ""}
          {"a": 1, "b": {"c": 38.4, "d": ["x", "y"]}, "deviceClock": "2026-11-21T10:00:00Z"}
          """)
  void isTheSameForWhatSaysTheSame(String other) {
    assertThat(digest(other)).isEqualTo(digest(BODY));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      textBlock =
          """
          {"a": 2, "b": {"c": 38.4, "d": ["x", "y"]}}
          {"a": 1, "b": {"c": 38.5, "d": ["x", "y"]}}
          {"a": 1, "b": {"c": 38.4, "d": ["y", "x"]}}
          {"a": 1, "b": {"c": 38.4, "d": ["xy"]}}
          {"a": "1", "b": {"c": 38.4, "d": ["x", "y"]}}
          {"a": 1, "b": {"c": 38.4, "d": ["x", "y"], "deviceClock": "2026-11-21T09:14:00Z"}}
          {"a": 1}
          """)
  void isAnotherForWhatSaysSomethingElse(String other) {
    assertThat(digest(other)).isNotEqualTo(digest(BODY));
  }

  private static BodyDigest digest(String body) {
    return BodyDigest.of(new JsonMapper().readTree(body));
  }
}
