package se.rond.reliability.deadlines;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import se.rond.testsupport.EmbeddedBroker;
import tools.jackson.databind.json.JsonMapper;

/**
 * An event that others are to hear of exactly once.
 *
 * @param responder whose offer lapsed; empty for all other events
 */
record Told(String request, String event, String responder) {

  private static final String TOPIC = "dispatch.requests.v1";

  private static final JsonMapper JSON = JsonMapper.shared();

  /**
   * Reads the whole topic. What the relay repeats after a kill has the same id, by which readers
   * drop it; two ids are two events.
   *
   * @return the ids that each event has on the topic
   */
  static Map<Told, Set<UUID>> readAll() {
    var told = new HashMap<Told, Set<UUID>>();
    try (var consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of("bootstrap.servers", EmbeddedBroker.bootstrapServers()),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      var partitions =
          consumer.partitionsFor(TOPIC).stream()
              .map(one -> new TopicPartition(TOPIC, one.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var ends = consumer.endOffsets(partitions);
      while (!hasRead(consumer, ends)) {
        for (var record : consumer.poll(Duration.ofSeconds(1))) {
          told.merge(of(record), Set.of(id(record)), Told::both);
        }
      }
    }
    return told;
  }

  private static boolean hasRead(
      KafkaConsumer<String, byte[]> consumer, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }

  private static Set<UUID> both(Set<UUID> some, Set<UUID> others) {
    var all = new ArrayList<UUID>(some);
    all.addAll(others);
    return Set.copyOf(all);
  }

  private static Told of(ConsumerRecord<String, byte[]> record) {
    var event = header(record, "ce_type");
    var responder =
        event.equals("OfferLapsed")
            ? JSON.readTree(record.value()).path("responder").asString()
            : "";
    return new Told(record.key(), event, responder);
  }

  private static UUID id(ConsumerRecord<String, byte[]> record) {
    return UUID.fromString(header(record, "ce_id"));
  }

  private static String header(ConsumerRecord<String, byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), UTF_8);
  }

  /** Those of them that are not on the topic, or more than once. */
  static List<Told> notOnce(Set<Told> expected) {
    var told = readAll();
    return expected.stream().filter(one -> told.getOrDefault(one, Set.of()).size() != 1).toList();
  }
}
