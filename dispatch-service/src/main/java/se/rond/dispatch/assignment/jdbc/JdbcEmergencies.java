package se.rond.dispatch.assignment.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.intake.Change;
import se.rond.contracts.intake.Change.Said;
import se.rond.dispatch.assignment.Emergencies;
import se.rond.dispatch.assignment.Emergency;

@Repository
class JdbcEmergencies implements Emergencies {

  private final JdbcClient jdbc;

  JdbcEmergencies(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public Optional<Emergency> find(AssessmentRequestId request) {
    return jdbc.sql(
            """
            select alarm, acknowledgement, provisional, reason, acknowledge_by, over_at
            from emergency
            where request = ?
            """)
        .param(request.value())
        .query(
            (row, number) ->
                new Emergency(
                    row.getInt("alarm"),
                    said(row),
                    instant(row, "acknowledge_by"),
                    instant(row, "over_at")))
        .optional();
  }

  @Override
  public int arm(
      AssessmentRequestId request, Instant directedAt, Instant acknowledgeBy, Instant overAt) {
    return jdbc.sql(
            """
            insert into emergency (request, alarm, directed_at, acknowledge_by, over_at)
            select id, alarms_before + 1, :directedAt, :acknowledgeBy, :overAt
            from assessment_request
            where id = :request
            on conflict (request) do update
              set alarm = emergency.alarm + 1,
                  directed_at = excluded.directed_at, acknowledge_by = excluded.acknowledge_by, alarmed_at = null,
                  acknowledgement = null, provisional = false, reason = null, acknowledged_at = null,
                  acknowledged_by = null, over_at = excluded.over_at
            returning alarm
            """)
        .param("request", request.value())
        .param("directedAt", utc(directedAt))
        .param("acknowledgeBy", utc(acknowledgeBy))
        .param("overAt", utc(overAt))
        .query(Integer.class)
        .single();
  }

  @Override
  public void alarm(AssessmentRequestId request, Instant at) {
    jdbc.sql("update emergency set alarmed_at = ?, acknowledge_by = null where request = ?")
        .params(utc(at), request.value())
        .update();
  }

  @Override
  public void acknowledge(
      AssessmentRequestId request, Said said, String actor, Instant at, Instant overAt) {
    jdbc.sql(
            """
            update emergency
            set acknowledgement = :acknowledgement, provisional = :provisional, reason = :reason,
                acknowledged_at = :at, acknowledged_by = :actor, acknowledge_by = null, over_at = :overAt
            where request = :request
            """)
        .param("acknowledgement", said.emergency().name())
        .param("provisional", said.provisional())
        .param("reason", said.reason())
        .param("at", utc(at))
        .param("actor", actor)
        .param("overAt", utc(overAt))
        .param("request", request.value())
        .update();
  }

  @Override
  public void postpone(AssessmentRequestId request, @Nullable Instant overAt) {
    jdbc.sql("update emergency set over_at = :overAt where request = :request")
        .param("overAt", overAt == null ? null : utc(overAt))
        .param("request", request.value())
        .update();
  }

  @Override
  public List<AssessmentRequestId> listUnacknowledged(Instant now, int limit) {
    return jdbc.sql(
            """
            select request from emergency
            where acknowledge_by <= ?
            order by acknowledge_by
            limit ?
            """)
        .params(utc(now), limit)
        .query((row, number) -> new AssessmentRequestId(row.getObject("request", UUID.class)))
        .list();
  }

  @Override
  public List<AssessmentRequestId> listOver(Instant now, int limit) {
    return jdbc.sql(
            """
            select request from emergency
            where over_at <= ?
            order by over_at
            limit ?
            """)
        .params(utc(now), limit)
        .query((row, number) -> new AssessmentRequestId(row.getObject("request", UUID.class)))
        .list();
  }

  private static @Nullable Said said(ResultSet row) throws SQLException {
    var said = row.getString("acknowledgement");
    return said == null
        ? null
        : new Said(
            Change.Emergency.valueOf(said), row.getBoolean("provisional"), row.getString("reason"));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    var time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  private static OffsetDateTime utc(Instant time) {
    return time.atOffset(ZoneOffset.UTC);
  }
}
