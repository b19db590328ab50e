package se.rond.reliability.deadlines;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Deadlines in the database, mixed as the simulated week mixes them, where the most frequent kind
 * is a responder who is not heard of. Spread over a country: 20 regions with 100 teams, five
 * physicians and two contact functions each.
 */
final class Stored {

  private static final int REGIONS = 20;

  private static final int TEAMS_OF_A_REGION = 100;

  private static final int PHYSICIANS_OF_A_REGION = 5;

  /** Municipalities of a region: together about as many as there are in the country. */
  private static final int MUNICIPALITIES_OF_A_REGION = 14;

  private final JdbcClient jdbc;

  Stored(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * What is due when.
   *
   * @param stored all of them; those that are not due in the flood or before are due a day later
   *     and after, as what stands for long does: visits to be documented, and calls to 112
   * @param from when the flood begins
   * @param rampSeconds how long before that a fifth of it comes, as a running service is warm
   */
  record Flood(int stored, int perSecond, Instant from, int seconds, int rampSeconds) {

    Instant end() {
      return from.plusSeconds(seconds);
    }

    int due() {
      return inRamp() + perSecond * seconds;
    }

    private int inRamp() {
      return perSecond / 5 * rampSeconds;
    }

    Instant rampFrom() {
      return from.minusSeconds(rampSeconds);
    }
  }

  /** How late the ones of a kind were met, and how late that was on the topic. */
  record Lateness(
      String kind,
      int count,
      double medianSeconds,
      double p99Seconds,
      double worstSeconds,
      double worstToldSeconds) {}

  /** Stores all that a flood is made of. */
  void store(Flood flood) {
    country();
    jdbc.sql(
            """
            create table dispatch.planned as
            select n, gen_random_uuid() as request, gen_random_uuid() as need, gen_random_uuid() as assignment,
                   case when n >= %7$d then case when share < 80 then 'JOURNAL' else 'EMERGENCY' end
                        when share < 38 then 'SILENCE' when share < 56 then 'LAPSE' when share < 70 then 'WARN'
                        when share < 80 then 'BREACH' when share < 88 then 'JOURNAL' when share < 94 then 'REMEASURE'
                        when share < 98 then 'EMERGENCY' else 'ACCEPT' end as kind,
                   90 - n %% %1$d as region, n / %1$d %% %2$d as team, n / %1$d %% %3$d as town,
                   case when n < %4$d then timestamptz '%5$s' + n * interval '5 s' / %6$d
                        when n < %7$d then timestamptz '%8$s' + (n - %4$d) * interval '1 s' / %6$d
                        else timestamptz '%8$s' + interval '1 day' + n * interval '1 s' end as due_at
            from (select n, n * 37 %% 100 as share from generate_series(0, %9$d - 1) n) spread
            """
                .formatted(
                    REGIONS,
                    TEAMS_OF_A_REGION,
                    MUNICIPALITIES_OF_A_REGION,
                    flood.inRamp(),
                    flood.rampFrom(),
                    flood.perSecond(),
                    flood.due(),
                    flood.from(),
                    flood.stored()))
        .update();
    jdbc.sql(
            """
            insert into dispatch.patient (reference, identifier_system, identifier_value)
            select request, 'deadlines', n::text from dispatch.planned;

            insert into dispatch.assessment_request
              (id, state, patient, municipality, care_unit, requester, callback, latitude, longitude, nurse_level,
               needed_level, granted_level, agreement, raised_at, received_at, contact_by, marks, body, body_digest,
               first_answer)
            select request,
                   case when kind in ('LAPSE', 'ACCEPT', 'REMEASURE') then 'WAITING' when kind = 'JOURNAL' then 'DOCUMENTING'
                        when kind = 'EMERGENCY' then 'EMERGENCY_DIRECTED' else 'ASSIGNED' end,
                   request, planned.region || lpad(town::text, 2, '0'), 'SE2321000081-DEMOUNIT', 'SE2120000829-N' || planned.region,
                   '+46455303001', 56.1, 15.5, 'NURSE',
                   case kind when 'EMERGENCY' then 'EMERGENCY_112' else 'MOBILE_TEAM_TODAY' end,
                   case when kind in ('SILENCE', 'WARN', 'BREACH', 'JOURNAL') then 'MOBILE_TEAM_TODAY' end,
                   agreement.id, now(), now(), case kind when 'BREACH' then due_at else now() + interval '3 days' end,
                   '{}', '{}', '\\x00', '{}'
            from dispatch.planned join dispatch.agreement on agreement.region = planned.region::text;

            insert into dispatch.need (id, request, kind, capabilities, level, ended_at)
            select need, request, 'TEAM_VISIT', '{}', 'MOBILE_TEAM_TODAY', case when kind = 'JOURNAL' then now() end
            from dispatch.planned where kind <> 'EMERGENCY';

            insert into dispatch.assignment
              (id, request, need, responder, exclusive, token, state, offered_at, answer_by, accepted_at, completed_at,
               ended_at, silent_at, journal_due_at, outcome)
            select assignment, request, need, 'T' || region || '-' || team, true, gen_random_uuid(),
                   case when kind in ('LAPSE', 'ACCEPT', 'REMEASURE') then 'OFFERED' when kind = 'JOURNAL' then 'COMPLETED'
                        else 'ACCEPTED' end,
                   now(),
                   case when kind = 'LAPSE' then due_at when kind in ('ACCEPT', 'REMEASURE') then now() + interval '2 days'
                        else now() end,
                   case when kind not in ('LAPSE', 'ACCEPT', 'REMEASURE') then now() end,
                   case when kind = 'JOURNAL' then now() end, case when kind = 'JOURNAL' then now() end,
                   case when kind = 'SILENCE' then due_at end, case when kind = 'JOURNAL' then due_at end,
                   case when kind = 'JOURNAL' then 'STAYED_HOME' end
            from dispatch.planned where kind <> 'EMERGENCY';

            insert into dispatch.climb
              (need, request, level, climbed, asked, promised, contact_by, accept_by, warn_at, breach_at)
            select need, request, 'MOBILE_TEAM_TODAY', 1, assignment, now(),
                   case kind when 'BREACH' then due_at else now() + interval '3 days' end,
                   case when kind = 'ACCEPT' then due_at when kind in ('LAPSE', 'REMEASURE') then now() + interval '2 days' end,
                   case kind when 'WARN' then due_at when 'BREACH' then null else now() + interval '60 hours' end,
                   case kind when 'BREACH' then due_at else now() + interval '3 days' end
            from dispatch.planned where kind not in ('JOURNAL', 'EMERGENCY');

            insert into dispatch.remeasure (request, measured_at, judged_revision, every_minutes, remeasure_by)
            select request, now(), 1, 360, case kind when 'REMEASURE' then due_at else now() + interval '6 hours' end
            from dispatch.planned where kind not in ('JOURNAL', 'EMERGENCY');

            insert into dispatch.emergency (request, directed_at, acknowledge_by, over_at)
            select request, now(), due_at, now() + interval '3 days' from dispatch.planned where kind = 'EMERGENCY';

            -- What happened before, so that the tables are as full as after weeks of work.
            insert into dispatch.timeline (request, position, at, event, actor)
            select request, 1, now(), 'RequestReceived', 'deadlines' from dispatch.planned;

            insert into dispatch.climbed_rung (need, position, at, level, step, outcome, responder)
            select need, 1, now(), 'MOBILE_TEAM_TODAY', agreement.terms #> '{ladders,MOBILE_TEAM_TODAY,0}', 'ASKED', 'T' || planned.region || '-' || team
            from dispatch.planned join dispatch.agreement on agreement.region = planned.region::text
            where kind <> 'EMERGENCY';

            insert into dispatch.ball (request, told, told_at) select request, '{}', now() from dispatch.planned;

            insert into dispatch.outbox (message_id, topic, message_key, shard, type, payload, sent_at)
            select gen_random_uuid(), 'dispatch.requests.v1', request::text, n % 4, 'ResponderOffered', '{}', now() from dispatch.planned;

            create index planned_request on dispatch.planned (request);
            """)
        .update();
    // As weeks of work would have left it.
    jdbc.sql("vacuum analyze").update();
  }

  /** Regions of made-up codes, each with the agreement of Halland, and everybody on duty. */
  private void country() {
    jdbc.sql(
            """
            insert into dispatch.region (code, name) select (90 - r)::text, 'Region ' || r from generate_series(0, %1$d - 1) r;

            insert into dispatch.municipality (code, name, region, latitude, longitude)
            select (90 - r) || lpad(m::text, 2, '0'), 'Kommun', (90 - r)::text, 56.1, 15.5
            from generate_series(0, %1$d - 1) r, generate_series(0, %4$d - 1) m;

            insert into dispatch.agreement (id, region, municipality, version, valid_from, terms, published_by, published_at)
            select gen_random_uuid(), (90 - r)::text, null, 1, valid_from, terms, 'deadlines', now()
            from dispatch.agreement, generate_series(0, %1$d - 1) r
            where agreement.id = 'a0000000-0000-7000-8000-000000000013';

            insert into dispatch.responder
              (id, kind, name, region, care_provider, municipalities, capabilities, base_name, base_latitude, base_longitude)
            select prefix || (90 - r) || '-' || one, kind, 'Utförare', (90 - r)::text, 'SE2321000115-1001',
                   array(select code from dispatch.municipality where region = (90 - r)::text),
                   array[capability], 'Bas', 56.1, 15.5
            from generate_series(0, %1$d - 1) r
              cross join (values ('T', 'MOBILE_TEAM', 'NURSE', %2$d), ('L', 'PHYSICIAN', 'PHYSICIAN', %3$d),
                                 ('KF', 'COORDINATOR', 'NURSE', 2)) kinds (prefix, kind, capability, many)
              cross join lateral generate_series(0, many - 1) one;

            insert into dispatch.shift (responder, starts_at, ends_at)
            select id, now() - interval '1 hour', now() + interval '6 days' from dispatch.responder
            where name = 'Utförare';
            """
                .formatted(
                    REGIONS, TEAMS_OF_A_REGION, PHYSICIANS_OF_A_REGION, MUNICIPALITIES_OF_A_REGION))
        .update();
  }

  /** What each kind is told as, in the timeline and on the topic. */
  private static final String EVENT =
      """
      case kind when 'LAPSE' then 'OfferLapsed' when 'WARN' then 'BreachWarned' when 'BREACH' then 'BreachOccurred'
                when 'ACCEPT' then 'BreachOccurred' when 'SILENCE' then 'ResponderSilent' when 'JOURNAL' then 'JournalOverdue'
                when 'REMEASURE' then 'RemeasureDue' else 'EmergencyUnacknowledged' end
      """;

  /** When each was met; who is asked next may let it lapse as well, which is another deadline. */
  private static final String MET =
      """
      (select planned.request, kind, due_at, timeline.at
       from dispatch.planned left join dispatch.timeline on timeline.request = planned.request
         and event = %s
         and (event <> 'OfferLapsed' or timeline.responder = 'T' || region || '-' || team)
       where due_at >= timestamptz '%s' and due_at < timestamptz '%s') met
      """;

  private static String met(Instant from, Instant end) {
    return MET.formatted(EVENT, from, end);
  }

  private static String met(Flood flood) {
    return met(flood.rampFrom(), flood.end());
  }

  /** About how many were met by now; cheap enough to ask all the time. */
  int met() {
    return jdbc.sql(
            """
            select count(*) from dispatch.timeline
            where actor = 'clock' and event in
              ('OfferLapsed', 'BreachWarned', 'BreachOccurred', 'ResponderSilent', 'JournalOverdue', 'RemeasureDue',
               'EmergencyUnacknowledged')
            """)
        .query(Integer.class)
        .single();
  }

  /** How many were due and are not met. */
  int left(Flood flood) {
    return jdbc.sql("select count(*) from " + met(flood) + " where at is null")
        .query(Integer.class)
        .single();
  }

  /** How many were met more than once. */
  int twice(Flood flood) {
    return jdbc.sql(
            "select count(*) from (select request from "
                + met(flood)
                + " group by request having count(*) > 1) again")
        .query(Integer.class)
        .single();
  }

  /** How many messages have not left. */
  int unsent() {
    return jdbc.sql("select count(*) from dispatch.outbox where sent_at is null")
        .query(Integer.class)
        .single();
  }

  /** What is to stand on the topic, each exactly once. */
  Set<Told> listTold(Flood flood) {
    return jdbc
        .sql(
            "select request, kind = 'LAPSE' as lapse, 'T' || region || '-' || team as responder, "
                + EVENT
                + " as event from dispatch.planned where due_at < timestamptz '"
                + flood.end()
                + "'")
        .query(
            (row, number) ->
                new Told(
                    row.getString("request"),
                    row.getString("event"),
                    row.getBoolean("lapse") ? row.getString("responder") : ""))
        .list()
        .stream()
        .collect(Collectors.toSet());
  }

  /** How late each kind of the flood was, and all together; the ramp does not count. */
  List<Lateness> lateness(Flood flood) {
    return jdbc.sql(
            """
            select coalesce(kind, 'all') as kind, count(*) as count,
                   percentile_cont(0.5) within group (order by extract(epoch from at - due_at)) as median,
                   percentile_cont(0.99) within group (order by extract(epoch from at - due_at)) as p99,
                   max(extract(epoch from at - due_at)) as worst,
                   max(extract(epoch from told_at - due_at)) as worst_told
            from
            """
                + met(flood.from(), flood.end())
                + """
                 left join (select message_key, type, min(sent_at) as told_at from dispatch.outbox group by message_key, type) told
                   on told.message_key = met.request::text and told.type =
                """
                + EVENT
                + " where at is not null group by rollup (kind) order by kind nulls last")
        .query(
            (row, number) ->
                new Lateness(
                    row.getString("kind"),
                    row.getInt("count"),
                    row.getDouble("median"),
                    row.getDouble("p99"),
                    row.getDouble("worst"),
                    row.getDouble("worst_told")))
        .list();
  }

  /** Offers that were made because another lapsed: each is somebody's work. */
  int offeredNext() {
    return jdbc.sql(
            """
            select count(*) from dispatch.assignment
            where not exists (select from dispatch.planned where planned.assignment = assignment.id)
            """)
        .query(Integer.class)
        .single();
  }

  /** The database's time. */
  Instant now() {
    return jdbc.sql("select clock_timestamp()").query(OffsetDateTime.class).single().toInstant();
  }

  /** A duration that the flood is stored ahead by, so that it is complete before it begins. */
  static Duration ahead() {
    return Duration.ofMinutes(1);
  }
}
