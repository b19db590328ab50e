package se.rond.reliability.storm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import se.rond.reliability.loaded.Cut;
import se.rond.reliability.loaded.HandSetClock;
import se.rond.reliability.loaded.LoadedService;
import se.rond.reliability.loaded.Message;
import se.rond.reliability.loaded.ScratchDatabase;

/**
 * The three services on one database, with a clock that stands until it is moved, and without a
 * broker: what they write into their outboxes is carried by whoever plays the weather.
 */
final class World implements AutoCloseable {

  private static final Instant MORNING = Instant.parse("2026-11-21T08:15:00Z");

  /** Who waits longer waits for ever. */
  private static final Duration ANSWER_WITHIN = Duration.ofMinutes(1);

  private final ScratchDatabase database;
  private final JdbcClient jdbc;
  private final Map<String, LoadedService> services = new HashMap<>();
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(ANSWER_WITHIN).build();
  private final List<String> tablesOfARun;
  private final List<LoadedService> own;
  private final HandSetClock clock;
  private final Map<String, Long> read = new HashMap<>();

  record Answer(int status, String body) {}

  World() {
    database = new ScratchDatabase();
    jdbc = database.administrator();
    clock = new HandSetClock(MORNING);
    for (var service : List.of("dispatch", "triage", "notification")) {
      services.put(service, start(service, List.of()));
    }
    Scene.set(jdbc);
    // Foreign keys are not in the way of the superuser who clears the tables.
    jdbc.sql("set session_replication_role = replica").update();
    tablesOfARun = emptyTables();
    own = List.copyOf(services.values());
  }

  private World(World guarded, Map<String, List<Cut>> cuts) {
    database = guarded.database;
    jdbc = guarded.jdbc;
    clock = guarded.clock;
    tablesOfARun = guarded.tablesOfARun;
    services.putAll(guarded.services);
    cuts.forEach((service, removed) -> services.put(service, start(service, removed)));
    own = cuts.keySet().stream().map(services::get).toList();
  }

  /**
   * The same world, in which some services do without some of their guards. One of the two plays at
   * a time.
   */
  World without(Guard guard) {
    return new World(this, guard.cuts());
  }

  private LoadedService start(String service, List<Cut> cuts) {
    return LoadedService.start(service, database, Map.of("clock", clock), cuts);
  }

  /** But for the access log: nobody empties that, and nothing here reads it. */
  private List<String> emptyTables() {
    return jdbc
        .sql(
            """
            select schemaname || '.' || tablename from pg_tables
            where schemaname in ('dispatch', 'triage', 'notification') and tablename not like 'access\\_log%'
            """)
        .query(String.class)
        .list()
        .stream()
        .filter(
            table ->
                jdbc.sql("select not exists (select from " + table + ")")
                    .query(Boolean.class)
                    .single())
        .toList();
  }

  /** As if nothing had happened. */
  void begin() {
    clock.set(MORNING);
    read.clear();
    jdbc.sql(
            tablesOfARun.stream()
                .map(table -> "delete from " + table)
                .collect(Collectors.joining(";")))
        .update();
    Scene.isWatchedBy(jdbc, Scene.BEFORE);
  }

  void handOver() {
    Scene.isWatchedBy(jdbc, Scene.AFTER);
  }

  void pass(Duration time) {
    clock.set(clock.instant().plus(time));
  }

  void sweep() {
    services.get("dispatch").sweep();
  }

  /** What a service has put into its outbox since it was last asked. */
  List<Message> newMessages(String service) {
    var messages = Message.listAfter(read.getOrDefault(service, -1L), service, jdbc);
    if (!messages.isEmpty()) {
      read.put(service, messages.getLast().position());
    }
    return messages;
  }

  /** Hands a message to the service that reads it. */
  void deliver(Message message) {
    services.get(message.reader()).hear(message);
  }

  /** Whether the device of a responder shows what a message tells. */
  boolean isShownTo(String responder, Message message) {
    return jdbc.sql(
            "select exists (select from notification.notice where event_id = ?::uuid and recipient = ?)")
        .params(message.id(), responder)
        .query(Boolean.class)
        .single();
  }

  Answer call(String method, String path, String body) {
    try {
      // The responders of a storm are nobody's: who is told what they say speaks for all.
      var role =
          method.equals("POST")
              ? "MUNICIPAL_NURSE"
              : path.endsWith("/" + Story.LEVEL) ? "PHYSICIAN" : "COORDINATOR";
      var response =
          http.send(
              HttpRequest.newBuilder(URI.create(services.get("dispatch").url() + path))
                  .timeout(ANSWER_WITHIN)
                  .header("Content-Type", "application/json")
                  .header("X-Rond-Caller", role)
                  .method(method, BodyPublishers.ofString(body))
                  .build(),
              BodyHandlers.ofString());
      return new Answer(response.statusCode(), response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Where everything stands, in words that are the same however it came about. */
  List<String> outcome(Story story) {
    var named =
        story.requests().stream()
            .collect(Collectors.toMap(Story.Raised::id, one -> "R" + one.number()));
    return jdbc.sql(OUTCOME).query(String.class).list().stream()
        .map(line -> named(line, named))
        .sorted()
        .toList();
  }

  private static String named(String line, Map<String, String> names) {
    var named = line;
    for (var name : names.entrySet()) {
      named = named.replace(name.getKey(), name.getValue());
    }
    return named;
  }

  private static final String OUTCOME =
      """
      select format('%s is %s at revision %s, decided at %s: needed %s, granted %s, contact by %s, decided %s',
               id, state, revision, decision_revision, needed_level, granted_level, contact_by, decision ->> 'level')
      from dispatch.assessment_request
      union all
      select format('%s needs %s for %s of %s: %s%s', need.request, kind, level, capabilities,
               coalesce(string_agg(concat_ws(' ', responder, assignment.state, contact_mode, outcome, decline_reason),
                 ', ' order by responder, assignment.state), 'nobody'),
               case when match_at is not null then ', looking' end)
      from dispatch.need left join dispatch.assignment on assignment.need = need.id
      group by need.id
      union all
      select format('%s has in its timeline %s× %s', request, count(*), concat_ws(' ', event, actor, responder, detail))
      from dispatch.timeline group by request, event, actor, responder, detail
      union all
      select format('%s has more decisions in its timeline than revisions', id)
      from dispatch.assessment_request
      where revision < (select count(*) from dispatch.timeline where request = id and event = 'RequestTriaged')
      union all
      select format('%s has alarm %s%s, answered %s', request, alarm,
               case when alarmed_at is not null then ', of which the contact function knows' end, acknowledgement)
      from dispatch.emergency
      union all
      select format('%s is judged at revision %s%s: %s', request, revision,
               case when cancelled_at is not null then ', cancelled' end,
               (select level from triage.assessment
                where assessment.request = assessed_request.request and assessment.revision = assessed_request.revision))
      from triage.assessed_request
      union all
      select format('%s is told %s× %s of %s', recipient, count(*), type, request_id)
      from notification.notice
      -- Who has the ball is told at each change on the way, and the ways differ.
      where type <> 'BallUpdated'
      group by recipient, type, request_id
      union all
      select format('%s has a gap', id) from notification.recipient
      where last_sequence <> (select count(*) from notification.notice where notice.recipient = recipient.id)
      """;

  /** Closes what this world has started itself. */
  @Override
  public void close() {
    own.forEach(LoadedService::close);
  }
}
