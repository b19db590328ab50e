package se.rond.dispatch.roster.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import se.rond.contracts.care.Capability;
import se.rond.contracts.care.MunicipalityCode;
import se.rond.contracts.care.Need;
import se.rond.contracts.care.ResponderId;
import se.rond.dispatch.matching.Capacity;
import se.rond.dispatch.matching.OnRoster;
import se.rond.dispatch.matching.Position;
import se.rond.dispatch.request.NeedId;
import se.rond.dispatch.roster.ResponderKind;
import se.rond.dispatch.roster.Roster;

@Repository
class JdbcRoster implements Roster {

  private final JdbcClient jdbc;

  JdbcRoster(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Duty is unbroken from shift to shift: range_agg joins those that touch. A week is looked at,
   * longer than all work that a team can have open. Who would not take over from another has not
   * said no to the need. What is open is counted by its index alone, which has no state: what is
   * taken is counted only of those whose room depends on it.
   */
  @Override
  public List<OnRoster> listFor(
      Need need, NeedId needId, MunicipalityCode municipality, Instant now) {
    return jdbc.sql(
            """
            with before as (
              select responder,
                     max(assignment.ended_at) filter (where giver is null and state = 'LAPSED') as lapsed_at,
                     bool_or(giver is null and state = 'DECLINED' and assignment.ended_at >= level_since) as declined,
                     max(assignment.ended_at) filter (where giver is null and state in ('LAPSED', 'DECLINED')) as passed_at,
                     bool_or(state = 'FAILED') as failed
              from assignment join need on need.id = assignment.need
              where need.id = :need
              group by responder
            )
            select responder.id, :municipality = any (responder.municipalities) as in_area, responder.capabilities,
                   base_latitude, base_longitude, duty.until,
                   (select count(*) from assignment
                    where assignment.responder = responder.id
                      and state in ('OFFERED', 'HANDOVER_OFFERED', 'ACCEPTED', 'EN_ROUTE', 'WITH_PATIENT')) as open_assignments,
                   capacity,
                   case when capacity is not null then (
                     select count(*) from assignment
                     where assignment.responder = responder.id and state in ('ACCEPTED', 'EN_ROUTE', 'WITH_PATIENT')) end as taken,
                   before.lapsed_at, coalesce(before.declined, false) as declined,
                   before.passed_at is not null and not exists (
                     select from shift
                     where shift.responder = responder.id
                       and starts_at > before.passed_at and starts_at <= :now and ends_at > :now) as passed_this_shift,
                   coalesce(before.failed, false) as failed
            from responder
            left join before on before.responder = responder.id
            left join lateral (
              select upper(stretch) as until
              from (select unnest(range_agg(tstzrange(starts_at, ends_at))) as stretch
                    from shift
                    where shift.responder = responder.id
                      and ends_at > :now and starts_at < :now + interval '7 days') stretches
              where stretch @> :now
            ) duty on true
            where kind = :kind
              and region = (select region from municipality where code = :municipality)
            """)
        .param("need", needId.value())
        .param("now", now.atOffset(ZoneOffset.UTC))
        .param("kind", ResponderKind.meeting(need).name())
        .param("municipality", municipality.value())
        .query((row, number) -> onRoster(row, need))
        .list();
  }

  @Override
  public Optional<ResponderKind> findKind(ResponderId responder) {
    return jdbc.sql("select kind from responder where id = ?")
        .param(responder.value())
        .query((row, number) -> ResponderKind.valueOf(row.getString("kind")))
        .optional();
  }

  /** Of shifts that overlap, the one that ends last. */
  @Override
  public Optional<Instant> findShiftEnd(ResponderId responder, Instant now) {
    return jdbc.sql(
            """
            select ends_at from shift
            where responder = :responder and starts_at <= :now and ends_at > :now
            order by ends_at desc
            limit 1
            """)
        .param("responder", responder.value())
        .param("now", now.atOffset(ZoneOffset.UTC))
        .query((row, number) -> row.getObject("ends_at", OffsetDateTime.class).toInstant())
        .optional();
  }

  private static OnRoster onRoster(ResultSet row, Need need) throws SQLException {
    return new OnRoster(
        new ResponderId(row.getString("id")),
        row.getBoolean("in_area"),
        capabilities(row),
        new Position(row.getDouble("base_latitude"), row.getDouble("base_longitude")),
        ResponderKind.meeting(need) == ResponderKind.MOBILE_TEAM,
        instant(row, "until"),
        row.getInt("open_assignments"),
        capacity(row),
        instant(row, "lapsed_at"),
        row.getBoolean("declined"),
        row.getBoolean("passed_this_shift"),
        row.getBoolean("failed"));
  }

  private static @Nullable Capacity capacity(ResultSet row) throws SQLException {
    var most = row.getObject("capacity", Integer.class);
    return most == null ? null : new Capacity(most, row.getInt("taken"));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    var time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  private static Set<Capability> capabilities(ResultSet row) throws SQLException {
    return Stream.of((String[]) row.getArray("capabilities").getArray())
        .map(Capability::of)
        .collect(Collectors.toSet());
  }
}
