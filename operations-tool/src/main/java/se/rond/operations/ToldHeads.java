package se.rond.operations;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import se.rond.contracts.topic.Topic;
import se.rond.operations.Operations.NotDone;

/** The heads of the access log that dispatch has told, up to the moment of opening. */
final class ToldHeads implements AutoCloseable {

  /** As dispatch writes it; a later version may add properties. */
  private static final Pattern SEQUENCE = Pattern.compile("\"sequence\"\\s*:\\s*(\\d{1,18})\\b");

  private static final Pattern HASH = Pattern.compile("\"hash\"\\s*:\\s*\"([0-9a-f]{64})\"");

  private static final Duration POLL = Duration.ofSeconds(1);

  /** A head as it was told. */
  record Head(long sequence, String hash) {}

  private final KafkaConsumer<String, String> consumer;
  private final Map<TopicPartition, Long> ends;

  private ToldHeads(KafkaConsumer<String, String> consumer, Map<TopicPartition, Long> ends) {
    this.consumer = consumer;
    this.ends = Map.copyOf(ends);
  }

  /** Opens them at the beginning; what is told later is not among them. */
  static ToldHeads open(Map<String, Object> broker) {
    var properties = new HashMap<>(broker);
    var answer = (int) BrokerOptions.ANSWER_WITHIN.toMillis();
    properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, answer);
    properties.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, answer);
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    var consumer =
        new KafkaConsumer<>(properties, new StringDeserializer(), new StringDeserializer());
    var partitions =
        consumer.partitionsFor(Topic.DISPATCH_ACCESS_LOG_V1).stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    var ends = consumer.endOffsets(partitions);
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    return new ToldHeads(consumer, ends);
  }

  /**
   * Hands them on as they come: there is one for each second in which somebody looked at a patient,
   * and five years of them.
   *
   * @throws NotDone if the broker stops to answer
   */
  void readAll(Consumer<List<Head>> batches) {
    var lastAnswer = System.nanoTime();
    while (ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
      var records = consumer.poll(POLL);
      if (!records.isEmpty()) {
        lastAnswer = System.nanoTime();
      } else if (System.nanoTime() - lastAnswer > BrokerOptions.ANSWER_WITHIN.toNanos()) {
        throw new NotDone(
            "Expected more of %s within %d s, but the broker told nothing"
                .formatted(Topic.DISPATCH_ACCESS_LOG_V1, BrokerOptions.ANSWER_WITHIN.toSeconds()));
      }
      var heads = new ArrayList<Head>();
      for (var record : records) {
        var sequence = SEQUENCE.matcher(record.value());
        var hash = HASH.matcher(record.value());
        if (sequence.find() && hash.find()) {
          heads.add(new Head(Long.parseLong(sequence.group(1)), hash.group(1)));
        }
      }
      batches.accept(heads);
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
