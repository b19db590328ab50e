package se.rond.contracts.intake;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import se.rond.contracts.language.Text;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A body as it was sent: every number with all its digits, and a note of each field that stands
 * twice.
 *
 * @param tree the body; of a field that stands twice, the last
 * @param repeated an error for each field that stands twice, at most {@value #MOST_NAMED}
 * @param repeatedIn the fields of the body itself that stand twice or have one below them that
 *     does; all of them, named in an error or not
 */
public record JsonBody(JsonNode tree, List<FieldError> repeated, Set<String> repeatedIn) {

  /** Nobody needs more of them to find the fault in the client. */
  static final int MOST_NAMED = 10;

  /** Deepest nesting; the form has four levels. */
  static final int MAX_DEPTH = 32;

  /**
   * Most tokens: some twenty times what the longest form has. Each may become a node, so 256 KiB of
   * the shortest would fill 10 MB.
   */
  static final int MAX_TOKENS = 5_000;

  /** What is found of a field that stands twice. */
  static final Text TWICE = Wording.TWICE.of();

  /** A name that may stand in an error; others may tell who the patient is. */
  private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z][A-Za-z0-9]{0,39}");

  /** A double would round 35.049999999999999999 °C to 35.05, which scores two points less. */
  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxTokenCount(MAX_TOKENS)
                          .build())
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  public JsonBody {
    repeated = List.copyOf(repeated);
    repeatedIn = Set.copyOf(repeatedIn);
  }

  /** A body that is a tree already, and so has no field twice. */
  public static JsonBody of(JsonNode tree) {
    return new JsonBody(tree, List.of(), Set.of());
  }

  /**
   * Reads a body; what is JSON but no object is left to the reader of its fields.
   *
   * @throws JacksonException if it is not JSON, with the place where it stops being so, or has more
   *     than {@value #MAX_TOKENS} tokens or {@value #MAX_DEPTH} levels
   */
  public static JsonBody parse(byte[] sent) {
    return withRepeated(JSON.readTree(sent), sent);
  }

  /** Adds what stands twice, up to the place where it stops being JSON. */
  private static JsonBody withRepeated(JsonNode tree, byte[] sent) {
    var repeated = new ArrayList<FieldError>();
    var repeatedIn = new LinkedHashSet<String>();
    try (var parser = JSON.createParser(sent)) {
      findRepeated(parser, repeated, repeatedIn);
    } catch (JacksonException _) {
      // Whatever stood twice until then has been found.
    }
    return new JsonBody(tree, repeated, repeatedIn);
  }

  /** Walks through the tokens with the names seen so far in each object that is open. */
  private static void findRepeated(
      JsonParser parser, List<FieldError> repeated, Set<String> repeatedIn) {
    var open = new ArrayDeque<Set<String>>();
    var path = new ArrayDeque<String>();
    for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
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
          repeatedIn.add(path.getFirst());
          if (repeated.size() < MOST_NAMED) {
            repeated.add(new FieldError(inWords(path), Wording.ONE_VALUE.of(), TWICE));
          }
        }
      }
    }
  }

  /** Returns true for a name that may stand in an error. */
  static boolean isPlain(String name) {
    return PLAIN_NAME.matcher(name).matches();
  }

  /**
   * What can be read of something that stops being JSON: each field up to there. A number at the
   * very end is left out, since it may have been longer. A list that is cut off ends in null:
   * something stood there, and nobody knows what.
   */
  static JsonBody readablePart(byte[] sent) {
    var body = JSON.createObjectNode();
    try (var parser = JSON.createParser(sent)) {
      if (parser.nextToken() == JsonToken.START_OBJECT) {
        fill(body, parser);
      }
    } catch (JacksonException _) {
      // What was read until then is in the body.
    }
    return withRepeated(body, sent);
  }

  private static void fill(ObjectNode object, JsonParser parser) {
    var token = parser.nextToken();
    while (token == JsonToken.PROPERTY_NAME) {
      var name = parser.currentName();
      token = parser.nextToken();
      if (token == JsonToken.START_OBJECT) {
        fill(object.putObject(name), parser);
        token = parser.nextToken();
      } else if (token == JsonToken.START_ARRAY) {
        fill(object.putArray(name), parser);
        token = parser.nextToken();
      } else {
        var value = value(parser);
        if (!value.isNumber()) {
          object.set(name, value);
        }
        token = parser.nextToken();
        object.set(name, value);
      }
    }
  }

  private static void fill(ArrayNode list, JsonParser parser) {
    try {
      for (var token = parser.nextToken();
          token != JsonToken.END_ARRAY;
          token = parser.nextToken()) {
        if (token == JsonToken.START_OBJECT) {
          fill(list.addObject(), parser);
        } else if (token == JsonToken.START_ARRAY) {
          fill(list.addArray(), parser);
        } else {
          list.add(value(parser));
        }
      }
    } catch (JacksonException cutOff) {
      list.addNull();
      throw cutOff;
    }
  }

  private static JsonNode value(JsonParser parser) {
    return switch (parser.currentToken()) {
      case VALUE_STRING -> JSON.getNodeFactory().stringNode(parser.getString());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
          JSON.getNodeFactory().numberNode(parser.getDecimalValue());
      case VALUE_TRUE -> JSON.getNodeFactory().booleanNode(true);
      case VALUE_FALSE -> JSON.getNodeFactory().booleanNode(false);
      default -> JSON.getNodeFactory().nullNode();
    };
  }

  /** The names from the top, as far as they may be repeated; lists are passed over. */
  private static String inWords(Iterable<String> path) {
    var words = new ArrayList<String>();
    for (var name : path) {
      if (!isPlain(name)) {
        break;
      }
      words.add(name);
    }
    return String.join(".", words);
  }
}
