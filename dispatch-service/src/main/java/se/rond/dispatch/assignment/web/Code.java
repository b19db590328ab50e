package se.rond.dispatch.assignment.web;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.rond.contracts.intake.FieldError;
import se.rond.dispatch.problem.Problem;
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
                            "one of "
                                + Arrays.stream(list)
                                    .map(Enum::name)
                                    .collect(Collectors.joining(", ")),
                            body.hasNonNull(field) ? "something else" : "nothing"))));
  }

  private static @Nullable String text(JsonNode body, String field) {
    var node = body.path(field);
    return node.isString() ? node.stringValue() : null;
  }
}
