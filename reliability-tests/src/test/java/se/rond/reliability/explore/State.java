package se.rond.reliability.explore;

import static java.util.Comparator.comparing;
import static java.util.Objects.requireNonNull;
import static se.rond.reliability.explore.Rows.has;
import static se.rond.reliability.explore.Rows.instant;
import static se.rond.reliability.explore.Rows.isIn;
import static se.rond.reliability.explore.Rows.text;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * A state of the explored world.
 *
 * @param memory everything that decides what can happen next, in words; alike for states that go on
 *     alike
 * @param shape the same without how far ahead anything is
 * @param spent what people have done that they do once
 * @param deadlines the soonest first
 */
record State(
    Instant now,
    String memory,
    String shape,
    Set<Choice> spent,
    List<Request> requests,
    List<Work> work,
    List<Deadline> deadlines) {

  private static final Set<String> AT_WORK = Set.of("ACCEPTED", "EN_ROUTE", "WITH_PATIENT");

  static final Set<String> ENDED = Set.of("CLOSED", "CANCELLED", "JOINED");

  /**
   * A request.
   *
   * @param alarm the number of the newest RING 112; 0 if there is none
   * @param routine the open reserve routine; empty if there is none
   * @param level the level in force; empty while nobody has judged
   * @param ownTask what a nurse keeps, or has kept; empty if there is nothing
   * @param kept whether she keeps it now
   * @param seen why a named human looks at it now; none if nobody is told to
   */
  record Request(
      int number,
      String id,
      String state,
      int revision,
      int decidedRevision,
      int alarm,
      String routine,
      String level,
      String ownTask,
      boolean kept,
      Set<String> seen) {

    boolean hasEnded() {
      return ENDED.contains(state);
    }
  }

  /** An assignment that is not over. */
  record Work(
      int request,
      String id,
      String token,
      String need,
      String kind,
      String responder,
      boolean exclusive,
      String state) {

    boolean isTaken() {
      return AT_WORK.contains(state);
    }

    boolean isActive() {
      return state.equals("EN_ROUTE") || state.equals("WITH_PATIENT");
    }

    boolean isOffer() {
      return state.equals("OFFERED");
    }

    boolean isHandoverOffer() {
      return state.equals("HANDOVER_OFFERED");
    }
  }

  /**
   * Something that happens by itself.
   *
   * @param request 0 if it is not about one
   * @param what the column that says so
   * @param key the column that tells its row from others, which is {@code row} there
   * @param whose the responder; empty if it is nobody's
   * @param distant whether it only comes as a step of its own
   */
  record Deadline(
      int request, String what, String key, String row, String whose, Instant at, boolean distant) {
    boolean isAnotherLook() {
      return what.equals("need.match_at");
    }

    boolean onlyTells() {
      return Rows.onlyTells(what);
    }

    Deadline broughtTo(Instant now) {
      return new Deadline(request, what, key, row, whose, now, distant);
    }
  }

  static State of(
      Rows rows, Duration longestPromise, Collection<Instant> ahead, Set<Choice> spent) {
    var ids =
        rows.table("assessment_request").stream().map(one -> text(one, "id")).sorted().toList();
    var known = EnumSet.noneOf(Choice.class);
    known.addAll(spent);
    var isOver = rows.table("assessment_request").stream().allMatch(one -> Rows.isIn(one, ENDED));
    var used =
        isOver
            ? ""
            : known.stream().map(Choice::name).collect(Collectors.joining(" ", "\nspent ", ""));
    return new State(
        rows.now(),
        Memory.of(rows, longestPromise, isOver ? List.of() : ahead) + used,
        Memory.withoutTimes(rows, longestPromise) + used,
        known,
        rows.table("assessment_request").stream()
            .map(one -> request(rows, one, ids.indexOf(text(one, "id")) + 1))
            .sorted(comparing(Request::number))
            .toList(),
        rows.table("assignment").stream()
            .filter(Rows::isLive)
            .map(one -> work(rows, one, ids.indexOf(text(one, "request")) + 1))
            .sorted(
                comparing(Work::request).thenComparing(Work::responder).thenComparing(Work::kind))
            .toList(),
        deadlines(rows, ahead, ids));
  }

  private static Request request(Rows rows, JsonNode row, int number) {
    var id = text(row, "id");
    var emergency = of(rows, "emergency", id).stream().findFirst();
    var own = of(rows, "own_task", id);
    return new Request(
        number,
        id,
        text(row, "state"),
        row.path("revision").asInt(),
        has(row, "decision_revision") ? row.path("decision_revision").asInt() : 0,
        emergency.map(one -> one.path("alarm").asInt()).orElse(0),
        of(rows, "reserve_routine", id).stream()
            .filter(one -> !has(one, "resolved_at"))
            .map(one -> text(one, "id"))
            .findFirst()
            .orElse(""),
        has(row, "needed_level") ? text(row, "needed_level") : "",
        own.stream().map(one -> text(one, "id")).findFirst().orElse(""),
        own.stream().anyMatch(one -> text(one, "state").equals("KEPT")),
        seen(rows, row));
  }

  /** Somebody was told, and what they were told of is still so. */
  private static Set<String> seen(Rows rows, JsonNode request) {
    var id = text(request, "id");
    var seen = new TreeSet<String>();
    if (of(rows, "reserve_routine", id).stream().anyMatch(one -> !has(one, "resolved_at"))) {
      seen.add("reserve routine");
    }
    if (of(rows, "emergency", id).stream()
        .anyMatch(one -> has(one, "alarmed_at") && !has(one, "acknowledgement"))) {
      seen.add("RING 112 not acknowledged");
    }
    for (var one : of(rows, "assignment", id)) {
      if (isIn(one, AT_WORK) && has(one, "silence_alarmed_at")) {
        seen.add("silence");
      }
      if (has(one, "journal_alarmed_at") && !has(one, "journal_reference")) {
        seen.add("journal");
      }
    }
    if (isBroken(rows, id)) {
      seen.add("breach");
    }
    return seen;
  }

  /** A promise of which was told that it is broken, and that nobody has kept since. */
  private static boolean isBroken(Rows rows, String request) {
    return !of(rows, "broken_promise", request).isEmpty()
        && of(rows, "assignment", request).stream()
            .noneMatch(one -> has(one, "with_patient_at") && !has(one, "handed_to"));
  }

  private static List<JsonNode> of(Rows rows, String table, String request) {
    return rows.table(table).stream().filter(one -> text(one, "request").equals(request)).toList();
  }

  private static Work work(Rows rows, JsonNode row, int request) {
    var need =
        rows.table("need").stream()
            .filter(one -> text(one, "id").equals(text(row, "need")))
            .findFirst()
            .orElseThrow();
    return new Work(
        request,
        text(row, "id"),
        text(row, "token"),
        text(need, "id"),
        text(need, "kind"),
        text(row, "responder"),
        row.path("exclusive").asBoolean(),
        text(row, "state"));
  }

  private static List<Deadline> deadlines(
      Rows rows, Collection<Instant> ahead, List<String> requests) {
    var deadlines = new ArrayList<Deadline>();
    rows.tables()
        .forEach(
            (table, all) ->
                all.forEach(
                    row -> {
                      var request =
                          text(row, table.equals("assessment_request") ? "id" : "request");
                      row.properties().stream()
                          .map(one -> one.getKey())
                          .filter(column -> isDeadline(rows, table, row, column))
                          .map(
                              column ->
                                  new Deadline(
                                      requests.indexOf(request) + 1,
                                      table + "." + column,
                                      has(row, "id") ? "id" : "request",
                                      has(row, "id") ? text(row, "id") : request,
                                      text(row, "responder"),
                                      instant(row, column),
                                      rows.meaning(table, column)
                                          .equals(Optional.of(Meaning.DISTANT))))
                          .forEach(deadlines::add);
                    }));
    ahead.forEach(at -> deadlines.add(new Deadline(0, "shift", "", "", "", at, false)));
    deadlines.sort(
        comparing(Deadline::at)
            .thenComparing(Deadline::what)
            .thenComparing(Deadline::request)
            .thenComparing(Deadline::whose));
    return List.copyOf(deadlines);
  }

  private static boolean isDeadline(Rows rows, String table, JsonNode row, String column) {
    return has(row, column)
        && rows.counts(table, row, column)
        && rows.meaning(table, column)
            .filter(one -> one == Meaning.DEADLINE || one == Meaning.DISTANT)
            .isPresent();
  }

  /** When something happens by itself next; nothing if nothing ever does. */
  Optional<Instant> next() {
    return deadlines.stream()
        .filter(one -> !one.distant())
        .map(Deadline::at)
        .min(Comparator.naturalOrder());
  }

  /** What comes as a step of its own, the soonest first. */
  List<Deadline> distant() {
    return deadlines.stream().filter(one -> one.distant() && one.at().isAfter(now)).toList();
  }

  /** What is due and was not done yet. */
  List<Deadline> due() {
    return deadlines.stream().filter(one -> !one.at().isAfter(now)).toList();
  }

  boolean hasEnded() {
    return requests.stream().allMatch(Request::hasEnded);
  }

  Request request(int number) {
    return requireNonNull(requests.get(number - 1));
  }
}
