package se.rond.dispatch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The example requests of the documentation, each with a fresh id and about somebody else. */
final class Examples {

  /** A local numbering system that nobody has: a patient per test, since tests share a database. */
  static final String TEST_PATIENTS = "urn:uuid:3c1f7a52-9f0b-4a8e-8f6d-0c4e1f2a7b90";

  private static final JsonMapper JSON = new JsonMapper();

  private Examples() {}

  /** Raised now: what was raised yesterday has broken its promise before anybody is asked. */
  static ObjectNode example(String name) {
    return about(exampleAsItStands(name), somebody()).put("raisedAt", Instant.now().toString());
  }

  /** With the identity number and the times that stand in the example. */
  static ObjectNode exampleAsItStands(String name) {
    try {
      var file = Path.of("..", "docs", "examples", name + ".json");
      var body = (ObjectNode) JSON.readTree(Files.readString(file));
      return body.put("id", UUID.randomUUID().toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A local number that nobody else in the tests has; digits, as such numbers are. */
  static String somebody() {
    return Long.toUnsignedString(UUID.randomUUID().getMostSignificantBits());
  }

  /** The same request about the patient with that local number. */
  static ObjectNode about(ObjectNode body, String patient) {
    ((ObjectNode) body.at("/patient/identifier"))
        .put("system", TEST_PATIENTS)
        .put("value", patient);
    return body;
  }
}
