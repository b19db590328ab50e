package se.rond.dispatch.assessment.jdbc;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import se.rond.access.Caller;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.care.HealthCentreId;
import se.rond.contracts.care.MunicipalityCode;
import se.rond.contracts.care.PhysicianTaskId;
import se.rond.dispatch.assessment.PhysicianTasks;

/** See {@code db/migration/V9__contacts_and_assessments.sql}. */
@Repository
class JdbcPhysicianTasks implements PhysicianTasks {

  private final JdbcClient jdbc;

  JdbcPhysicianTasks(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public Optional<HealthCentreId> findHealthCentre(AssessmentRequestId request) {
    return jdbc.sql(
            """
            select centre.id
            from assessment_request
              join health_centre centre
                on centre.id = body ->> 'healthCentre' or centre.municipality = assessment_request.municipality
            where assessment_request.id = ?
              and (centre.id = body ->> 'healthCentre'
                or not exists (
                  select from health_centre other
                  where other.municipality = centre.municipality and other.id <> centre.id))
            order by (centre.id = body ->> 'healthCentre') desc nulls last
            limit 1
            """)
        .param(request.value())
        .query((row, number) -> new HealthCentreId(row.getString("id")))
        .optional();
  }

  @Override
  public boolean isOpen(AssessmentRequestId request) {
    return jdbc.sql(
            "select exists (select from physician_task where request = ? and completed_at is null)")
        .param(request.value())
        .query(Boolean.class)
        .single();
  }

  @Override
  public boolean isToldUnaddressed(AssessmentRequestId request) {
    return jdbc.sql(
            "select exists (select from timeline where request = ? and event = 'PhysicianTaskUnaddressed')")
        .param(request.value())
        .query(Boolean.class)
        .single();
  }

  @Override
  public void add(NewTask task) {
    jdbc.sql(
            """
            insert into physician_task (id, request, assessment, health_centre, municipality, raised_at, due_at)
            select :id, :request, :assessment, id, municipality, :raisedAt, :dueAt
            from health_centre
            where id = :centre
            """)
        .param("id", task.id().value())
        .param("request", task.request().value())
        .param("assessment", task.assessment().value())
        .param("centre", task.healthCentre().value())
        .param("raisedAt", task.raisedAt().atOffset(ZoneOffset.UTC))
        .param("dueAt", task.dueAt().atOffset(ZoneOffset.UTC))
        .update();
  }

  @Override
  public Optional<AssessmentRequestId> findRequest(
      HealthCentreId healthCentre, PhysicianTaskId task, Caller caller) {
    return jdbc.sql(
            """
            select request from physician_task
            where id = :task and health_centre = :centre and municipality = any (:municipalities)
            """)
        .param("task", task.value())
        .param("centre", healthCentre.value())
        .param(
            "municipalities",
            caller.municipalities().stream().map(MunicipalityCode::value).toArray(String[]::new))
        .query((row, number) -> new AssessmentRequestId(row.getObject("request", UUID.class)))
        .optional();
  }

  @Override
  public boolean complete(PhysicianTaskId task, Instant at, String actor) {
    return jdbc.sql(
                """
                update physician_task set completed_at = ?, completed_by = ?
                where id = ? and completed_at is null
                """)
            .params(at.atOffset(ZoneOffset.UTC), actor, task.value())
            .update()
        == 1;
  }
}
