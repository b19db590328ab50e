package se.rond.dispatch.backlog;

import static java.util.Map.entry;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import se.rond.dispatch.DispatchMeter;
import se.rond.dispatch.DispatchMeter.Deadline;
import se.rond.dispatch.request.ClockStopped;
import se.rond.dispatch.request.RequestState;
import se.rond.telemetry.Meters;
import se.rond.telemetry.Sampler;

/**
 * Open requests and passed deadlines, as gauges. All instances show the same, since all look into
 * the same tables.
 */
@Component
public class Backlog {

  /** States in which somebody still has to act; an emergency is in the hands of 112. */
  public static final List<RequestState> OPEN =
      List.copyOf(
          EnumSet.of(
              RequestState.RECEIVED,
              RequestState.WAITING,
              RequestState.ASSIGNED,
              RequestState.UNDER_WAY));

  /** Fifty times what a region gets in an hour at its peak; beyond, counting only costs. */
  public static final int MOST_COUNTED = 10_000;

  private final JdbcClient jdbc;

  Backlog(JdbcClient jdbc, Sampler sampler, Meters meters) {
    this.jdbc = jdbc;
    var open = sampler.of(this::countOpen);
    for (var state : OPEN) {
      meters.gauge(
          DispatchMeter.OPEN_REQUESTS,
          () -> open.read(counts -> counts.getOrDefault(state, 0)),
          state);
    }
    var overdue = sampler.of(this::overdueSeconds);
    for (var deadline : Deadline.values()) {
      meters.gauge(DispatchMeter.OVERDUE, () -> overdue.read(ages -> ages.get(deadline)), deadline);
    }
  }

  /** The states stand in the text: only so the planner sees that the partial index fits. */
  static final String COUNT_OPEN =
      """
      select state, count(*) as requests
      from (
        select state from assessment_request
        where state in ('RECEIVED', 'WAITING', 'ASSIGNED', 'UNDER_WAY')
        limit :most) bounded
      group by state
      """;

  /** Each deadline is read from the end of an index of its own. */
  static final String OVERDUE_SECONDS =
      """
      select
        coalesce(extract(epoch from clock_timestamp() - (
          select min(answer_by) from assignment
          where state in ('OFFERED', 'HANDOVER_OFFERED') and answer_by < clock_timestamp())), 0) as answer,
        coalesce(extract(epoch from clock_timestamp() - (
          select min(match_at) from need
          where match_at is not null and match_at < clock_timestamp())), 0) as matching,
        coalesce(extract(epoch from clock_timestamp() - (
          select contact_by from (
            select id, needed_level, contact_by from assessment_request
            where state in ('RECEIVED', 'WAITING', 'ASSIGNED', 'UNDER_WAY') and contact_by is not null
              and contact_by < clock_timestamp()
            order by contact_by
            limit :most) assessment_request
          where not
      """
          + ClockStopped.BY_ASSIGNMENT
          + "and not\n"
          + ClockStopped.BY_CONTACT
          + "and not\n"
          + ClockStopped.BY_OWN_TASK
          + """
          order by contact_by
          limit 1)), 0) as contact,
        coalesce(extract(epoch from clock_timestamp() - (
          select min(acknowledge_by) from emergency
          where acknowledge_by is not null and acknowledge_by < clock_timestamp())), 0) as acknowledgement,
        coalesce(extract(epoch from clock_timestamp() - (
          select min(silent_at) from assignment
          where state in ('ACCEPTED', 'EN_ROUTE', 'WITH_PATIENT') and silent_at is not null
            and silent_at < clock_timestamp())), 0) as silence,
        coalesce(extract(epoch from clock_timestamp() - (
          select min(journal_due_at) from assignment
          where journal_due_at is not null and journal_due_at < clock_timestamp())), 0) as journal,
        coalesce(extract(epoch from clock_timestamp() - (
          select min(reassess_due_at) from assessment
          where reassess_due_at is not null and reassess_due_at < clock_timestamp())), 0) as reassessment,
        coalesce(extract(epoch from clock_timestamp() - (
          select min(due_at) from physician_task
          where completed_at is null and due_at < clock_timestamp())), 0) as task,
        coalesce(extract(epoch from clock_timestamp() - (
          select min(due_at) from examination
          where due_at is not null and due_at < clock_timestamp())), 0) as examination,
        coalesce(extract(epoch from clock_timestamp() - (
          select need.contact_by from need
          where need.contact_by is not null and ended_at is null and need.contact_by < clock_timestamp()
            and substitute_for is null
            -- What was promised before an emergency is not watched in it.
            and not exists (select from climb where climb.need = need.id and ordered_by is null)
            and not
      """
          + ClockStopped.FOR_NEED_BY_ASSIGNMENT
          + "and not\n"
          + ClockStopped.FOR_NEED_BY_CONTACT
          + """
          order by need.contact_by
          limit 1)), 0) as ordered,
        coalesce(extract(epoch from clock_timestamp() - (
          select min(due_at) from climb
          where due_at is not null and due_at < clock_timestamp())), 0) as ladder,
        coalesce(extract(epoch from clock_timestamp() - (
          select min(remeasure_by) from remeasure
          where remeasure_by is not null and told_at is null and remeasure_by < clock_timestamp())), 0) as remeasure,
        coalesce(extract(epoch from clock_timestamp() - (
          select min(due_at) from own_task
          where state = 'KEPT' and due_at < clock_timestamp())), 0) as own_task,
        coalesce(extract(epoch from clock_timestamp() - (
          select min(triage_by) from assessment_request
          where triage_by is not null and triage_by < clock_timestamp())), 0) as triage
      """;

  Map<RequestState, Integer> countOpen() {
    return jdbc
        .sql(COUNT_OPEN)
        .param("most", MOST_COUNTED)
        .query(
            (row, _) ->
                Map.entry(RequestState.valueOf(row.getString("state")), row.getInt("requests")))
        .list()
        .stream()
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  Map<Deadline, Double> overdueSeconds() {
    return jdbc.sql(OVERDUE_SECONDS)
        .param("most", MOST_COUNTED)
        .query(
            (row, _) ->
                Map.ofEntries(
                    entry(Deadline.ANSWER, row.getDouble("answer")),
                    entry(Deadline.MATCHING, row.getDouble("matching")),
                    entry(
                        Deadline.CONTACT,
                        Math.max(row.getDouble("contact"), row.getDouble("ordered"))),
                    entry(Deadline.ACKNOWLEDGEMENT, row.getDouble("acknowledgement")),
                    entry(Deadline.SILENCE, row.getDouble("silence")),
                    entry(Deadline.JOURNAL, row.getDouble("journal")),
                    entry(Deadline.REASSESSMENT, row.getDouble("reassessment")),
                    entry(Deadline.TASK, row.getDouble("task")),
                    entry(Deadline.EXAMINATION, row.getDouble("examination")),
                    entry(Deadline.LADDER, row.getDouble("ladder")),
                    entry(Deadline.REMEASURE, row.getDouble("remeasure")),
                    entry(Deadline.OWN_TASK, row.getDouble("own_task")),
                    entry(Deadline.TRIAGE, row.getDouble("triage"))))
        .single();
  }
}
