package se.rond.reliability.week;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import se.rond.reliability.week.Simulation.Event;

/** Whether a week went as promised; each list has what did not, in words, and is to be empty. */
final class Verdict {

  private final Week.Played played;
  private final JdbcClient jdbc;

  Verdict(Week.Played played) {
    this.played = played;
    jdbc = played.region().database();
  }

  /** Requests that have not ended, each with all that happened to it. */
  List<String> unended() {
    return jdbc.sql(
            """
            select id, state from dispatch.assessment_request
            where state not in ('CLOSED', 'CANCELLED', 'JOINED') order by received_at
            """)
        .query(
            (row, _) ->
                "seed %d: %s is %s%n%s"
                    .formatted(
                        played.seed(),
                        row.getString("id"),
                        row.getString("state"),
                        history(row.getString("id"))))
        .list();
  }

  /** All that happened to a request, line by line. */
  String history(String request) {
    return String.join(
        "\n",
        jdbc.sql(
                """
                select at, concat_ws(' ', event, responder, detail, 'by ' || actor) as what
                from dispatch.timeline where request = ?::uuid order by position
                """)
            .param(request)
            .query((row, _) -> "  " + Clock.show(at(row, "at")) + " " + row.getString("what"))
            .list());
  }

  int requests() {
    return jdbc.sql("select count(*) from dispatch.assessment_request")
        .query(Integer.class)
        .single();
  }

  /** Requests whose ladders have ended without anybody. */
  int inReserveRoutine() {
    return jdbc.sql("select count(distinct request) from dispatch.reserve_routine")
        .query(Integer.class)
        .single();
  }

  /** What happened to each request whose ladders have ended without anybody, for people to read. */
  List<String> historiesOfReserveRoutines() {
    return jdbc.sql(
            """
            select id, needed_level, municipality from dispatch.assessment_request
            where exists (select from dispatch.reserve_routine where reserve_routine.request = assessment_request.id)
            order by received_at
            """)
        .query(
            (row, _) ->
                "%s, %s in %s%n%s%n%s%n"
                    .formatted(
                        row.getString("id"),
                        row.getString("needed_level"),
                        row.getString("municipality"),
                        history(row.getString("id")),
                        ladders(row.getString("id"))))
        .list();
  }

  private String ladders(String request) {
    return String.join(
        "\n",
        jdbc.sql(
                """
                select concat_ws(' ', need.kind, case when substitute_for is not null then 'instead' end, 'at', rung.level) as need,
                       string_agg(concat_ws(' ', step ->> 'step', outcome, responder, reason), ' | ' order by position) as rungs
                from dispatch.climbed_rung rung join dispatch.need on need.id = rung.need
                where need.request = ?::uuid
                group by need.id, need.kind, rung.level
                """)
            .param(request)
            .query((row, _) -> "  " + row.getString("need") + ": " + row.getString("rungs"))
            .list());
  }

  /** Reserve routines that nobody was told of who was to be. */
  List<String> untoldManagers() {
    var notices = notices();
    var untold = new ArrayList<String>();
    var told = new TreeSet<String>();
    for (var event : played.events()) {
      if (event.type().equals("ReserveRoutineActivated")) {
        told.add(event.body().get("routine").stringValue());
        var inCharge = inCharge(event);
        if (event.named("managers").isEmpty() || !inCharge.containsAll(event.named("managers"))) {
          untold.add(
              "%s: %s was told, not one of %s"
                  .formatted(
                      Clock.show(event.time("occurredAt")), event.named("managers"), inCharge));
        }
        untold.addAll(withoutNotice(event, event.named("managers"), notices));
      }
    }
    jdbc.sql("select id from dispatch.reserve_routine").query(String.class).list().stream()
        .filter(id -> !told.contains(id))
        .forEach(id -> untold.add("Nobody was told of the reserve routine " + id));
    return untold;
  }

  /** Whom the demonstration's agreements name for that hour, worked out without them. */
  private static Set<String> inCharge(Event event) {
    if (event.body().get("municipality").stringValue().startsWith("13")) {
      return Set.of("CB-13-1");
    }
    var local = event.time("occurredAt").atZone(Region.SWEDEN);
    var day = local.toLocalDate();
    var isWeekend =
        day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
    var isGoodFriday = day.equals(LocalDate.of(2026, 4, 3));
    if (isWeekend || isGoodFriday || local.getHour() < 8) {
      return Set.of("CB-10-2");
    }
    if (day.equals(LocalDate.of(2026, 4, 2))) {
      return local.getHour() < 13 ? Set.of("CB-10-1", "CB-10-2") : Set.of("CB-10-2");
    }
    var closes = day.getDayOfWeek() == DayOfWeek.FRIDAY ? 16 : 17;
    return local.getHour() < closes ? Set.of("CB-10-1") : Set.of("CB-10-2");
  }

  /** Alarms that are not on the screen of everybody whom they name, or name nobody. */
  List<String> unheardAlarms() {
    var notices = notices();
    return played.events().stream()
        .filter(Event::isAlarm)
        .flatMap(
            alarm ->
                alarm.named("coordinators").isEmpty()
                    ? Stream.of(alarm.type() + " names nobody: " + alarm.body())
                    : withoutNotice(alarm, alarm.named("coordinators"), notices).stream())
        .toList();
  }

  /** How many alarms there were. */
  int alarms() {
    return Math.toIntExact(played.events().stream().filter(Event::isAlarm).count());
  }

  private Map<String, Set<String>> notices() {
    return jdbc
        .sql("select event_id, recipient from notification.notice")
        .query((row, _) -> Map.entry(row.getString("event_id"), row.getString("recipient")))
        .list()
        .stream()
        .collect(groupingBy(Map.Entry::getKey, mapping(Map.Entry::getValue, toSet())));
  }

  private static List<String> withoutNotice(
      Event event, List<String> recipients, Map<String, Set<String>> notices) {
    var has = notices.getOrDefault(event.message().id(), Set.of());
    return recipients.stream()
        .filter(one -> !has.contains(one))
        .map(one -> one + " was not told of " + event.body())
        .toList();
  }

  /** Teams that were on the way to, or with, two patients at once. */
  List<String> inTwoPlaces() {
    return jdbc.sql(
            """
            with active as (
              select id, responder, request, coalesce(en_route_at, with_patient_at) as from_at,
                     coalesce(ended_at, 'infinity') as until_at
              from dispatch.assignment
              where exclusive and coalesce(en_route_at, with_patient_at) is not null)
            select format('%s with %s from %s and with %s from %s', one.responder, one.request, one.from_at, other.request,
                          other.from_at)
            from active one join active other on one.responder = other.responder and one.id < other.id
            where one.from_at < other.until_at and other.from_at < one.until_at
            """)
        .query(String.class)
        .list();
  }

  /** Needs that two were asked for, or had, at once; who is asked to take over stands beside. */
  List<String> askedTwice() {
    return jdbc.sql(
            """
            select format('%s of %s: %s from %s and %s from %s', need.kind, need.request, one.responder, one.offered_at,
                          other.responder, other.offered_at)
            from dispatch.assignment one
              join dispatch.assignment other on one.need = other.need and one.id < other.id
              join dispatch.need on need.id = one.need
            where one.giver is null and other.giver is null
              and one.offered_at < coalesce(other.ended_at, 'infinity')
              and other.offered_at < coalesce(one.ended_at, 'infinity')
            """)
        .query(String.class)
        .list();
  }

  /** Somebody gets the responsibility for a patient, or is rid of it. */
  private record Change(String request, Instant at, String responder, boolean has) {}

  /**
   * Requests for which the rows and the timeline name different parties at some instant, or that
   * somebody is responsible for when they are over.
   */
  List<String> unclearResponsibility() {
    var byRows =
        jdbc.sql(
                """
                select request, accepted_at as at, responder, true as has from dispatch.assignment
                where accepted_at is not null
                union all
                select request, ended_at, responder, false from dispatch.assignment
                where accepted_at is not null and ended_at is not null
                """)
            .query((row, _) -> change(row))
            .list();
    var byTimeline =
        jdbc.sql(
                """
                select request, at, responder, event = 'OfferAccepted' as has from dispatch.timeline
                where event in ('OfferAccepted', 'Completed', 'HandedOver', 'AssignmentFailed', 'AssignmentWithdrawn')
                """)
            .query((row, _) -> change(row))
            .list();
    var rows = byRows.stream().collect(groupingBy(Change::request));
    var lines = byTimeline.stream().collect(groupingBy(Change::request));
    var unclear = new ArrayList<String>();
    for (var request :
        Stream.concat(rows.keySet().stream(), lines.keySet().stream()).collect(toSet())) {
      var one = responsible(rows.getOrDefault(request, List.of()));
      var other = responsible(lines.getOrDefault(request, List.of()));
      if (!one.equals(other)) {
        unclear.add("%s: %s by its rows, %s by its timeline".formatted(request, one, other));
      }
      if (!one.isEmpty() && one.lastEntry().getValue().isPresent()) {
        unclear.add("%s is over, and %s has it".formatted(request, one.lastEntry().getValue()));
      }
    }
    return unclear;
  }

  /** From when on who is responsible; nobody while the nurse is, who has it at first. */
  private static TreeMap<Instant, Optional<String>> responsible(List<Change> changes) {
    var parties = new TreeMap<Instant, Optional<String>>();
    var had = new ArrayList<Change>();
    var byTime = new TreeMap<>(changes.stream().collect(groupingBy(Change::at)));
    for (var instant : byTime.entrySet()) {
      instant.getValue().stream().filter(Change::has).forEach(had::add);
      for (var gone : instant.getValue()) {
        if (!gone.has()) {
          had.stream()
              .filter(one -> one.responder().equals(gone.responder()))
              .min(comparing(Change::at))
              .ifPresent(had::remove);
        }
      }
      var lead =
          had.stream()
              .min(comparing(Change::at).thenComparing(Change::responder))
              .map(Change::responder);
      if (parties.isEmpty() || !parties.lastEntry().getValue().equals(lead)) {
        parties.put(instant.getKey(), lead);
      }
    }
    return parties;
  }

  /** Promises of contact that were broken without anybody being told. */
  List<String> brokenUnseen() {
    return jdbc
        .sql(
            """
            select id from dispatch.assessment_request request
            where contact_by is not null and state <> 'JOINED' and coalesce(closed_at, 'infinity') > contact_by
              and not exists (
                select from dispatch.assignment
                where assignment.request = request.id
                  and (with_patient_at <= request.contact_by or completed_at <= request.contact_by))
              and not exists (
                select from dispatch.contact
                where contact.request = request.id and keeps <> '{}' and at <= request.contact_by)
              and not exists (
                select from dispatch.timeline
                where timeline.request = request.id and event = 'BreachOccurred' and detail = 'CONTACT')
            """)
        .query(String.class)
        .list()
        .stream()
        .map(id -> id + "\n" + history(id))
        .toList();
  }

  /**
   * Times that another clock has set than the one that everything goes by: after it. When people
   * are on duty, what was agreed, and what is no time of the domain, is set otherwise; entries of
   * the access log have their time from the server, which nobody can set for them.
   */
  List<String> timesOfAnotherClock() {
    var latest = played.region().now().plus(Duration.ofDays(30));
    return jdbc
        .sql(
            """
            select table_name, column_name from information_schema.columns
            where table_schema = 'dispatch' and data_type like 'timestamp%'
              and table_name not in ('shift', 'agreement', 'inbox', 'outbox', 'flyway_schema_history')
              and table_name not like 'access\\_log%'
            order by table_name, column_name
            """)
        .query((row, _) -> row.getString("table_name") + "." + row.getString("column_name"))
        .list()
        .stream()
        .filter(
            column ->
                jdbc.sql(
                        "select exists (select from dispatch.%s where %s > ? and isfinite(%s))"
                            .formatted(column.substring(0, column.indexOf('.')), column, column))
                    .param(latest.atOffset(ZoneOffset.UTC))
                    .query(Boolean.class)
                    .single())
        .toList();
  }

  private static Change change(ResultSet row) throws SQLException {
    return new Change(
        row.getString("request"), at(row, "at"), row.getString("responder"), row.getBoolean("has"));
  }

  private static Instant at(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
