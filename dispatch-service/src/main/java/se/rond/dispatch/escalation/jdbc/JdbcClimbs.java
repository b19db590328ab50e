package se.rond.dispatch.escalation.jdbc;

import static java.sql.Types.TIMESTAMP_WITH_TIMEZONE;
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
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.care.AssignmentId;
import se.rond.contracts.care.Level;
import se.rond.contracts.care.Need;
import se.rond.contracts.care.ResponderId;
import se.rond.dispatch.agreement.Rung;
import se.rond.dispatch.escalation.Awaited;
import se.rond.dispatch.escalation.Climb;
import se.rond.dispatch.escalation.ClimbedRung;
import se.rond.dispatch.escalation.Climbs;
import se.rond.dispatch.escalation.Ladder;
import se.rond.dispatch.escalation.Watch;
import se.rond.dispatch.escalation.Watch.Contact;
import se.rond.dispatch.request.AssessmentRequest;
import se.rond.dispatch.request.ClockStopped;
import se.rond.dispatch.request.NeedId;
import tools.jackson.databind.json.JsonMapper;

@Repository
class JdbcClimbs implements Climbs {

  private final JdbcClient jdbc;
  private final JsonMapper json;

  JdbcClimbs(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  @Override
  public Optional<Climb> find(NeedId need) {
    return jdbc.sql("select * from climb where need = ?")
        .param(need.value())
        .query((row, number) -> climb(row))
        .optional();
  }

  @Override
  public List<Climb> listOpen(AssessmentRequestId request) {
    return jdbc.sql(
            """
            select climb.* from climb join need on need.id = climb.need
            where climb.request = ? and ended_at is null
            order by kind, climb.need
            """)
        .param(request.value())
        .query((row, number) -> climb(row))
        .list();
  }

  @Override
  public Awaited findAwaited(AssessmentRequest request, NeedId need) {
    return jdbc.sql(
            "select need.kind, "
                + String.join(
                    " or ",
                    ClockStopped.BY_ASSIGNMENT,
                    ClockStopped.BY_CONTACT,
                    ClockStopped.BY_OWN_TASK)
                + " as is_request_met, "
                + String.join(
                    " or ", ClockStopped.FOR_NEED_BY_ASSIGNMENT, ClockStopped.FOR_NEED_BY_CONTACT)
                + " as is_need_met"
                + " from need join assessment_request on assessment_request.id = need.request"
                + " where need.id = ?")
        .param(need.value())
        .query((row, number) -> awaited(row, request))
        .single();
  }

  private static Awaited awaited(ResultSet row, AssessmentRequest request) throws SQLException {
    var kind = Need.valueOf(row.getString("kind"));
    var level = request.offeredLevel();
    var isOwn = level != null && Ladder.ownNeed(level).equals(Optional.of(kind));
    return new Awaited(
        kind, isOwn && !row.getBoolean("is_request_met"), !row.getBoolean("is_need_met"));
  }

  /**
   * What may be null is given with its type, here and in all that is written often: the driver has
   * the database prepare a statement anew each time the types of its parameters change.
   */
  @Override
  public void keep(Climb climb) {
    jdbc.sql(
            """
            insert into climb
              (need, request, level, climbed, asked, next_rung, promised, accept_by, contact_by, warn_at, breach_at,
               ordered_by, ordered_warn_at, ordered_breach_at)
            values
              (:need, :request, :level, :climbed, :asked, :next::json, :promised, :acceptBy, :contactBy, :warnAt, :breachAt,
               :orderedBy, :orderedWarnAt, :orderedBreachAt)
            on conflict (need) do update
            set level = excluded.level, climbed = excluded.climbed, asked = excluded.asked, next_rung = excluded.next_rung,
                promised = excluded.promised, contact_by = excluded.contact_by, accept_by = excluded.accept_by,
                warn_at = excluded.warn_at, breach_at = excluded.breach_at,
                ordered_by = excluded.ordered_by, ordered_warn_at = excluded.ordered_warn_at,
                ordered_breach_at = excluded.ordered_breach_at
            """)
        .param("need", climb.need().value())
        .param("request", climb.request().value())
        .param("level", climb.level().name())
        .param("climbed", climb.climbed())
        .param("asked", climb.asked() == null ? null : climb.asked().value())
        .param("next", climb.next() == null ? null : json.writeValueAsString(climb.next()), VARCHAR)
        .param("promised", utc(climb.watch().promised()))
        .param("acceptBy", utc(climb.watch().acceptBy()), TIMESTAMP_WITH_TIMEZONE)
        .param("contactBy", utc(climb.watch().common().by()), TIMESTAMP_WITH_TIMEZONE)
        .param("warnAt", utc(climb.watch().common().warnAt()), TIMESTAMP_WITH_TIMEZONE)
        .param("breachAt", utc(climb.watch().common().breachAt()), TIMESTAMP_WITH_TIMEZONE)
        .param("orderedBy", utc(climb.watch().ordered().by()), TIMESTAMP_WITH_TIMEZONE)
        .param("orderedWarnAt", utc(climb.watch().ordered().warnAt()), TIMESTAMP_WITH_TIMEZONE)
        .param("orderedBreachAt", utc(climb.watch().ordered().breachAt()), TIMESTAMP_WITH_TIMEZONE)
        .update();
  }

  @Override
  public void add(NeedId need, ClimbedRung rung) {
    jdbc.sql(
            """
            insert into climbed_rung (need, position, at, level, step, outcome, responder, reason)
            select :need, coalesce(max(position), 0) + 1, :at, :level, :step::json, :outcome, :responder, :reason
            from climbed_rung
            where need = :need
            """)
        .param("need", need.value())
        .param("at", utc(rung.at()))
        .param("level", rung.rung().level().name())
        .param("step", json.writeValueAsString(rung.rung().step()))
        .param("outcome", rung.outcome().name())
        .param("responder", rung.responder() == null ? null : rung.responder().value(), VARCHAR)
        .param("reason", rung.reason() == null ? null : rung.reason().name(), VARCHAR)
        .update();
  }

  @Override
  public void unwatch(AssessmentRequestId request) {
    jdbc.sql(
            """
            update climb
            set accept_by = null, contact_by = null, warn_at = null, breach_at = null,
                ordered_by = null, ordered_warn_at = null, ordered_breach_at = null
            where request = ?
            """)
        .param(request.value())
        .update();
  }

  @Override
  public Instant findReceipt(AssessmentRequestId request) {
    return jdbc.sql("select received_at from assessment_request where id = ?")
        .param(request.value())
        .query((row, number) -> row.getObject("received_at", OffsetDateTime.class).toInstant())
        .single();
  }

  @Override
  public Optional<ResponderId> findResponsible(AssessmentRequestId request) {
    return jdbc.sql(
            """
            select responder from assignment
            where request = ? and state in ('ACCEPTED', 'EN_ROUTE', 'WITH_PATIENT')
            order by accepted_at, responder
            limit 1
            """)
        .param(request.value())
        .query((row, number) -> new ResponderId(row.getString("responder")))
        .optional();
  }

  @Override
  public List<Due> listDue(Instant now, int limit) {
    return jdbc.sql(
            "select request, need from climb where due_at <= ? order by due_at, level, need limit ?")
        .params(now.atOffset(ZoneOffset.UTC), limit)
        .query(
            (row, number) ->
                new Due(
                    new AssessmentRequestId(row.getObject("request", UUID.class)),
                    new NeedId(row.getObject("need", UUID.class))))
        .list();
  }

  private Climb climb(ResultSet row) throws SQLException {
    var asked = row.getObject("asked", UUID.class);
    var next = row.getString("next_rung");
    return new Climb(
        new NeedId(row.getObject("need", UUID.class)),
        new AssessmentRequestId(row.getObject("request", UUID.class)),
        Level.valueOf(row.getString("level")),
        row.getInt("climbed"),
        asked == null ? null : new AssignmentId(asked),
        next == null ? null : json.readValue(next, Rung.class),
        new Watch(
            row.getObject("promised", OffsetDateTime.class).toInstant(),
            instant(row, "accept_by"),
            new Contact(
                instant(row, "contact_by"), instant(row, "warn_at"), instant(row, "breach_at")),
            new Contact(
                instant(row, "ordered_by"),
                instant(row, "ordered_warn_at"),
                instant(row, "ordered_breach_at"))));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    var time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  private static @Nullable OffsetDateTime utc(@Nullable Instant time) {
    return time == null ? null : time.atOffset(ZoneOffset.UTC);
  }
}
