package se.rond.contracts.intake;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.rond.contracts.language.Text;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * Reads the fields of one JSON object and notes every one that cannot be used, so that the client
 * learns about all of them at once. Null, blank and absent are the same.
 */
public final class Fields {

  /**
   * Longest free text, in characters: more than any nurse writes, less than would hurt a database.
   */
  static final int MAX_TEXT = 4_000;

  /** Most codes in one list; every closed list is shorter. */
  private static final int MAX_CODES = 200;

  /** Most decimals, or zeros at the end, of a number. */
  private static final int MAX_SCALE = 20;

  /** Most decimals, or zeros at the end, of any number: a tenth of what PostgreSQL can store. */
  private static final int MAX_STORABLE_SCALE = 1_000;

  /** Enough to find the fault in the client; a body of 256 KiB could hold 20,000. */
  private static final int MOST_UNSTORABLE = 100;

  /** Most digits of a number that an error repeats: any measurement, but no identifier or date. */
  private static final int MAX_DIGITS_REPEATED = 5;

  /**
   * The times a clock can show: a device whose battery died counts from 1970, and beyond these
   * years neither arithmetic nor the database would hold.
   */
  private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");

  static final Instant LATEST = Instant.parse("2199-12-31T00:00:00Z");

  private static final Pattern NOT_A_LETTER_OR_DIGIT = Pattern.compile("[^A-Za-z0-9]");

  /** A measured value as somebody may write it who does not write JSON numbers. */
  private static final Pattern WRITTEN_NUMBER =
      Pattern.compile("\\s*(?<number>-?[0-9]{1,4}([.,][0-9]{1,3})?)\\s*");

  private final JsonNode object;
  private final String path;
  private final List<FieldError> errors;

  /** See {@link JsonBody#repeatedIn()}. */
  private final Set<String> repeatedIn;

  /** What is left of the names of this object; made once, since there may be thousands of them. */
  private @Nullable Set<String> skeletons;

  private Fields(JsonNode object, String path, List<FieldError> errors, Set<String> repeatedIn) {
    this.object = object;
    this.path = path;
    this.errors = errors;
    this.repeatedIn = repeatedIn;
  }

  /** Reads a whole body; anything but an object is an error of its own. */
  public static Fields of(JsonBody body) {
    var fields = new Fields(body.tree(), "", new ArrayList<>(body.repeated()), body.repeatedIn());
    if (!body.tree().isObject()) {
      fields.errors.add(new FieldError("", Wording.JSON_OBJECT.of(), describe(body.tree())));
    }
    return fields;
  }

  public List<FieldError> errors() {
    return List.copyOf(errors);
  }

  /**
   * The object in that field; an empty one if it is absent. The one object of a list is refused,
   * and read all the same.
   */
  public Fields object(String name) {
    var node = node(name);
    if (node.isMissingNode() || node.isObject()) {
      return new Fields(node, path(name), errors, repeatedIn);
    }
    refuse(name, Wording.AN_OBJECT.of(), describe(node));
    var only = onlyOne(node);
    return new Fields(
        only.isObject() ? only : MissingNode.getInstance(), path(name), errors, repeatedIn);
  }

  /**
   * The objects of a list, at most {@code most}; none if it is absent. What is no object, and what
   * is beyond, is an error.
   */
  public List<Fields> objects(String name, int most) {
    var node = node(name);
    if (node.isMissingNode()) {
      return List.of();
    }
    if (!node.isArray() || node.size() > most) {
      refuse(name, Wording.OBJECTS_AT_MOST.of(most), describe(node));
      return List.of();
    }
    var objects = new ArrayList<Fields>();
    for (var i = 0; i < node.size(); i++) {
      var place = name + "[" + i + "]";
      if (node.get(i).isObject()) {
        objects.add(new Fields(node.get(i), path(place), errors, repeatedIn));
      } else {
        refuse(place, Wording.AN_OBJECT.of(), describe(node.get(i)));
      }
    }
    return objects;
  }

  public boolean isPresent() {
    return !object.isMissingNode();
  }

  /** Notes that a field is missing, unless it was there and something was already said about it. */
  public <T> @Nullable T required(String name, Text expected, @Nullable T value) {
    if (value == null && node(name).isMissingNode() && !isRefused(name)) {
      refuse(name, expected, Wording.NOTHING.of());
    }
    return value;
  }

  /** A text that has to be there, of at most {@code maxLength} characters. */
  public @Nullable String requiredText(String name, int maxLength) {
    return required(name, Wording.TEXT_AT_MOST.of(maxLength), text(name, maxLength));
  }

  /** An id made by the device, which has to be there. */
  public @Nullable UUID requiredUuid(String name) {
    return required(name, Wording.UUID_OF_DEVICE.of(), uuid(name));
  }

  /** A code of a closed list that has to be there. */
  public <E extends Enum<E>> @Nullable E requiredCode(String name, E[] list) {
    return required(name, oneOf(list, Enum::name), code(name, list, Enum::name));
  }

  /** True or false, one of which has to be there: absent is not false. */
  public @Nullable Boolean requiredBool(String name) {
    return required(name, Wording.TRUE_OR_FALSE.of(), bool(name));
  }

  /** A time with offset that has to be there. */
  public @Nullable Instant requiredInstant(String name) {
    return required(name, Wording.TIME.of(), instant(name));
  }

  public @Nullable String text(String name, int maxLength) {
    var node = node(name);
    if (node.isMissingNode()) {
      return null;
    }
    if (!node.isString()) {
      refuse(name, Wording.TEXT.of(), describe(node));
      return null;
    }
    if (node.stringValue().length() > maxLength) {
      refuse(name, Wording.TEXT_AT_MOST.of(maxLength), describe(node));
      return null;
    }
    if (!canBeStored(node.stringValue())) {
      refuse(name, Wording.STORABLE_TEXT.of(), describe(node));
      return null;
    }
    return node.stringValue();
  }

  /** A text that has to be well-formed; it is described in the error, never repeated. */
  public <T> @Nullable T parsed(String name, Text expected, Function<String, Optional<T>> parser) {
    var text = text(name, MAX_TEXT);
    if (text == null) {
      return null;
    }
    var value = parser.apply(text);
    if (value.isEmpty()) {
      refuse(name, expected, Wording.TEXT_IN_OTHER_FORM.of(text.length()));
    }
    return value.orElse(null);
  }

  public @Nullable UUID uuid(String name) {
    return parsed(
        name,
        Wording.UUID.of(),
        text -> {
          try {
            // UUID.fromString takes shortened groups, which would be another spelling of the same
            // id.
            return Optional.of(UUID.fromString(text))
                .filter(id -> id.toString().equalsIgnoreCase(text));
          } catch (IllegalArgumentException _) {
            return Optional.empty();
          }
        });
  }

  public @Nullable Instant instant(String name) {
    return parsed(
        name,
        Wording.TIME.of(),
        text -> {
          try {
            return Optional.of(OffsetDateTime.parse(text).toInstant())
                .filter(time -> !time.isBefore(EARLIEST) && !time.isAfter(LATEST));
          } catch (DateTimeException _) {
            return Optional.empty();
          }
        });
  }

  @Nullable LocalDate date(String name) {
    return parsed(
        name,
        Wording.DATE.of(),
        text -> {
          try {
            return Optional.of(LocalDate.parse(text))
                .filter(date -> date.getYear() >= 1900 && date.getYear() <= 2199);
          } catch (DateTimeException _) {
            return Optional.empty();
          }
        });
  }

  public @Nullable Boolean bool(String name) {
    var node = node(name);
    if (node.isMissingNode()) {
      return null;
    }
    if (!node.isBoolean()) {
      refuse(name, Wording.TRUE_OR_FALSE.of(), describe(node));
      return written(node).map(Fields::truth).orElse(null);
    }
    return node.booleanValue();
  }

  public @Nullable Integer integer(String name, int min, int max, Text unit) {
    var node = node(name);
    if (node.isMissingNode()) {
      return null;
    }
    var expected = Wording.WHOLE_NUMBER.of(min, max, unit).strip();
    var value = number(node);
    if (value == null || value.stripTrailingZeros().scale() > 0 || outside(value, min, max)) {
      refuse(name, expected, describe(node));
      return null;
    }
    return value.intValueExact();
  }

  /**
   * A whole number that was measured. One that is written with decimals or as text is refused, and
   * read all the same: what is refused is never stored, and only decides what the nurse is told
   * with the refusal. Decimals are rounded away from {@code usual}, so that they never look better
   * than they are.
   */
  @Nullable Integer measured(String name, int min, int max, int usual, Text unit) {
    var value = integer(name, min, max, unit);
    if (value != null || !isRefused(name)) {
      return value;
    }
    var written = writtenNumber(node(name));
    if (written == null || outside(written, min, max)) {
      return null;
    }
    var away =
        written.compareTo(BigDecimal.valueOf(usual)) < 0
            ? RoundingMode.FLOOR
            : RoundingMode.CEILING;
    return written.setScale(0, away).intValueExact();
  }

  /** A number; one that is written as text is refused, and {@linkplain #measured read} as well. */
  @Nullable BigDecimal decimal(String name, String min, String max, Text unit) {
    var node = node(name);
    if (node.isMissingNode()) {
      return null;
    }
    var lowest = new BigDecimal(min);
    var highest = new BigDecimal(max);
    var value = number(node);
    if (value != null && value.compareTo(lowest) >= 0 && value.compareTo(highest) <= 0) {
      return value;
    }
    refuse(name, Wording.NUMBER.of(min, max, unit).strip(), describe(node));
    var written = writtenNumber(node);
    return written == null || written.compareTo(lowest) < 0 || written.compareTo(highest) > 0
        ? null
        : written;
  }

  /** A remark: text, or true or false where nobody wrote a text. */
  void remark(String name, int maxLength) {
    var node = node(name);
    if (!node.isMissingNode() && !node.isBoolean() && !isShortText(node, maxLength)) {
      refuse(name, Wording.TEXT_OR_TRUE_OR_FALSE.of(maxLength), describe(node));
    }
  }

  /** A person: text, or an object with a name and a telephone number. */
  void person(String name, int maxLength) {
    var node = node(name);
    if (node.isObject()) {
      var person = object(name);
      person.text("name", maxLength);
      person.text("phone", maxLength);
    } else if (!node.isMissingNode() && !isShortText(node, maxLength)) {
      refuse(name, Wording.TEXT_OR_OBJECT.of(maxLength), describe(node));
    }
  }

  private static boolean isShortText(JsonNode node, int maxLength) {
    return node.isString() && node.stringValue().length() <= maxLength;
  }

  /** A code; one in small letters or alone in a list is refused, and read all the same. */
  public <E extends Enum<E>> @Nullable E code(String name, E[] list, Function<E, String> codeOf) {
    var node = node(name);
    if (node.isMissingNode()) {
      return null;
    }
    var match = match(node, list, codeOf);
    if (match.isEmpty()) {
      refuse(name, oneOf(list, codeOf), describe(node));
      return written(node)
          .flatMap(
              text -> Stream.of(list).filter(one -> codeOf.apply(one).equals(text)).findFirst())
          .orElse(null);
    }
    return match.get();
  }

  /**
   * A list of codes; those that can be read are returned even if others cannot. A code that stands
   * there without a list is an error, and read all the same.
   */
  public <E extends Enum<E>> Set<E> codes(String name, E[] list, Function<E, String> codeOf) {
    var node = node(name);
    var codes = new LinkedHashSet<E>();
    if (node.isMissingNode()) {
      return codes;
    }
    if (!node.isArray()) {
      refuse(name, Wording.CODES.of(), describe(node));
      match(node, list, codeOf).ifPresent(codes::add);
      return codes;
    }
    for (var i = 0; i < Math.min(node.size(), MAX_CODES); i++) {
      var element = node.get(i);
      var place = name + "[" + i + "]";
      match(element, list, codeOf)
          .ifPresentOrElse(codes::add, () -> refuse(place, oneOf(list, codeOf), describe(element)));
    }
    if (node.size() > MAX_CODES) {
      refuse(name, Wording.CODES_AT_MOST.of(MAX_CODES), Wording.COUNT_OF_CODES.of(node.size()));
    }
    return codes;
  }

  /**
   * Returns true if anything could not be used of this object, in what it holds or in what it
   * stands in, also where it was read all the same.
   */
  boolean isFlawed() {
    return errors.stream()
        .map(FieldError::field)
        .anyMatch(at -> isAtOrIn(at, path) || isAtOrIn(path, at));
  }

  private static boolean isAtOrIn(String place, String outer) {
    return place.equals(outer) || place.startsWith(outer + ".") || place.startsWith(outer + "[");
  }

  /** Returns true if the list in that field, or anything in it, could not be used. */
  boolean isRefused(String list) {
    var at = path(list);
    return errors.stream()
        .anyMatch(error -> error.field().equals(at) || error.field().startsWith(at + "["));
  }

  public void refuse(String name, Text expected, Text found) {
    errors.add(new FieldError(path(name), expected, found));
  }

  /** Returns true if any field stands twice, other than the named ones of the body itself. */
  boolean repeatsAnythingBut(Set<String> names) {
    return repeatedIn.stream().anyMatch(name -> !names.contains(name));
  }

  private JsonNode node(String name) {
    var node = object.path(name);
    if (node.isMissingNode()) {
      refuseMisspelt(name);
    }
    var isEmpty = node.isNull() || node.isString() && node.stringValue().isBlank();
    return isEmpty ? MissingNode.getInstance() : node;
  }

  /**
   * Unknown fields are passed over, so that newer clients may go first; but {@code redflags} or
   * {@code vital} is a field that was meant, and passing it over would lose what it says.
   */
  private void refuseMisspelt(String name) {
    if (skeletons().contains(skeleton(name)) && !isRefused(name)) {
      refuse(name, Wording.NAME.of(name), Wording.MISSPELT.of());
    }
  }

  private Set<String> skeletons() {
    if (skeletons == null) {
      skeletons = object.propertyNames().stream().map(Fields::skeleton).collect(Collectors.toSet());
    }
    return skeletons;
  }

  /** What is left of a name without case, separators and plural. */
  private static String skeleton(String name) {
    var bare = NOT_A_LETTER_OR_DIGIT.matcher(name).replaceAll("").toLowerCase(Locale.ROOT);
    return bare.endsWith("s") ? bare.substring(0, bare.length() - 1) : bare;
  }

  private String path(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  private static @Nullable BigDecimal number(JsonNode node) {
    // Exponents such as 1e400000000 would cost memory to expand; no measured value needs one. An
    // infinite double has no decimal value.
    return node.isNumber()
        ? node.decimalValueOpt().filter(value -> Math.abs(value.scale()) <= MAX_SCALE).orElse(null)
        : null;
  }

  /** The number that was probably meant by what is no number in its place. */
  private static @Nullable BigDecimal writtenNumber(JsonNode node) {
    var only = onlyOne(node);
    return only.isNumber()
        ? number(only)
        : written(only)
            .map(WRITTEN_NUMBER::matcher)
            .filter(Matcher::matches)
            .map(written -> new BigDecimal(written.group("number").replace(',', '.')))
            .orElse(null);
  }

  /** A text in capital letters, also one that stands alone in a list. */
  private static Optional<String> written(JsonNode node) {
    var only = onlyOne(node);
    return only.isString()
        ? Optional.of(only.stringValue().strip().toUpperCase(Locale.ROOT))
        : Optional.empty();
  }

  private static @Nullable Boolean truth(String written) {
    return switch (written) {
      case "TRUE" -> true;
      case "FALSE" -> false;
      default -> null;
    };
  }

  /** What stands alone in a list, or what is no list. */
  private static JsonNode onlyOne(JsonNode node) {
    return node.isArray() && node.size() == 1 ? node.get(0) : node;
  }

  private static boolean outside(BigDecimal value, int min, int max) {
    return value.compareTo(BigDecimal.valueOf(min)) < 0
        || value.compareTo(BigDecimal.valueOf(max)) > 0;
  }

  private static <E extends Enum<E>> Optional<E> match(
      JsonNode node, E[] list, Function<E, String> codeOf) {
    return Stream.of(list)
        .filter(element -> node.isString() && codeOf.apply(element).equals(node.stringValue()))
        .findFirst();
  }

  static <E extends Enum<E>> Text oneOf(E[] list, Function<E, String> codeOf) {
    return Wording.ONE_OF.of(Stream.of(list).map(codeOf).collect(Collectors.joining(", ")));
  }

  /**
   * Says what was there without repeating text: whatever a client puts into the wrong field may be
   * a name or a number that tells who the patient is.
   */
  private static Text describe(JsonNode node) {
    return switch (node.getNodeType()) {
      case NUMBER -> {
        var value = number(node);
        yield value == null || value.precision() > MAX_DIGITS_REPEATED
            ? Wording.A_NUMBER.of()
            : Text.same(value.toPlainString());
      }
      case BOOLEAN -> Text.same(node.asString());
      case STRING -> Wording.TEXT_OF.of(node.stringValue().length());
      case ARRAY -> Wording.A_LIST.of();
      case OBJECT -> Wording.AN_OBJECT.of();
      case NULL, MISSING -> Wording.NOTHING.of();
      case BINARY, POJO -> Wording.SOMETHING_ELSE.of();
    };
  }

  /**
   * Notes texts and numbers that cannot be stored, also in fields that nobody reads: the whole body
   * is kept. Those already noted are not noted again. There may be very many of them; after {@value
   * #MOST_UNSTORABLE} errors no more are looked for.
   */
  public void refuseUnstorable() {
    refuseUnstorable(object, path);
  }

  private void refuseUnstorable(JsonNode node, String at) {
    if (errors.size() >= MOST_UNSTORABLE) {
      return;
    }
    if (node.isString() && !canBeStored(node.stringValue())) {
      refuseOnce(at, Wording.STORABLE_TEXT.of(), describe(node));
    } else if (node.isNumber()
        && node.decimalValueOpt()
            .filter(value -> Math.abs((long) value.scale()) <= MAX_STORABLE_SCALE)
            .isEmpty()) {
      refuseOnce(at, Wording.STORABLE_NUMBER.of(MAX_STORABLE_SCALE), describe(node));
    } else if (node.isArray()) {
      for (var i = 0; i < node.size(); i++) {
        refuseUnstorable(node.get(i), at + "[" + i + "]");
      }
    } else if (node.isObject()) {
      node.forEachEntry(
          (name, value) -> {
            if (!canBeStored(name)) {
              refuseOnce(at, Wording.STORABLE_NAME.of(), Wording.ANOTHER_NAME.of());
            } else if (JsonBody.isPlain(name)) {
              refuseUnstorable(value, at.isEmpty() ? name : at + "." + name);
            } else {
              // The name may tell who the patient is; the place above it has to do.
              refuseUnstorable(value, at);
            }
          });
    }
  }

  private void refuseOnce(String at, Text expected, Text found) {
    if (errors.stream().noneMatch(error -> error.field().equals(at))) {
      errors.add(new FieldError(at, expected, found));
    }
  }

  /** PostgreSQL refuses U+0000, and half a surrogate pair cannot be written as UTF-8. */
  private static boolean canBeStored(String text) {
    return text.codePoints()
        .allMatch(
            point ->
                point == '\n'
                    || point == '\r'
                    || point == '\t'
                    || !Character.isISOControl(point)
                        && Character.getType(point) != Character.SURROGATE);
  }
}
