package se.rond.reliability.explore;

import static java.util.Comparator.comparing;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The rows of dispatch that count, as they were read at one instant. */
final class Rows {

  /** States in which an assignment says something of what is to come. */
  private static final Set<String> LIVE =
      Set.of("OFFERED", "HANDOVER_OFFERED", "ACCEPTED", "EN_ROUTE", "WITH_PATIENT");

  private static final Set<String> OFFERED = Set.of("OFFERED", "HANDOVER_OFFERED");

  /** Somebody who was asked in vain is asked again by how long ago the last time was. */
  private static final Set<String> IN_VAIN = Set.of("DECLINED", "LAPSED", "FAILED");

  /** Whoever has spoken with the patient as one of these has kept no promise. */
  private static final Set<String> GIVEN_UP = Set.of("DECLINED", "FAILED");

  private static final Set<String> WHILE_OPEN =
      Set.of("contact_by", "level_since", "ordered_at", "unwanted_at");

  private static final Set<String> WHILE_KEPT = Set.of("due_at", "kept_at");

  private static final Set<String> WHILE_LIVE =
      Set.of("eta", "expected_at", "silent_at", "silence_alarmed_at", "accepted_at");

  /** By the column that says that it was told of, the distant deadline that only tells. */
  private static final Map<String, String> TOLD =
      Map.of(
          "assignment.silence_alarmed_at",
          "silent_at",
          "assignment.journal_alarmed_at",
          "journal_due_at",
          "remeasure.told_at",
          "remeasure_by");

  /** In the order in which they refer to each other; whatever is not named comes after these. */
  private static final List<String> FIRST = List.of("assessment_request", "need", "assignment");

  private final Map<String, List<JsonNode>> tables = new TreeMap<>(comparing(Rows::place));
  private final Instant now;
  private final Cast cast;

  /** The assignments of those who have met nobody, whomever they have spoken with. */
  private final Set<String> givenUp;

  /**
   * @param read the rows of each table, as objects
   */
  Rows(JsonNode read, Instant now, Cast cast) {
    this.now = now;
    this.cast = cast;
    for (var table : read.properties()) {
      tables.put(table.getKey(), new ArrayList<>(table.getValue().values()));
    }
    givenUp =
        table("assignment").stream()
            .filter(one -> isIn(one, GIVEN_UP) || has(one, "handed_to"))
            .map(one -> text(one, "id"))
            .collect(Collectors.toSet());
    tables.put("assignment", counting(table("assignment")));
    for (var request : table("assessment_request")) {
      if (isIn(request, State.ENDED)) {
        forget(text(request, "id"));
      }
    }
    // How far was climbed for what is over counts while something stands in for another.
    if (openNeeds().stream().noneMatch(need -> has(need, "substitute_for"))) {
      var over =
          table("need").stream()
              .filter(need -> has(need, "ended_at"))
              .map(need -> text(need, "id"))
              .collect(Collectors.toSet());
      tables.computeIfPresent("climb", (_, all) -> without(all, "need", over));
    }
  }

  /** Of what has ended nothing counts but that it has, and whoever is still at work for it. */
  private void forget(String request) {
    tables.replaceAll(
        (table, all) ->
            switch (table) {
              case "assessment_request" -> all;
              case "assignment" ->
                  all.stream().filter(one -> !isOf(request, one) || isLive(one)).toList();
              case "own_task" ->
                  all.stream().filter(one -> !isOf(request, one) || isKept(one)).toList();
              case "need" ->
                  all.stream()
                      .filter(
                          one ->
                              !isOf(request, one)
                                  || table("assignment").stream()
                                      .anyMatch(
                                          work ->
                                              isLive(work)
                                                  && text(work, "need").equals(text(one, "id"))))
                      .toList();
              default -> without(all, "request", Set.of(request));
            });
  }

  private static List<JsonNode> without(List<JsonNode> rows, String column, Set<String> values) {
    return rows.stream().filter(row -> !values.contains(text(row, column))).toList();
  }

  private static boolean isOf(String request, JsonNode row) {
    return text(row, "request").equals(request);
  }

  private List<JsonNode> openNeeds() {
    return table("need").stream().filter(need -> !has(need, "ended_at")).toList();
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

  /** What a column means in this world; nothing if it counts as it stands. */
  Optional<Meaning> meaning(String table, String column) {
    return Meaning.of(table, column)
        .map(one -> one == Meaning.DISTANT && !cast.hoursStand() ? Meaning.DEADLINE : one);
  }

  /**
   * Without those that can decide nothing any more: who was called back, who was asked in vain for
   * what is over, or to take over from a colleague, who said no to less than is asked now, and of
   * each responder and need all but the last time that they were asked in vain.
   */
  private List<JsonNode> counting(List<JsonNode> assignments) {
    var open =
        openNeeds().stream()
            .collect(Collectors.toMap(need -> text(need, "id"), Function.identity()));
    var counting =
        assignments.stream()
            .filter(one -> !isIn(one, IN_VAIN) && !text(one, "state").equals("WITHDRAWN"))
            .collect(Collectors.toCollection(ArrayList::new));
    counting.addAll(
        assignments.stream()
            .filter(one -> isIn(one, IN_VAIN))
            .filter(one -> countsAsAsked(one, open.get(text(one, "need"))))
            .collect(
                Collectors.toMap(
                    one -> List.of(text(one, "need"), text(one, "responder"), text(one, "state")),
                    Function.identity(),
                    BinaryOperator.maxBy(comparing(one -> instant(one, "ended_at")))))
            .values());
    return counting;
  }

  /**
   * @param need what was asked for; null if that is over
   */
  private static boolean countsAsAsked(JsonNode assignment, @Nullable JsonNode need) {
    return switch (text(assignment, "state")) {
      case "LAPSED" -> need != null && !has(assignment, "giver");
      case "DECLINED" ->
          need != null
              && !has(assignment, "giver")
              && !instant(assignment, "ended_at").isBefore(instant(need, "level_since"));
      default -> need != null;
    };
  }

  /** Returns whether nothing follows from a distant deadline but that somebody is told. */
  static boolean onlyTells(String column) {
    return TOLD.entrySet().stream()
        .map(told -> told.getKey().replaceFirst("[^.]+$", told.getValue()))
        .anyMatch(column::equals);
  }

  /**
   * That was told what a distant deadline tells reads as that it is ahead: that nothing else
   * follows from it is seen where it comes, in every state.
   */
  String readAs(String table, String column) {
    return cast.hoursStand() ? TOLD.getOrDefault(table + "." + column, column) : column;
  }

  /** Returns whether a column of a row has a say in what is to come, as the row stands. */
  boolean counts(String table, JsonNode row, String column) {
    return switch (table) {
      case "assignment" -> countsOfAssignment(row, column);
      // Told of once, and not again until somebody measures.
      case "remeasure" -> !column.equals("remeasure_by") || !has(row, "told_at");
      // When what is over was to be met decides nothing; who said no too early is left out, and
      // only what was said on a contact is compared with since when somebody is asked for.
      case "need" ->
          (!column.equals("level_since") || !table("contact").isEmpty())
              && (!has(row, "ended_at") || !WHILE_OPEN.contains(column));
      case "own_task" -> isKept(row) || !WHILE_KEPT.contains(column);
      // What was told is compared with since when a patient is to be looked at again, if at all.
      case "request_change", "assessment" -> !column.equals("at") || isToBeLookedAtAgain();
      case "contact" -> countsOfContact(row, column);
      case "emergency" -> countsOfEmergency(row, column);
      // Whoever has answered is not waited for.
      case "climb" -> !column.equals("asked") || isOffered(text(row, "asked"));
      case "assessment_request" ->
          !isIn(row, State.ENDED) || column.equals("id") || column.equals("state");
      default -> true;
    };
  }

  private boolean isToBeLookedAtAgain() {
    return table("assessment").stream().anyMatch(one -> has(one, "reassess_at"));
  }

  /**
   * Whoever gives up has kept no promise, and whoever is not asked any more cannot give up. A call
   * that answers an alarm is compared with when that was acknowledged.
   */
  private boolean countsOfContact(JsonNode row, String column) {
    return switch (column) {
      case "keeps" -> !givenUp.contains(text(row, "assignment"));
      case "assignment" ->
          table("assignment").stream()
              .anyMatch(one -> isLive(one) && text(one, "id").equals(text(row, "assignment")));
      case "at" -> isToBeLookedAtAgain() || keepsEmergency(row);
      default -> true;
    };
  }

  private boolean countsOfEmergency(JsonNode row, String column) {
    return switch (column) {
      // That nobody had said anything does not count once somebody has.
      case "alarmed_at" -> !has(row, "acknowledgement");
      case "acknowledged_at" -> table("contact").stream().anyMatch(this::keepsEmergency);
      default -> true;
    };
  }

  private boolean keepsEmergency(JsonNode contact) {
    return !givenUp.contains(text(contact, "assignment"))
        && contact.path("keeps").values().stream()
            .anyMatch(level -> level.asString().equals("EMERGENCY_112"));
  }

  private boolean countsOfAssignment(JsonNode row, String column) {
    return switch (column) {
      case "answer_by" -> isIn(row, OFFERED);
      // Among those who were silent the first is asked first; whoever has failed is asked last.
      case "ended_at" ->
          text(row, "state").equals("DECLINED")
              || text(row, "state").equals("LAPSED") && cast.isRelieved(text(row, "responder"));
      default -> isIn(row, LIVE) || !WHILE_LIVE.contains(column);
    };
  }

  private boolean isOffered(String assignment) {
    return table("assignment").stream()
        .anyMatch(
            one -> text(one, "id").equals(assignment) && text(one, "state").equals("OFFERED"));
  }

  private static boolean isKept(JsonNode ownTask) {
    return text(ownTask, "state").equals("KEPT");
  }

  /**
   * Whose turn it is to be responsible, among those who have said yes or keep it: who said so
   * first; of those who did at once the nurse who keeps it, and then the first by name.
   */
  long turn(JsonNode row, String column) {
    var at = instant(row, column);
    var isKeeper = column.equals("kept_at");
    var before =
        taken(text(row, "request")).stream()
            .filter(
                one -> {
                  var order = instant(one, "accepted_at").compareTo(at);
                  return order < 0
                      || order == 0
                          && !isKeeper
                          && text(one, "responder").compareTo(text(row, "responder")) < 0;
                })
            .count();
    var kept =
        table("own_task").stream()
            .filter(one -> !isKeeper && isKept(one) && isOf(text(row, "request"), one))
            .filter(one -> !instant(one, "kept_at").isAfter(at))
            .count();
    return before + kept;
  }

  /** Returns whether whoever says yes at the same instant would come before somebody. */
  boolean mayBePreceded(JsonNode taken) {
    return cast.choices().contains(Choice.KEEP)
        || cast.onDuty().stream().anyMatch(one -> one.compareTo(text(taken, "responder")) < 0);
  }

  private List<JsonNode> taken(String request) {
    return table("assignment").stream()
        .filter(one -> isOf(request, one) && isLive(one) && has(one, "accepted_at"))
        .toList();
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
