package se.rond.dispatch.remeasure.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.care.Capability;
import se.rond.dispatch.remeasure.Remeasure;
import se.rond.dispatch.remeasure.Remeasures;

@Repository
class JdbcRemeasures implements Remeasures {

  /** Nobody waits for care where nothing else is left of a visit that was made (0029). */
  private static final String[] CAN_FOLLOW_LATER =
      Stream.of(Capability.values())
          .filter(Capability::canFollowLater)
          .map(Capability::code)
          .toArray(String[]::new);

  private final JdbcClient jdbc;

  JdbcRemeasures(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public Optional<Kept> find(AssessmentRequestId request) {
    return jdbc.sql(
            """
            select measured_at, score_minutes, every_minutes, remeasure_by, told_at,
                   exists (
                     select from assignment
                     where request = :request and state = 'WITH_PATIENT' and contact_mode = 'VISIT') as there,
                   not exists (select from need where request = :request)
                     or exists (
                       select from need
                       where request = :request and ended_at is null
                         and (follows is null or not capabilities <@ cast(:canFollowLater as text[]))) as awaited,
                   exists (
                     select from emergency
                     where request = :request and acknowledgement in ('PER_PLAN_NOT_CALLED', 'PATIENT_DECLINES')) as asked
            from remeasure where request = :request
            """)
        .param("request", request.value())
        .param("canFollowLater", CAN_FOLLOW_LATER)
        .query(
            (row, number) ->
                new Kept(
                    new Remeasure(
                        row.getObject("measured_at", OffsetDateTime.class).toInstant(),
                        minutes(row, "every_minutes"),
                        instant(row, "remeasure_by"),
                        instant(row, "told_at")),
                    minutes(row, "score_minutes"),
                    row.getBoolean("there"),
                    row.getBoolean("awaited"),
                    row.getBoolean("asked")))
        .optional();
  }

  @Override
  public void judged(
      AssessmentRequestId request, int revision, @Nullable Duration byScore, Instant raisedAt) {
    jdbc.sql(
            """
            insert into remeasure (request, measured_at, judged_revision, score_minutes)
            select id, coalesce(vitals_measured_at, :raisedAt), :revision, cast(:minutes as int)
            from assessment_request where id = :request
            on conflict (request) do update
            set judged_revision = excluded.judged_revision, score_minutes = excluded.score_minutes
            where remeasure.judged_revision <= excluded.judged_revision
            """)
        .param("raisedAt", raisedAt.atOffset(ZoneOffset.UTC))
        .param("revision", revision)
        .param("minutes", minutes(byScore))
        .param("request", request.value())
        .update();
  }

  @Override
  public void keep(AssessmentRequestId request, Remeasure remeasure) {
    jdbc.sql(
            """
            update remeasure
            set measured_at = :measuredAt, every_minutes = :every, remeasure_by = :by, told_at = :toldAt
            where request = :request
            """)
        .param("measuredAt", utc(remeasure.measuredAt()))
        .param("every", minutes(remeasure.every()))
        .param("by", utc(remeasure.by()))
        .param("toldAt", utc(remeasure.toldAt()))
        .param("request", request.value())
        .update();
  }

  @Override
  public List<AssessmentRequestId> listDue(Instant now, int limit) {
    return jdbc.sql(
            """
            select request from remeasure
            where remeasure_by is not null and told_at is null and remeasure_by <= ?
            order by remeasure_by
            limit ?
            """)
        .params(now.atOffset(ZoneOffset.UTC), limit)
        .query((row, number) -> new AssessmentRequestId(row.getObject("request", UUID.class)))
        .list();
  }

  private static @Nullable Duration minutes(ResultSet row, String column) throws SQLException {
    var minutes = row.getObject(column, Integer.class);
    return minutes == null ? null : Duration.ofMinutes(minutes);
  }

  private static @Nullable Integer minutes(@Nullable Duration duration) {
    return duration == null ? null : Math.toIntExact(duration.toMinutes());
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    var time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  private static @Nullable OffsetDateTime utc(@Nullable Instant time) {
    return time == null ? null : time.atOffset(ZoneOffset.UTC);
  }
}
