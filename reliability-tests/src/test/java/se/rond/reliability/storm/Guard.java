package se.rond.reliability.storm;

import java.util.List;
import java.util.Map;
import se.rond.reliability.loaded.Cut;

/** What keeps a storm from doing harm, and how to do without it. */
enum Guard {
  /** A message that comes again is not a new one. */
  INBOX(
      14,
      Map.of(
          "dispatch", List.of(Cuts.INBOX),
          "triage", List.of(Cuts.INBOX),
          "notification", List.of(Cuts.INBOX))),

  /** The same in notification alone, where nothing else tells a repeat when people have changed. */
  INBOX_OF_NOTIFICATION(14, Map.of("notification", List.of(Cuts.INBOX))),

  /**
   * A decision that comes again is refused twice over: by the inbox, and since its revision was
   * decided already. Either is enough, so both are taken away.
   */
  REPEATS_IN_DISPATCH(
      14,
      Map.of(
          "dispatch",
          List.of(
              Cuts.INBOX,
              Cut.text(
                  "se.rond.dispatch.request.jdbc.JdbcAssessmentRequests",
                  "on conflict (request, revision) do nothing",
                  "on conflict (request, revision) do update set counted_at = excluded.counted_at")))),

  /**
   * What triage is asked again is refused twice: by the inbox, and since its revision was judged
   * already. Either is enough, so both are taken away.
   */
  REPEATS_IN_TRIAGE(
      14,
      Map.of(
          "triage",
          List.of(
              Cuts.INBOX,
              Cut.text(
                  "se.rond.triage.assessment.jdbc.JdbcAssessments",
                  "on conflict (request, revision) do nothing",
                  "")))),

  /** An answer counts for the offer whose token it carries, and for no later one of the need. */
  TOKEN(
      10,
      Map.of(
          "dispatch",
          List.of(
              Cut.alwaysEqual(
                  "se.rond.dispatch.assignment.AssignmentRules",
                  "se.rond.contracts.care.OfferToken"),
              Cut.text(
                  "se.rond.dispatch.assignment.jdbc.JdbcAssignments",
                  "where assignment.request = ? and token = ?",
                  """
                  where assignment.request = ? and assignment.need = (select need from assignment where token = ?)
                  order by state in ('OFFERED', 'ACCEPTED', 'EN_ROUTE', 'WITH_PATIENT', 'COMPLETED') desc limit 1
                  """)))),

  /** What is about an older revision than the newest one is not taken for the newest. */
  REVISION(
      8,
      Map.of(
          "triage",
          List.of(
              Cut.text(
                  "se.rond.triage.assessment.jdbc.JdbcAssessments",
                  "assessed_request.revision < excluded.revision",
                  "true")),
          "dispatch",
          List.of(
              Cut.text(
                  "se.rond.dispatch.request.jdbc.JdbcAssessmentRequests",
                  "and (decision_revision is null or decision_revision < :revision)",
                  ""))));

  private static final class Cuts {
    static final Cut INBOX = Cut.alwaysTrue("se.rond.messaging.Inbox", "isFirst");
  }

  private final int missedByOf30;
  private final Map<String, List<Cut>> cuts;

  /**
   * @param missedByOf30 seeds of 30 that have to differ without it: half of what was counted when
   *     this was written, so that a storm that has grown gentle is noticed
   */
  Guard(int missedByOf30, Map<String, List<Cut>> cuts) {
    this.missedByOf30 = missedByOf30;
    this.cuts = cuts;
  }

  /** Seeds of that many that have to differ without it, at least 1. */
  int missedBy(int seeds) {
    return Math.max(1, missedByOf30 * seeds / 30);
  }

  Map<String, List<Cut>> cuts() {
    return cuts;
  }
}
