package se.rond.clinical.yaml;

import java.util.List;

/**
 * A part of a document. A text is what was written, never what YAML would guess of it: {@code NO}
 * is a text of two letters, {@code 1.10} one of four.
 */
public sealed interface YamlNode {

  /** Where it begins. */
  Place place();

  /** A scalar; empty if nothing was written. */
  record Text(Place place, String value) implements YamlNode {}

  /** A list. */
  record Items(Place place, List<YamlNode> items) implements YamlNode {
    public Items {
      items = List.copyOf(items);
    }
  }

  /** A mapping in the order it was written; a name may stand in it more than once. */
  record Fields(Place place, List<Field> fields) implements YamlNode {
    public Fields {
      fields = List.copyOf(fields);
    }
  }

  /** One entry of a mapping. */
  record Field(Text name, YamlNode value) {}

  /**
   * Reads one document.
   *
   * @throws MalformedYaml if it is no YAML, holds anchors, aliases or tags, which let a text mean
   *     other than it says, or is too large or too deep
   */
  static YamlNode read(String text) throws MalformedYaml {
    return Parser.parse(text);
  }
}
