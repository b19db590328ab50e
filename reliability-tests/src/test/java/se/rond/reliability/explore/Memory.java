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

  private static final String AHEAD = "ahead";

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
                                              comparedWith(table, row, column),
                                              _ -> new TreeSet<>());
                                  among.add(at);
                                })));
    far = later.stream().filter(at -> at.isAfter(rows.now().plus(FAR))).toList();
  }

  /** Which moments a moment is compared with, and no others. */
  private static String comparedWith(String table, JsonNode row, String column) {
    return switch (table) {
      // Who was silent first of those asked for a need; who has said no has, until more is asked.
      case "assignment" ->
          text(row, "state").equals("LAPSED") ? "silent " + text(row, "need") : text(row, "id");
      default -> "seen " + text(row, "request");
    };
  }

  /** Past moments are ranked among each other, and what is far ahead is. */
  private boolean isTime(String table, JsonNode row, String column) {
    if (!Rows.has(row, column) || !rows.counts(table, row, column)) {
      return false;
    }
    var meaning = rows.meaning(table, column).orElse(Meaning.RECORD);
    return switch (meaning) {
      case MOMENT -> true;
      case DEADLINE, TARGET -> instant(row, column).isAfter(rows.now());
      case DISTANT, ORIGIN, FACT, RECORD -> false;
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
    var words = new TreeSet<String>();
    for (var column : row.properties()) {
      var name = column.getKey();
      if (!isOwnId(table, name) && Rows.has(row, name) && rows.counts(table, row, name)) {
        var read = rows.readAs(table, name);
        words.add(read + '=' + (read.equals(name) ? value(table, row, name) : AHEAD));
      }
    }
    return String.join(" ", words);
  }

  /** Requests have the ids that they were raised with; every other id is drawn by chance. */
  private static boolean isOwnId(String table, String column) {
    return column.equals("id") && !table.equals("assessment_request");
  }

  private String value(String table, JsonNode row, String column) {
    var meaning = rows.meaning(table, column);
    if (meaning.isPresent()) {
      return switch (meaning.get()) {
        case DEADLINE -> {
          var at = instant(row, column);
          yield at.isAfter(rows.now()) ? distance(at) : "due";
        }
        case DISTANT -> instant(row, column).isAfter(rows.now()) ? AHEAD : "due";
        case TARGET -> target(instant(row, column));
        case MOMENT -> {
          var at = instant(row, column);
          yield at.isAfter(rows.now()) ? distance(at) : past(table, row, column, at);
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
    return ID.matcher(value.asString()).matches() && !column.equals("id")
        ? names.getOrDefault(value.asString(), "?")
        : value.asString();
  }

  /** Who comes later than whatever is promised is late, and how late decides nothing. */
  private String target(Instant at) {
    if (!at.isAfter(rows.now())) {
      return "over";
    }
    return at.isAfter(rows.now().plus(longestPromise)) ? "late" : distance(at);
  }

  private String past(String table, JsonNode row, String column, Instant at) {
    if (!column.equals("accepted_at") && !column.equals("kept_at")) {
      return rank(table, row, column, at);
    }
    var isOpen = column.equals("accepted_at") && at.equals(rows.now()) && rows.mayBePreceded(row);
    return "#" + rows.turn(row, column) + (isOpen ? " now" : "");
  }

  /** What happens next is not earlier than what happened now, and later than what did before. */
  private String rank(String table, JsonNode row, String column, Instant at) {
    var earlier = past.getOrDefault(comparedWith(table, row, column), new TreeSet<>()).headSet(at);
    return "#" + earlier.size() + (at.equals(rows.now()) ? " now" : "");
  }

  private String distance(Instant at) {
    if (!withTimes) {
      return "then";
    }
    var ahead = Duration.between(rows.now(), at);
    return ahead.compareTo(FAR) > 0 ? "far " + far.indexOf(at) : ahead.toString();
  }
}
