package se.rond.contracts.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldsTest {

  @Test
  void theObjectsOfAListAreReadEachWithItsPlace() {
    var fields = fields("{'orders': [{'text': 'a'}, {'text': 1}, 'b', {}]}");

    var texts =
        fields.objects("orders", 4).stream().map(one -> one.requiredText("text", 10)).toList();

    assertThat(texts).containsExactly("a", null, null);
    assertThat(errors(fields)).isEqualTo("orders[1].text orders[2] orders[3].text");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                          | ''
          {'orders': null}            | ''
          {'orders': []}              | ''
          {'orders': {}}              | orders
          {'orders': 'all'}           | orders
          {'orders': [{}, {}, {}]}    | orders
          {'order': [{}]}             | orders
          """)
  void whatIsNoListOfObjectsIsRefused(String body, String refused) {
    var fields = fields(body);

    assertThat(fields.objects("orders", 2)).isEmpty();
    assertThat(errors(fields)).isEqualTo(refused);
  }

  private static Fields fields(String body) {
    return Fields.of(JsonBody.parse(body.replace('\'', '"').getBytes(UTF_8)));
  }

  private static String errors(Fields fields) {
    return fields.errors().stream()
        .map(FieldError::field)
        .sorted()
        .collect(Collectors.joining(" "));
  }
}
