package se.rond.access.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.swagger.v3.core.util.Yaml31;
import io.swagger.v3.oas.models.OpenAPI;
import java.io.IOException;
import java.io.InputStream;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * A part of OpenAPI as a feature writes it. Where a schema says {@value #CODES} and the name of an
 * enum, its codes are put there: a closed list stands in one place.
 */
final class Fragment {

  private static final String CODES = "x-codes";

  private static final String TYPE = "type";

  private Fragment() {}

  static OpenAPI read(InputStream yaml) throws IOException {
    var tree = Yaml31.mapper().readTree(yaml);
    putCodes(tree);
    return Yaml31.mapper().treeToValue(tree, OpenAPI.class);
  }

  private static void putCodes(JsonNode node) {
    if (node instanceof ObjectNode schema && schema.has(CODES)) {
      var codes = schema.putArray("enum");
      codesOf(schema.remove(CODES).asText()).forEach(codes::add);
      if (schema.path(TYPE).isArray()) {
        // A string or nothing.
        codes.addNull();
      } else {
        schema.put(TYPE, "string");
      }
    }
    node.forEach(Fragment::putCodes);
  }

  /** As they stand in JSON, which may be other than their names. */
  private static Stream<String> codesOf(String type) {
    try {
      return Stream.of(Class.forName(type).getEnumConstants())
          .map(code -> JsonMapper.shared().valueToTree(code).asString());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("Expected " + type + " to be an enum", e);
    }
  }
}
