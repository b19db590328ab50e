package se.rond.dispatch.shortage.jdbc;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;
import se.rond.contracts.care.Level;
import se.rond.contracts.care.MunicipalityCode;
import se.rond.contracts.care.Need;
import se.rond.contracts.intake.Change.CancellationReason;
import se.rond.dispatch.assignment.DeclineReason;
import se.rond.dispatch.level.Direction;
import se.rond.dispatch.level.LevelReason;
import se.rond.dispatch.shortage.Count;
import se.rond.dispatch.shortage.Period;
import se.rond.dispatch.shortage.Shortages;

@Repository
class JdbcShortages implements Shortages {

  /**
   * The requests that are counted: raised in the period, and over. What was cancelled before it was
   * judged needed what its nurse judged.
   */
  static final String OVER =
      """
      with over as (
        select id, coalesce(needed_level, nurse_level) as needed, granted_level, cancellation_reason
        from assessment_request
        where municipality = any (cast(:municipalities as char(4)[])) and raised_at >= :from and raised_at < :until
          and (state in ('DOCUMENTING', 'CLOSED') or state = 'CANCELLED' and cancellation_reason <> 'RAISED_IN_ERROR'))
      """;

  static final String GIVEN =
      OVER
          + """
            select needed, granted_level, cancellation_reason, count(*) as requests
            from over
            group by needed, granted_level, cancellation_reason
            """;

  private final JdbcClient jdbc;

  JdbcShortages(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** One snapshot serves all queries. */
  @Override
  @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
  public Statistic count(Set<MunicipalityCode> municipalities, Period period) {
    Map<String, Object> chosen =
        Map.of(
            "municipalities",
            municipalities.stream().map(MunicipalityCode::value).toArray(String[]::new),
            "from",
            period.beginsAt().atOffset(ZoneOffset.UTC),
            "until",
            period.endsAt().atOffset(ZoneOffset.UTC));
    return new Statistic(
        given(chosen),
        declined(chosen),
        lapsed(chosen),
        nobody(chosen),
        overridden(chosen),
        open(chosen));
  }

  private List<Given> given(Map<String, Object> chosen) {
    return list(
        GIVEN,
        chosen,
        (row, _) ->
            new Given(
                Level.valueOf(row.getString("needed")),
                level(row.getString("granted_level")),
                reason(row.getString("cancellation_reason")),
                new Count(row.getLong("requests"))));
  }

  /** Who would not take over from another has not said no to the need. */
  private List<Declined> declined(Map<String, Object> chosen) {
    return list(
        OVER
            + """
              select needed, decline_reason, count(*) as offers
              from over join assignment on assignment.request = over.id
              where assignment.state = 'DECLINED' and giver is null
              group by needed, decline_reason
              """,
        chosen,
        (row, _) ->
            new Declined(
                Level.valueOf(row.getString("needed")),
                DeclineReason.valueOf(row.getString("decline_reason")),
                new Count(row.getLong("offers"))));
  }

  private List<Lapsed> lapsed(Map<String, Object> chosen) {
    return list(
        OVER
            + """
              select needed, count(*) as offers
              from over join assignment on assignment.request = over.id
              where assignment.state = 'LAPSED' and giver is null
              group by needed
              """,
        chosen,
        (row, _) ->
            new Lapsed(Level.valueOf(row.getString("needed")), new Count(row.getLong("offers"))));
  }

  /** A need is counted once for each thing that kept somebody from it. */
  private List<Nobody> nobody(Map<String, Object> chosen) {
    return list(
        OVER
            + """
              select needed, kind, exclusion ->> 'why' as why, count(distinct need.id) as needs
              from over join need on need.request = over.id
                left join lateral json_array_elements(last_matching -> 'exclusions') exclusion on true
              where json_array_length(last_matching -> 'candidates') = 0
              group by needed, kind, exclusion ->> 'why'
              """,
        chosen,
        (row, _) ->
            new Nobody(
                Level.valueOf(row.getString("needed")),
                Need.valueOf(row.getString("kind")),
                row.getString("why"),
                new Count(row.getLong("needs"))));
  }

  private List<Overridden> overridden(Map<String, Object> chosen) {
    return list(
        OVER
            + """
              select direction, reason, below_floor, count(*) as overrides
              from over join level_override on level_override.request = over.id
              group by direction, reason, below_floor
              order by direction, reason, below_floor
              """,
        chosen,
        (row, _) ->
            new Overridden(
                Direction.valueOf(row.getString("direction")),
                LevelReason.valueOf(row.getString("reason")),
                row.getBoolean("below_floor"),
                new Count(row.getLong("overrides"))));
  }

  private Count open(Map<String, Object> chosen) {
    return new Count(
        jdbc.sql(
                """
                select count(*) from assessment_request
                where municipality = any (cast(:municipalities as char(4)[])) and raised_at >= :from and raised_at < :until
                  and state in ('RECEIVED', 'WAITING', 'ASSIGNED', 'UNDER_WAY', 'EMERGENCY_DIRECTED')
                """)
            .params(chosen)
            .query(Long.class)
            .single());
  }

  private <T> List<T> list(String sql, Map<String, Object> chosen, RowMapper<T> row) {
    return jdbc.sql(sql).params(chosen).query(row).list();
  }

  private static @Nullable Level level(@Nullable String name) {
    return name == null ? null : Level.valueOf(name);
  }

  private static @Nullable CancellationReason reason(@Nullable String name) {
    return name == null ? null : CancellationReason.valueOf(name);
  }
}
