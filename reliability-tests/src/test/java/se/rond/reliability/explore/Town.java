package se.rond.reliability.explore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.mapping;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.jdbc.core.simple.JdbcClient;
import se.rond.reliability.explore.State.Deadline;
import se.rond.reliability.explore.State.Request;
import se.rond.reliability.explore.Step.Answer;
import se.rond.reliability.loaded.Cut;
import se.rond.reliability.loaded.HandSetClock;
import se.rond.reliability.loaded.LoadedService;
import se.rond.reliability.loaded.ReversibleDatabase;
import se.rond.reliability.loaded.ScratchDatabase;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The real dispatch with its web server, its listener and its database, in which time stands until
 * it is moved, and which can go back to where it was.
 */
final class Town implements AutoCloseable {

  static final Instant MORNING = Instant.parse("2026-11-21T08:15:00Z");

  /** An exploration may be held up in the midst of a call, as whatever runs beside other work. */
  private static final int ANSWER_WITHIN_MILLIS = 600_000;

  /** So long that when exactly does not count any more: measuring again is due 15 min later. */
  private static final Duration MEASURED_AGO = Duration.ofHours(6);

  private static final JsonMapper JSON = new JsonMapper();

  /** What is told to the contact function or a manager, and is no cause for concern. */
  private static final Set<String> ALL_CLEAR =
      Set.of("ResponderHeard", "ReserveRoutineResolved", "TriageCaughtUp");

  /** Each about another patient. */
  private static final List<String> EXAMPLES = List.of("pneumonia", "catheter");

  private final ScratchDatabase scratch = new ScratchDatabase();
  private final ReversibleDatabase database = new ReversibleDatabase(scratch, "dispatch");
  private final HandSetClock clock = new HandSetClock(MORNING);
  private final CountedIds ids = new CountedIds();
  private final LoadedService dispatch;
  private final JdbcClient jdbc;
  private final String look;
  private final String putOff = puttingOff();
  private Cast cast = Cast.TEAM;
  private long read;
  private List<Told> told = List.of();

  /** So that whoever goes the same way twice meets the same. */
  private static final class CountedIds implements Supplier<UUID> {
    private final AtomicLong drawn = new AtomicLong();

    @Override
    public UUID get() {
      return new UUID(0x7000L, Long.MIN_VALUE | drawn.incrementAndGet());
    }
  }

  /** Where everything was. */
  record Mark(int here, Instant at, long ids) {}

  /**
   * What somebody was told.
   *
   * @param alarm whether a named human is to look into it
   */
  record Told(int request, String type, boolean alarm) {}

  /**
   * @param cuts the guards that dispatch is to do without
   */
  Town(List<Cut> cuts) {
    dispatch =
        LoadedService.start(
            "dispatch",
            scratch,
            Map.of("clock", clock, "freshIds", ids, "dataSource", database),
            cuts);
    jdbc = JdbcClient.create(database);
    look = whatCounts();
  }

  /** Takes away an index that refuses what the code should. */
  void withoutIndex(String name) {
    scratch.administrator().sql("drop index dispatch." + name).update();
  }

  /** Has what is hours ahead come an hour later than an instant, if it would come before. */
  private static String puttingOff() {
    return Meaning.list(Meaning.DISTANT).entrySet().stream()
        .map(
            table ->
                "%1$s_put_off as (update dispatch.%1$s set %2$s where %3$s)"
                    .formatted(
                        table.getKey(),
                        table.getValue().stream()
                            .map(
                                "%1$s = case when %1$s <= :until then :until + interval '1 hour' else %1$s end"
                                    ::formatted)
                            .collect(joining(", ")),
                        table.getValue().stream()
                            .map("(%1$s > :now and %1$s <= :until)"::formatted)
                            .collect(joining(" or "))))
        .collect(joining(",\n", "with ", "\nselect 1"));
  }

  /** Asks for everything that counts, as one object, and what was told since it was last asked. */
  private String whatCounts() {
    record Column(String table, String name, boolean isTime) {}
    var columns =
        jdbc
            .sql(
                """
                select table_name, column_name, data_type from information_schema.columns
                where table_schema = 'dispatch'
                """)
            .query(
                (row, _) ->
                    new Column(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3).startsWith("timestamp")))
            .list()
            .stream()
            .filter(column -> Meaning.isLookedAt(column.table()))
            .toList();
    Meaning.checkComplete(
        columns.stream().map(one -> one.table() + "." + one.name()).collect(Collectors.toSet()),
        columns.stream()
            .filter(Column::isTime)
            .map(one -> one.table() + "." + one.name())
            .collect(Collectors.toSet()));
    return columns.stream()
        .filter(column -> !Meaning.isRecord(column.table(), column.name()))
        .collect(groupingBy(Column::table, TreeMap::new, mapping(Column::name, joining(", "))))
        .entrySet()
        .stream()
        .map(
            table ->
                "'%1$s', (select coalesce(json_agg(row), '[]') from (select %2$s from dispatch.%1$s) row)"
                    .formatted(table.getKey(), table.getValue()))
        .collect(
            joining(
                ",\n",
                """
                select json_build_object('told', (
                  select coalesce(json_agg(json_build_array(position, type, message_key, payload::json) order by position), '[]')
                  from dispatch.outbox where topic = 'dispatch.requests.v1' and position > ?),
                'broken_promise', (
                  select coalesce(json_agg(distinct jsonb_build_object('request', request)), '[]')
                  from dispatch.timeline where event = 'BreachOccurred'),
                """,
                ")"));
  }

  /** From here on there is a way back: a world as it begins, with its requests judged. */
  void begin(Cast played) {
    cast = played;
    clock.set(MORNING);
    ids.drawn.set(0);
    database.begin();
    setScene();
    for (var number = 1; number <= cast.raised().size(); number++) {
      var answer = call(Cast.NURSE, "POST", "/assessment-requests", body(number));
      if (!answer.isDone()) {
        throw new IllegalStateException("Expected a request to be taken, but got " + answer);
      }
    }
    look(Set.of()).requests().stream()
        .filter(one -> cast.raised().get(one.number() - 1).atOnce())
        .forEach(this::judge);
  }

  /**
   * Nothing of it has happened. What is left behind of it in the database's files is cleared away,
   * since nothing else does while a transaction is open.
   */
  void end() {
    database.abandon();
    scratch.administrator().sql("vacuum").update();
  }

  Mark mark() {
    return new Mark(database.mark(), clock.instant(), ids.drawn.get());
  }

  void backTo(Mark mark) {
    database.backTo(mark.here());
    clock.set(mark.at());
    ids.drawn.set(mark.ids());
  }

  private void setScene() {
    jdbc.sql(
            """
            insert into dispatch.region (code, name) values ('95', 'Explored');
            update dispatch.municipality set region = '95' where code = '1080';
            delete from dispatch.shift;
            """)
        .update();
    jdbc.sql(
            """
            update dispatch.responder
            set region = '95', municipalities = '{1080}', base_latitude = municipality.latitude,
                base_longitude = municipality.longitude
            from dispatch.municipality
            where code = '1080' and id = any (:who)
            """)
        .param("who", cast.onDuty().toArray(String[]::new))
        .update();
    if (cast.hasXray()) {
      jdbc.sql(
              """
              update dispatch.responder set capabilities = capabilities || '{XRAY.CHEST}'
              where kind = 'MOBILE_TEAM' and id = any (:who)
              """)
          .param("who", cast.onDuty().toArray(String[]::new))
          .update();
    }
    jdbc.sql(
            """
            insert into dispatch.shift (responder, starts_at, ends_at)
            select id, :from, :until from dispatch.responder where region = '95'
            """)
        .param("from", MORNING.minus(Duration.ofDays(1)).atOffset(ZoneOffset.UTC))
        .param("until", MORNING.plus(cast.duty()).atOffset(ZoneOffset.UTC))
        .update();
    jdbc.sql(
            """
            insert into dispatch.agreement (id, region, version, valid_from, terms, published_by, published_at)
            values (:id, '95', 1, '2026-01-01', :terms::json, 'explored', '2026-01-01')
            """)
        // Dispatch remembers agreements by their ids.
        .param("id", UUID.nameUUIDFromBytes(cast.name().getBytes(UTF_8)))
        .param("terms", terms(cast))
        .update();
  }

  /** What counts is which comes before which. */
  private static String terms(Cast cast) {
    return """
      {"targets": {%2$s},
       "calendars": {},
       "hours": [{"kind": "PHYSICIAN", "name": "Läkare", "calendar": "ROUND_THE_CLOCK"},
                 {"kind": "MOBILE_TEAM", "name": "Team", "calendar": "ROUND_THE_CLOCK"},
                 {"kind": "NURSE_FUNCTION", "name": "Sjuksköterska", "calendar": "ROUND_THE_CLOCK"}],
       "ladders": {
         "NURSE": [
           {"step": "ASK_NEXT_ON_DUTY", "kind": "NURSE_FUNCTION", "answerWithin": "%1$s"},
           {"step": "FALL_BACK", "to": "PHYSICIAN_TODAY"},
           {"step": "RESERVE_ROUTINE", "manager": "Chef"}],
         "PHYSICIAN_NOW": [
           {"step": "ASK_NEXT_ON_DUTY", "kind": "PHYSICIAN", "answerWithin": "%1$s"},
           {"step": "TELL_COORDINATOR"},
           {"step": "RESERVE_ROUTINE", "manager": "Chef"}],
         "PHYSICIAN_TODAY": [
           {"step": "ASK_NEXT_ON_DUTY", "kind": "PHYSICIAN", "answerWithin": "%1$s"},
           {"step": "FALL_BACK", "to": "PHYSICIAN_NOW"},
           {"step": "RESERVE_ROUTINE", "manager": "Chef"}],
         "MOBILE_TEAM_2H": [
           {"step": "ASK_NEXT_ON_DUTY", "kind": "MOBILE_TEAM", "answerWithin": "%1$s"},
           {"step": "FALL_BACK", "to": "PHYSICIAN_NOW"},
           {"step": "RESERVE_ROUTINE", "manager": "Chef"}],
         "MOBILE_TEAM_TODAY": [
           {"step": "ASK_NEXT_ON_DUTY", "kind": "MOBILE_TEAM", "answerWithin": "%1$s"},
           {"step": "TELL_COORDINATOR"},
           {"step": "RESERVE_ROUTINE", "manager": "Chef"}],
         "ADVICE": [
           {"step": "ASK_NEXT_ON_DUTY", "kind": "NURSE_FUNCTION", "answerWithin": "%1$s"},
           {"step": "TELL_COORDINATOR"},
           {"step": "RESERVE_ROUTINE", "manager": "Chef"}]},
       "reserve": [{"role": "Chef", "name": "Chef", "telephone": "+46 8 465 004 10",
                    "calendar": "ROUND_THE_CLOCK", "recipient": "CB-10-1"}],
       "vitalsNotRequired": []}
      """
        .formatted(
            cast.answerWithin(),
            List.of(
                    "PHYSICIAN_NOW",
                    "MOBILE_TEAM_2H",
                    "MOBILE_TEAM_TODAY",
                    "PHYSICIAN_TODAY",
                    "NURSE",
                    "ADVICE")
                .stream()
                .map(
                    level ->
                        """
                          "%s": {"acceptWithin": "%s", "contactWithin": "%s", "answerWithin": "%s",
                                 "calendar": "ROUND_THE_CLOCK", "forCauses": {}, "afterScore": null}
                          """
                            .formatted(
                                level,
                                cast.acceptWithin(),
                                cast.contactWithin(),
                                cast.answerWithin()))
                .collect(joining(",")));
  }

  private static String body(int number) {
    try {
      var example = EXAMPLES.get(number - 1);
      var body =
          (ObjectNode)
              JSON.readTree(Files.readString(Path.of("..", "docs", "examples", example + ".json")));
      body.put("id", id(number));
      body.put("raisedAt", MORNING.toString());
      body.put("nurseLevel", "NURSE");
      body.remove("deviceClock");
      var place = (ObjectNode) body.get("place");
      place.put("municipality", "1080");
      place.remove("position");
      ((ObjectNode) body.get("vitals")).put("measuredAt", MORNING.minus(MEASURED_AGO).toString());
      return JSON.writeValueAsString(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Triage's decision on the newest revision comes. */
  Answer judge(Request request) {
    var judged = request.revision() == 1 ? cast.raised().get(request.number() - 1) : Judged.CONTACT;
    var event = (ObjectNode) sample();
    event.put("request", request.id());
    event.put("revision", request.revision());
    event.put("occurredAt", clock.instant().toString());
    var decision = (ObjectNode) event.get("decision");
    decision.put("level", judged.level());
    var needs = decision.putArray("needs");
    judged.needs().forEach(need -> needs.addObject().put("need", need).putArray("capabilities"));
    var message = request.id() + " " + request.revision();
    var record =
        new ConsumerRecord<>(
            "triage.decisions.v1",
            0,
            0,
            request.id().getBytes(UTF_8),
            JSON.writeValueAsBytes(event));
    Map.of(
            "ce_specversion",
            "1.0",
            "ce_id",
            UUID.nameUUIDFromBytes(message.getBytes(UTF_8)).toString(),
            "ce_type",
            "RequestTriaged",
            "ce_source",
            "/rond/triage",
            "ce_time",
            clock.instant().toString(),
            "content-type",
            "application/json")
        .forEach((name, value) -> record.headers().add(name, value.getBytes(UTF_8)));
    dispatch.hear("triage-decisions", record);
    return Answer.NOBODY_ASKED;
  }

  /** A decision as triage has promised to send them. */
  private static JsonNode sample() {
    try (var sample =
        Town.class.getResourceAsStream("/samples/triage.decisions.v1/RequestTriaged.v1.json")) {
      return JSON.readTree(requireNonNull(sample, "the sample of a decision"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lets time pass. Where hours pass as a step of their own, they do not pass meanwhile. */
  void wait(Instant until) {
    if (until.isAfter(clock.instant())) {
      if (cast.hoursStand()) {
        jdbc.sql(putOff)
            .param("now", clock.instant().atOffset(ZoneOffset.UTC))
            .param("until", until.atOffset(ZoneOffset.UTC))
            .query(Integer.class)
            .single();
      }
      clock.set(until);
    }
  }

  /** Lets a distant deadline come now. */
  void bring(Deadline distant) {
    var table = distant.what().substring(0, distant.what().indexOf('.'));
    var column = distant.what().substring(table.length() + 1);
    jdbc.sql(
            "update dispatch.%s set %s = :now where %s = :row::uuid"
                .formatted(table, column, distant.key()))
        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
        .param("row", distant.row())
        .update();
  }

  void sweep() {
    dispatch.sweep();
  }

  Answer call(String who, String method, String path, String body) {
    try {
      // A client that works in the caller's own thread, and hands over to no other.
      var call = (HttpURLConnection) URI.create(dispatch.url() + path).toURL().openConnection();
      call.setRequestMethod(method);
      call.setConnectTimeout(ANSWER_WITHIN_MILLIS);
      call.setReadTimeout(ANSWER_WITHIN_MILLIS);
      call.setRequestProperty("Content-Type", "application/json");
      call.setRequestProperty("X-Rond-Caller", Cast.roleOf(who));
      if (!body.isEmpty()) {
        call.setDoOutput(true);
        try (var sent = call.getOutputStream()) {
          sent.write(body.getBytes(UTF_8));
        }
      }
      var status = call.getResponseCode();
      try (var answer = status < 400 ? call.getInputStream() : call.getErrorStream()) {
        return new Answer(status, answer == null ? "" : new String(answer.readAllBytes(), UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Says of a visit that has ended where it is documented. */
  Answer document() {
    return jdbc.sql(
            """
            select responder, '/assessment-requests/' || request || '/assignments/' || id || '/journal-reference' as path
            from dispatch.assignment
            where state in ('COMPLETED', 'HANDED_OVER') and handed_to is null and journal_reference is null
            order by request, need
            limit 1
            """)
        .query(
            (row, _) ->
                call(
                    row.getString("responder"),
                    "PUT",
                    row.getString("path"),
                    "{\"journalReference\": \"J-1\"}"))
        .optional()
        .orElseThrow(() -> new IllegalStateException("Expected a visit without a reference"));
  }

  /** The party and the id of whoever is responsible, as everybody is told. */
  String responsible(Request request) {
    var answer = call(Cast.NURSE, "GET", "/assessment-requests/" + request.id(), "");
    var responsible = JSON.readTree(answer.body()).path("responsible");
    return responsible.path("party").asString() + " " + responsible.path("id").asString();
  }

  /** Who was told what between the last two looks. */
  List<Told> told() {
    return told;
  }

  /** Where everything stands. */
  State look(Set<Choice> spent) {
    var seen = (ObjectNode) JSON.readTree(jdbc.sql(look).param(read).query(String.class).single());
    var requests = IntStream.rangeClosed(1, cast.raised().size()).mapToObj(Town::id).toList();
    var news = new ArrayList<Told>();
    for (var one : seen.remove("told").values()) {
      read = Math.max(read, one.get(0).asLong());
      var type = one.get(1).asString();
      var isToSomebody =
          !one.get(3).path("coordinators").isEmpty() || !one.get(3).path("managers").isEmpty();
      news.add(
          new Told(
              requests.indexOf(one.get(2).asString()) + 1,
              type,
              isToSomebody && !ALL_CLEAR.contains(type)));
    }
    told = List.copyOf(news);
    var dutyEnds = MORNING.plus(cast.duty());
    return State.of(
        new Rows(seen, clock.instant(), cast),
        cast.contactWithin(),
        // Where hours do not pass by themselves, no shift ends.
        !cast.hoursStand() && dutyEnds.isAfter(clock.instant()) ? List.of(dutyEnds) : List.of(),
        spent);
  }

  private static String id(int number) {
    return "00000000-0000-7000-8000-00000000000" + number;
  }

  @Override
  public void close() {
    dispatch.close();
    scratch.close();
  }
}
