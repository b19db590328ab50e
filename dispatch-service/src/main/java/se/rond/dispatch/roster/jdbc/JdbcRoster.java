package se.rond.dispatch.roster.jdbc;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import se.rond.contracts.care.Capability;
import se.rond.contracts.care.MunicipalityCode;
import se.rond.contracts.care.Need;
import se.rond.contracts.care.ResponderId;
import se.rond.dispatch.matching.OnRoster;
import se.rond.dispatch.matching.Position;
import se.rond.dispatch.roster.ResponderKind;
import se.rond.dispatch.roster.Roster;

@Repository
class JdbcRoster implements Roster {

  private final JdbcClient jdbc;

  JdbcRoster(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Duty is unbroken from shift to shift: range_agg joins those that touch. Two days are looked at,
   * since nobody asks whether a duty that lasts longer than that ends too soon.
   */
  @Override
  public List<OnRoster> listFor(
      Need need, UUID needId, MunicipalityCode municipality, Instant now) {
    return jdbc.sql(
            """
            select responder.id, responder.municipalities, responder.capabilities, base_latitude, base_longitude,
                   duty.until,
                   (select count(*) from assignment
                    where assignment.responder = responder.id
                      and state in ('OFFERED', 'ACCEPTED', 'EN_ROUTE', 'WITH_PATIENT')) as open_assignments,
                   coalesce((select case when bool_or(state = 'DECLINED') then 'DECLINED' else 'LAPSED' end
                             from assignment
                             where assignment.responder = responder.id and need = :need
                               and state in ('DECLINED', 'LAPSED')
                             having count(*) > 0), 'NEVER') as asked
            from responder
            left join lateral (
              select upper(stretch) as until
              from (select unnest(range_agg(tstzrange(starts_at, ends_at))) as stretch
                    from shift
                    where shift.responder = responder.id
                      and ends_at > :now and starts_at < :now + interval '2 days') stretches
              where stretch @> :now
            ) duty on true
            where kind = :kind
              and region = (select region from municipality where code = :municipality)
            """)
        .param("need", needId)
        .param("now", now.atOffset(ZoneOffset.UTC))
        .param("kind", ResponderKind.meeting(need).name())
        .param("municipality", municipality.value())
        .query((row, number) -> onRoster(row, need))
        .list();
  }

  private static OnRoster onRoster(ResultSet row, Need need) throws SQLException {
    var until = row.getObject("until", OffsetDateTime.class);
    return new OnRoster(
        new ResponderId(row.getString("id")),
        set(row.getArray("municipalities"), MunicipalityCode::new),
        set(row.getArray("capabilities"), Capability::of),
        new Position(row.getDouble("base_latitude"), row.getDouble("base_longitude")),
        ResponderKind.meeting(need) == ResponderKind.MOBILE_TEAM,
        until == null ? null : until.toInstant(),
        row.getInt("open_assignments"),
        OnRoster.Asked.valueOf(row.getString("asked")));
  }

  private static <T> Set<T> set(Array array, Function<String, T> value) throws SQLException {
    return Stream.of((String[]) array.getArray()).map(value).collect(Collectors.toSet());
  }
}
