package se.rond.clinical;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import se.rond.clinical.yaml.Place;
import se.rond.clinical.yaml.YamlNode;
import se.rond.contracts.triage.TriageDecision.Label;

/** A mapping of a document with named keys. Who has asked for all it knows says {@link #end}. */
final class Section {

  private final Place place;
  private final String what;
  private final Problems problems;
  private final boolean isMapping;
  private final Map<String, YamlNode> values = new LinkedHashMap<>();
  private final Map<String, YamlNode> keys = new LinkedHashMap<>();
  private final Set<String> asked = new LinkedHashSet<>();

  /** What is no mapping is told, and then read as one without keys. */
  Section(YamlNode node, String what, Problems problems) {
    this.place = node.place();
    this.what = what;
    this.problems = problems;
    if (node instanceof YamlNode.Fields(_, var fields)) {
      isMapping = true;
      for (var field : fields) {
        var name = field.name().value();
        keys.putIfAbsent(name, field.name());
        if (values.putIfAbsent(name, field.value()) != null) {
          problems.add(field.name(), "each key of " + what + " once");
        }
      }
    } else {
      isMapping = false;
      problems.add(node, what);
    }
  }

  Place place() {
    return place;
  }

  /** Where the value of a key stands, or the mapping if it has no such key. */
  Place placeOf(String key) {
    var value = values.get(key);
    return value == null ? place : value.place();
  }

  @Nullable YamlNode find(String key) {
    asked.add(key);
    return values.get(key);
  }

  @Nullable YamlNode require(String key) {
    var value = find(key);
    if (value == null && isMapping) {
      problems.add(place, "the key '" + key + "' in " + what, "none");
    }
    return value;
  }

  /** Reads a text that has to be there; null is told. */
  @Nullable String text(String key) {
    var value = require(key);
    return value == null ? null : textOf(value, "a text");
  }

  /** Reads a text that may be left out, but not empty. */
  @Nullable String findText(String key) {
    var value = find(key);
    return value == null ? null : textOf(value, "a text, or no key '" + key + "'");
  }

  <T> @Nullable T code(String key, Codes<T> codes) {
    var value = require(key);
    return value == null ? null : codes.read(value, problems);
  }

  /** Reads a list of codes that may be left out. */
  <T> Set<T> codes(String key, Codes<T> codes) {
    var value = find(key);
    return value == null ? Set.of() : codes.readAll(value, problems);
  }

  /** Reads a list that may be left out. */
  List<YamlNode> items(String key) {
    var value = find(key);
    if (value == null) {
      return List.of();
    }
    if (value instanceof YamlNode.Items(_, var items)) {
      return items;
    }
    problems.add(value, "a list");
    return List.of();
  }

  /** Reads a list that has to be there. */
  List<YamlNode> requiredItems(String key) {
    require(key);
    return items(key);
  }

  /** Reads the fields of a mapping that has to be there. */
  List<YamlNode.Field> fields(String key) {
    var value = require(key);
    if (value == null) {
      return List.of();
    }
    if (value instanceof YamlNode.Fields(_, var fields)) {
      return fields;
    }
    problems.add(value, "a mapping");
    return List.of();
  }

  /** Reads a text in Swedish and English; null is told. */
  @Nullable Label label(String key) {
    var value = require(key);
    return value == null ? null : labelOf(value);
  }

  @Nullable Label findLabel(String key) {
    var value = find(key);
    return value == null ? null : labelOf(value);
  }

  /** Tells the keys that nobody asked for. */
  void end() {
    keys.forEach(
        (key, node) -> {
          if (!asked.contains(key)) {
            problems.add(node, "a key of " + what + ", one of " + String.join(", ", asked));
          }
        });
  }

  private @Nullable Label labelOf(YamlNode node) {
    var texts = new Section(node, "a text in sv and en", problems);
    var swedish = texts.text("sv");
    var english = texts.text("en");
    texts.end();
    return swedish == null || english == null ? null : new Label(swedish, english);
  }

  private @Nullable String textOf(YamlNode node, String expected) {
    if (!(node instanceof YamlNode.Text(_, var text)) || text.isBlank()) {
      problems.add(node, expected);
      return null;
    }
    if (text.codePoints().anyMatch(Section::isUnprintable)) {
      problems.add(node.place(), expected + " on one line", "characters that are not printed");
      return null;
    }
    return text;
  }

  /** Half a character, or one that no page shows and not every database keeps. */
  private static boolean isUnprintable(int codePoint) {
    return Character.isISOControl(codePoint) || Character.getType(codePoint) == Character.SURROGATE;
  }
}
