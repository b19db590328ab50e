package se.rond.reliability.explore;

import static java.util.Comparator.comparing;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** The rows of dispatch that count, as they were read at one instant. */
final class Rows {

  /** States in which an assignment says something of what is to come. */
  private static final Set<String> LIVE =
      Set.of("OFFERED", "HANDOVER_OFFERED", "ACCEPTED", "EN_ROUTE", "WITH_PATIENT");

  private static final Set<String> OFFERED = Set.of("OFFERED", "HANDOVER_OFFERED");

  /** Somebody who was asked in vain is asked again by how long ago the last time was. */
  private static final Set<String> IN_VAIN = Set.of("DECLINED", "LAPSED", "FAILED");

  private static final Set<String> WHILE_LIVE =
      Set.of("eta", "expected_at", "silent_at", "silence_alarmed_at", "accepted_at");

  /** In the order in which they refer to each other; whatever is not named comes after these. */
  private static final List<String> FIRST = List.of("assessment_request", "need", "assignment");

  private final Map<String, List<JsonNode>> tables = new TreeMap<>(comparing(Rows::place));
  private final Instant now;

  /**
   * @param read the rows of each table, as objects
   */
  Rows(JsonNode read, Instant now) {
    this.now = now;
    for (var table : read.properties()) {
      tables.put(table.getKey(), new ArrayList<>(table.getValue().values()));
    }
    tables.put("assignment", counting(table("assignment")));
  }

  private static String place(String table) {
    var place = FIRST.indexOf(table);
    return (place < 0 ? FIRST.size() : place) + table;
  }

  List<JsonNode> table(String name) {
    return tables.getOrDefault(name, List.of());
  }

  Map<String, List<JsonNode>> tables() {
    return tables;
  }

  /**
   * Without those that can decide nothing any more: who was called back, who kept silent about what
   * is over, and of each responder and need all but the last time that they were asked in vain.
   */
  private List<JsonNode> counting(List<JsonNode> assignments) {
    var over =
        table("need").stream()
            .filter(need -> !need.path("ended_at").isNull())
            .map(need -> text(need, "id"))
            .collect(Collectors.toSet());
    var counting =
        assignments.stream()
            .filter(one -> !isIn(one, IN_VAIN) && !text(one, "state").equals("WITHDRAWN"))
            .collect(Collectors.toCollection(ArrayList::new));
    counting.addAll(
        assignments.stream()
            .filter(one -> isIn(one, IN_VAIN))
            .filter(one -> !text(one, "state").equals("LAPSED") || one.path("giver").isNull())
            .filter(
                one -> !text(one, "state").equals("LAPSED") || !over.contains(text(one, "need")))
            .collect(
                Collectors.toMap(
                    one ->
                        List.of(
                            text(one, "need"),
                            text(one, "responder"),
                            text(one, "state"),
                            one.path("giver").isNull()),
                    Function.identity(),
                    BinaryOperator.maxBy(comparing(one -> instant(one, "ended_at")))))
            .values());
    return counting;
  }

  /** Returns whether a column of a row has a say in what is to come, as the row stands. */
  static boolean counts(String table, JsonNode row, String column) {
    return switch (table) {
      case "assignment" -> countsOfAssignment(row, column);
      // Told of once, and not again until somebody measures.
      case "remeasure" -> !column.equals("remeasure_by") || !has(row, "told_at");
      case "own_task" -> !column.equals("due_at") || text(row, "state").equals("KEPT");
      default -> true;
    };
  }

  private static boolean countsOfAssignment(JsonNode row, String column) {
    return switch (column) {
      case "answer_by" -> isIn(row, OFFERED);
      // That somebody has failed counts for ever.
      case "ended_at" -> isIn(row, IN_VAIN) && !text(row, "state").equals("FAILED");
      default -> isIn(row, LIVE) || !WHILE_LIVE.contains(column);
    };
  }

  static boolean isLive(JsonNode assignment) {
    return isIn(assignment, LIVE);
  }

  static boolean isIn(JsonNode assignment, Set<String> states) {
    return states.contains(text(assignment, "state"));
  }

  static String text(JsonNode row, String column) {
    return row.path(column).asString();
  }

  static boolean has(JsonNode row, String column) {
    return !row.path(column).isNull() && !row.path(column).isMissingNode();
  }

  static Instant instant(JsonNode row, String column) {
    var text = text(row, column);
    return text.equals("-infinity") ? Instant.MIN : OffsetDateTime.parse(text).toInstant();
  }

  Instant now() {
    return now;
  }
}
