package se.rond.dispatch.context.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.care.ContactCause;
import se.rond.contracts.care.EarlierScore;
import se.rond.contracts.care.OxygenSaturationScale;
import se.rond.dispatch.context.Asked;
import se.rond.dispatch.context.EarlierRequests;
import se.rond.dispatch.context.Sample;

/** See {@code db/migration/V17__earlier_requests_of_a_patient.sql}. */
@Repository
class JdbcEarlierRequests implements EarlierRequests {

  /** In every intake: nothing but an index is read for a patient who was never asked about. */
  static final String EARLIER =
      """
      select id, raised_at, coalesce(content, body) ->> 'contactCause' as cause,
             cast(decision #>> '{news2,total}' as int) as score,
             cast(decision #>> '{contextUsed,spo2Scale}' as int) as scale,
             coalesce(vitals_measured_at, raised_at) as measured_at
      from assessment_request
      where patient = :patient and raised_at >= :since and raised_at < :raisedAt and assessment_request.id <> :request
        and state <> 'JOINED'
        and cancellation_reason is distinct from 'RAISED_IN_ERROR'
        and not exists (
          select from request_change
          where request_change.id = :request and request_change.request = assessment_request.id)
        and exists (
          select from municipality ours join municipality theirs on theirs.region = ours.region
          where ours.code = :municipality and theirs.code = assessment_request.municipality)
      order by raised_at, id
      """;

  private final JdbcClient jdbc;

  JdbcEarlierRequests(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public List<Earlier> list(Asked asked, Instant since) {
    return jdbc.sql(EARLIER)
        .param("patient", asked.patient().value())
        .param("since", since.atOffset(ZoneOffset.UTC))
        .param("raisedAt", asked.raisedAt().atOffset(ZoneOffset.UTC))
        .param("request", asked.request().value())
        .param("municipality", asked.municipality().value())
        .query(
            (row, _) -> {
              var cause = row.getString("cause");
              return new Earlier(
                  request(row, "id"),
                  instant(row, "raised_at"),
                  cause == null ? null : ContactCause.valueOf(cause),
                  score(row));
            })
        .list();
  }

  private static @Nullable EarlierScore score(ResultSet row) throws SQLException {
    var total = row.getObject("score", Integer.class);
    return total == null
        ? null
        : new EarlierScore(
            total, instant(row, "measured_at"), OxygenSaturationScale.of(row.getInt("scale")));
  }

  @Override
  public List<Touch> listTouches(Collection<AssessmentRequestId> requests) {
    return jdbc.sql(
            """
            select request, at, true as contact, looks from contact where request = any (:requests) and reached
            union all
            select request, with_patient_at, true, true
            from assignment where request = any (:requests) and with_patient_at is not null
            union all
            select request, at, true, true from assessment where request = any (:requests)
            union all
            select request, at, false, true
            from request_change where request = any (:requests) and kind = 'OBSERVATIONS'
            union all
            select joined_to, raised_at, true, true from assessment_request where joined_to = any (:requests)
            """)
        .param("requests", array(requests))
        .query(
            (row, _) ->
                new Touch(
                    request(row, "request"),
                    instant(row, "at"),
                    row.getBoolean("contact"),
                    row.getBoolean("looks")))
        .list();
  }

  /**
   * What ends the wait for a look without one is what ends it in {@code PendingReassessment}, and
   * that the request is cancelled.
   */
  @Override
  public List<PlannedLook> listPlannedLooks(Collection<AssessmentRequestId> requests) {
    return jdbc.sql(
            """
            select request, at, reassess_from, reassess_at,
                   least(
                     (select closed_at
                      from assessment_request
                      where assessment_request.id = assessment.request and state = 'CANCELLED'),
                     (select later.at from assessment later where later.supersedes = assessment.id),
                     (select min(later.at)
                      from assessment later
                      where later.request = assessment.request and later.id <> assessment.id and later.at >= assessment.at
                        and later.conclusion in ('DEATH_CONFIRMED', 'DIRECT_ADMISSION')),
                     (select min(ended_at)
                      from assignment
                      where assignment.request = assessment.request and ended_at >= assessment.at
                        and (state = 'HANDED_OVER' and handed_to is null
                          or outcome in ('EMERGENCY_DEPARTMENT', 'ADMISSION', 'EXPECTED_DEATH', 'UNEXPECTED_DEATH'))))
                     as ended_at
            from assessment
            where request = any (:requests) and reassess_at is not null
            """)
        .param("requests", array(requests))
        .query(
            (row, _) -> {
              var endedAt = row.getObject("ended_at", OffsetDateTime.class);
              return new PlannedLook(
                  request(row, "request"),
                  instant(row, "at"),
                  instant(row, "reassess_from"),
                  instant(row, "reassess_at"),
                  endedAt == null ? null : endedAt.toInstant());
            })
        .list();
  }

  @Override
  public List<Sample> listSamples(Collection<AssessmentRequestId> requests) {
    return jdbc.sql(
            """
            select at, cast(told #>> '{pointOfCare,hb}' as numeric) as hb,
                   cast(told #>> '{pointOfCare,creatinine}' as numeric) as creatinine
            from (
              select coalesce(cast(content #>> '{vitals,measuredAt}' as timestamptz), raised_at) as at, content as told
              from assessment_request where id = any (:requests)
              union all
              select at, content
              from request_change
              where told_of = any (array(
                select id from assessment_request where id = any (:requests) or joined_to = any (:requests)))) sampled
            where told #>> '{pointOfCare,hb}' is not null or told #>> '{pointOfCare,creatinine}' is not null
            """)
        .param("requests", array(requests))
        .query(
            (row, _) ->
                new Sample(
                    instant(row, "at"), row.getBigDecimal("hb"), row.getBigDecimal("creatinine")))
        .list();
  }

  private static UUID[] array(Collection<AssessmentRequestId> requests) {
    return requests.stream().map(AssessmentRequestId::value).toArray(UUID[]::new);
  }

  private static AssessmentRequestId request(ResultSet row, String column) throws SQLException {
    return new AssessmentRequestId(row.getObject(column, UUID.class));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
