package se.rond.dispatch.accesslog.jdbc;

import static java.sql.Types.VARCHAR;

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
import se.rond.contracts.care.HsaId;
import se.rond.dispatch.accesslog.SpotCheck;
import se.rond.dispatch.accesslog.SpotCheck.Conclusion;
import se.rond.dispatch.accesslog.SpotCheck.Drawn;
import se.rond.dispatch.accesslog.SpotCheck.Finding;
import se.rond.dispatch.accesslog.SpotCheck.Ground;
import se.rond.dispatch.accesslog.SpotCheckId;
import se.rond.dispatch.accesslog.SpotChecks;

@Repository
class JdbcSpotChecks implements SpotChecks {

  /** Most entries of a list for one ground: what a person looks through in an hour or two. */
  private static final int OF_A_GROUND = 50;

  /** Refusals of one person in the time of a list that are more than slips. */
  private static final int OFTEN = 5;

  private final JdbcClient jdbc;

  JdbcSpotChecks(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public boolean draw(SpotCheckId id, HsaId careProvider, HsaId by, Instant begins, Instant ends) {
    var isNew =
        jdbc.sql(
                    """
                    insert into spot_check (id, care_provider, begins, ends, drawn_by) values (?, ?, ?, ?, ?)
                    on conflict (id) do nothing
                    """)
                .params(id.value(), careProvider.value(), utc(begins), utc(ends), by.value())
                .update()
            == 1;
    if (isNew) {
      drawEntries(id, careProvider, begins, ends);
    }
    return isNew;
  }

  /** Of each ground those that chance chooses: nobody can know before what will be looked at. */
  private void drawEntries(SpotCheckId id, HsaId careProvider, Instant begins, Instant ends) {
    jdbc.sql(
            """
            with candidate as (
              select id, activity, resource, person, care_unit from access_log
              where care_provider = :provider and at >= :begins and at < :ends),
            grounded as (
              select id, 'RANDOM' as ground from candidate
              union all
              select id, 'EMERGENCY_OPENING' from candidate where activity = 'EMERGENCY_OPENING'
              union all
              select id, 'REFUSED_OFTEN' from candidate
              where activity = 'DENIED' and person in (
                select person from candidate where activity = 'DENIED' group by person having count(*) >= :often)
              union all
              select id, 'NO_PART_IN_CARE' from candidate
              where activity = 'READ' and not exists (
                select from access_log done
                where done.resource = candidate.resource and done.care_unit = candidate.care_unit and done.activity = 'CHANGE')),
            shuffled as (
              select id, ground, row_number() over (partition by ground order by random()) as place from grounded)
            insert into spot_check_entry (spot_check, ground, entry)
            select cast(:id as uuid), ground, id from shuffled where place <= :most
            """)
        .param("id", id.value())
        .param("provider", careProvider.value())
        .param("begins", utc(begins))
        .param("ends", utc(ends))
        .param("often", OFTEN)
        .param("most", OF_A_GROUND)
        .update();
  }

  @Override
  public Optional<SpotCheck> find(SpotCheckId id, HsaId careProvider) {
    return jdbc.sql("select * from spot_check where id = ? and care_provider = ?")
        .params(id.value(), careProvider.value())
        .query((row, _) -> check(row))
        .optional();
  }

  @Override
  public List<Drawn> listEntries(SpotCheckId id) {
    return jdbc.sql(
            """
            select ground, log.*
            from spot_check_entry join access_log log on log.id = entry
            where spot_check = ?
            order by ground, log.at, log.id
            """)
        .param(id.value())
        .query((row, _) -> new Drawn(Ground.valueOf(row.getString("ground")), LoggedRows.read(row)))
        .list();
  }

  @Override
  public List<SpotCheck> list(HsaId careProvider, int limit) {
    return jdbc.sql(
            """
            select * from spot_check
            where care_provider = ?
            order by concluded_at is not null, drawn_at desc, id
            limit ?
            """)
        .params(careProvider.value(), limit)
        .query((row, _) -> check(row))
        .list();
  }

  @Override
  public boolean conclude(SpotCheckId id, Finding finding, @Nullable String note, HsaId by) {
    return jdbc.sql(
                """
                update spot_check
                set finding = :finding, note = cast(:note as text), concluded_by = :by, concluded_at = clock_timestamp()
                where id = :id and concluded_at is null
                """)
            .param("id", id.value())
            .param("finding", finding.name())
            .param("note", note, VARCHAR)
            .param("by", by.value())
            .update()
        == 1;
  }

  private static SpotCheck check(ResultSet row) throws SQLException {
    return new SpotCheck(
        new SpotCheckId(row.getObject("id", UUID.class)),
        new HsaId(row.getString("care_provider")),
        at(row, "begins"),
        at(row, "ends"),
        new HsaId(row.getString("drawn_by")),
        at(row, "drawn_at"),
        conclusion(row));
  }

  private static @Nullable Conclusion conclusion(ResultSet row) throws SQLException {
    var finding = row.getString("finding");
    return finding == null
        ? null
        : new Conclusion(
            Finding.valueOf(finding),
            row.getString("note"),
            new HsaId(row.getString("concluded_by")),
            at(row, "concluded_at"));
  }

  private static Instant at(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  private static OffsetDateTime utc(Instant time) {
    return time.atOffset(ZoneOffset.UTC);
  }
}
