package se.rond.messaging;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.cloudevents.kafka.CloudEventDeserializer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.tracing.Tracer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;
import se.rond.contracts.topic.Topic;
import se.rond.telemetry.Meters;
import se.rond.testsupport.EmbeddedDatabase;

@MessagingTest
class OutboxIT {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Topic TOPIC = Topic.DISPATCH_REQUESTS;
  private static final int WRITERS = 6;
  private static final int COMMITS = 50;

  private final Outbox outbox;
  private final Relay relay;
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final Tracer tracer;
  private final JdbcConnectionDetails database;
  private final ProducerFactory<?, ?> producers;
  private final MeterRegistry registry;
  private final Meters meters;

  @Autowired
  OutboxIT(
      Outbox outbox,
      Relay relay,
      JdbcClient jdbc,
      TransactionTemplate transaction,
      Tracer tracer,
      JdbcConnectionDetails database,
      ProducerFactory<?, ?> producers,
      MeterRegistry registry,
      Meters meters) {
    this.outbox = outbox;
    this.relay = relay;
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.tracer = tracer;
    this.database = database;
    this.producers = producers;
    this.registry = registry;
    this.meters = meters;
  }

  @Test
  void takesNothingOutsideOfATransaction() {
    assertThatThrownBy(() -> outbox.add(TOPIC, "key", new Probe("alone", 1)))
        .isInstanceOf(IllegalTransactionStateException.class);
  }

  @Test
  void publishesNothingOfATransactionThatIsRolledBack() {
    var key = UUID.randomUUID().toString();

    transaction.executeWithoutResult(
        status -> {
          outbox.add(TOPIC, key, new Probe("never", 1));
          status.setRollbackOnly();
        });
    transaction.executeWithoutResult(_ -> outbox.add(TOPIC, key, new Probe("said", 2)));

    assertThat(Wire.read(TOPIC.topicName(), r -> key.equals(Wire.key(r)), some -> !some.isEmpty()))
        .extracting(Wire::probe)
        .containsExactly(new Probe("said", 2));
  }

  @Test
  void sendsACloudEventWithTheKeyAndTheTrace() {
    var key = UUID.randomUUID().toString();
    var span = tracer.nextSpan().name("raise").start();

    try (var _ = tracer.withSpan(span)) {
      transaction.executeWithoutResult(_ -> outbox.add(TOPIC, key, new Probe("å", 1)));
    } finally {
      span.end();
    }

    var record = one(key);
    var event =
        new CloudEventDeserializer()
            .deserialize(TOPIC.topicName(), record.headers(), record.value());
    assertThat(event.getType()).isEqualTo("Probe");
    assertThat(event.getSource()).hasToString("/rond/probe");
    assertThat(UUID.fromString(event.getId())).isNotNull();
    assertThat(event.getTime()).isNotNull();
    assertThat(event.getDataContentType()).isEqualTo("application/json");
    assertThat(event.getData().toBytes()).asString().isEqualTo("{\"text\":\"å\",\"number\":1}");
    assertThat(Wire.header(record, EventHeaders.TRACE_PARENT))
        .isEqualTo("00-%s-%s-01", span.context().traceId(), span.context().spanId());
  }

  @Test
  void parksARowThatNoBrokerWouldTakeAndGoesOn() {
    var key = UUID.randomUUID().toString();

    transaction.executeWithoutResult(
        _ -> {
          outbox.add(TOPIC, key, new Probe("x".repeat(2 << 20), 1));
          outbox.add(TOPIC, key, new Probe("small", 2));
        });

    assertThat(Wire.probe(one(key))).isEqualTo(new Probe("small", 2));
    await().atMost(PATIENCE).until(() -> unsent(key) == 0);
    assertThat(
            jdbc.sql("select parked_reason from outbox where message_key = ? order by position")
                .param(key)
                .query((row, _) -> String.valueOf(row.getString(1)))
                .list())
        .containsExactly("RecordTooLargeException", "null");
    assertThat(
            registry
                .counter(
                    "rond.outbox.parked",
                    "topic",
                    TOPIC.topicName(),
                    "reason",
                    "RecordTooLargeException")
                .count())
        .isEqualTo(1);
  }

  @Test
  void leavesOutNoRowThatCommitsAfterALaterOne() throws Exception {
    var key = UUID.randomUUID().toString();
    var sameShard =
        IntStream.iterate(0, i -> i + 1)
            .mapToObj(i -> key + i)
            .filter(k -> Outbox.shard(k) == Outbox.shard(key))
            .findFirst()
            .orElseThrow();
    try (var other = Executors.newVirtualThreadPerTaskExecutor()) {

      transaction.executeWithoutResult(
          _ -> {
            outbox.add(TOPIC, key, new Probe("early position, late commit", 1));
            Callable<?> quicker =
                () -> {
                  transaction.executeWithoutResult(
                      _ -> outbox.add(TOPIC, sameShard, new Probe("late position", 2)));
                  return one(sameShard);
                };
            assertThat(other.submit(quicker)).succeedsWithin(PATIENCE);
          });
    }

    assertThat(Wire.probe(one(key)).number()).isEqualTo(1);
  }

  @ParameterizedTest(name = "writers with seed {0}")
  @ValueSource(longs = {1, 2})
  void keepsTheOrderPerKeyUnderConcurrentWriters(long seed) throws Exception {
    var keys = keys();

    write(keys, seed);

    assertInOrder(keys);
  }

  @Test
  void keepsTheOrderPerKeyWhileTwoInstancesTakeOverFromEachOther() throws Exception {
    var keys = keys();
    var second = secondInstance();
    var writing = new AtomicBoolean(true);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      second.start();
      var takeOvers =
          threads.submit(
              () -> {
                do {
                  relay.stop();
                  await().atMost(PATIENCE).until(() -> holdsAll(second));
                  relay.start();
                  second.stop();
                  await().atMost(PATIENCE).until(() -> holdsAll(relay));
                  second.start();
                } while (writing.get());
                return true;
              });

      write(keys, 3);
      writing.set(false);

      assertThat(takeOvers).succeedsWithin(PATIENCE.multipliedBy(2));
    } finally {
      second.stop();
      relay.start();
    }

    assertInOrder(keys);
  }

  @Test
  void keepsTheOrderPerKeyWhileLeasesBreakUnderTheirHolders() throws Exception {
    var keys = keys();
    var second = secondInstance();
    var administrator = JdbcClient.create(EmbeddedDatabase.administrator());
    var writing = new AtomicBoolean(true);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      second.start();
      var breaking =
          threads.submit(
              () -> {
                var broken = 0;
                do {
                  broken +=
                      administrator
                          .sql(
                              """
                              select pg_terminate_backend(pid) from pg_stat_activity
                              where application_name = 'rond outbox relay'
                              """)
                          .query()
                          .listOfRows()
                          .size();
                  await()
                      .atMost(PATIENCE)
                      .until(
                          () ->
                              IntStream.range(0, Outbox.SHARDS)
                                  .allMatch(s -> relay.holds(s) || second.holds(s)));
                } while (writing.get());
                return broken;
              });

      write(keys, 4);
      writing.set(false);

      assertThat(breaking).succeedsWithin(PATIENCE);
      assertThat(breaking.get()).isPositive();
      assertInOrder(keys);
    } finally {
      second.stop();
    }
  }

  @Test
  void oneInstanceSendsAndHearsOfWhatAnotherAdds() throws Exception {
    var key = UUID.randomUUID().toString();
    var second = secondInstance();
    relay.stop();
    try (var ear = new ShardLease(database)) {
      second.start();
      await().atMost(PATIENCE).until(() -> holdsAll(second));
      relay.start();

      transaction.executeWithoutResult(_ -> outbox.add(TOPIC, key, new Probe("elsewhere", 1)));

      assertThat(ear.awaitHint(PATIENCE)).containsExactly(Outbox.shard(key));
      assertThat(Wire.probe(one(key)).text()).isEqualTo("elsewhere");
      assertThat(IntStream.range(0, Outbox.SHARDS)).noneMatch(relay::holds).allMatch(second::holds);
    } finally {
      second.stop();
      relay.start();
    }
  }

  @Test
  void purgesWhatIsPastItsLifeAndWasSent() throws Exception {
    var key = UUID.randomUUID().toString();
    for (var row :
        List.of(
            "'sent 8 days ago', now() - interval '8 days', null",
            "'sent 6 days ago', now() - interval '6 days', null",
            "'parked', null, 'RecordTooLargeException'")) {
      jdbc.sql(
              """
              insert into outbox (type, sent_at, parked_reason, message_id, topic, message_key, shard, payload, occurred_at)
              values (%s, uuidv7(), 'none', ?, 0, '{}', now() - interval '9 days')
              """
                  .formatted(row))
          .param(key)
          .update();
    }
    jdbc.sql(
            """
            insert into inbox (consumer, message_id, received_at)
            values (?, uuidv7(), now() - interval '16 days'), (?, uuidv7(), now() - interval '14 days')
            """)
        .params(key, key)
        .update();

    try (var lease = new ShardLease(database)) {
      lease.purge();
    }

    assertThat(
            jdbc.sql("select type from outbox where message_key = ? order by position")
                .param(key)
                .query(String.class)
                .list())
        .containsExactly("sent 6 days ago", "parked");
    assertThat(
            jdbc.sql("select count(*) from inbox where consumer = ?")
                .param(key)
                .query(Integer.class)
                .single())
        .isEqualTo(1);
  }

  private Relay secondInstance() {
    return new Relay(database, jdbc, producers.getConfigurationProperties(), "probe", meters);
  }

  private static boolean holdsAll(Relay relay) {
    return IntStream.range(0, Outbox.SHARDS).allMatch(relay::holds);
  }

  private static ConsumerRecord<byte[], byte[]> one(String key) {
    var records =
        Wire.firsts(
            Wire.read(TOPIC.topicName(), r -> key.equals(Wire.key(r)), some -> !some.isEmpty()));
    assertThat(records).hasSize(1);
    return records.getFirst();
  }

  private int unsent(String key) {
    return jdbc.sql(
            "select count(*) from outbox where message_key = ? and sent_at is null and parked_reason is null")
        .param(key)
        .query(Integer.class)
        .single();
  }

  private List<String> keys() {
    var keys = IntStream.range(0, 5).mapToObj(_ -> UUID.randomUUID().toString()).toList();
    jdbc.sql("create table if not exists counter (key text primary key, number int not null)")
        .update();
    keys.forEach(key -> jdbc.sql("insert into counter values (?, 0)").param(key).update());
    return keys;
  }

  /** Each commit counts one key up and says so; every seventh is rolled back. */
  private void write(List<String> keys, long seed) throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var writers =
          IntStream.range(0, WRITERS)
              .mapToObj(
                  writer ->
                      threads.submit(
                          () -> {
                            var random = new Random(seed * WRITERS + writer);
                            for (var commit = 1; commit <= COMMITS; commit++) {
                              count(keys.get(random.nextInt(keys.size())), commit % 7 == 0);
                            }
                            return true;
                          }))
              .toList();
      for (var writer : writers) {
        assertThat(writer).succeedsWithin(PATIENCE);
      }
    }
  }

  private void count(String key, boolean inVain) {
    transaction.executeWithoutResult(
        status -> {
          var number =
              jdbc.sql("update counter set number = number + 1 where key = ? returning number")
                  .param(key)
                  .query(Integer.class)
                  .single();
          outbox.add(TOPIC, key, new Probe("count", number));
          if (inVain) {
            status.setRollbackOnly();
          }
        });
  }

  /** Every number of every key appears, for the first time, in the order it was counted. */
  private void assertInOrder(List<String> keys) {
    Map<String, List<Integer>> expected = new HashMap<>();
    for (var key : keys) {
      var last =
          jdbc.sql("select number from counter where key = ?")
              .param(key)
              .query(Integer.class)
              .single();
      expected.put(key, IntStream.rangeClosed(1, last).boxed().toList());
    }
    var total = expected.values().stream().mapToInt(List::size).sum();

    var records =
        Wire.firsts(
            Wire.read(
                TOPIC.topicName(),
                r -> keys.contains(Wire.key(r)),
                some -> Wire.firsts(some).size() >= total));

    assertThat(
            records.stream()
                .collect(groupingBy(Wire::key, mapping(r -> Wire.probe(r).number(), toList()))))
        .isEqualTo(expected);
    assertThat(total).isEqualTo(WRITERS * (COMMITS - COMMITS / 7));
  }
}
