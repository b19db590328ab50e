package se.rond.reliability.week;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import se.rond.reliability.loaded.HandSetClock;
import se.rond.reliability.loaded.LoadedService;
import se.rond.reliability.loaded.Message;
import se.rond.reliability.loaded.ScratchDatabase;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Blekinge and Halland as the demonstration has them, with the services whole on one database, a
 * clock that stands until it is set, ids that follow from a seed, and nobody who carries messages
 * but whoever plays.
 */
final class Region implements AutoCloseable {

  /** Where all of it happens. */
  static final ZoneId SWEDEN = ZoneId.of("Europe/Stockholm");

  /** Who waits longer waits for ever. */
  private static final Duration ANSWER_WITHIN = Duration.ofMinutes(1);

  private static final JsonMapper JSON = JsonMapper.shared();

  private final ScratchDatabase database = new ScratchDatabase();
  private final JdbcClient jdbc = database.administrator();
  private final HandSetClock clock;
  private final Map<String, LoadedService> services;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(ANSWER_WITHIN).build();
  private final Map<String, Long> read = new HashMap<>();

  /** What a service says; {@code body} is missing where it says nothing. */
  record Answer(int status, JsonNode body) {}

  /** Ids that are the same whenever the same is played. */
  private record SeededIds(Random random) implements Supplier<UUID> {
    @Override
    public UUID get() {
      return new UUID(random.nextLong(), random.nextLong());
    }
  }

  /** Opens at that time, staffed from the day before it on. */
  Region(Instant opens, long seed) {
    clock = new HandSetClock(opens);
    var instead =
        Map.<String, Object>of("clock", clock, "freshIds", new SeededIds(new Random(~seed)));
    services =
        List.of("dispatch", "triage", "notification").stream()
            .collect(
                Collectors.toMap(
                    name -> name, name -> LoadedService.start(name, database, instead, List.of())));
    staff(opens.atZone(SWEDEN).toLocalDate());
  }

  /** The demonstration staffs itself from the day it is started; here from another day. */
  private void staff(LocalDate from) {
    var today = "current_date";
    var rota = resource("db/demo/afterMigrate__demo_shifts.sql");
    if (!rota.contains(today)) {
      throw new IllegalStateException("Expected the demonstration's rota to begin at " + today);
    }
    jdbc.sql("set search_path to dispatch").update();
    jdbc.sql(rota.replace(today, "date '" + from + "'")).update();
    jdbc.sql("reset search_path").update();
  }

  private static String resource(String name) {
    try (var stream = Region.class.getClassLoader().getResourceAsStream(name)) {
      return new String(
          Objects.requireNonNull(stream, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Instant now() {
    return clock.instant();
  }

  /**
   * Lets time pass.
   *
   * @throws IllegalArgumentException if it would run backwards
   */
  void passTo(Instant time) {
    if (time.isBefore(clock.instant())) {
      throw new IllegalArgumentException(
          "Expected a time after " + clock.instant() + ", but it is " + time);
    }
    clock.set(time);
  }

  /** As if nothing had happened, at any time, also an earlier one. */
  void beginAgain(Instant time) {
    jdbc.sql("truncate dispatch.assessment_request cascade").update();
    services.keySet().forEach(this::newMessages);
    clock.set(time);
  }

  /** Does what is due now. */
  void sweep() {
    service("dispatch").sweep();
  }

  /**
   * Finds when something is due next; what has no column here is found by the sweep all the same.
   */
  Optional<Instant> findNextDeadline() {
    return jdbc.sql(
            """
            select min(at) as at from (
              select min(answer_by) as at from dispatch.assignment where state in ('OFFERED', 'HANDOVER_OFFERED')
              union all
              select min(silent_at) from dispatch.assignment where state in ('ACCEPTED', 'EN_ROUTE', 'WITH_PATIENT')
              union all select min(journal_due_at) from dispatch.assignment
              union all select min(match_at) from dispatch.need
              union all select min(due_at) from dispatch.climb
              union all select min(acknowledge_by) from dispatch.emergency
              union all select min(over_at) from dispatch.emergency
              union all select min(reassess_due_at) from dispatch.assessment
              union all select min(due_at) from dispatch.examination) deadline
            """)
        .query((row, _) -> Optional.ofNullable(row.getObject("at", OffsetDateTime.class)))
        .single()
        .map(OffsetDateTime::toInstant);
  }

  /** Lists what a service has put into its outbox since it was last asked. */
  List<Message> newMessages(String service) {
    var messages = Message.listAfter(read.getOrDefault(service, -1L), service, jdbc);
    if (!messages.isEmpty()) {
      read.put(service, messages.getLast().position());
    }
    return messages;
  }

  /** Hands a message to the service that reads it. */
  void deliver(Message message) {
    service(message.reader()).hear(message);
  }

  /**
   * Calls dispatch.
   *
   * @param body null for none
   */
  Answer call(String role, String method, String path, @Nullable JsonNode body) {
    var publisher =
        body == null
            ? BodyPublishers.noBody()
            : BodyPublishers.ofString(JSON.writeValueAsString(body));
    try {
      var response =
          http.send(
              HttpRequest.newBuilder(URI.create(service("dispatch").url() + path))
                  .timeout(ANSWER_WITHIN)
                  .header("Content-Type", "application/json")
                  .header("X-Rond-Caller", role)
                  .method(method, publisher)
                  .build(),
              BodyHandlers.ofString());
      return new Answer(
          response.statusCode(),
          response.body().isEmpty() ? JSON.missingNode() : JSON.readTree(response.body()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The superuser: for what nobody is asked over HTTP. */
  JdbcClient database() {
    return jdbc;
  }

  private LoadedService service(String name) {
    return Objects.requireNonNull(services.get(name), name);
  }

  @Override
  public void close() {
    services.values().forEach(LoadedService::close);
    database.close();
  }
}
