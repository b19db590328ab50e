package se.rond.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import se.rond.messaging.MessagingAutoConfiguration.MessagingMeter;
import se.rond.telemetry.Meters;
import se.rond.telemetry.Sampler;

/**
 * Sends what stands in the outbox to Kafka, at least once and in order per key, as soon as it is
 * committed.
 *
 * <p>A key belongs to one shard, and a shard is sent by the one instance that holds its {@link
 * ShardLease}. The sender of a shard reads the oldest unsent rows, sends them through an idempotent
 * producer, waits until the broker has acknowledged them and then marks them. It never remembers
 * how far it came: rows become visible in the order of their commits, not of their positions.
 *
 * <p><b>A lost lease repeats, it does not reorder.</b> For a moment two instances may send the same
 * shard, the old one not knowing that its lease is gone. Each begins at the oldest row that is not
 * marked and leaves no gap, and a row is marked only after its acknowledgement. So whenever one of
 * them sends a row, all earlier rows of that key are already on the topic or go before it through
 * the same producer: the first appearance of each message is in order, and whatever the slower one
 * still sends is a repeat, which consumers drop by their {@link Inbox}.
 *
 * <p>With the broker away nothing is lost or overtaken: the producer keeps its records and their
 * order, practically for ever. With the database away the lease is given up and taken anew. A row
 * that no broker would ever take is parked in the table with the reason, and shown as an error.
 */
final class Relay implements SmartLifecycle {

  /** Stops after the listeners and the web server, whose last messages it still sends. */
  private static final int PHASE = 0;

  /** Longest a row waits if every wake-up is lost. 1 s; also how soon a standby takes over. */
  private static final Duration POLL = Duration.ofSeconds(1);

  /**
   * How long a shard rests after it was drained. What comes meanwhile is sent together, and costs
   * the database and the broker as little as one message; what comes to a rested shard leaves at
   * once. 25 ms: far below what anybody notices.
   */
  private static final Duration REST = Duration.ofMillis(25);

  /** Rows read, sent and marked together. */
  private static final int BATCH = 100;

  /** First and longest wait after a failure. */
  private static final Duration FIRST_BACK_OFF = Duration.ofMillis(100);

  private static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(10);

  private static final Duration PURGE_EVERY = Duration.ofMinutes(1);

  /** How long a batch in flight may take to finish when the service stops. */
  private static final Duration STOP_WITHIN = Duration.ofSeconds(2);

  /** Longest a sender waits inside the producer for a leader or for room; then it looks again. */
  private static final Duration MAX_BLOCK = Duration.ofSeconds(2);

  private static final Logger log = LoggerFactory.getLogger(Relay.class);

  private final JdbcConnectionDetails database;
  private final JdbcClient jdbc;
  private final Map<String, Object> producerProperties;
  private final String source;
  private final Meters meters;

  private final List<Semaphore> work =
      IntStream.range(0, Outbox.SHARDS).mapToObj(_ -> new Semaphore(0)).toList();
  private final List<Thread> senders = new ArrayList<>();
  private @Nullable Thread keeper;
  private @Nullable Producer<byte[], byte[]> producer;
  private volatile @Nullable ShardLease lease;
  private volatile boolean running;

  /**
   * @param producerProperties how to reach the broker; what order and safety depend on is set here
   * @param service its name, for {@link EventHeaders#SOURCE}
   */
  Relay(
      JdbcConnectionDetails database,
      JdbcClient jdbc,
      Map<String, Object> producerProperties,
      String service,
      Meters meters) {
    this.database = database;
    this.jdbc = jdbc;
    this.producerProperties = new HashMap<>(producerProperties);
    this.source = "/rond/" + service;
    this.meters = meters;
    this.producerProperties.putAll(
        Map.of(
            ProducerConfig.ACKS_CONFIG,
            "all",
            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
            true,
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
            Integer.MAX_VALUE,
            ProducerConfig.LINGER_MS_CONFIG,
            0,
            ProducerConfig.MAX_BLOCK_MS_CONFIG,
            MAX_BLOCK.toMillis()));
  }

  /** There is, or may be, something to send. Returns at once. */
  void wake(int shard) {
    var permits = work.get(shard);
    if (permits.availablePermits() == 0) {
      permits.release();
    }
  }

  @Override
  public synchronized void start() {
    if (running) {
      return;
    }
    running = true;
    keeper = Thread.ofVirtual().name("outbox lease").start(this::keepLease);
    for (var shard = 0; shard < Outbox.SHARDS; shard++) {
      var mine = shard;
      senders.add(Thread.ofVirtual().name("outbox shard " + shard).start(() -> sendShard(mine)));
    }
  }

  @Override
  public synchronized void stop() {
    if (!running) {
      return;
    }
    running = false;
    for (var shard = 0; shard < Outbox.SHARDS; shard++) {
      wake(shard);
    }
    try {
      var deadline = System.nanoTime() + STOP_WITHIN.toNanos();
      for (var sender : senders) {
        if (!sender.join(Duration.ofNanos(deadline - System.nanoTime()))) {
          sender.interrupt();
          sender.join(STOP_WITHIN);
        }
      }
      senders.clear();
      // The lease goes last: until then nobody else sends.
      var lastly = keeper;
      if (lastly != null) {
        lastly.interrupt();
        lastly.join(STOP_WITHIN);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    discard(current());
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public int getPhase() {
    return PHASE;
  }

  /** True if this instance holds the lease of the shard, as far as it knows. */
  boolean holds(int shard) {
    var current = lease;
    return current != null && current.holds(shard);
  }

  private void keepLease() {
    var backOff = FIRST_BACK_OFF;
    while (running) {
      try (var opened = new ShardLease(database)) {
        lease = opened;
        var purgedAt = System.nanoTime() - PURGE_EVERY.toNanos();
        while (running) {
          opened.takeFree();
          opened.unsent().stream().filter(opened::holds).forEach(this::wake);
          backOff = FIRST_BACK_OFF;
          if (opened.holds(0) && System.nanoTime() - purgedAt >= PURGE_EVERY.toNanos()) {
            opened.purge();
            purgedAt = System.nanoTime();
          }
          var polledAt = System.nanoTime();
          Duration left = POLL;
          while (running && left.toMillis() > 0) {
            opened.awaitHint(left).stream().filter(opened::holds).forEach(this::wake);
            left = POLL.minusNanos(System.nanoTime() - polledAt);
          }
        }
      } catch (SQLException | RuntimeException e) {
        if (running) {
          log.warn("Outbox lease lost, trying again in {}: {}", backOff, name(e));
        }
      } finally {
        lease = null;
      }
      backOff = pause(backOff);
    }
  }

  private void sendShard(int shard) {
    var backOff = FIRST_BACK_OFF;
    var restUntil = System.nanoTime();
    while (running) {
      try {
        var permits = work.get(shard);
        permits.acquire();
        Thread.sleep(Duration.ofNanos(restUntil - System.nanoTime()));
        permits.drainPermits();
        if (holds(shard)) {
          drain(shard);
          restUntil = System.nanoTime() + REST.toNanos();
        } else if (running) {
          jdbc.sql(ShardLease.HINT).param(Integer.toString(shard)).query().singleRow();
        }
        backOff = FIRST_BACK_OFF;
      } catch (InterruptedException | InterruptException e) {
        return;
      } catch (RuntimeException e) {
        // Whatever it was: a sender that ends would hold its shard and send nothing.
        log.warn("Outbox shard {} stands still, trying again in {}: {}", shard, backOff, name(e));
        backOff = pause(backOff);
        wake(shard);
      }
    }
  }

  private static String name(Throwable e) {
    var cause = e.getCause();
    return e.getClass().getSimpleName() + (cause == null ? "" : ", " + name(cause));
  }

  /** Waits, and returns how long to wait the next time. Returns early when the relay stops. */
  private Duration pause(Duration backOff) {
    try {
      if (running) {
        Thread.sleep(backOff);
      }
    } catch (InterruptedException e) {
      // Only stop() interrupts, and the loops look at running.
    }
    var longer = backOff.multipliedBy(2);
    return longer.compareTo(LONGEST_BACK_OFF) < 0 ? longer : LONGEST_BACK_OFF;
  }

  private void drain(int shard) throws InterruptedException {
    List<Row> rows;
    do {
      rows =
          jdbc.sql(
                  """
                  select position, message_id, topic, message_key, type, payload, traceparent, occurred_at
                  from outbox
                  where shard = ? and sent_at is null and parked_reason is null
                  order by position
                  limit ?
                  """)
              .param(shard)
              .param(BATCH)
              .query(Relay::row)
              .list();
      send(rows);
    } while (rows.size() == BATCH && running && holds(shard));
  }

  /**
   * Sends rows in order and marks what came of them.
   *
   * @throws KafkaException if some could not be sent now; nothing after the first such row was
   *     begun
   */
  private void send(List<Row> rows) throws InterruptedException {
    var target = rows.isEmpty() ? null : producer();
    if (target == null) {
      return;
    }
    var inFlight = new ArrayList<Future<RecordMetadata>>();
    for (var row : rows) {
      var future = target.send(row.toRecord(source));
      inFlight.add(future);
      if (future.state() == Future.State.FAILED && Unsendable.of(future.exceptionNow()).isEmpty()) {
        break;
      }
    }
    var sent = new ArrayList<Long>();
    try {
      for (var i = 0; i < inFlight.size(); i++) {
        try {
          inFlight.get(i).get();
          sent.add(rows.get(i).position());
        } catch (ExecutionException e) {
          var cause = inFlight.get(i).exceptionNow();
          var unsendable = Unsendable.of(cause);
          if (unsendable.isPresent()) {
            park(rows.get(i), unsendable.get());
          } else {
            attempted(rows.get(i));
            if (!(cause instanceof TimeoutException)) {
              discard(target);
            }
            throw new KafkaException("Expected the broker to take a row of the outbox", cause);
          }
        }
      }
    } finally {
      markSent(sent);
    }
  }

  /** Why no broker would take a record, today or tomorrow. */
  enum Unsendable {
    TOO_LARGE(RecordTooLargeException.class),
    BATCH_TOO_LARGE(RecordBatchTooLargeException.class),
    UNSERIALISABLE(SerializationException.class),
    NO_SUCH_TOPIC(InvalidTopicException.class);

    private final Class<? extends Throwable> type;

    Unsendable(Class<? extends Throwable> type) {
      this.type = type;
    }

    /** As it stands in the table and in the meter: add, never rename. */
    String className() {
      return type.getSimpleName();
    }

    static Optional<Unsendable> of(Throwable e) {
      return Stream.of(values()).filter(one -> one.type.isInstance(e)).findFirst();
    }
  }

  /** What stands in the outbox, as gauges. One query for both, which reads no more than it must. */
  static final class Backlog {

    /** Enough to see that nothing leaves; counting on would cost most when the load is highest. */
    static final int MOST_COUNTED = 10_000;

    private record Unsent(long count, double oldestSeconds) {}

    Backlog(JdbcClient jdbc, Sampler sampler, Meters meters) {
      var unsent = sampler.of(() -> unsent(jdbc));
      meters.gauge(MessagingMeter.OUTBOX_UNSENT, () -> unsent.read(Unsent::count));
      meters.gauge(MessagingMeter.OUTBOX_OLDEST, () -> unsent.read(Unsent::oldestSeconds));
    }

    private static Unsent unsent(JdbcClient jdbc) {
      return jdbc.sql(
              """
              select
                (select count(*) from (
                   select from outbox where sent_at is null and parked_reason is null limit :most) bounded) as count,
                coalesce((
                   select extract(epoch from clock_timestamp() - min(first.occurred_at))
                   from generate_series(0, :lastShard) every (shard)
                     cross join lateral (
                       select occurred_at from outbox
                       where outbox.shard = every.shard and sent_at is null and parked_reason is null
                       order by position
                       limit 1) first), 0) as oldest
              """)
          .param("most", MOST_COUNTED)
          .param("lastShard", Outbox.SHARDS - 1)
          .query((row, _) -> new Unsent(row.getLong("count"), row.getDouble("oldest")))
          .single();
    }
  }

  private record Left(String topic, double afterSeconds) {}

  private void markSent(List<Long> positions) {
    if (positions.isEmpty()) {
      return;
    }
    jdbc.sql(
            """
            update outbox set sent_at = now() where position = any(?)
            returning topic, extract(epoch from sent_at - occurred_at) as seconds
            """)
        .param(positions.toArray(Long[]::new))
        .query((row, _) -> new Left(row.getString("topic"), row.getDouble("seconds")))
        .list()
        .forEach(
            left ->
                MessagingMeter.topic(left.topic())
                    .ifPresent(
                        topic ->
                            meters.record(
                                MessagingMeter.OUTBOX_SENT,
                                Duration.ofNanos((long) (left.afterSeconds() * 1e9)),
                                topic)));
  }

  private void attempted(Row row) {
    jdbc.sql("update outbox set attempts = attempts + 1 where position = ?")
        .param(row.position())
        .update();
  }

  private void park(Row row, Unsendable why) {
    var reason = why.className();
    jdbc.sql("update outbox set attempts = attempts + 1, parked_reason = ? where position = ?")
        .param(reason)
        .param(row.position())
        .update();
    MessagingMeter.topic(row.topic())
        .ifPresent(topic -> meters.count(MessagingMeter.OUTBOX_PARKED, topic, why));
    log.error(
        "Parked message {} of type {} for {} in the outbox: {}",
        row.messageId(),
        row.type(),
        row.topic(),
        reason);
  }

  private synchronized @Nullable Producer<byte[], byte[]> current() {
    return producer;
  }

  private synchronized Producer<byte[], byte[]> producer() {
    var current = producer;
    if (current == null) {
      current =
          new KafkaProducer<>(
              producerProperties, new ByteArraySerializer(), new ByteArraySerializer());
      producer = current;
    }
    return current;
  }

  /**
   * The next sender opens another; what was in flight is sent again by whoever waits for it.
   * Another shard may have opened one since: that one stays.
   */
  private synchronized void discard(@Nullable Producer<byte[], byte[]> failed) {
    if (failed != null && failed == producer) {
      failed.close(Duration.ZERO);
      producer = null;
    }
  }

  private record Row(
      long position,
      UUID messageId,
      String topic,
      String key,
      String type,
      String payload,
      @Nullable String traceParent,
      Instant occurredAt) {

    ProducerRecord<byte[], byte[]> toRecord(String source) {
      var record = new ProducerRecord<>(topic, key.getBytes(UTF_8), payload.getBytes(UTF_8));
      var headers = record.headers();
      headers.add(EventHeaders.SPEC_VERSION, "1.0".getBytes(UTF_8));
      headers.add(EventHeaders.ID, messageId.toString().getBytes(UTF_8));
      headers.add(EventHeaders.TYPE, type.getBytes(UTF_8));
      headers.add(EventHeaders.SOURCE, source.getBytes(UTF_8));
      headers.add(EventHeaders.TIME, occurredAt.toString().getBytes(UTF_8));
      headers.add(EventHeaders.CONTENT_TYPE, "application/json".getBytes(UTF_8));
      if (traceParent != null) {
        headers.add(EventHeaders.TRACE_PARENT, traceParent.getBytes(UTF_8));
      }
      return record;
    }
  }

  private static Row row(ResultSet row, int number) throws SQLException {
    return new Row(
        row.getLong("position"),
        row.getObject("message_id", UUID.class),
        row.getString("topic"),
        row.getString("message_key"),
        row.getString("type"),
        row.getString("payload"),
        row.getString("traceparent"),
        row.getObject("occurred_at", OffsetDateTime.class).toInstant());
  }
}
