package se.rond.access.masking;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.rond.contracts.care.ProtectedIdentity;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * How much one reader is shown of who a patient is, and where. Made once per request and reader;
 * every view, push and map passes through it what could tell either.
 *
 * <p>It is open for everybody where nobody has said that the patient is protected, and for whoever
 * {@code mayIdentify} the patient where somebody has. Closed, it leaves the municipality and the
 * form of housing of a place, nothing of a person, and what is clinical.
 */
public final class Mask {

  /** What stands where something was taken away. */
  public static final String DOTS = "••••";

  /** Steps of a distance, closed, so that those of several bases do not meet in a house. */
  private static final int STEP_KILOMETRES = 5;

  /** What is left of a body; what is not named here is not shown, whatever it is. */
  private static final Set<String> LEFT =
      Set.of(
          "id",
          "raisedAt",
          "deviceClock",
          "observedAt",
          "origin",
          "requester",
          "place",
          "contactCause",
          "nurseLevel",
          "sbar",
          "note",
          "vitals",
          "pointOfCare",
          "redFlags",
          "findings",
          "suspectedInfection",
          "pregnant",
          "anticoagulant",
          "lastKnownWell",
          "xrayRegion",
          "stated",
          "palliativePlan",
          "externalTriage",
          "assessedFrom",
          "medicalPlan",
          "patientWish",
          "accessNotes");

  private static final Set<String> LEFT_OF_A_PLACE = Set.of("municipality", "housing");

  private static final Set<String> LEFT_OF_A_REQUESTER = Set.of("hsaId", "callback");

  /** What whoever goes has to know of, without the words that were said of it. */
  private static final Set<String> LEFT_OF_ACCESS_NOTES =
      Set.of("infection", "interpreter", "threat", "lifting");

  /** What two or three letters stand for, stands for too much else. */
  private static final int SHORTEST_NAME = 4;

  /** Identity numbers in every writing, and telephone numbers. */
  private static final Pattern NUMBERS =
      Pattern.compile(
          "(?<![\\w-])\\d{6,8}[\\p{Pd}+\\p{Z}]?\\d{4}(?!\\w)"
              + "|(?<![\\d-])\\(?(?:\\+46|0046|0)[\\s\\p{Pd}\\p{Z}/().]*[1-9](?:[\\s\\p{Pd}\\p{Z}/().]*\\d){6,11}(?!\\w)");

  /** What may stand between the letters and digits of what is one word. */
  private static final Pattern BETWEEN = Pattern.compile("[\\s\\p{Pd}\\p{Z}/().+]");

  private static final Pattern DEGREES = Pattern.compile("\\d{1,3}[.,]\\d{3,}");

  private static final Pattern ID_OR_TIME =
      Pattern.compile(
          "\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}|\\d{4}-\\d\\d-\\d\\dT[\\d:.]+(Z|[+-]\\d\\d:?\\d\\d)");

  private static final Pattern LAST_FOUR = Pattern.compile("[0-9]{8}[0-9]{4}");

  private final @Nullable ProtectedIdentity why;
  private final boolean open;
  private final List<Pattern> known;

  private Mask(@Nullable ProtectedIdentity why, boolean open, List<Pattern> known) {
    this.why = why;
    this.open = open;
    this.known = known;
  }

  /**
   * Makes the mask of one request for one reader.
   *
   * @param why why the patient's identity is protected; null if nobody said that it is
   * @param mayIdentify whether the reader needs to know who and where, to do or have done the work
   * @param bodies everything that was submitted of the request, with the numbers, names and places
   *     that are taken out of what people wrote
   */
  public static Mask of(
      @Nullable ProtectedIdentity why, boolean mayIdentify, Iterable<JsonNode> bodies) {
    var open = why == null || mayIdentify;
    var words = new LinkedHashSet<String>();
    if (!open) {
      bodies.forEach(body -> words.addAll(identifying(body)));
    }
    return new Mask(why, open, words.stream().map(Mask::inAnyWriting).toList());
  }

  /** Why the patient's identity is protected, for everybody to know; null if it is not. */
  public @Nullable ProtectedIdentity why() {
    return why;
  }

  /** A street and number: nothing of it, closed. The municipality stands beside it. */
  public @Nullable Masked<String> address(@Nullable String address) {
    return address == null || !open ? null : new Masked<>(address);
  }

  /** What somebody wrote: without numbers, names and places, closed. */
  public @Nullable Masked<String> text(@Nullable String written) {
    return written == null ? null : new Masked<>(open ? written : without(written));
  }

  /** As {@link #text}, where something is always written. */
  public Masked<String> words(String written) {
    return new Masked<>(open ? written : without(written));
  }

  /** What somebody wrote in fields of its own. */
  public @Nullable Masked<JsonNode> fields(@Nullable JsonNode written) {
    return written == null ? null : writtenIn(written);
  }

  /** As {@link #fields}, where something is always written. */
  public Masked<JsonNode> writtenIn(JsonNode fields) {
    return new Masked<>(open ? fields : without(fields));
  }

  /**
   * A body as it was submitted: closed, what is known to be about care, and of the place the
   * municipality and the form of housing.
   */
  public Masked<JsonNode> submitted(JsonNode body) {
    return new Masked<>(open ? body : ofABody(body));
  }

  /** How far away it is by road: to a kilometre, and in steps of five, closed. */
  public Masked<Integer> kilometres(double kilometres) {
    var step = open ? 1 : STEP_KILOMETRES;
    return new Masked<>(Math.max(1, (int) Math.ceil(kilometres / step)) * step);
  }

  /** A time that was estimated by the way: none, closed. Two of them tell more than one. */
  public @Nullable Masked<Instant> estimate(@Nullable Instant estimated) {
    return estimated == null || !open ? null : new Masked<>(estimated);
  }

  /** As {@link #estimate}, for the times with these names wherever they stand. */
  public @Nullable Masked<JsonNode> estimates(@Nullable JsonNode judged, String... names) {
    return judged == null
        ? null
        : new Masked<>(open ? judged : but(judged, Set.copyOf(Arrays.asList(names))));
  }

  private static JsonNode but(JsonNode judged, Set<String> names) {
    if (judged instanceof ArrayNode list) {
      var left = JsonNodeFactory.instance.arrayNode();
      list.forEach(one -> left.add(but(one, names)));
      return left;
    }
    if (!(judged instanceof ObjectNode fields)) {
      return judged;
    }
    var left = JsonNodeFactory.instance.objectNode();
    fields.properties().stream()
        .filter(field -> !names.contains(field.getKey()))
        .forEach(field -> left.set(field.getKey(), but(field.getValue(), names)));
    return left;
  }

  private JsonNode ofABody(JsonNode body) {
    var left = JsonNodeFactory.instance.objectNode();
    body.properties().stream()
        .filter(field -> LEFT.contains(field.getKey()))
        .forEach(
            field -> {
              var value = field.getValue();
              left.set(
                  field.getKey(),
                  switch (field.getKey()) {
                    case "place" -> only(value, LEFT_OF_A_PLACE);
                    case "requester" -> only(value, LEFT_OF_A_REQUESTER);
                    case "accessNotes" -> whether(value);
                    default -> without(value);
                  });
            });
    return left;
  }

  private static JsonNode only(JsonNode fields, Set<String> names) {
    var left = JsonNodeFactory.instance.objectNode();
    fields.properties().stream()
        .filter(field -> names.contains(field.getKey()))
        .forEach(field -> left.set(field.getKey(), field.getValue()));
    return left;
  }

  private static JsonNode whether(JsonNode notes) {
    var left = JsonNodeFactory.instance.objectNode();
    notes.properties().stream()
        .filter(note -> LEFT_OF_ACCESS_NOTES.contains(note.getKey()))
        .forEach(
            note ->
                left.put(
                    note.getKey(), note.getValue().isString() || note.getValue().asBoolean(false)));
    return left;
  }

  private JsonNode without(JsonNode written) {
    if (written.isString()) {
      return JsonNodeFactory.instance.stringNode(without(written.stringValue()));
    }
    if (written.isIntegralNumber()) {
      var digits = written.asString();
      return without(digits).equals(digits) ? written : JsonNodeFactory.instance.stringNode(DOTS);
    }
    if (written instanceof ArrayNode list) {
      var left = JsonNodeFactory.instance.arrayNode();
      list.forEach(one -> left.add(without(one)));
      return left;
    }
    if (written instanceof ObjectNode fields) {
      var left = JsonNodeFactory.instance.objectNode();
      fields.properties().forEach(one -> left.set(one.getKey(), without(one.getValue())));
      return left;
    }
    return written;
  }

  private String without(String written) {
    if (ID_OR_TIME.matcher(written).matches()) {
      return written;
    }
    var left = written;
    for (var pattern : known) {
      left = pattern.matcher(left).replaceAll(DOTS);
    }
    left = NUMBERS.matcher(left).replaceAll(DOTS);
    return DEGREES.matcher(left).replaceAll(DOTS);
  }

  /** The numbers, names and places of a body. */
  private static Set<String> identifying(JsonNode body) {
    var words = new ArrayList<String>();
    body.at("/patient/identifier/value").stringValueOpt().ifPresent(words::add);
    body.at("/accessNotes/doorCode").stringValueOpt().ifPresent(words::add);
    var person = body.path("contactPerson");
    Stream.of(person, person.path("name"), person.path("phone"))
        .forEach(one -> one.stringValueOpt().ifPresent(words::add));
    body.at("/place/address").stringValueOpt().ifPresent(address -> words.addAll(streets(address)));
    return words.stream()
        .map(String::strip)
        .filter(Mask::tellsSomething)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** Four letters, or four digits; blanks and hyphens stand for nothing. */
  private static boolean tellsSomething(String word) {
    var bare = BETWEEN.matcher(word).replaceAll("");
    return bare.codePointCount(0, bare.length()) >= SHORTEST_NAME
        && (bare.codePoints().anyMatch(Character::isLetter)
            || bare.codePoints().filter(Character::isDigit).count() >= SHORTEST_NAME);
  }

  /** An address as a whole, up to the town, and the street without its number; longest first. */
  private static List<String> streets(String address) {
    var line = address.split(",", 2)[0];
    return List.of(address, line, line.split("\\d", 2)[0]);
  }

  /**
   * A number in every writing: with or without century, hyphens and blanks. Letters in any case.
   */
  private static Pattern inAnyWriting(String word) {
    var text = LAST_FOUR.matcher(word).matches() ? word.substring(2) : word;
    var century = text.equals(word) ? "" : "(?:" + word.substring(0, 2) + BETWEEN.pattern() + "*)?";
    return Pattern.compile(
        "(?<![\\p{L}\\p{N}])\\(?"
            + century
            + BETWEEN
                .matcher(text)
                .replaceAll("")
                .codePoints()
                .mapToObj(letter -> Pattern.quote(Character.toString(letter)))
                .collect(Collectors.joining(BETWEEN.pattern() + "*"))
            + "(?![\\p{L}\\p{N}])",
        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  }
}
