package se.rond.contracts.intake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import se.rond.contracts.intake.FieldError.Worded;
import se.rond.contracts.language.Language;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The example requests, as a client would send them. */
final class Bodies {

  /** Six seconds after the examples were raised. */
  static final Instant RECEIVED = Instant.parse("2026-11-21T08:14:06Z");

  static final JsonMapper JSON = JsonMapper.builder().build();

  private static final Path EXAMPLES = Path.of("..", "docs", "examples");

  private Bodies() {}

  static List<String> names() {
    try (var files = Files.list(EXAMPLES)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".json"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ObjectNode example(String name) {
    return (ObjectNode) JSON.readTree(EXAMPLES.resolve(name).toFile());
  }

  static ObjectNode pneumonia() {
    return example("pneumonia.json");
  }

  /** The pneumonia example with one value of its vitals replaced; {@code json} is JSON. */
  static ObjectNode withVital(String name, String json) {
    var body = pneumonia();
    ((ObjectNode) body.get("vitals")).set(name, JSON.readTree(json));
    return body;
  }

  static ObjectNode withPatient(String system, String value) {
    var body = pneumonia();
    body.putObject("patient").putObject("identifier").put("system", system).put("value", value);
    return body;
  }

  static SubmissionReader.Reading read(ObjectNode body) {
    return SubmissionReader.read(body, RECEIVED);
  }

  static List<Worded> english(List<FieldError> errors) {
    return errors.stream().map(error -> error.in(Language.ENGLISH)).toList();
  }

  static String fieldsOf(List<FieldError> errors) {
    return errors.stream().map(FieldError::field).sorted().collect(Collectors.joining(", "));
  }
}
