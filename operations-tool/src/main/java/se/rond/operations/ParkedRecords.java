package se.rond.operations;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import se.rond.contracts.topic.Topic;
import se.rond.operations.Operations.NotDone;
import se.rond.operations.ParkedRecord.Place;

/** The dead-letter topics, read and written as any client may. */
final class ParkedRecords implements AutoCloseable {

  /** A mebibyte at the source can be far longer when it is not compressed; see ErrorPolicy. */
  private static final int LONGEST_RECORD_BYTES = 32 << 20;

  private final Map<String, Object> properties;
  private final KafkaConsumer<byte[], byte[]> consumer;

  ParkedRecords(Map<String, Object> properties) {
    this.properties = properties;
    var mine = new HashMap<>(properties);
    var answer = (int) BrokerOptions.ANSWER_WITHIN.toMillis();
    mine.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, answer);
    mine.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, answer);
    mine.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    mine.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    // Where a record is asked for that retention has taken: say so instead of showing another.
    mine.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    consumer = new KafkaConsumer<>(mine, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /**
   * What is parked and was not replayed: by topic, partition and offset, without values, up to the
   * moment of asking.
   */
  List<ParkedRecord> list(Collection<Topic> topics) {
    var waiting = new ArrayList<ParkedRecord>();
    for (var topic : topics) {
      for (var partition : partitions(topic)) {
        var replayed = new HashSet<Long>();
        var parked = new ArrayList<ParkedRecord>();
        read(
            partition,
            record -> {
              var offset = ParkedRecord.replayed(record);
              if (offset != null) {
                replayed.add(offset);
              } else if (ParkedRecord.isParked(record)) {
                parked.add(new ParkedRecord(topic, withoutValue(record)));
              }
            });
        parked.stream()
            .filter(record -> !replayed.contains(record.place().offset()))
            .forEach(waiting::add);
      }
    }
    return waiting;
  }

  /** The whole record at a place. */
  ParkedRecord load(Place place) {
    return find(place)
        .orElseThrow(
            () ->
                new NotDone(
                    "Nothing is parked at "
                        + place
                        + ".\nMaybe its "
                        + Topic.DEAD_LETTER_RETENTION.toDays()
                        + " days are over; './operations parked list' shows what there is."));
  }

  private Optional<ParkedRecord> find(Place place) {
    var partition = new TopicPartition(place.topic().deadLetterName(), place.partition());
    if (!partitions(place.topic()).contains(partition)) {
      return Optional.empty();
    }
    var from = consumer.beginningOffsets(List.of(partition)).getOrDefault(partition, 0L);
    var to = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
    if (place.offset() < from || place.offset() >= to) {
      return Optional.empty();
    }
    var found = new ArrayList<ParkedRecord>();
    read(
        partition,
        place.offset(),
        place.offset() + 1,
        record -> {
          if (record.offset() == place.offset() && ParkedRecord.isParked(record)) {
            found.add(new ParkedRecord(place.topic(), record));
          }
        });
    return found.stream().findFirst();
  }

  /**
   * Sends parked records to where they came from, one after the other, and marks each when the
   * broker has it. Killed in between, one was sent and is not marked: sent again, its consumer
   * knows it by its id.
   *
   * @return how many were sent
   */
  int replay(List<ParkedRecord> records, Consumer<ParkedRecord> told) {
    var mine = new HashMap<>(properties);
    var answer = (int) BrokerOptions.ANSWER_WITHIN.toMillis();
    mine.put(ProducerConfig.ACKS_CONFIG, "all");
    mine.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    mine.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    mine.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, (long) answer);
    mine.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, answer / 2);
    mine.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, answer);
    mine.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "gzip");
    mine.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LONGEST_RECORD_BYTES);
    mine.put(ProducerConfig.BUFFER_MEMORY_CONFIG, (long) LONGEST_RECORD_BYTES);
    var sent = 0;
    try (var producer =
        new KafkaProducer<>(mine, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (var listed : records) {
        var whole = load(listed.place());
        producer.send(whole.original()).get();
        producer.send(whole.mark()).get();
        sent++;
        told.accept(listed);
      }
    } catch (ExecutionException e) {
      throw new NotDone(
          "%d of %d replayed, then the broker refused: %s"
              .formatted(sent, records.size(), e.getCause()),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NotDone("%d of %d replayed, then stopped".formatted(sent, records.size()), e);
    }
    return sent;
  }

  /** Empty where the topic does not exist: then nothing was ever parked. */
  private List<TopicPartition> partitions(Topic topic) {
    return consumer.partitionsFor(topic.deadLetterName()).stream()
        .map(info -> new TopicPartition(info.topic(), info.partition()))
        .sorted((a, b) -> Integer.compare(a.partition(), b.partition()))
        .toList();
  }

  private void read(TopicPartition partition, Consumer<ConsumerRecord<byte[], byte[]>> each) {
    var from = consumer.beginningOffsets(List.of(partition)).getOrDefault(partition, 0L);
    var to = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
    read(partition, from, to, each);
  }

  private void read(
      TopicPartition partition, long from, long to, Consumer<ConsumerRecord<byte[], byte[]>> each) {
    consumer.assign(List.of(partition));
    consumer.seek(partition, from);
    var heardAt = System.nanoTime();
    while (consumer.position(partition) < to) {
      var some = consumer.poll(Duration.ofMillis(200));
      if (!some.isEmpty()) {
        heardAt = System.nanoTime();
      } else if (System.nanoTime() - heardAt > BrokerOptions.ANSWER_WITHIN.toNanos()) {
        throw new KafkaException(
            "no record of %s within %s".formatted(partition, BrokerOptions.ANSWER_WITHIN));
      }
      for (var record : some) {
        if (record.offset() < to) {
          each.accept(record);
        }
      }
    }
  }

  private static ConsumerRecord<byte[], byte[]> withoutValue(
      ConsumerRecord<byte[], byte[]> record) {
    return new ConsumerRecord<byte[], @Nullable byte[]>(
        record.topic(),
        record.partition(),
        record.offset(),
        record.timestamp(),
        record.timestampType(),
        record.serializedKeySize(),
        record.serializedValueSize(),
        record.key(),
        null,
        record.headers(),
        record.leaderEpoch());
  }

  @Override
  public void close() {
    consumer.close();
  }
}
