package se.rond.telemetry;

import io.micrometer.common.docs.KeyName;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A tag whose values are all known beforehand, because they are the constants of an enum. */
public final class ClosedTag implements KeyName {

  private final String name;
  private final Map<Enum<?>, String> spellings;

  private ClosedTag(String name, Map<Enum<?>, String> spellings) {
    this.name = name;
    this.spellings = Collections.unmodifiableMap(spellings);
  }

  /** The names of all constants are the values. */
  public static <E extends Enum<E>> ClosedTag of(String name, Class<E> constants) {
    return of(name, EnumSet.allOf(constants), Enum::name);
  }

  /** Only these constants, each spelt as {@code spelling} says. */
  public static <E extends Enum<E>> ClosedTag of(
      String name, Collection<E> constants, Function<? super E, String> spelling) {
    var spellings = new LinkedHashMap<Enum<?>, String>();
    constants.forEach(constant -> spellings.put(constant, spelling.apply(constant)));
    return new ClosedTag(name, spellings);
  }

  @Override
  public String asString() {
    return name;
  }

  /** All values it can have, in the order of the constants. */
  public List<String> values() {
    return List.copyOf(spellings.values());
  }

  List<Enum<?>> constants() {
    return List.copyOf(spellings.keySet());
  }

  String spell(Enum<?> constant) {
    var spelling = spellings.get(constant);
    if (spelling == null) {
      throw new IllegalArgumentException(
          "Expected tag %s to be one of %s, found %s"
              .formatted(name, spellings.keySet(), constant));
    }
    return spelling;
  }
}
