package se.rond.dispatch.accesslog.jdbc;

import static java.sql.Types.TIMESTAMP_WITH_TIMEZONE;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import se.rond.contracts.accesslog.LoggedAccess;
import se.rond.contracts.care.HsaId;
import se.rond.contracts.care.MunicipalityCode;
import se.rond.contracts.care.PatientReference;
import se.rond.dispatch.accesslog.Extracts;

@Repository
class JdbcExtracts implements Extracts {

  private final JdbcClient jdbc;

  JdbcExtracts(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** By where the request is now: a municipality that has handed it over answers no more for it. */
  @Override
  public List<LoggedAccess> list(
      PatientReference patient,
      Set<MunicipalityCode> municipalities,
      HsaId careProvider,
      Wish wish,
      int limit) {
    return jdbc.sql(
            """
            select log.*
            from access_log log left join assessment_request on assessment_request.id = log.resource
            where log.patient = :patient
              and (municipality = any (:municipalities) or assessment_request.id is null and log.care_provider = :provider)
              and (cast(:from as timestamptz) is null or log.at >= :from)
              and (cast(:to as timestamptz) is null or log.at < :to)
            order by log.at desc, log.id desc
            limit :limit
            """)
        .param("patient", patient.value())
        .param(
            "municipalities",
            municipalities.stream().map(MunicipalityCode::value).toArray(String[]::new))
        .param("from", utc(wish.from()), TIMESTAMP_WITH_TIMEZONE)
        .param("to", utc(wish.to()), TIMESTAMP_WITH_TIMEZONE)
        .param("provider", careProvider.value())
        .param("limit", limit)
        .query((row, _) -> LoggedRows.read(row))
        .list();
  }

  private static @Nullable OffsetDateTime utc(@Nullable Instant time) {
    return time == null ? null : time.atOffset(ZoneOffset.UTC);
  }
}
