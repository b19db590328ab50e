package se.rond.dispatch.backlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import se.rond.dispatch.DispatchMeter.Deadline;
import se.rond.dispatch.request.RequestState;
import se.rond.testsupport.EmbeddedInfrastructure;

/**
 * The gauges' queries, over rows that are never committed: no clock of another context acts on
 * them.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@EmbeddedInfrastructure
class BacklogIT {
  /** The indexes without what is over; the planner may take any of them, as small as they are. */
  private static final String[] OPEN_ONLY = {
    "assessment_request_in_our_hands",
    "assessment_request_open_of_patient",
    "assessment_request_open "
  };

  private static final double AN_HOUR = 3_600;

  private final Backlog backlog;
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;

  @Autowired
  BacklogIT(Backlog backlog, JdbcClient jdbc, TransactionTemplate transaction) {
    this.backlog = backlog;
    this.jdbc = jdbc;
    this.transaction = transaction;
  }

  @Test
  void countsTheStatesInWhichRondHasSomethingToDo() {
    uncommitted(
        () -> {
          var before = backlog.countOpen();
          Stream.of(RequestState.values()).forEach(state -> requests(state, 1, "1 hour"));

          assertThat(backlog.countOpen())
              .containsOnlyKeys(Backlog.OPEN)
              .allSatisfy(
                  (state, count) -> assertThat(count).isEqualTo(before.getOrDefault(state, 0) + 1));
        });
  }

  @Test
  void findsTheOldestContactAmongMoreThanAreCounted() {
    uncommitted(
        () -> {
          requests(RequestState.EMERGENCY_DIRECTED, 100, "-20 years");
          requests(RequestState.CANCELLED, 100, "-20 years");
          requests(RequestState.WAITING, Backlog.MOST_COUNTED, "1 hour");
          requests(RequestState.WAITING, 1, "-10 years");

          var overdue = backlog.overdueSeconds().get(Deadline.CONTACT);

          assertThat(overdue / AN_HOUR / 24 / 365).isBetween(9.9, 10.1);
          assertThat(backlog.countOpen().values().stream().mapToInt(Integer::intValue).sum())
              .isEqualTo(Backlog.MOST_COUNTED);
        });
  }

  @Test
  void anEmergencyThatNobodyAcknowledgedIsOverdueWhenNobodyIsAlarmed() {
    uncommitted(
        () -> {
          requests(RequestState.EMERGENCY_DIRECTED, 1, "1 hour");
          jdbc.sql(
                  """
                  insert into emergency (request, directed_at, acknowledge_by)
                  select id, received_at, clock_timestamp() - interval '10 years'
                  from assessment_request where requester = 'SE2120000829-BACKLOG'
                  """)
              .update();

          assertThat(backlog.overdueSeconds().get(Deadline.ACKNOWLEDGEMENT))
              .isGreaterThan(24 * 365 * AN_HOUR);
        });
  }

  @Test
  void aRequestThatWaitsForTriageIsOverdueWhenNobodyGoesOnWithout() {
    uncommitted(
        () -> {
          requests(RequestState.RECEIVED, 1, "1 hour");
          jdbc.sql(
                  """
                  update assessment_request set triage_by = clock_timestamp() - interval '10 years'
                  where requester = 'SE2120000829-BACKLOG'
                  """)
              .update();

          assertThat(backlog.overdueSeconds().get(Deadline.TRIAGE))
              .isGreaterThan(24 * 365 * AN_HOUR);
        });
  }

  @Test
  void whoGaveUpOrHandedOverToAColleagueStopsNoClock() {
    uncommitted(
        () -> {
          requests(RequestState.WAITING, 1, "-10 years");
          met();
          assertThat(overdueContact()).isLessThan(24 * 365 * AN_HOUR);

          now("state = 'FAILED', failure_cause = 'VEHICLE'");
          assertThat(overdueContact()).isGreaterThan(9 * 24 * 365 * AN_HOUR);

          now("state = 'WITH_PATIENT', failure_cause = null");
          assertThat(overdueContact()).isLessThan(24 * 365 * AN_HOUR);

          now("state = 'HANDED_OVER', handed_to = id, handed_to_responder = responder");
          assertThat(overdueContact()).isGreaterThan(9 * 24 * 365 * AN_HOUR);
        });
  }

  @Test
  void whatWasOrderedIsOverdueUnlessAnEmergencyHasTakenItsPlace() {
    uncommitted(
        () -> {
          requests(RequestState.EMERGENCY_DIRECTED, 1, "1 hour");
          jdbc.sql(
                  """
                  with wanted as (
                    insert into need (id, request, kind, capabilities, level, contact_by)
                    select gen_random_uuid(), id, 'TEAM_VISIT', '{}', 'MOBILE_TEAM_2H', clock_timestamp() - interval '10 years'
                    from assessment_request where requester = 'SE2120000829-BACKLOG'
                    returning id, request, contact_by)
                  insert into climb (need, request, level, climbed, promised, ordered_by)
                  select id, request, 'MOBILE_TEAM_2H', 1, contact_by, contact_by from wanted
                  """)
              .update();
          assertThat(overdueContact()).isGreaterThan(9 * 24 * 365 * AN_HOUR);

          jdbc.sql(
                  """
                  update climb set ordered_by = null
                  where request in (select id from assessment_request where requester = 'SE2120000829-BACKLOG')
                  """)
              .update();
          assertThat(overdueContact()).isLessThan(24 * 365 * AN_HOUR);
        });
  }

  private double overdueContact() {
    return backlog.overdueSeconds().get(Deadline.CONTACT);
  }

  private void met() {
    jdbc.sql(
            """
            with wanted as (
              insert into need (id, request, kind, capabilities, level)
              select gen_random_uuid(), id, 'TEAM_VISIT', '{}', 'MOBILE_TEAM_2H'
              from assessment_request where requester = 'SE2120000829-BACKLOG'
              returning id, request)
            insert into assignment (
              id, request, need, responder, exclusive, token, state, offered_at, answer_by, with_patient_at, contact_mode)
            select gen_random_uuid(), wanted.request, wanted.id, responder.id, false, gen_random_uuid(), 'WITH_PATIENT',
              clock_timestamp(), clock_timestamp(), clock_timestamp(), 'VISIT'
            from wanted, (select id from responder limit 1) responder
            """)
        .update();
  }

  private void now(String columns) {
    jdbc.sql(
            "update assignment set "
                + columns
                + " where request in (select id from assessment_request where requester = 'SE2120000829-BACKLOG')")
        .update();
  }

  /**
   * With few rows a sequential scan is cheaper, or another index as good; this is about what is
   * possible with many.
   */
  @Test
  void readsFromIndexesThatHoldNothingElse() {
    uncommitted(
        () -> {
          requests(RequestState.CLOSED, 5_000, "-1 hour");
          requests(RequestState.WAITING, 500, "1 hour");
          ordered();
          underWay();
          jdbc.sql("analyze assessment_request, need, assignment, physician_task, own_task")
              .update();
          jdbc.sql("set local enable_seqscan = off").update();
          jdbc.sql("set local enable_bitmapscan = off").update();

          assertThat(plan(Backlog.COUNT_OPEN)).containsAnyOf(OPEN_ONLY).doesNotContain("Seq Scan");
          assertThat(plan(Backlog.OVERDUE_SECONDS))
              .contains(
                  "assignment_due",
                  "need_due",
                  "assessment_request_contact_due",
                  "emergency_unacknowledged",
                  "assignment_silent",
                  "assignment_journal_due",
                  "assessment_reassessment_due",
                  "need_contact_due",
                  "physician_task_open",
                  "examination_due",
                  "climb_due",
                  "remeasure_due",
                  "own_task_due",
                  "assessment_request_triage_due")
              .doesNotContain("Seq Scan", "Sort");
        });
  }

  /** Each request had a team ordered; who is closed has had it. */
  private void ordered() {
    jdbc.sql(
            """
            insert into need (id, request, kind, capabilities, level, contact_by, ended_at)
            select gen_random_uuid(), id, 'TEAM_VISIT', '{}', 'MOBILE_TEAM_2H', contact_by,
              case when state = 'CLOSED' then received_at end
            from assessment_request where requester = 'SE2120000829-BACKLOG'
            """)
        .update();
  }

  /**
   * Tables with more than one index that could answer, each with so many rows that only the one
   * asked for is cheap, whatever other tests have left: a tenth of the teams have not answered, and
   * every request waits for its physician and has an own task.
   */
  private void underWay() {
    jdbc.sql(
            """
            with wanted as (
              select need.id, need.request, row_number() over () as nth
              from need join assessment_request request on request.id = need.request
              where request.requester = 'SE2120000829-BACKLOG' and need.ended_at is null),
            assigned as (
              insert into assignment (id, request, need, responder, exclusive, token, state, offered_at, answer_by)
              select gen_random_uuid(), wanted.request, wanted.id, responder.id, false, gen_random_uuid(),
                case when nth % 10 = 0 then 'OFFERED' else 'EN_ROUTE' end, clock_timestamp(),
                clock_timestamp() + interval '1 hour'
              from wanted, (select id from responder limit 1) responder),
            assessed as (
              insert into assessment (
                id, request, told_of, mode, at, received_at, role, actor, conclusion, conclusion_text, body_digest,
                first_answer)
              select gen_random_uuid(), request, request, 'PHONE', clock_timestamp(), clock_timestamp(), 'PHYSICIAN',
                'SE2120000829-BACKLOG', 'STAY_HOME', '', '', '{}'
              from wanted
              returning id, request),
            raised as (
              insert into physician_task (id, request, assessment, health_centre, municipality, raised_at, due_at)
              select gen_random_uuid(), request, assessed.id, centre.id, centre.municipality, clock_timestamp(),
                clock_timestamp() + interval '1 hour'
              from assessed, (select * from health_centre limit 1) centre)
            insert into own_task (
              id, request, need, person, person_name, keeper, callback, state, kept_at, due_at, body_digest)
            select gen_random_uuid(), request, id, '', '', '', '', 'KEPT', clock_timestamp(),
              clock_timestamp() + interval '1 hour', ''
            from wanted
            """)
        .update();
  }

  private void uncommitted(Runnable work) {
    transaction.executeWithoutResult(
        status -> {
          status.setRollbackOnly();
          work.run();
        });
  }

  private void requests(RequestState state, int count, String contactIn) {
    jdbc.sql(
            """
            with patient as (
              insert into patient values (gen_random_uuid(), 'urn:test', gen_random_uuid()) returning reference)
            insert into assessment_request (
              id, state, patient, municipality, care_unit, requester, callback, latitude, longitude, nurse_level,
              agreement, raised_at, received_at, contact_by, marks, body, body_digest, first_answer, joined_to)
            select gen_random_uuid(), :state, patient.reference, municipality.code, 'SE2120000829-U001',
              'SE2120000829-BACKLOG', '+46455303001', municipality.latitude, municipality.longitude, 'NURSE',
              agreement.id, clock_timestamp(), clock_timestamp(), clock_timestamp() + cast(:contactIn as interval),
              '{}', '{}', '', '{}',
              case when :state = 'JOINED' then (select id from assessment_request limit 1) end
            from patient, (select * from municipality limit 1) municipality,
              (select id from agreement limit 1) agreement, generate_series(1, :count)
            """)
        .param("state", state.name())
        .param("contactIn", contactIn)
        .param("count", count)
        .update();
  }

  private String plan(String query) {
    List<String> lines =
        jdbc.sql("explain " + query).param("most", Backlog.MOST_COUNTED).query(String.class).list();
    return String.join("\n", lines);
  }
}
