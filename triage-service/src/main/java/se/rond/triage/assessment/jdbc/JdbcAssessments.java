package se.rond.triage.assessment.jdbc;

import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import se.rond.contracts.triage.AssessmentRequestEvent.RequestCancelled;
import se.rond.triage.assessment.Assessment;
import se.rond.triage.assessment.Assessments;
import tools.jackson.databind.json.JsonMapper;

/** See {@code db/migration}. */
@Repository
class JdbcAssessments implements Assessments {

  private final JdbcClient jdbc;
  private final JsonMapper json;

  JdbcAssessments(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  /**
   * The row of the request puts its assessments in order and tells the newest revision, whose
   * patient and municipality it has; an older one that comes later leaves it as it is.
   */
  @Override
  public boolean add(Assessment assessment) {
    var asked = assessment.asked();
    var isToBeJudged =
        jdbc.sql(
                    """
                    insert into assessed_request (request, municipality, patient, revision)
                    values (:request, :municipality, :patient, :revision)
                    on conflict (request) do update
                      set revision = case when assessed_request.revision < excluded.revision
                            then excluded.revision else assessed_request.revision end,
                          municipality = case when assessed_request.revision < excluded.revision
                            then excluded.municipality else assessed_request.municipality end,
                          patient = case when assessed_request.revision < excluded.revision
                            then excluded.patient else assessed_request.patient end
                      where assessed_request.cancelled_at is null
                    """)
                .param("request", asked.request().value())
                .param("municipality", asked.municipality().value())
                .param("patient", asked.patient().value())
                .param("revision", asked.revision())
                .update()
            == 1;
    return isToBeJudged && record(assessment);
  }

  @Override
  public void cancel(RequestCancelled cancelled) {
    jdbc.sql(
            """
            insert into assessed_request (request, municipality, patient, revision, cancelled_at)
            values (:request, :municipality, :patient, :revision, :cancelledAt)
            on conflict (request) do update set cancelled_at = excluded.cancelled_at
            """)
        .param("request", cancelled.request().value())
        .param("municipality", cancelled.municipality().value())
        .param("patient", cancelled.patient().value())
        .param("revision", cancelled.revision())
        .param("cancelledAt", cancelled.occurredAt().atOffset(ZoneOffset.UTC))
        .update();
  }

  /** Returns false if the revision was judged before. */
  private boolean record(Assessment assessment) {
    var asked = assessment.asked();
    var decision = assessment.decision();
    return jdbc.sql(
                """
            insert into assessment (request, revision, municipality, patient, raised_at, assessed_at, level,
              rule_set, rule_set_version, event, decision)
            values (:request, :revision, :municipality, :patient, :raisedAt, :assessedAt, :level,
              :ruleSet, :ruleSetVersion, :event::json, :decision::json)
            on conflict (request, revision) do nothing
            """)
            .param("request", asked.request().value())
            .param("revision", asked.revision())
            .param("municipality", asked.municipality().value())
            .param("patient", asked.patient().value())
            .param("raisedAt", asked.raisedAt().atOffset(ZoneOffset.UTC))
            .param("assessedAt", assessment.assessedAt().atOffset(ZoneOffset.UTC))
            .param("level", decision.level().name())
            .param("ruleSet", decision.ruleSet().id())
            .param("ruleSetVersion", decision.ruleSet().version())
            .param("event", json.writeValueAsString(asked))
            .param("decision", json.writeValueAsString(decision))
            .update()
        == 1;
  }
}
