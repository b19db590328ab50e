package se.rond.triage.shadow.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import se.rond.access.Role;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.care.MunicipalityCode;
import se.rond.contracts.care.PatientReference;
import se.rond.contracts.triage.AssessmentRequestEvent;
import se.rond.contracts.triage.AssessmentRequestEvent.ToBeJudged;
import se.rond.contracts.triage.TriageDecision;
import se.rond.triage.ruleset.Act;
import se.rond.triage.ruleset.RuleSetId;
import se.rond.triage.ruleset.Territory;
import se.rond.triage.shadow.Change;
import se.rond.triage.shadow.Recorded;
import se.rond.triage.shadow.ShadowRun;
import se.rond.triage.shadow.ShadowRun.Period;
import se.rond.triage.shadow.ShadowRunId;
import se.rond.triage.shadow.ShadowRuns;
import se.rond.triage.shadow.Tally;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

@Repository
class JdbcShadowRuns implements ShadowRuns {

  private static final Logger log = LoggerFactory.getLogger(JdbcShadowRuns.class);

  private final JdbcClient jdbc;
  private final JsonMapper json;

  JdbcShadowRuns(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  /** A change as it is handed to the database, many at once. */
  private record Row(
      UUID request,
      int revision,
      String municipality,
      UUID patient,
      Instant raisedAt,
      Change change) {}

  @Override
  public Optional<ShadowRun> find(ShadowRunId id) {
    return jdbc.sql("select * from shadow_run where id = ?")
        .param(id.value())
        .query(this::run)
        .optional();
  }

  @Override
  public List<ShadowRun> list(RuleSetId candidate) {
    return jdbc.sql("select * from shadow_run where rule_set = ? order by started_at desc, id")
        .param(candidate.value())
        .query(this::run)
        .list();
  }

  @Override
  public Optional<ShadowRunId> findNext() {
    return jdbc.sql(
            "select id from shadow_run where state = 'RUNNING' order by started_at, id limit 1")
        .query((row, _) -> new ShadowRunId(row.getObject("id", UUID.class)))
        .optional();
  }

  @Override
  public Optional<Held> findAndLock(ShadowRunId id) {
    return jdbc.sql("select * from shadow_run where id = ? for update")
        .param(id.value())
        .query(this::held)
        .optional();
  }

  @Override
  public Optional<Held> findAndLockIfFree(ShadowRunId id) {
    return jdbc.sql("select * from shadow_run where id = ? for update skip locked")
        .param(id.value())
        .query(this::held)
        .optional();
  }

  @Override
  public void add(ShadowRun run) {
    jdbc.sql(
            """
            insert into shadow_run
              (id, rule_set, raised_from, raised_to, state, total, judged, unreadable, changed, levels,
               started_by, started_by_name, started_by_role, started_at)
            values
              (:id, :ruleSet, :from, :to, :state, :total, :judged, :unreadable, :changed, :levels::json,
               :by, :byName, :byRole, :at)
            """)
        .param("id", run.id().value())
        .param("ruleSet", run.candidate().value())
        .param("from", utc(run.period().from()))
        .param("to", utc(run.period().to()))
        .param("state", run.state().name())
        .param("total", run.total())
        .param("judged", run.tally().judged())
        .param("unreadable", run.tally().unreadable())
        .param("changed", run.tally().changed())
        .param("levels", json.writeValueAsString(run.tally().levels()))
        .param("by", run.started().person())
        .param("byName", run.started().name())
        .param("byRole", run.started().role().name())
        .param("at", utc(run.started().at()))
        .update();
  }

  @Override
  public void store(Held held) {
    var run = held.run();
    var after = held.after();
    jdbc.sql(
            """
            update shadow_run
            set state = :state, judged = :judged, unreadable = :unreadable, changed = :changed, levels = :levels::json,
                after_raised_at = :afterRaisedAt, after_request = :afterRequest, after_revision = :afterRevision,
                ended_at = :endedAt
            where id = :id
            """)
        .param("id", run.id().value())
        .param("state", run.state().name())
        .param("judged", run.tally().judged())
        .param("unreadable", run.tally().unreadable())
        .param("changed", run.tally().changed())
        .param("levels", json.writeValueAsString(run.tally().levels()))
        .param("afterRaisedAt", after == null ? null : utc(after.raisedAt()))
        .param("afterRequest", after == null ? null : after.request().value())
        .param("afterRevision", after == null ? null : after.revision())
        .param("endedAt", run.endedAt() == null ? null : utc(run.endedAt()))
        .update();
  }

  @Override
  public void keep(ShadowRunId id, List<Finding> findings) {
    if (findings.isEmpty()) {
      return;
    }
    jdbc.sql(
            """
            insert into shadow_change (run, request, revision, municipality, patient, raised_at, change)
            select :run, request, revision, municipality, patient, "raisedAt", change
            from json_to_recordset(:rows::json) as found
              (request uuid, revision integer, municipality text, patient uuid, "raisedAt" timestamptz, change json)
            """)
        .param("run", id.value())
        .param("rows", json.writeValueAsString(findings.stream().map(JdbcShadowRuns::row).toList()))
        .update();
  }

  @Override
  public List<Found> listFound(
      ShadowRunId id, Set<MunicipalityCode> municipalities, long after, int limit) {
    return jdbc.sql(
            """
            select number, request, revision, municipality, raised_at, change
            from shadow_change
            where run = :run and number > :after and municipality = any(:municipalities::text[])
            order by number
            limit :limit
            """)
        .param("run", id.value())
        .param("after", after)
        .param(
            "municipalities",
            municipalities.stream().map(MunicipalityCode::value).toArray(String[]::new))
        .param("limit", limit)
        .query(
            (row, _) ->
                new Found(
                    row.getLong("number"),
                    new AssessmentRequestId(row.getObject("request", UUID.class)),
                    row.getInt("revision"),
                    new MunicipalityCode(row.getString("municipality")),
                    instant(row, "raised_at"),
                    json.readValue(row.getString("change"), Change.class)))
        .list();
  }

  @Override
  public long countRecorded(Territory territory, Period period) {
    return jdbc.sql(
            """
            select count(*) from assessment
            where raised_at >= :from and raised_at < :to and municipality like :place
            """)
        .param("from", utc(period.from()))
        .param("to", utc(period.to()))
        .param("place", place(territory))
        .query(Long.class)
        .single();
  }

  @Override
  public List<Recorded> listRecorded(
      Territory territory, Period period, Recorded.@Nullable Place after, int limit) {
    return jdbc.sql(
            """
            select raised_at, request, revision, municipality, patient, event, decision
            from assessment
            where (raised_at, request, revision) > (:afterRaisedAt, :afterRequest::uuid, :afterRevision)
              and raised_at < :to and municipality like :place
            order by raised_at, request, revision
            limit :limit
            """)
        .param("afterRaisedAt", utc(after == null ? period.from() : after.raisedAt()))
        .param("afterRequest", after == null ? new UUID(0, 0) : after.request().value())
        .param("afterRevision", after == null ? 0 : after.revision())
        .param("to", utc(period.to()))
        .param("place", place(territory))
        .param("limit", limit)
        .query(this::recorded)
        .list();
  }

  @Override
  public int forgetEndedBefore(Instant instant) {
    return jdbc.sql("delete from shadow_run where ended_at < ?").param(utc(instant)).update();
  }

  private Held held(ResultSet row, int number) throws SQLException {
    var raisedAt = row.getObject("after_raised_at", OffsetDateTime.class);
    return new Held(
        run(row, number),
        raisedAt == null
            ? null
            : new Recorded.Place(
                raisedAt.toInstant(),
                new AssessmentRequestId(row.getObject("after_request", UUID.class)),
                row.getInt("after_revision")));
  }

  private ShadowRun run(ResultSet row, int number) throws SQLException {
    var endedAt = row.getObject("ended_at", OffsetDateTime.class);
    return new ShadowRun(
        new ShadowRunId(row.getObject("id", UUID.class)),
        new RuleSetId(row.getObject("rule_set", UUID.class)),
        new Period(instant(row, "raised_from"), instant(row, "raised_to")),
        ShadowRun.State.valueOf(row.getString("state")),
        row.getLong("total"),
        new Tally(
            row.getLong("judged"),
            row.getLong("unreadable"),
            row.getLong("changed"),
            List.of(json.readValue(row.getString("levels"), Tally.Count[].class))),
        new Act(
            row.getString("started_by"),
            row.getString("started_by_name"),
            Role.valueOf(row.getString("started_by_role")),
            instant(row, "started_at")),
        endedAt == null ? null : endedAt.toInstant());
  }

  private Recorded recorded(ResultSet row, int number) throws SQLException {
    var place =
        new Recorded.Place(
            instant(row, "raised_at"),
            new AssessmentRequestId(row.getObject("request", UUID.class)),
            row.getInt("revision"));
    return new Recorded(
        place,
        new MunicipalityCode(row.getString("municipality")),
        new PatientReference(row.getObject("patient", UUID.class)),
        judged(place, row.getString("event"), row.getString("decision")));
  }

  private Recorded.@Nullable Judged judged(Recorded.Place place, String event, String decision) {
    try {
      if (json.readValue(event, AssessmentRequestEvent.class) instanceof ToBeJudged asked) {
        return new Recorded.Judged(asked, json.readValue(decision, TriageDecision.class));
      }
    } catch (JacksonException unreadable) {
      log.warn(
          "Request {} revision {} was recorded in a form that this build cannot read: {}",
          place.request(),
          place.revision(),
          unreadable.getClass().getSimpleName());
    }
    return null;
  }

  private static Row row(Finding finding) {
    var recorded = finding.recorded();
    return new Row(
        recorded.place().request().value(),
        recorded.place().revision(),
        recorded.municipality().value(),
        recorded.patient().value(),
        recorded.place().raisedAt(),
        finding.change());
  }

  private static String place(Territory territory) {
    return territory.municipality() == null
        ? territory.region().value() + "%"
        : territory.municipality().value();
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  private static OffsetDateTime utc(Instant time) {
    return time.atOffset(ZoneOffset.UTC);
  }
}
