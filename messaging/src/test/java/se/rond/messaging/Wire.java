package se.rond.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import se.rond.testsupport.EmbeddedBroker;

/** What really stands on a topic, read and written without any code of ours. */
final class Wire implements AutoCloseable {

  private static final Duration GIVE_UP_AFTER = Duration.ofSeconds(60);

  private final KafkaProducer<byte[], byte[]> producer =
      new KafkaProducer<>(
          Map.of("bootstrap.servers", EmbeddedBroker.bootstrapServers()),
          new ByteArraySerializer(),
          new ByteArraySerializer());

  /** Writes JSON with the headers a listener needs. */
  void write(String topic, String key, UUID id, String json) throws Exception {
    var record = new ProducerRecord<>(topic, key.getBytes(UTF_8), json.getBytes(UTF_8));
    record.headers().add(EventHeaders.ID, id.toString().getBytes(UTF_8));
    write(record);
  }

  void write(ProducerRecord<byte[], byte[]> record) throws Exception {
    producer.send(record).get();
  }

  /** Reads from the beginning until {@code enough}; returns the records of the key, in order. */
  static List<ConsumerRecord<byte[], byte[]>> read(
      String topic,
      Predicate<ConsumerRecord<byte[], byte[]>> wanted,
      Predicate<List<ConsumerRecord<byte[], byte[]>>> enough) {
    try (var consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", EmbeddedBroker.bootstrapServers()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      var partitions =
          consumer.partitionsFor(topic).stream()
              .map(p -> new TopicPartition(topic, p.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var read = new ArrayList<ConsumerRecord<byte[], byte[]>>();
      var deadline = System.nanoTime() + GIVE_UP_AFTER.toNanos();
      while (!enough.test(read) && System.nanoTime() < deadline) {
        consumer
            .poll(Duration.ofMillis(100))
            .forEach(r -> Stream.of(r).filter(wanted).forEach(read::add));
      }
      return read;
    }
  }

  /** The first appearance of each message. */
  static List<ConsumerRecord<byte[], byte[]>> firsts(List<ConsumerRecord<byte[], byte[]>> records) {
    var seen = new HashSet<String>();
    return records.stream().filter(r -> seen.add(header(r, EventHeaders.ID))).toList();
  }

  static @Nullable String key(ConsumerRecord<byte[], byte[]> record) {
    return record.key() == null ? null : new String(record.key(), UTF_8);
  }

  static Probe probe(ConsumerRecord<byte[], byte[]> record) {
    return MessagingAutoConfiguration.JSON.readValue(record.value(), Probe.class);
  }

  static @Nullable String header(ConsumerRecord<?, ?> record, String name) {
    var header = record.headers().lastHeader(name);
    return header == null ? null : new String(header.value(), UTF_8);
  }

  @Override
  public void close() {
    producer.close();
  }
}
