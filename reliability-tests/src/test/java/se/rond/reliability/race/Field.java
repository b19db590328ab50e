package se.rond.reliability.race;

import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is raced for, and what can be seen of it afterwards. */
final class Field {

  /** A row of {@code assignment}, as far as callers need it. */
  record Prize(UUID request, UUID assignment, UUID token, String responder) {
    String acceptance() {
      return "/assessment-requests/%s/offers/%s/acceptance".formatted(request, token);
    }

    String declination() {
      return "/assessment-requests/%s/offers/%s/declination".formatted(request, token);
    }

    String status() {
      return "/assessment-requests/%s/assignments/%s/status".formatted(request, assignment);
    }
  }

  private final JdbcClient jdbc;

  Field(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Forgets what was raced for. */
  void clear() {
    jdbc.sql(
            """
            truncate dispatch.assessment_request, dispatch.patient, dispatch.outbox cascade;
            delete from dispatch.responder where region = '99';
            """)
        .update();
  }

  /** So many requests, each offered to the team M11, which has time to answer. */
  List<Prize> offers(int count) {
    requests(count);
    needs("TEAM_VISIT", "null");
    assignments("'M11'", "OFFERED");
    return prizes();
  }

  /**
   * So many teams, each with that many accepted assignments. The prizes of a team stand together.
   */
  List<Prize> accepted(int teams, int each) {
    jdbc.sql(
            """
            insert into dispatch.region (code, name) values ('99', 'Race') on conflict do nothing;
            insert into dispatch.responder (id, kind, name, region, care_provider, municipalities, capabilities,
              base_name, base_latitude, base_longitude)
            select 'R' || n, 'MOBILE_TEAM', 'Race', '99', 'SE2321000081-1001', '{1080}', '{NURSE}', 'Base', 56, 15
            from generate_series(1, %d) n;
            """
                .formatted(teams))
        .update();
    requests(teams * each);
    needs("TEAM_VISIT", "null");
    assignments(
        "'R' || 1 + (row_number() over (order by request) - 1) / %d".formatted(each), "ACCEPTED");
    return prizes();
  }

  /** So many needs that wait for whoever matches them first. */
  void needs(int count) {
    requests(count);
    needs("NURSE_VISIT", "clock_timestamp()");
  }

  private void requests(int count) {
    jdbc.sql(
            """
            insert into dispatch.patient (reference, identifier_system, identifier_value)
            select gen_random_uuid(), 'race', n::text from generate_series(1, %d) n;

            insert into dispatch.assessment_request
              (id, state, patient, municipality, care_unit, requester, callback, latitude, longitude, nurse_level,
               needed_level, agreement, raised_at, received_at, contact_by, marks, body, body_digest, first_answer)
            select gen_random_uuid(), 'WAITING', reference, '1080', 'SE2321000081-DEMOUNIT', 'SE2120000829-N001',
                   '+46455303001', 56.1, 15.5, 'NURSE', 'NURSE', 'a0000000-0000-7000-8000-000000000010', now(), now(),
                   now() + interval '1 day', '{}', '{}', '\\x00', '{}'
            from dispatch.patient;
            """
                .formatted(count))
        .update();
  }

  private void needs(String kind, String matchAt) {
    jdbc.sql(
            """
            insert into dispatch.need (id, request, kind, capabilities, level, match_at)
            select gen_random_uuid(), id, '%s', '{}', 'NURSE', %s from dispatch.assessment_request
            """
                .formatted(kind, matchAt))
        .update();
  }

  private void assignments(String responder, String state) {
    jdbc.sql(
            """
            insert into dispatch.assignment
              (id, request, need, responder, exclusive, token, state, offered_at, answer_by, accepted_at)
            select gen_random_uuid(), request, id, %s, true, gen_random_uuid(), '%s', now(), now() + interval '1 hour',
                   case when '%s' = 'ACCEPTED' then now() end
            from dispatch.need
            """
                .formatted(responder, state, state))
        .update();
  }

  private List<Prize> prizes() {
    return jdbc.sql(
            "select request, id, token, responder from dispatch.assignment order by responder, id")
        .query(
            (row, _) ->
                new Prize(
                    row.getObject("request", UUID.class),
                    row.getObject("id", UUID.class),
                    row.getObject("token", UUID.class),
                    row.getString("responder")))
        .list();
  }

  /** The time to answer some offers is over in a moment. */
  synchronized void hurry(Prize prize, int milliseconds) {
    jdbc.sql(
            """
            update dispatch.assignment set answer_by = clock_timestamp() + ? * interval '1 ms'
            where id = ? and state = 'OFFERED'
            """)
        .params(milliseconds, prize.assignment())
        .update();
  }

  /** The state of each of these, by its id. */
  record Standing(UUID assignment, String state, int outcomes) {}

  /** How each first offer stands, and how many outcomes the world was told of. */
  List<Standing> standings() {
    return jdbc.sql(
            """
            select assignment.id, assignment.state,
                   (select count(*) from dispatch.outbox
                    where message_key = assignment.request::text
                      and payload::json ->> 'assignment' = assignment.id::text
                      and type in ('OfferAccepted', 'OfferDeclined', 'OfferLapsed')) as outcomes
            from dispatch.assignment
            """)
        .query(
            (row, _) ->
                new Standing(
                    row.getObject("id", UUID.class),
                    row.getString("state"),
                    row.getInt("outcomes")))
        .list();
  }

  /** Teams that are on the way to two patients or with them. */
  int teamsInTwoPlaces() {
    return count(
        """
        select count(*) from (
          select responder from dispatch.assignment
          where exclusive and state in ('EN_ROUTE', 'WITH_PATIENT') group by responder having count(*) > 1) twice
        """);
  }

  int teamsUnderWay() {
    return count(
        "select count(distinct responder) from dispatch.assignment where state = 'EN_ROUTE'");
  }

  /** Needs that two responders are asked to meet. */
  int needsOfferedTwice() {
    return count(
        """
        select count(*) from (
          select need from dispatch.assignment
          where state in ('OFFERED', 'ACCEPTED', 'EN_ROUTE', 'WITH_PATIENT') group by need having count(*) > 1) twice
        """);
  }

  int needsOffered() {
    return count("select count(distinct need) from dispatch.assignment where state = 'OFFERED'");
  }

  boolean isSomethingDue() {
    return count("select count(*) from dispatch.need where match_at is not null") > 0;
  }

  int offersTold() {
    return count("select count(*) from dispatch.outbox where type = 'ResponderOffered'");
  }

  void drop(String index) {
    jdbc.sql("drop index dispatch." + index).update();
  }

  private int count(String sql) {
    return jdbc.sql(sql).query(Integer.class).single();
  }
}
