package se.rond.dispatch.assignment.web;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.rond.access.problem.Problem;
import se.rond.contracts.intake.FieldError;
import se.rond.contracts.language.Text;
import tools.jackson.databind.JsonNode;

/** Reads codes of closed lists from small bodies. */
final class Code {

  private Code() {}

  /**
   * @throws BadFieldException if the field is missing or holds no code of the list
   */
  static <E extends Enum<E>> E read(JsonNode body, String field, E[] list) {
    return Stream.of(list)
        .filter(one -> one.name().equals(text(body, field)))
        .findFirst()
        .orElseThrow(
            () ->
                Problem.invalid(
                    List.of(
                        new FieldError(
                            field,
                            Text.of("one of {0}", "något av {0}")
                                .with(
                                    Arrays.stream(list)
                                        .map(Enum::name)
                                        .collect(Collectors.joining(", "))),
                            body.hasNonNull(field)
                                ? Text.of("something else", "något annat")
                                : Text.of("nothing", "ingenting")))));
  }

  private static @Nullable String text(JsonNode body, String field) {
    var node = body.path(field);
    return node.isString() ? node.stringValue() : null;
  }
}
