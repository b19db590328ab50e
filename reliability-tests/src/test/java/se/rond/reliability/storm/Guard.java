package se.rond.reliability.storm;

import java.util.List;
import java.util.Map;
import se.rond.reliability.loaded.Cut;

/** What keeps a storm from doing harm, and how to do without it. */
enum Guard {
  /** A message that comes again is not a new one. */
  INBOX(
      Map.of(
          "dispatch", List.of(Cuts.INBOX),
          "triage", List.of(Cuts.INBOX),
          "notification", List.of(Cuts.INBOX))),

  /** An answer counts for the offer whose token it carries, and for no later one of the need. */
  TOKEN(
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

  /** What is about an older revision than the newest one changes nothing. */
  REVISION(
      Map.of(
          "triage",
          List.of(
              Cut.text(
                  "se.rond.triage.assessment.jdbc.JdbcAssessments",
                  "assessed_request.revision < excluded.revision and",
                  "")),
          "dispatch",
          List.of(
              Cut.neverLess("se.rond.dispatch.assignment.TriageDesk"),
              Cut.text(
                  "se.rond.dispatch.request.jdbc.JdbcAssessmentRequests",
                  "and (decision_revision is null or decision_revision < :revision)",
                  ""))));

  private static final class Cuts {
    static final Cut INBOX = Cut.alwaysTrue("se.rond.messaging.Inbox", "isFirst");
  }

  private final Map<String, List<Cut>> cuts;

  Guard(Map<String, List<Cut>> cuts) {
    this.cuts = cuts;
  }

  Map<String, List<Cut>> cuts() {
    return cuts;
  }
}
