package se.rond.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.springframework.beans.factory.annotation.Autowired;
import se.rond.contracts.topic.Topic;
import se.rond.messaging.ErrorPolicy.Reason;
import se.rond.messaging.ProbeService.Notes;
import se.rond.testsupport.EmbeddedBroker;

/** Whatever stands between two good records: they pass, and it is parked once or does no harm. */
@MessagingTest
class DefectsIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Topic TOPIC = Topic.TRIAGE_DECISIONS;

  /** All on one partition, since a record without a key has no other order. */
  private static final int PARTITION = 7;

  /** What a deeply compressed record hides: three times what the broker takes. */
  private static final int HIDDEN_BYTES = 3 << 20;

  private static final byte[] NOT_UTF_8 = {(byte) 0xc3, (byte) 0x28, (byte) 0xff, 0};

  /** Compresses, as a producer of somebody else may. */
  private static KafkaProducer<byte[], byte[]> producer;

  private final Notes notes;
  private final String mark = UUID.randomUUID().toString();

  @Autowired
  DefectsIT(Notes notes) {
    this.notes = notes;
  }

  @BeforeAll
  static void open() {
    producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                EmbeddedBroker.bootstrapServers(),
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "gzip",
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                2 * HIDDEN_BYTES),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  @AfterAll
  static void close() {
    producer.close();
  }

  /**
   * A record, and what is to become of it.
   *
   * @param json its value; {@code MARK} stands for what tells this test's records from others
   * @param reason why it is parked, or null where it is heard like any other
   */
  record Case(
      String name,
      boolean hasKey,
      @Nullable String json,
      Consumer<Headers> headers,
      @Nullable Reason reason) {
    @Override
    public String toString() {
      return name + (reason == null ? " is heard" : " is " + reason);
    }
  }

  private static final String GOOD = "{\"text\":\"MARK\",\"number\":1}";

  static final List<Case> CASES =
      List.of(
          value("broken JSON", "{\"text\":\"MARK\",", Reason.UNREADABLE),
          value("text where an object is read", "\"MARK\"", Reason.UNREADABLE),
          value(
              "an object where text is read",
              "{\"text\":{\"MARK\":1},\"number\":1}",
              Reason.UNREADABLE),
          value(
              "text where a number is read",
              "{\"text\":\"MARK\",\"number\":\"many\"}",
              Reason.UNREADABLE),
          value("no value", null, Reason.UNREADABLE),
          value("an empty value", "", Reason.UNREADABLE),
          value(
              "deeper nesting than anybody needs",
              "{\"text\":\"MARK\",\"x\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}",
              Reason.UNREADABLE),
          value(
              "a text of 1 MB",
              "{\"text\":\"MARK" + "x".repeat(1_000_000) + "\",\"number\":1}",
              Reason.UNREADABLE),
          value(
              "a number of 1 MB",
              "{\"text\":\"MARK\",\"number\":" + "9".repeat(1_000_000) + "}",
              Reason.UNREADABLE),
          value(
              "more than the broker takes, compressed",
              "{\"text\":\"MARK\",\"number\":1}" + " ".repeat(HIDDEN_BYTES),
              Reason.UNREADABLE),
          value("a listener that fails", "{\"text\":\"defect MARK\",\"number\":1}", Reason.DEFECT),
          new Case("no key", false, GOOD, _ -> {}, Reason.BAD_HEADERS),
          headers("no id", h -> h.remove(EventHeaders.ID), Reason.BAD_HEADERS),
          headers("an id without a value", h -> h.add(EventHeaders.ID, null), Reason.BAD_HEADERS),
          headers(
              "an id that is no UTF-8", h -> h.add(EventHeaders.ID, NOT_UTF_8), Reason.BAD_HEADERS),
          headers(
              "an id of 100 kB",
              h -> h.add(EventHeaders.ID, "1-".repeat(50_000).getBytes(UTF_8)),
              Reason.BAD_HEADERS),
          headers("a type of a later version", type("RequestTriaged.v2"), Reason.UNKNOWN_VERSION),
          headers(
              "a type of a version far away",
              type("RequestTriaged.v" + "9".repeat(50_000)),
              Reason.UNKNOWN_VERSION),
          headers(
              "another CloudEvents",
              h -> h.add(EventHeaders.SPEC_VERSION, "2.0".getBytes(UTF_8)),
              Reason.UNKNOWN_VERSION),
          headers("a type of the topic's version", type("RequestTriaged.v1"), null),
          headers("a type that is no UTF-8", h -> h.add(EventHeaders.TYPE, NOT_UTF_8), null),
          headers("a type without a value", h -> h.add(EventHeaders.TYPE, null), null),
          headers(
              "the name of a class to make",
              h ->
                  List.of("__TypeId__", "__KeyTypeId__", "spring_json_header_types")
                      .forEach(n -> h.add(n, "java.lang.ProcessBuilder".getBytes(UTF_8))),
              null),
          headers(
              "5,000 headers",
              h -> IntStream.range(0, 5_000).forEach(i -> h.add("ce_" + i, "x".getBytes(UTF_8))),
              null),
          headers("a header of 500 kB", h -> h.add("ce_extension", new byte[500_000]), null),
          headers("a trace that is none", h -> h.add(EventHeaders.TRACE_PARENT, NOT_UTF_8), null),
          headers("a trace without a value", h -> h.add(EventHeaders.TRACE_PARENT, null), null),
          headers(
              "baggage of 100 kB",
              h -> h.add("baggage", "a=b,".repeat(25_000).getBytes(UTF_8)),
              null));

  private static Case value(String name, @Nullable String json, @Nullable Reason reason) {
    return new Case(name, true, json, _ -> {}, reason);
  }

  private static Case headers(String name, Consumer<Headers> headers, @Nullable Reason reason) {
    return new Case(name, true, GOOD, headers, reason);
  }

  private static Consumer<Headers> type(String type) {
    return headers -> headers.add(EventHeaders.TYPE, type.getBytes(UTF_8));
  }

  @ParameterizedTest
  @FieldSource("CASES")
  void passesOrIsParkedOnceBetweenTwoGoodRecords(Case given) throws Exception {
    var before = "before " + mark;
    var after = "after " + mark;
    var odd = record(given);

    write(good(before));
    var offset = write(odd);
    write(good(after));

    await().atMost(PATIENCE).until(() -> notes.heard().contains(after));
    var between =
        notes.heard().subList(notes.heard().indexOf(before) + 1, notes.heard().indexOf(after));
    var parked = parked();
    if (given.reason() == null) {
      assertThat(between).as("heard from offset %s", offset).containsExactly(mark);
      assertThat(parked).isEmpty();
    } else {
      assertThat(between).isEmpty();
      assertThat(parked)
          .singleElement()
          .satisfies(
              record -> {
                assertThat(record.value()).isEqualTo(odd.value());
                assertThat(record.key()).isEqualTo(odd.key());
                assertThat(record.partition()).isEqualTo(PARTITION);
                assertThat(Wire.header(record, EventHeaders.REASON))
                    .isEqualTo(given.reason().name());
              });
    }
  }

  private ProducerRecord<byte[], byte[]> record(Case given) {
    var json = given.json();
    var record =
        new ProducerRecord<>(
            TOPIC.topicName(),
            PARTITION,
            given.hasKey() ? mark.getBytes(UTF_8) : null,
            json == null ? null : json.replace("MARK", mark).getBytes(UTF_8));
    record.headers().add(EventHeaders.ID, UUID.randomUUID().toString().getBytes(UTF_8));
    record.headers().add("mark", mark.getBytes(UTF_8));
    given.headers().accept(record.headers());
    return record;
  }

  private ProducerRecord<byte[], byte[]> good(String text) {
    return record(value("good", GOOD.replace("MARK", text), null));
  }

  private static long write(ProducerRecord<byte[], byte[]> record) throws Exception {
    return producer.send(record).get().offset();
  }

  /** What this test has on the dead-letter topic now; call it when a later record was heard. */
  private List<ConsumerRecord<byte[], byte[]>> parked() throws Exception {
    var end = UUID.randomUUID().toString();
    producer
        .send(
            new ProducerRecord<>(
                TOPIC.deadLetterName(), PARTITION, end.getBytes(UTF_8), new byte[0]))
        .get();
    return Wire.read(
            TOPIC.deadLetterName(),
            r -> mark.equals(Wire.header(r, "mark")) || end.equals(Wire.key(r)),
            some -> some.stream().anyMatch(r -> end.equals(Wire.key(r))))
        .stream()
        .filter(r -> !end.equals(Wire.key(r)))
        .toList();
  }
}
