package se.rond.reliability.explore;

import java.util.List;
import se.rond.reliability.loaded.Cut;

/** What sees to it that nothing waits unseen, and how to do without it. */
enum Missing {
  /** Nobody notices that the time to answer is over. */
  LAPSE(
      Cast.TEAM,
      "assignment.answer_by of 1 was due",
      Cut.text(
          "se.rond.dispatch.assignment.jdbc.JdbcAssignments",
          "where state in ('OFFERED', 'HANDOVER_OFFERED') and answer_by <= ?",
          "where false and answer_by <= ?")),

  /** Nobody notices that a promise is about to be broken, or is. */
  LADDER(
      Cast.TEAM,
      "of 1 was due",
      Cut.text(
          "se.rond.dispatch.escalation.jdbc.JdbcClimbs",
          "from climb where due_at <= ?",
          "from climb where false and due_at <= ?")),

  /**
   * A ladder takes everybody for taken, and no promise of contact is watched: it is asked on for
   * ever.
   */
  CLIMBING(
      Cast.TEAM,
      "If nobody does anything",
      Cut.alwaysTrue("se.rond.dispatch.assignment.Family", "isTaken"),
      Cut.text(
          "se.rond.dispatch.escalation.jdbc.JdbcClimbs",
          ":acceptBy, :contactBy, :warnAt, :breachAt",
          ":acceptBy, :contactBy, null, null")),

  /** Nobody notices that nothing is heard any more of who is with a patient. */
  SILENCE(
      Cast.TEAM,
      "waits unseen",
      Cut.text(
          "se.rond.dispatch.assignment.jdbc.JdbcAssignments",
          "set silent_at = :silentAt",
          "set silent_at = null")),

  /** A yes is not kept, so that the nurse is still said to be responsible. */
  RESPONSIBLE(
      Cast.TEAM,
      "is said to be with RAISING_NURSE",
      Cut.text(
          "se.rond.dispatch.assignment.jdbc.JdbcAssignments",
          "then coalesce(accepted_at, :at) else",
          "then null else")),

  /** Nobody looks where else a team is. */
  ELSEWHERE(
      Cast.TWO_REQUESTS,
      List.of("one_active_assignment_per_team"),
      "M11 is active twice",
      Cut.text(
          "se.rond.dispatch.assignment.jdbc.JdbcAssignments",
          "where responder = ? and id <> ? and exclusive",
          "where responder = ? and id <> ? and false"));

  private final Cast world;
  private final List<String> indexes;
  private final String seenAs;
  private final List<Cut> cuts;

  Missing(Cast world, String seenAs, Cut... cuts) {
    this(world, List.of(), seenAs, cuts);
  }

  Missing(Cast world, List<String> indexes, String seenAs, Cut... cuts) {
    this.world = world;
    this.indexes = indexes;
    this.seenAs = seenAs;
    this.cuts = List.of(cuts);
  }

  /** Where it is missed. */
  Cast world() {
    return world;
  }

  /** What refuses, whatever the code does, and is dropped with it. */
  List<String> indexes() {
    return indexes;
  }

  /** Part of what the exploration says then. */
  String seenAs() {
    return seenAs;
  }

  List<Cut> cuts() {
    return cuts;
  }
}
