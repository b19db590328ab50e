package se.rond.benchmarks.chain;

import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Reads a topic record by record on one thread, as a listener of Rond does. The place it has read
 * to is committed when the rows of all it has read are.
 */
final class Listener {

  /** What is done with each record; when it returns, the record may be forgotten. */
  interface Step {
    void take(ConsumerRecord<String, String> record) throws Exception;
  }

  private Listener() {}

  static void start(String group, String topic, String broker, Step step) {
    Thread.ofPlatform().name(group).start(() -> listen(group, topic, broker, step));
  }

  private static void listen(String group, String topic, String broker, Step step) {
    var properties = BareChain.client(broker);
    properties.setProperty("group.id", topic + "." + group);
    properties.setProperty("enable.auto.commit", "false");
    properties.setProperty("auto.offset.reset", "earliest");
    try (var consumer =
        new KafkaConsumer<>(properties, new StringDeserializer(), new StringDeserializer())) {
      consumer.subscribe(List.of(topic));
      while (true) {
        for (var record : consumer.poll(Duration.ofSeconds(1))) {
          step.take(record);
        }
        consumer.commitAsync();
      }
    } catch (Exception e) {
      Relay.halt(e);
    }
  }
}
