package se.rond.testsupport;

import java.util.Map;
import org.springframework.kafka.test.EmbeddedKafkaBroker;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

/** The one Kafka broker of this JVM. Started by the first caller, stopped with the JVM. */
public final class EmbeddedBroker {

  /**
   * The broker makes no topic by itself, as in production: a topic exists because it is declared.
   */
  private static final Map<String, String> PROPERTIES =
      Map.of(
          "auto.create.topics.enable", "false",
          "offsets.topic.num.partitions", "1",
          "transaction.state.log.num.partitions", "1",
          "transaction.state.log.replication.factor", "1",
          "transaction.state.log.min.isr", "1",
          "share.coordinator.state.topic.num.partitions", "1",
          "share.coordinator.state.topic.replication.factor", "1",
          "share.coordinator.state.topic.min.isr", "1");

  private EmbeddedBroker() {}

  /** Host and port on loopback. */
  public static String bootstrapServers() {
    return Holder.BROKER.getBrokersAsString();
  }

  private static final class Holder {
    static final EmbeddedKafkaBroker BROKER = start();

    private static EmbeddedKafkaBroker start() {
      var broker = new EmbeddedKafkaKraftBroker(1, 1);
      broker.brokerProperties(PROPERTIES);
      broker.afterPropertiesSet();
      Runtime.getRuntime().addShutdownHook(new Thread(broker::destroy, "stop embedded Kafka"));
      return broker;
    }
  }
}
