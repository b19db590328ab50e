package se.rond.dispatch.assignment.jdbc;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.care.Level;
import se.rond.dispatch.assignment.TriageWaits;

/** See {@code db/migration/V15__levels_and_late_triage.sql}. */
@Repository
class JdbcTriageWaits implements TriageWaits {

  private final JdbcClient jdbc;

  JdbcTriageWaits(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void await(AssessmentRequestId request, Instant until) {
    jdbc.sql(
            """
            update assessment_request set triage_by = coalesce(triage_by, :until)
            where id = :id and state in ('RECEIVED', 'WAITING', 'ASSIGNED', 'UNDER_WAY')
            """)
        .param("until", until.atOffset(ZoneOffset.UTC))
        .param("id", request.value())
        .update();
  }

  @Override
  public boolean isAwaited(AssessmentRequestId request) {
    return jdbc.sql("select triage_by is not null from assessment_request where id = ?")
        .param(request.value())
        .query(Boolean.class)
        .single();
  }

  /** A new place tells nothing of the patient. */
  @Override
  public boolean keepsOpen(AssessmentRequestId request) {
    return jdbc.sql(
            """
            select triage_by is not null
              and not exists (
                select from assignment
                where assignment.request = assessment_request.id and assignment.ended_at >= told.at
                  and (assignment.state = 'HANDED_OVER' and handed_to is null
                    or outcome in ('EMERGENCY_DEPARTMENT', 'ADMISSION', 'EXPECTED_DEATH', 'UNEXPECTED_DEATH')))
              and not exists (
                select from own_task
                where own_task.request = assessment_request.id and own_task.ended_at >= told.at
                  and outcome in ('EMERGENCY_DEPARTMENT', 'ADMISSION', 'EXPECTED_DEATH', 'UNEXPECTED_DEATH'))
            from assessment_request
              cross join lateral (
                select coalesce(max(request_change.received_at), assessment_request.received_at) as at
                from request_change
                where request_change.request = assessment_request.id and kind <> 'PLACE') told
            where assessment_request.id = ?
            """)
        .param(request.value())
        .query(Boolean.class)
        .single();
  }

  @Override
  public Optional<Late> goOn(AssessmentRequestId request, Instant now) {
    return jdbc.sql(
            """
            update assessment_request
            set triage_by = null, triage_caught_up_at = null,
                triage_late_at = case when triage_caught_up_at is null then coalesce(triage_late_at, :now) else :now end
            where id = :id and triage_by <= :now
            returning old.triage_late_at is not null and old.triage_caught_up_at is null as still
            """)
        .param("now", now.atOffset(ZoneOffset.UTC))
        .param("id", request.value())
        .query((row, _) -> row.getBoolean("still") ? Late.STILL : Late.SINCE_NOW)
        .optional();
  }

  @Override
  public void keepFloor(AssessmentRequestId request, int revision, Level floor) {
    jdbc.sql(
            """
            insert into floor_without_triage (request, revision, floor_level) values (?, ?, ?)
            on conflict (request, revision) do update set floor_level = excluded.floor_level
            """)
        .params(request.value(), revision, floor.name())
        .update();
  }

  @Override
  public boolean catchUp(AssessmentRequestId request, int revision, Instant at) {
    return jdbc.sql(
                """
                update assessment_request set triage_caught_up_at = :at
                where id = :id and revision = :revision and triage_late_at is not null and triage_caught_up_at is null
                """)
            .param("at", at.atOffset(ZoneOffset.UTC))
            .param("id", request.value())
            .param("revision", revision)
            .update()
        == 1;
  }

  @Override
  public List<AssessmentRequestId> listDue(Instant now, int limit) {
    return jdbc.sql(
            """
            select id from assessment_request
            where triage_by <= ?
            order by triage_by
            limit ?
            """)
        .params(now.atOffset(ZoneOffset.UTC), limit)
        .query((row, _) -> new AssessmentRequestId(row.getObject("id", UUID.class)))
        .list();
  }
}
