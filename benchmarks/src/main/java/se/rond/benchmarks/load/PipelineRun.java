package se.rond.benchmarks.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Measures how many requests triage judges in a second: from the records in the topic until each
 * decision is committed with its inbox row and its outbox row, and until the broker has it. The
 * records are those by which dispatch had the examples judged, each as many other requests. Broker
 * and database are the quickstart's; its other services stand still meanwhile, since they would
 * work on what triage says.
 */
public final class PipelineRun {

  private static final String ASKED = "dispatch.assessment-requests.v1";

  private static final Duration JUDGED_WITHIN = Duration.ofMinutes(5);

  private static final Duration POLL = Duration.ofMillis(500);

  private static final JsonMapper JSON = JsonMapper.shared();

  private final TriageDatabase database;
  private final String broker;
  private final List<ConsumerRecord<byte[], byte[]>> examples;

  private PipelineRun(
      TriageDatabase database, String broker, List<ConsumerRecord<byte[], byte[]>> examples) {
    this.database = database;
    this.broker = broker;
    this.examples = examples;
  }

  /**
   * Prints a table in Markdown, a line for each round after a warm-up of the same length. Ends with
   * an error if a request was not judged or a decision not sent.
   *
   * @param args the checkout, a folder for the run's data, requests per round, rounds
   */
  public static void main(String[] args) throws Exception {
    var checkout = Path.of(args[0]);
    var count = Integer.parseInt(args[2]);
    var rounds = Integer.parseInt(args[3]);
    var port = Processes.freePorts(3);
    var processes = new Processes(Path.of(args[1]));
    var parts = processes.startQuickstart(checkout, port);
    var raised = new Calls(port).raiseExamples(checkout);
    try (var database = new TriageDatabase(parts.database())) {
      database.awaitJudged(raised, JUDGED_WITHIN);
      database.awaitSent(raised, JUDGED_WITHIN);
      var run = new PipelineRun(database, parts.broker(), asked(parts.broker(), raised));
      processes.freeze("dispatch-service");
      processes.freeze("notification-service");
      System.err.println("Warming up");
      run.judge(count, raised);
      System.out.println(
          "| round | judged | s to outbox | per s | s to broker | per s |\n|---|---|---|---|---|---|");
      for (int round = 1; round <= rounds; round++) {
        run.print(round, count, run.judge(count, raised + (long) round * count));
      }
    }
    System.exit(0);
  }

  private record Times(double toOutbox, double toBroker) {}

  /** Has that many more requests judged. */
  private Times judge(int count, long before) throws Exception {
    var begin = System.nanoTime();
    var serializer = new ByteArraySerializer();
    try (var producer = new KafkaProducer<>(client(broker), serializer, serializer)) {
      for (int number = 0; number < count; number++) {
        producer.send(asAnother(examples.get(number % examples.size())));
      }
    }
    database.awaitJudged(before + count, JUDGED_WITHIN);
    var toOutbox = System.nanoTime() - begin;
    database.awaitSent(before + count, JUDGED_WITHIN);
    return new Times(toOutbox / 1e9, (System.nanoTime() - begin) / 1e9);
  }

  private void print(int round, int count, Times times) {
    System.out.println(
        String.format(
            Locale.ROOT,
            "| %d | %d | %.1f | %.0f | %.1f | %.0f |",
            round,
            count,
            times.toOutbox(),
            count / times.toOutbox(),
            times.toBroker(),
            count / times.toBroker()));
  }

  /** The same, asked for another request of another patient. */
  private static ProducerRecord<byte[], byte[]> asAnother(ConsumerRecord<byte[], byte[]> example) {
    var request = UUID.randomUUID().toString();
    var event = (ObjectNode) JSON.readTree(example.value());
    event.put("request", request).put("patient", UUID.randomUUID().toString());
    var record =
        new ProducerRecord<>(ASKED, request.getBytes(UTF_8), JSON.writeValueAsBytes(event));
    example.headers().forEach(record.headers()::add);
    record.headers().remove("ce_id").add("ce_id", UUID.randomUUID().toString().getBytes(UTF_8));
    return record;
  }

  private static Map<String, Object> client(String broker) {
    return Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, broker);
  }

  /** What dispatch asked triage to judge so far. */
  private static List<ConsumerRecord<byte[], byte[]>> asked(String broker, int count)
      throws IOException {
    var found = new ArrayList<ConsumerRecord<byte[], byte[]>>();
    var deserializer = new ByteArrayDeserializer();
    try (var consumer = new KafkaConsumer<>(client(broker), deserializer, deserializer)) {
      var partitions =
          consumer.partitionsFor(ASKED).stream()
              .map(one -> new TopicPartition(one.topic(), one.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var until = System.nanoTime() + JUDGED_WITHIN.toNanos();
      while (found.size() < count) {
        if (System.nanoTime() > until) {
          throw new IOException("Expected " + count + " records, found " + found.size());
        }
        consumer.poll(POLL).forEach(found::add);
      }
    }
    return found;
  }
}
