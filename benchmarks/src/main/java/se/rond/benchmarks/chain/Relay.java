package se.rond.benchmarks.chain;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Sends the rows of a step, each as soon as it is committed, and marks it when all replicas have
 * it. What was not marked is sent at the next start: nothing is lost wherever a process is killed,
 * and what is sent twice is passed over by whoever has its id already.
 */
final class Relay {

  /** Rows marked together, at most; how many there are follows from how long the last took. */
  private static final int BATCH = 500;

  private final Rows rows;
  private final String topic;
  private final Producer<String, String> producer;
  private final BlockingQueue<Rows.Row> committed = new LinkedBlockingQueue<>();
  private final BlockingQueue<UUID> acknowledged = new LinkedBlockingQueue<>();

  private Relay(Rows rows, String topic, String broker) {
    this.rows = rows;
    this.topic = topic;
    var properties = BareChain.client(broker);
    properties.setProperty("acks", "all");
    properties.setProperty("enable.idempotence", "true");
    properties.setProperty("linger.ms", "0");
    producer = new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer());
  }

  /** Begins with what an earlier process has left; call it before anybody adds rows. */
  static Relay start(Rows rows, String topic, String broker) throws SQLException {
    var relay = new Relay(rows, topic, broker);
    relay.committed.addAll(rows.listUnsent());
    Thread.ofPlatform().name("send " + topic).start(() -> orHalt(relay::send));
    Thread.ofPlatform().name("mark " + topic).start(() -> orHalt(relay::mark));
    return relay;
  }

  /** Returns at once; the row is committed and will be sent, by this process or by the next. */
  void pass(Rows.Row row) {
    committed.add(row);
  }

  private void send() throws InterruptedException {
    while (true) {
      var row = committed.take();
      producer.send(
          new ProducerRecord<>(topic, row.id().toString(), row.payload()),
          (_, failure) -> {
            if (failure == null) {
              acknowledged.add(row.id());
            } else {
              halt(failure);
            }
          });
    }
  }

  private void mark() throws InterruptedException, SQLException {
    while (true) {
      var ids = new ArrayList<UUID>();
      ids.add(acknowledged.take());
      acknowledged.drainTo(ids, BATCH - 1);
      rows.markSent(ids);
    }
  }

  private interface Loop {
    void run() throws Exception;
  }

  private static void orHalt(Loop loop) {
    try {
      loop.run();
    } catch (Exception e) {
      halt(e);
    }
  }

  /** A benchmark that goes on after a fault measures the fault. The rows are there still. */
  static void halt(Exception fault) {
    fault.printStackTrace();
    Runtime.getRuntime().halt(1);
  }
}
