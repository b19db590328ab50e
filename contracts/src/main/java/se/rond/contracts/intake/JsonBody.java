package se.rond.contracts.intake;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A body as it was sent: every number with all its digits, and a note of each field that stands
 * twice.
 *
 * @param tree the body; of a field that stands twice, the last
 * @param repeated an error for each field that stands twice, at most {@value #MOST_NAMED}
 */
public record JsonBody(JsonNode tree, List<FieldError> repeated) {

  /** Nobody needs more of them to find the fault in the client. */
  static final int MOST_NAMED = 10;

  /** What is found of a field that stands twice. */
  static final String TWICE = "the field twice";

  /** A name that may stand in an error; others may tell who the patient is. */
  private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z][A-Za-z0-9]{0,39}");

  /** A double would round 35.049999999999999999 °C to 35.05, which scores two points less. */
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  public JsonBody {
    repeated = List.copyOf(repeated);
  }

  /** A body that is a tree already, and so has no field twice. */
  static JsonBody of(JsonNode tree) {
    return new JsonBody(tree, List.of());
  }

  /**
   * Reads a body; what is JSON but no object is left to the reader of its fields.
   *
   * @throws JacksonException if it is not JSON, with the place where it stops being so
   */
  public static JsonBody parse(byte[] sent) {
    var tree = JSON.readTree(sent);
    try (var parser = JSON.createParser(sent)) {
      return new JsonBody(tree, repeatedIn(parser));
    }
  }

  /** Walks through the tokens with the names seen so far in each object that is open. */
  private static List<FieldError> repeatedIn(JsonParser parser) {
    var repeated = new ArrayList<FieldError>();
    var open = new ArrayDeque<Set<String>>();
    var path = new ArrayDeque<String>();
    for (var token = parser.nextToken();
        token != null && repeated.size() < MOST_NAMED;
        token = parser.nextToken()) {
      if (token == JsonToken.START_OBJECT) {
        open.push(new HashSet<>());
        path.addLast("");
      } else if (token == JsonToken.END_OBJECT) {
        open.pop();
        path.removeLast();
      } else if (token == JsonToken.PROPERTY_NAME) {
        var name = parser.currentName();
        path.removeLast();
        path.addLast(name);
        if (!open.element().add(name)) {
          repeated.add(new FieldError(inWords(path), "one value", TWICE));
        }
      }
    }
    return repeated;
  }

  /** The names from the top, as far as they may be repeated; lists are passed over. */
  private static String inWords(Iterable<String> path) {
    var words = new ArrayList<String>();
    for (var name : path) {
      if (!PLAIN_NAME.matcher(name).matches()) {
        break;
      }
      words.add(name);
    }
    return String.join(".", words);
  }
}
