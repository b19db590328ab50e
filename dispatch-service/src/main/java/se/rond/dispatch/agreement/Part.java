package se.rond.dispatch.agreement;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.rond.contracts.intake.FieldError;
import se.rond.contracts.language.Text;
import tools.jackson.databind.JsonNode;

/**
 * A place in a document that people write. Whatever cannot be read there is noted with its path. A
 * field that nobody knows is an error too: a term that is misspelt would silently not be agreed.
 */
final class Part {

  static final Text NOTHING = Text.of("nothing", "ingenting");

  private static final Text SOMETHING_ELSE = Text.of("something else", "något annat");

  private final JsonNode node;
  private final String path;
  private final List<FieldError> errors;

  Part(JsonNode node, String path, List<FieldError> errors) {
    this.node = node;
    this.path = path;
    this.errors = errors;
  }

  boolean isAbsent() {
    return node.isMissingNode() || node.isNull();
  }

  Part at(String name) {
    return new Part(node.path(name), path.isEmpty() ? name : path + "." + name, errors);
  }

  /** Returns whether it is an object with none but these fields; notes it if not. */
  boolean isObjectOf(String... names) {
    if (!node.isObject()) {
      refuse(Text.of("an object", "ett objekt"), isAbsent() ? NOTHING : SOMETHING_ELSE);
      return false;
    }
    if (!Set.of(names).containsAll(node.propertyNames())) {
      refuse(
          Text.of("no fields but {0}", "inga andra fält än {0}").with(String.join(", ", names)),
          Text.of("another field", "ett annat fält"));
    }
    return true;
  }

  /** The elements of a list; none, and a note, where there is no list. */
  List<Part> elements() {
    var elements = new ArrayList<Part>();
    if (!node.isArray()) {
      refuse(Text.of("a list", "en lista"), isAbsent() ? NOTHING : SOMETHING_ELSE);
      return elements;
    }
    for (var i = 0; i < node.size(); i++) {
      elements.add(new Part(node.get(i), path + "[" + i + "]", errors));
    }
    return elements;
  }

  /** The fields of an object whose names are keys of some kind. */
  <K, V> Map<K, V> entries(
      Text expectedKey, Function<String, Optional<K>> key, Function<Part, @Nullable V> value) {
    var entries = new LinkedHashMap<K, V>();
    if (!node.isObject()) {
      refuse(Text.of("an object", "ett objekt"), isAbsent() ? NOTHING : SOMETHING_ELSE);
      return entries;
    }
    for (var name : node.propertyNames()) {
      var known = key.apply(name);
      if (known.isEmpty()) {
        refuse(expectedKey, Text.of("another name", "ett annat namn"));
        continue;
      }
      var read = value.apply(at(name));
      if (read != null) {
        entries.put(known.get(), read);
      }
    }
    return entries;
  }

  /** What a text stands for; null, and a note, where it stands for nothing. */
  <T> @Nullable T parsed(Text expected, Function<String, Optional<T>> parser) {
    var value = node.isString() ? parser.apply(node.stringValue()) : Optional.<T>empty();
    if (value.isEmpty()) {
      refuse(expected, isAbsent() ? NOTHING : SOMETHING_ELSE);
    }
    return value.orElse(null);
  }

  /** A constant by its name. */
  <E extends Enum<E>> @Nullable E code(E[] list) {
    return parsed(oneOf(Stream.of(list).map(Enum::name)), text -> find(list, text));
  }

  /** A whole number above 0. */
  @Nullable Integer count() {
    if (node.isIntegralNumber() && node.canConvertToInt() && node.intValue() > 0) {
      return node.intValue();
    }
    refuse(Text.of("a whole number above 0", "ett heltal över 0"), SOMETHING_ELSE);
    return null;
  }

  void refuse(Text expected, Text found) {
    errors.add(new FieldError(path, expected, found));
  }

  static <E extends Enum<E>> Optional<E> find(E[] list, String name) {
    return Stream.of(list).filter(one -> one.name().equals(name)).findFirst();
  }

  static Text oneOf(Stream<String> names) {
    return Text.of("one of {0}", "något av {0}").with(String.join(", ", names.toList()));
  }
}
