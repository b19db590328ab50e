package se.rond.operations;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static se.rond.operations.ProbeService.TOPIC;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.rond.testsupport.EmbeddedBroker;

/** What an operator does with what the real error policy has parked. */
class ParkedCommandIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Stands in a record's value, in a header, and in keys that are no ids. */
  private static final String PERSON = "19121212-1212";

  private final String key = UUID.randomUUID().toString();

  private ProbeService.Running service;
  private KafkaProducer<byte[], byte[]> producer;

  @BeforeEach
  void start() {
    service = ProbeService.start();
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", EmbeddedBroker.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  @AfterEach
  void stop() {
    producer.close();
    service.close();
  }

  @Test
  void aReplayedRecordIsProcessedOnceAsItCameAndListedNoMore() throws Exception {
    var id = UUID.randomUUID();
    var partition = write(id, "defect of " + PERSON);
    write(UUID.randomUUID(), "next");
    awaitHeard(List.of("next"));
    var place = place(id);

    var failed = Command.parked("replay", place[0], place[1], place[2]);
    assertThat(failed.exitCode()).isZero();
    await()
        .atMost(PATIENCE)
        .until(() -> place(id).length > 0 && !List.of(place(id)).equals(List.of(place)));
    assertThat(service.heard(key)).containsExactly("next");

    service.cure();
    var again = place(id);
    var done = Command.parked("replay", again[0], again[1], again[2]);

    assertThat(done)
        .isEqualTo(
            new Command(0, "replayed %s\n1 replayed\n".formatted(String.join(" ", again)), ""));
    awaitHeard(List.of("next", "defect of " + PERSON));
    assertThat(Command.parked("list").out()).doesNotContain(id.toString());
    var repeated = Command.parked("replay", again[0], again[1], again[2]);
    assertThat(repeated.exitCode()).isEqualTo(1);
    assertThat(repeated.err()).contains("was replayed before");
    assertThat(onSource(id, partition))
        .hasSize(3)
        .allSatisfy(
            record -> {
              assertThat(record.key()).asString(UTF_8).isEqualTo(key);
              assertThat(record.headers())
                  .extracting(header -> header.key() + "=" + new String(header.value(), UTF_8))
                  .containsExactly("ce_id=" + id, "ce_type=Saying", "note=about " + PERSON);
            });
  }

  @Test
  void nothingOfAPersonIsShownUnlessAskedFor() throws Exception {
    var id = UUID.randomUUID();
    write(id, "defect of " + PERSON);
    write(UUID.randomUUID(), "next");
    awaitHeard(List.of("next"));
    var place = place(id);

    var listed = Command.parked("list", "--topic", TOPIC.topicName(), "--reason", "DEFECT");
    var shown = Command.parked("show", place[0], place[1], place[2]);
    var whole = Command.parked("show", place[0], place[1], place[2], "--with-content");

    assertThat(listed.out())
        .contains(String.join(" ", place), "DEFECT", IllegalStateException.class.getName(), key)
        .doesNotContain(PERSON);
    assertThat(shown.out())
        .contains("ce_id: " + id, "ce_type: Saying", "note: (19 bytes)", "key: " + key)
        .doesNotContain(PERSON);
    assertThat(whole.out()).contains("note: about " + PERSON, "{\"text\":\"defect of " + PERSON);
  }

  @Test
  void aKeyOrHeaderThatIsNotOursIsNeitherShownNorObeyed() throws Exception {
    var id = UUID.randomUUID();
    var odd =
        new ProducerRecord<>(
            TOPIC.topicName(), 3, ("\u001b[2J" + PERSON).getBytes(UTF_8), "{".getBytes(UTF_8));
    odd.headers().add("ce_id", id.toString().getBytes(UTF_8));
    odd.headers().add("ce_type", PERSON.getBytes(UTF_8));
    odd.headers().add(PERSON, "x".getBytes(UTF_8));
    odd.headers().add(ParkedRecord.REPLAYED, "0".getBytes(UTF_8));
    producer.send(odd).get();
    await().atMost(PATIENCE).until(() -> Command.parked("list").out().contains(id.toString()));
    var place = place(id);

    var listed = Command.parked("list");
    var shown = Command.parked("show", place[0], place[1], place[2]);
    var whole = Command.parked("show", place[0], place[1], place[2], "--with-content");

    assertThat(listed.out() + shown.out()).doesNotContain(PERSON).doesNotContain("\u001b");
    assertThat(whole.out()).contains("key: \\u001b[2J" + PERSON).doesNotContain("\u001b");
  }

  @Test
  void aForgedMarkHidesNothing() throws Exception {
    var id = UUID.randomUUID();
    var partition = write(id, "defect");
    write(UUID.randomUUID(), "next");
    awaitHeard(List.of("next"));
    var forged =
        new ProducerRecord<byte[], byte[]>(TOPIC.topicName(), partition, key.getBytes(UTF_8), null);
    var forgedId = UUID.randomUUID();
    forged.headers().add("ce_id", forgedId.toString().getBytes(UTF_8));
    forged.headers().add(ParkedRecord.REPLAYED, place(id)[2].getBytes(UTF_8));

    producer.send(forged).get();

    await()
        .atMost(PATIENCE)
        .until(() -> Command.parked("list").out().contains(forgedId.toString()));
    assertThat(place(id)).isNotEmpty();
  }

  @Test
  void allOfAReasonGoInTheOrderTheyWereParked() throws Exception {
    write(UUID.randomUUID(), "defect 1");
    write(UUID.randomUUID(), "defect 2");
    write(UUID.randomUUID(), "next");
    awaitHeard(List.of("next"));
    service.cure();

    var none = Command.parked("replay", "--all", "--reason", "BAD_HEADERS");
    var both = Command.parked("replay", "--all", "--reason", "DEFECT");

    assertThat(none.out()).isEqualTo("0 replayed\n");
    assertThat(both.exitCode()).isZero();
    assertThat(Command.parked("list").out()).doesNotContain(key);
    awaitHeard(List.of("next", "defect 1", "defect 2"));
  }

  @Test
  void wrongWordsAreRefusedWithWhatWasExpected() {
    assertThat(Command.parked("replay").exitCode()).isEqualTo(2);
    assertThat(Command.parked("replay", TOPIC.topicName(), "1", "2", "--all").exitCode())
        .isEqualTo(2);
    assertThat(Command.parked("show", "triage.v9", "1", "2").err())
        .contains("expected one of", TOPIC.topicName());
    var gone = Command.parked("show", TOPIC.topicName(), "11", "999999");
    assertThat(gone.exitCode()).isEqualTo(1);
    assertThat(gone.err()).contains("Nothing is parked at " + TOPIC.topicName() + " 11 999999");
  }

  private int write(UUID id, String text) throws Exception {
    var record =
        new ProducerRecord<>(
            TOPIC.topicName(),
            key.getBytes(UTF_8),
            "{\"text\":\"%s\"}".formatted(text).getBytes(UTF_8));
    record.headers().add("ce_id", id.toString().getBytes(UTF_8));
    record.headers().add("ce_type", "Saying".getBytes(UTF_8));
    record.headers().add("note", ("about " + PERSON).getBytes(UTF_8));
    return producer.send(record).get().partition();
  }

  private void awaitHeard(List<String> texts) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(service.heard(key)).containsExactlyElementsOf(texts));
  }

  /** Topic, partition and offset as the list shows them for a message, or nothing. */
  private static String[] place(UUID id) {
    return Command.parked("list")
        .out()
        .lines()
        .filter(line -> line.contains(id.toString()))
        .map(line -> line.substring(0, line.indexOf(" |")).split(" "))
        .findFirst()
        .orElse(new String[0]);
  }

  private static List<ConsumerRecord<byte[], byte[]>> onSource(UUID id, int number) {
    try (var consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", EmbeddedBroker.bootstrapServers()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      var partition = new TopicPartition(TOPIC.topicName(), number);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      var end = consumer.endOffsets(List.of(partition)).get(partition);
      var found = new ArrayList<ConsumerRecord<byte[], byte[]>>();
      while (consumer.position(partition) < end) {
        for (var record : consumer.poll(Duration.ofMillis(100))) {
          if (id.toString()
              .equals(new String(record.headers().lastHeader("ce_id").value(), UTF_8))) {
            found.add(record);
          }
        }
      }
      return found;
    }
  }
}
