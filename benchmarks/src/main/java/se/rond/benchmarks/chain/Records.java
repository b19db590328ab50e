package se.rond.benchmarks.chain;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** Sends records that are acknowledged by all replicas, as soon as they are there. */
final class Records {

  private final Producer<String, String> producer;

  Records(String broker) {
    var properties = BareChain.client(broker);
    properties.setProperty("acks", "all");
    properties.setProperty("enable.idempotence", "true");
    properties.setProperty("linger.ms", "0");
    producer = new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer());
  }

  /** A record that cannot be sent ends the process: a benchmark with losses measures nothing. */
  void send(String topic, String key, String value) {
    producer.send(
        new ProducerRecord<>(topic, key, value),
        (_, failure) -> {
          if (failure != null) {
            failure.printStackTrace();
            Runtime.getRuntime().halt(1);
          }
        });
  }
}
