package se.rond.reliability.explore;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a column of dispatch has to do with what can happen next. A column that is not listed counts
 * as it stands, so that to forget one is to explore too much and never too little; a time has to be
 * listed, or the world would never be in the same state twice.
 */
enum Meaning {
  /** Something is done then: how far ahead it is counts. */
  DEADLINE,
  /**
   * Something is done then, long after whatever leads to it. Where hours pass as a step of their
   * own ({@link Choice#HOURS_PASS}), that there is one counts, and not how far ahead it is.
   */
  DISTANT,
  /** Others are compared with it: how far ahead it is counts, or that it is over. */
  TARGET,
  /** Compared with other moments: which of them was earlier counts, or how far ahead it is. */
  MOMENT,
  /** What is promised runs from it: how long ago it was counts, as long as anything runs. */
  ORIGIN,
  /** Whether there is one counts. */
  FACT,
  /** Kept for people to read; nothing is decided by it. */
  RECORD;

  /** Tables in which nothing counts, or that the clock and people never change. */
  private static final Set<String> NOT_LOOKED_AT =
      Set.of(
          "access_log",
          "access_log_seal",
          "access_log_unsealed",
          "acknowledgement",
          "agreement",
          "assessment_order",
          "ball",
          "climbed_rung",
          "clock_jump",
          "emergency_opening",
          "examination_step",
          "flyway_schema_history",
          "health_centre",
          "inbox",
          "municipality",
          "outbox",
          "patient",
          "patient_block",
          "patient_consent",
          "region",
          "responder",
          "shift",
          "spot_check",
          "spot_check_entry",
          "timeline",
          "unmet_obligation",
          "video_room");

  private static final Map<String, Meaning> OF =
      byColumn(
          """
          assessment_request: triage_by DEADLINE, triage_late_at FACT, triage_caught_up_at FACT, contact_by TARGET, raised_at ORIGIN,
            received_at ORIGIN, closed_at FACT, vitals_measured_at RECORD, body RECORD, body_digest RECORD, first_answer RECORD, decision RECORD,
            content RECORD, marks RECORD, marked RECORD, raised_by RECORD, protected_identity RECORD
          need: match_at DEADLINE, contact_by TARGET, level_since MOMENT, ended_at FACT, ordered_at FACT,
            unwanted_at FACT, last_matching RECORD
          assignment: answer_by DEADLINE, silent_at DISTANT, journal_due_at DISTANT, eta TARGET, expected_at TARGET,
            accepted_at MOMENT, ended_at MOMENT, with_patient_at FACT, silence_alarmed_at FACT,
            journal_alarmed_at FACT, journal_reference FACT, offered_at RECORD, en_route_at RECORD,
            completed_at RECORD, claimed_at RECORD, version RECORD, decline_reason RECORD, sbar RECORD,
            ambulance_sbar RECORD, safety_net RECORD
          climb: accept_by DEADLINE, warn_at DEADLINE, breach_at DEADLINE, ordered_warn_at DEADLINE,
            ordered_breach_at DEADLINE, contact_by TARGET, ordered_by TARGET, due_at RECORD, promised RECORD,
            next_rung RECORD
          emergency: acknowledge_by DEADLINE, over_at DISTANT, alarmed_at FACT, acknowledged_at MOMENT,
            directed_at RECORD, acknowledged_by RECORD
          reserve_routine: activated_at RECORD, resolved_at FACT, contacts RECORD
          contact: at MOMENT, received_at RECORD, body_digest RECORD, first_answer RECORD, actor RECORD
          assessment: reassess_due_at DEADLINE, at MOMENT, reassess_from MOMENT, reassess_at FACT,
            reassess_alarmed_at FACT, received_at RECORD, read_back_at RECORD, body_digest RECORD,
            first_answer RECORD, actor RECORD, assignment RECORD
          request_change: at MOMENT, received_at RECORD, content RECORD, body RECORD, body_digest RECORD,
            first_answer RECORD, actor RECORD
          physician_task: assessment RECORD, raised_at RECORD, due_at RECORD, completed_at FACT
          examination: due_at DEADLINE, alarmed_at FACT, justified_at FACT, body_digest RECORD
          counted_decision: counted_at RECORD
          remeasure: remeasure_by DISTANT, measured_at ORIGIN, told_at FACT
          own_task: due_at DEADLINE, kept_at MOMENT, ended_at FACT, body_digest RECORD, safety_net RECORD,
            given_back_reason RECORD
          colleague_asked: asked_at RECORD, body_digest RECORD
          level_override: at RECORD, comment RECORD, body_digest RECORD, first_answer RECORD
          """);

  private static Map<String, Meaning> byColumn(String listed) {
    var meanings = new HashMap<String, Meaning>();
    // A line that begins with a blank goes on with the table before.
    for (var table : listed.replaceAll("\\n +", " ").lines().toList()) {
      var name = table.substring(0, table.indexOf(':'));
      for (var column : table.substring(table.indexOf(':') + 1).split(",")) {
        var words = column.strip().split(" ");
        meanings.put(name + "." + words[0], valueOf(words[1]));
      }
    }
    return Map.copyOf(meanings);
  }

  /** What a column means; nothing if it counts as it stands. */
  static Optional<Meaning> of(String table, String column) {
    return Optional.ofNullable(OF.get(table + "." + column));
  }

  /** Lists the columns of each table that have a meaning. */
  static Map<String, List<String>> list(Meaning meaning) {
    return OF.entrySet().stream()
        .filter(one -> one.getValue() == meaning)
        .map(one -> one.getKey().split("\\."))
        .sorted(Arrays::compare)
        .collect(groupingBy(one -> one[0], TreeMap::new, mapping(one -> one[1], toList())));
  }

  static boolean isLookedAt(String table) {
    return !NOT_LOOKED_AT.contains(table);
  }

  /** Returns whether nothing is decided by a column. */
  static boolean isRecord(String table, String column) {
    return of(table, column).equals(Optional.of(RECORD));
  }

  /**
   * Sees that each time in the database is listed here, and that nothing is that is not there.
   *
   * @param columns all columns that are looked at, as {@code table.column}
   * @param times those of them that are times
   */
  static void checkComplete(Set<String> columns, Set<String> times) {
    var forgotten = new TreeSet<>(times);
    forgotten.removeAll(OF.keySet());
    var gone = new TreeSet<>(OF.keySet());
    gone.removeAll(columns);
    if (!forgotten.isEmpty() || !gone.isEmpty()) {
      throw new IllegalStateException(
          "Expected to know what each time in dispatch means, one of %s, but nothing is said of %s; no longer there: %s"
              .formatted(
                  Arrays.stream(values()).map(Meaning::name).collect(joining(", ")),
                  forgotten,
                  gone));
    }
  }
}
