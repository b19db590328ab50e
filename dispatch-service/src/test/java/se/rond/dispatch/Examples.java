package se.rond.dispatch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The example requests of the documentation, each with a fresh id. */
final class Examples {

  private static final JsonMapper JSON = new JsonMapper();

  private Examples() {}

  static ObjectNode example(String name) {
    try {
      var file = Path.of("..", "docs", "examples", name + ".json");
      var body = (ObjectNode) JSON.readTree(Files.readString(file));
      return body.put("id", UUID.randomUUID().toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
