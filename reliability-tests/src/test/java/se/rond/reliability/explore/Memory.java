package se.rond.reliability.explore;

import static java.util.Comparator.comparing;
import static se.rond.reliability.explore.Rows.instant;
import static se.rond.reliability.explore.Rows.text;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * A state in words that are the same however it came about: ids by what they stand for, times by
 * how far ahead they are. What reads alike goes on alike.
 */
final class Memory {

  /** What is further ahead is far ahead. */
  private static final Duration FAR = Duration.ofHours(24);

  /** Measuring is asked for again after 6 h at most, and never sooner than 15 min from now. */
  private static final Duration LONGEST_UNMEASURED = Duration.ofHours(6).minusMinutes(15);

  private static final Pattern ID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  private final Rows rows;
  private final Duration longestPromise;
  private final boolean withTimes;
  private final Map<String, String> names = new HashMap<>();
  private final Map<String, TreeSet<Instant>> past = new HashMap<>();
  private final List<Instant> far;

  private Memory(Rows rows, Duration longestPromise, Collection<Instant> ahead, boolean withTimes) {
    this.rows = rows;
    this.longestPromise = longestPromise;
    this.withTimes = withTimes;
    var later = new TreeSet<Instant>(ahead);
    rows.tables()
        .forEach(
            (table, all) ->
                all.forEach(
                    row ->
                        row.properties().stream()
                            .map(Map.Entry::getKey)
                            .filter(column -> isTime(table, row, column))
                            .forEach(
                                column -> {
                                  var at = instant(row, column);
                                  var among =
                                      at.isAfter(rows.now())
                                          ? later
                                          : past.computeIfAbsent(
                                              comparedWith(table, column), _ -> new TreeSet<>());
                                  among.add(at);
                                })));
    far = later.stream().filter(at -> at.isAfter(rows.now().plus(FAR))).toList();
  }

  /** Which moments a moment is compared with, and no others. */
  private static String comparedWith(String table, String column) {
    return switch (table) {
      // Who has said yes first; who was asked last, and since when it is asked for what is needed
      // now.
      case "need", "assignment" -> column.equals("accepted_at") ? "yes" : "asked";
      case "own_task" -> "yes";
      default -> "seen";
    };
  }

  /** Past moments are ranked among each other, and what is far ahead is. */
  private boolean isTime(String table, JsonNode row, String column) {
    if (!Rows.has(row, column) || !Rows.counts(table, row, column)) {
      return false;
    }
    var meaning = Meaning.of(table, column).orElse(Meaning.RECORD);
    return switch (meaning) {
      case MOMENT -> true;
      case DEADLINE, TARGET -> instant(row, column).isAfter(rows.now());
      case ORIGIN, FACT, RECORD -> false;
    };
  }

  /**
   * Everything that counts.
   *
   * @param longestPromise no promise of this world runs longer after a request was raised
   * @param ahead what else is to come, such as the end of a shift
   */
  static String of(Rows rows, Duration longestPromise, Collection<Instant> ahead) {
    return new Memory(rows, longestPromise, ahead, true).everything(ahead);
  }

  /** The same without how far ahead anything is. */
  static String withoutTimes(Rows rows, Duration longestPromise) {
    return new Memory(rows, longestPromise, List.of(), false).everything(List.of());
  }

  private String everything(Collection<Instant> ahead) {
    var lines = new ArrayList<String>();
    rows.tables()
        .forEach(
            (table, all) -> {
              var described = new ArrayList<Described>();
              // Who refers to another row of the table comes after it.
              for (var isSecond : List.of(false, true)) {
                var group =
                    all.stream()
                        .filter(row -> isSecond(row) == isSecond)
                        .map(row -> new Described(row, describe(table, row)))
                        .sorted(comparing(Described::words))
                        .toList();
                for (var one : group) {
                  described.add(one);
                  if (Rows.has(one.row(), "id")) {
                    names.put(text(one.row(), "id"), table + described.size());
                  }
                }
              }
              described.forEach(one -> lines.add(table + " " + one.words()));
            });
    ahead.stream().sorted().map(at -> "ahead " + distance(at)).forEach(lines::add);
    return String.join("\n", lines);
  }

  private record Described(JsonNode row, String words) {}

  private static boolean isSecond(JsonNode row) {
    return Rows.has(row, "substitute_for") || Rows.has(row, "giver");
  }

  private String describe(String table, JsonNode row) {
    var words = new StringBuilder();
    for (var column : row.properties()) {
      var name = column.getKey();
      if (!isOwnId(table, name) && Rows.has(row, name) && Rows.counts(table, row, name)) {
        words.append(' ').append(name).append('=').append(value(table, row, name));
      }
    }
    return words.toString();
  }

  /** Requests have the ids that they were raised with; every other id is drawn by chance. */
  private static boolean isOwnId(String table, String column) {
    return column.equals("id") && !table.equals("assessment_request");
  }

  private String value(String table, JsonNode row, String column) {
    var meaning = Meaning.of(table, column);
    if (meaning.isPresent()) {
      return switch (meaning.get()) {
        case DEADLINE -> {
          var at = instant(row, column);
          yield at.isAfter(rows.now()) ? distance(at) : "due";
        }
        case TARGET -> {
          var at = instant(row, column);
          yield at.isAfter(rows.now()) ? distance(at) : "over";
        }
        case MOMENT -> {
          var at = instant(row, column);
          yield at.isAfter(rows.now()) ? distance(at) : rank(table, column, at);
        }
        case ORIGIN -> {
          var ago = Duration.between(instant(row, column), rows.now());
          var counting = table.equals("remeasure") ? LONGEST_UNMEASURED : longestPromise;
          yield ago.compareTo(counting) > 0 ? "long ago" : distance(instant(row, column));
        }
        case FACT, RECORD -> "yes";
      };
    }
    var value = row.path(column);
    if (!value.isString()) {
      return value.toString();
    }
    // Who was asked and is not any more is nobody, whoever it was.
    if (column.equals("asked")) {
      return isOffered(value.asString()) ? names.getOrDefault(value.asString(), "?") : "over";
    }
    return ID.matcher(value.asString()).matches() && !column.equals("id")
        ? names.getOrDefault(value.asString(), "?")
        : value.asString();
  }

  /** What happens next is not earlier than what happened now, and later than what did before. */
  private String rank(String table, String column, Instant at) {
    var earlier = past.getOrDefault(comparedWith(table, column), new TreeSet<>()).headSet(at);
    return "#" + earlier.size() + (at.equals(rows.now()) ? " now" : "");
  }

  private boolean isOffered(String assignment) {
    return rows.table("assignment").stream()
        .anyMatch(
            one -> text(one, "id").equals(assignment) && text(one, "state").equals("OFFERED"));
  }

  private String distance(Instant at) {
    if (!withTimes) {
      return "then";
    }
    var ahead = Duration.between(rows.now(), at);
    return ahead.compareTo(FAR) > 0 ? "far " + far.indexOf(at) : ahead.toString();
  }
}
