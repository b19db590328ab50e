package se.rond.triage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import se.rond.contracts.topic.Topic;
import se.rond.testsupport.EmbeddedBroker;

/** Dispatch's end of the wire: asks as it does, and reads what triage answers. */
public final class Wire implements AutoCloseable {

  /** The trace that every question belongs to. */
  public static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

  private final KafkaProducer<String, String> producer =
      new KafkaProducer<>(
          Map.of("bootstrap.servers", EmbeddedBroker.bootstrapServers(), "acks", "all"),
          new StringSerializer(),
          new StringSerializer());

  private final KafkaConsumer<String, String> consumer =
      new KafkaConsumer<>(
          Map.of("bootstrap.servers", EmbeddedBroker.bootstrapServers()),
          new StringDeserializer(),
          new StringDeserializer());

  private final List<ConsumerRecord<String, String>> read = new ArrayList<>();

  public Wire() {
    var topic = Topic.TRIAGE_DECISIONS.topicName();
    var partitions =
        consumer.partitionsFor(topic).stream()
            .map(partition -> new TopicPartition(topic, partition.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /** Writes one record on the topic that triage reads. */
  public void ask(UUID message, String key, String json) {
    var record = new ProducerRecord<>(Topic.DISPATCH_ASSESSMENT_REQUESTS.topicName(), key, json);
    record.headers().add("ce_id", message.toString().getBytes(UTF_8));
    record
        .headers()
        .add("traceparent", "00-%s-00f067aa0ba902b7-01".formatted(TRACE).getBytes(UTF_8));
    try {
      producer.send(record).get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException("Expected the broker to take a record", e);
    }
  }

  /** Everything triage has answered about a request so far, in order. */
  public List<ConsumerRecord<String, String>> answers(String key) {
    consumer.poll(Duration.ofMillis(100)).forEach(read::add);
    return read.stream().filter(record -> record.key().equals(key)).toList();
  }

  public static String header(ConsumerRecord<?, ?> record, String name) {
    return new String(record.headers().lastHeader(name).value(), UTF_8);
  }

  @Override
  public void close() {
    producer.close();
    consumer.close();
  }
}
