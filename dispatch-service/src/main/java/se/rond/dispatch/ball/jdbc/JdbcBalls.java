package se.rond.dispatch.ball.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.care.HsaId;
import se.rond.contracts.care.MunicipalityCode;
import se.rond.contracts.care.ResponderId;
import se.rond.contracts.dispatch.Ball;
import se.rond.dispatch.agreement.Rung;
import se.rond.dispatch.assessment.PendingReassessment;
import se.rond.dispatch.ball.Balls;
import se.rond.dispatch.ball.Situation;
import se.rond.dispatch.ball.Situation.Asked;
import se.rond.dispatch.ball.Situation.AtWork;
import se.rond.dispatch.ball.Situation.Reached;
import se.rond.dispatch.ball.Situation.Routine;
import se.rond.dispatch.ball.Situation.Undocumented;
import se.rond.dispatch.ball.Situation.Work;
import se.rond.dispatch.request.ClockStopped;
import se.rond.dispatch.request.RequestState;
import se.rond.dispatch.request.Responsible;
import se.rond.dispatch.request.Responsible.Held;
import se.rond.dispatch.request.Responsible.KeepingNurse;
import tools.jackson.databind.json.JsonMapper;

/** See {@code db/migration/V12__who_has_the_ball.sql}. */
@Repository
class JdbcBalls implements Balls {

  private final JdbcClient jdbc;
  private final JsonMapper json;

  JdbcBalls(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  /**
   * A subselect keeps from the planner how many requests there are. Where it sees that there is
   * one, it prefers a plan for that one to the plan that is kept, and planning takes longer than
   * looking.
   */
  @Override
  public List<Seen> look(Collection<AssessmentRequestId> requests, Instant now) {
    var standings = standings(requests);
    return jdbc.sql(
            """
            select assessment_request.id, assessment_request.municipality, requester, assessment_request.callback,
                   assessment_request.state, told,
                   function.name as function_name, function.telephone as function_telephone,
                   case when not exists (
                          select from need where need.request = assessment_request.id and ended_at is null and follows is null)
                        then triage_by end as triage_by,
                   emergency.acknowledge_by,
                   case when acknowledgement is null then emergency.alarmed_at end as unacknowledged_since,
                   watched.accept_by,
                   case when not met.by_anybody then watched.breach_at end as contact_by,
                   case when not met.by_anybody and assessment_request.state in ('WAITING', 'ASSIGNED', 'UNDER_WAY') and contact_by <= :now
                        then contact_by end as contact_broken_at,
                   watched.ordered_breach_at, watched.ordered_broken_at,
                   keeper, person_name, own_task.callback as keeper_callback, kept_at, own_task.due_at as own_task_by,
                   again.due_at as reassess_by, again.alarmed_at as reassess_alarmed_at,
                   routine.activated_at as routine_since, routine.contacts #>> '{0,name}' as manager_name,
                   routine.contacts #>> '{0,telephone}' as manager_telephone
            from unnest((select :requests::uuid[])) with ordinality touched (request, place)
              join assessment_request on assessment_request.id = touched.request
              left join ball on ball.request = assessment_request.id
              left join emergency on emergency.request = assessment_request.id
              left join own_task on own_task.request = assessment_request.id and own_task.state = 'KEPT'
              left join reserve_routine routine on routine.request = assessment_request.id and resolved_at is null
              left join lateral (
                select name, telephone from responder
                where kind = 'COORDINATOR' and assessment_request.municipality = any (municipalities)
                order by id
                limit 1) function on true
              cross join lateral (
                select
            """
                + ClockStopped.BY_ASSIGNMENT
                + " or "
                + ClockStopped.BY_CONTACT
                + " or "
                + ClockStopped.BY_OWN_TASK
                + """
                   as by_anybody) met
                  cross join lateral (
                    select min(accept_by) filter (where not exists (
                             select from assignment taken join need its on its.id = taken.need
                             where (its.id = need.id or its.substitute_for = need.id)
                               and taken.state in ('ACCEPTED', 'EN_ROUTE', 'WITH_PATIENT'))
                             and not exists (
                               select from own_task keeping where keeping.need = need.id and keeping.state = 'KEPT')) as accept_by,
                           min(breach_at) as breach_at,
                           min(ordered_breach_at) filter (where not met_for_it) as ordered_breach_at,
                           min(ordered_by) filter (where not met_for_it and ordered_by <= :now) as ordered_broken_at
                    from climb join need on need.id = climb.need
                      cross join lateral (
                        select
                """
                + ClockStopped.FOR_NEED_BY_ASSIGNMENT
                + " or "
                + ClockStopped.FOR_NEED_BY_CONTACT
                + """
                           as met_for_it) kept
                    where climb.request = assessment_request.id and need.ended_at is null) watched
                  cross join lateral (
                    select min(reassess_due_at) as due_at, min(reassess_alarmed_at) as alarmed_at
                    from assessment
                    where assessment.request = assessment_request.id and
                """
                + PendingReassessment.CONDITION
                + """
                  ) again
                order by touched.place
                """)
        .param("requests", ids(requests))
        .param("now", now.atOffset(ZoneOffset.UTC))
        .query(
            (row, number) ->
                seen(row, standings.getOrDefault(row.getObject("id", UUID.class), List.of())))
        .list();
  }

  /**
   * One assignment that is not given up.
   *
   * @param work what its responder has left to do; null if nothing
   */
  private record Standing(Held held, @Nullable String telephone, @Nullable Work work) {}

  /** Whoever is asked to take over from another has no part in who has the ball until it does. */
  private Map<UUID, List<Standing>> standings(Collection<AssessmentRequestId> requests) {
    var standings = new HashMap<UUID, List<Standing>>();
    jdbc.sql(
            """
            select assignment.request, assignment.responder, responder.name, responder.telephone, assignment.state, assignment.accepted_at,
                   assignment.ended_at, answer_by, silent_at, silence_alarmed_at, journal_due_at, journal_alarmed_at,
                   journal_reference, next_rung, named.name as next_name
            from assignment
              join responder on responder.id = assignment.responder
              left join climb on climb.asked = assignment.id
              left join responder named on named.id = climb.next_rung #>> '{step,responder}'
            where assignment.request = any ((select ?::uuid[])::uuid[])
              and assignment.state in ('OFFERED', 'ACCEPTED', 'EN_ROUTE', 'WITH_PATIENT', 'COMPLETED', 'HANDED_OVER')
            order by assignment.offered_at, assignment.id
            """)
        .param(ids(requests))
        .query(
            (RowCallbackHandler)
                row ->
                    standings
                        .computeIfAbsent(
                            row.getObject("request", UUID.class), _ -> new ArrayList<>())
                        .add(standing(row)));
    return standings;
  }

  private Standing standing(ResultSet row) throws SQLException {
    var responder = new ResponderId(row.getString("responder"));
    var name = row.getString("name");
    return new Standing(
        new Held(responder, name, instant(row, "accepted_at"), row.getObject("ended_at") != null),
        row.getString("telephone"),
        work(row, responder, name));
  }

  private @Nullable Work work(ResultSet row, ResponderId responder, String name)
      throws SQLException {
    return switch (row.getString("state")) {
      case "OFFERED" -> asked(row, responder, name);
      case "ACCEPTED", "EN_ROUTE", "WITH_PATIENT" ->
          new AtWork(
              responder, name, instant(row, "silent_at"), instant(row, "silence_alarmed_at"));
      default ->
          row.getString("journal_reference") == null
              ? new Undocumented(
                  responder,
                  name,
                  instant(row, "journal_due_at"),
                  instant(row, "journal_alarmed_at"))
              : null;
    };
  }

  private Asked asked(ResultSet row, ResponderId responder, String name) throws SQLException {
    var rung = row.getString("next_rung");
    return new Asked(
        responder,
        name,
        at(row, "answer_by"),
        rung == null ? null : json.readValue(rung, Rung.class).step(),
        row.getString("next_name"));
  }

  private Seen seen(ResultSet row, List<Standing> standings) throws SQLException {
    var responsible =
        Responsible.of(
            new HsaId(row.getString("requester")),
            row.getString("callback"),
            keeping(row),
            standings.stream().map(Standing::held).toList());
    var told = row.getString("told");
    return new Seen(
        new Situation(
            new AssessmentRequestId(row.getObject("id", UUID.class)),
            new MunicipalityCode(row.getString("municipality")),
            new HsaId(row.getString("requester")),
            RequestState.valueOf(row.getString("state")),
            responsible,
            telephone(responsible, standings),
            reached(row, "function_name", "function_telephone"),
            instant(row, "triage_by"),
            instant(row, "acknowledge_by"),
            instant(row, "unacknowledged_since"),
            instant(row, "accept_by"),
            earliest(instant(row, "contact_by"), instant(row, "ordered_breach_at")),
            earliest(instant(row, "contact_broken_at"), instant(row, "ordered_broken_at")),
            instant(row, "own_task_by"),
            instant(row, "reassess_by"),
            instant(row, "reassess_alarmed_at"),
            routine(row),
            standings.stream().map(Standing::work).filter(one -> one != null).toList()),
        told == null ? null : json.readTree(told));
  }

  private static @Nullable String telephone(Responsible responsible, List<Standing> standings) {
    return switch (responsible) {
      case Responsible.RaisingNurse _, Responsible.KeepingNurse _ -> null;
      case Responsible.LeadResponder(var id, var _, var _) ->
          standings.stream()
              .filter(one -> one.held().responder().equals(id))
              .map(Standing::telephone)
              .filter(one -> one != null)
              .findFirst()
              .orElse(null);
    };
  }

  private static @Nullable KeepingNurse keeping(ResultSet row) throws SQLException {
    var keeper = row.getString("keeper");
    return keeper == null
        ? null
        : new KeepingNurse(
            new HsaId(keeper),
            row.getString("person_name"),
            row.getString("keeper_callback"),
            at(row, "kept_at"));
  }

  private static @Nullable Routine routine(ResultSet row) throws SQLException {
    var since = instant(row, "routine_since");
    return since == null
        ? null
        : new Routine(since, reached(row, "manager_name", "manager_telephone"));
  }

  private static @Nullable Reached reached(ResultSet row, String name, String telephone)
      throws SQLException {
    return row.getString(name) == null && row.getString(telephone) == null
        ? null
        : new Reached(row.getString(name), row.getString(telephone));
  }

  @Override
  public void keep(Map<AssessmentRequestId, Ball> balls, Instant toldAt) {
    if (balls.isEmpty()) {
      return;
    }
    jdbc.sql(
            """
            insert into ball (request, told, told_at)
            select request, told::json, :at
            from unnest(:requests::uuid[], :told::text[]) changed (request, told)
            on conflict (request) do update set told = excluded.told, told_at = excluded.told_at
            """)
        .param("requests", ids(balls.keySet()))
        .param("told", balls.values().stream().map(json::writeValueAsString).toArray(String[]::new))
        .param("at", toldAt.atOffset(ZoneOffset.UTC))
        .update();
  }

  @Override
  public void forget(Collection<AssessmentRequestId> requests) {
    if (!requests.isEmpty()) {
      jdbc.sql("delete from ball where request = any (?::uuid[])").param(ids(requests)).update();
    }
  }

  private static String[] ids(Collection<AssessmentRequestId> requests) {
    return requests.stream().map(AssessmentRequestId::toString).toArray(String[]::new);
  }

  private static @Nullable Instant earliest(@Nullable Instant one, @Nullable Instant other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.isBefore(other) ? one : other;
  }

  private static Instant at(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    var time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
