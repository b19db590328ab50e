package se.rond.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.tracing.Tracer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.transaction.support.TransactionTemplate;
import se.rond.contracts.topic.Topic;
import se.rond.messaging.ProbeService.Ears;
import se.rond.messaging.ProbeService.Notes;
import se.rond.testsupport.EmbeddedBroker;

@MessagingTest
class ListenerIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Topic TOPIC = Topic.TRIAGE_DECISIONS;

  private final Notes notes;
  private final Outbox outbox;
  private final TransactionTemplate transaction;
  private final Tracer tracer;
  private final KafkaListenerEndpointRegistry listeners;
  private final Wire wire = new Wire();
  private final String key = UUID.randomUUID().toString();

  @Autowired
  ListenerIT(
      Notes notes,
      Outbox outbox,
      TransactionTemplate transaction,
      Tracer tracer,
      KafkaListenerEndpointRegistry listeners) {
    this.notes = notes;
    this.outbox = outbox;
    this.transaction = transaction;
    this.tracer = tracer;
    this.listeners = listeners;
  }

  @AfterEach
  void closeWire() {
    wire.close();
  }

  @Test
  void hearsWhatWasAddedToTheOutboxInTheSameTrace() {
    var span = tracer.nextSpan().name("decide").start();
    var text = text("traced");

    try (var _ = tracer.withSpan(span)) {
      transaction.executeWithoutResult(_ -> outbox.add(TOPIC, key, new Probe(text, 1)));
    } finally {
      span.end();
    }

    awaitHeard(text);
    assertThat(notes.traces().get(text)).isEqualTo(span.context().traceId());
    assertThat(listeners.getListenerContainer(Ears.DECISIONS).getGroupId())
        .isEqualTo("probe.decisions");
  }

  @Test
  void dropsARepeat() throws Exception {
    var id = UUID.randomUUID();
    var text = text("once");
    var last = text("last");

    wire.write(TOPIC.topicName(), key, id, json(text));
    wire.write(TOPIC.topicName(), key, id, json(text));
    wire.write(TOPIC.topicName(), key, UUID.randomUUID(), json(last));

    awaitHeard(last);
    assertThat(heard()).containsExactly(text, last);
  }

  @Test
  void readsWhatANewerProducerAdds() throws Exception {
    var text = text("newer");

    wire.write(
        TOPIC.topicName(),
        key,
        UUID.randomUUID(),
        "{\"text\":\"%s\",\"number\":1,\"added\":[1]}".formatted(text));

    awaitHeard(text);
  }

  @Test
  void parksADefectOnceAsItWasAndGoesOn() throws Exception {
    var id = UUID.randomUUID();
    var defect = text("defect");
    var next = text("next");
    var record =
        new ProducerRecord<>(TOPIC.topicName(), key.getBytes(UTF_8), json(defect).getBytes(UTF_8));
    record.headers().add(EventHeaders.ID, id.toString().getBytes(UTF_8));
    record.headers().add(EventHeaders.REASON, "FORGED".getBytes(UTF_8));
    record.headers().add("id", "not a number of Spring's".getBytes(UTF_8));

    wire.write(record);
    wire.write(TOPIC.topicName(), key, UUID.randomUUID(), json(next));

    awaitHeard(next);
    var parked = parked();
    assertThat(parked).hasSize(1);
    assertThat(parked.getFirst().value()).asString(UTF_8).isEqualTo(json(defect));
    assertThat(headers(parked.getFirst()))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                EventHeaders.ID,
                id.toString(),
                "id",
                "not a number of Spring's",
                EventHeaders.REASON,
                "DEFECT",
                EventHeaders.EXCEPTION,
                IllegalStateException.class.getName()));
    assertThat(parked.getFirst().partition()).isEqualTo(partitionOf(next));
    assertThat(notes.attempts().get(defect)).hasValue(1);
  }

  @Test
  void parksWhatCannotBeRead() throws Exception {
    var next = text("next");

    wire.write(TOPIC.topicName(), key, UUID.randomUUID(), "{\"text\":");
    wire.write(TOPIC.topicName(), key, UUID.randomUUID(), "{\"text\":{},\"number\":1}");
    wire.write(TOPIC.topicName(), key, UUID.randomUUID(), "[".repeat(40) + "]".repeat(40));
    var empty = new ProducerRecord<byte[], byte[]>(TOPIC.topicName(), key.getBytes(UTF_8), null);
    empty.headers().add(EventHeaders.ID, UUID.randomUUID().toString().getBytes(UTF_8));
    wire.write(empty);
    wire.write(TOPIC.topicName(), key, UUID.randomUUID(), json(next));

    awaitHeard(next);
    assertThat(parked())
        .extracting(r -> Wire.header(r, EventHeaders.REASON))
        .containsExactly("UNREADABLE", "UNREADABLE", "UNREADABLE", "UNREADABLE");
  }

  @Test
  void parksWhatHasNoUsableIdOrKey() throws Exception {
    var next = text("next");
    var mark = text("keyless");

    wire.write(
        new ProducerRecord<>(TOPIC.topicName(), key.getBytes(UTF_8), json("a").getBytes(UTF_8)));
    var badId =
        new ProducerRecord<>(TOPIC.topicName(), key.getBytes(UTF_8), json("b").getBytes(UTF_8));
    badId.headers().add(EventHeaders.ID, "1-1-1-1-1".getBytes(UTF_8));
    wire.write(badId);
    var keyless =
        new ProducerRecord<byte[], byte[]>(TOPIC.topicName(), null, json(mark).getBytes(UTF_8));
    keyless.headers().add(EventHeaders.ID, UUID.randomUUID().toString().getBytes(UTF_8));
    wire.write(keyless);
    wire.write(TOPIC.topicName(), key, UUID.randomUUID(), json(next));

    awaitHeard(next);
    assertThat(parked())
        .extracting(r -> Wire.header(r, EventHeaders.REASON))
        .containsExactly("BAD_HEADERS", "BAD_HEADERS");
    assertThat(
            Wire.read(
                TOPIC.deadLetterName(),
                r -> r.key() == null && new String(r.value(), UTF_8).equals(json(mark)),
                some -> !some.isEmpty()))
        .extracting(r -> Wire.header(r, EventHeaders.REASON))
        .containsExactly("BAD_HEADERS");
    assertThat(heard()).containsExactly(next);
  }

  @Test
  void pausesAtAFaultAndGoesOnInOrderWithNothingParked() throws Exception {
    var fault = text("fault");
    var after = List.of(text("second"), text("third"));

    wire.write(TOPIC.topicName(), key, UUID.randomUUID(), json(fault));
    for (var text : after) {
      wire.write(TOPIC.topicName(), key, UUID.randomUUID(), json(text));
    }

    awaitHeard(after.getLast());
    assertThat(heard()).containsExactly(fault, after.getFirst(), after.getLast());
    assertThat(notes.attempts().get(fault)).hasValue(4);
    var sentinel = text("defect");
    wire.write(TOPIC.topicName(), key, UUID.randomUUID(), json(sentinel));
    assertThat(
            Wire.read(
                TOPIC.deadLetterName(), r -> key.equals(Wire.key(r)), some -> !some.isEmpty()))
        .extracting(r -> new String(r.value(), UTF_8))
        .containsExactly(json(sentinel));
  }

  @Test
  void standsStillUntilADefectCanBeParked() throws Exception {
    var topic = Topic.DISPATCH_ASSESSMENT_REQUESTS;
    var defect = text("defect");
    var next = text("next");
    try (var admin = Admin.create(Map.of("bootstrap.servers", EmbeddedBroker.bootstrapServers()))) {
      admin.deleteTopics(List.of(topic.deadLetterName())).all().get();

      wire.write(topic.topicName(), key, UUID.randomUUID(), json(defect));
      wire.write(topic.topicName(), key, UUID.randomUUID(), json(next));
      var container = listeners.getListenerContainer(Ears.REQUESTS);
      await().atMost(PATIENCE).until(container::isContainerPaused);
      assertThat(heard()).doesNotContain(next);
      admin
          .createTopics(List.of(new NewTopic(topic.deadLetterName(), Topic.PARTITIONS, (short) 1)))
          .all()
          .get();
    }

    awaitHeard(next);
    assertThat(
            Wire.read(
                topic.deadLetterName(), r -> key.equals(Wire.key(r)), some -> !some.isEmpty()))
        .extracting(r -> new String(r.value(), UTF_8))
        .containsExactly(json(defect));
  }

  private String text(String what) {
    return what + " " + key;
  }

  private static String json(String text) {
    return "{\"text\":\"%s\",\"number\":1}".formatted(text);
  }

  private void awaitHeard(String text) {
    await().atMost(PATIENCE).until(() -> heard().contains(text));
  }

  private List<String> heard() {
    return notes.heard().stream().filter(text -> text.endsWith(key)).toList();
  }

  /** What was parked under this test's key; call it when a later record was heard. */
  private List<ConsumerRecord<byte[], byte[]>> parked() throws Exception {
    var end = UUID.randomUUID().toString();
    for (var partition = 0; partition < Topic.PARTITIONS; partition++) {
      wire.write(
          new ProducerRecord<>(
              TOPIC.deadLetterName(), partition, end.getBytes(UTF_8), new byte[0]));
    }
    return Wire.read(
            TOPIC.deadLetterName(),
            r -> key.equals(Wire.key(r)) || end.equals(Wire.key(r)),
            some -> some.stream().filter(r -> end.equals(Wire.key(r))).count() == Topic.PARTITIONS)
        .stream()
        .filter(r -> key.equals(Wire.key(r)))
        .toList();
  }

  private int partitionOf(String text) {
    return Wire.read(
            TOPIC.topicName(),
            r -> key.equals(Wire.key(r)) && new String(r.value(), UTF_8).equals(json(text)),
            some -> !some.isEmpty())
        .getFirst()
        .partition();
  }

  private static Map<String, String> headers(ConsumerRecord<?, ?> record) {
    return StreamSupport.stream(record.headers().spliterator(), false)
        .collect(Collectors.toMap(Header::key, h -> new String(h.value(), UTF_8)));
  }
}
