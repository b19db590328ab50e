package se.rond.testsupport;

import java.util.Map;
import org.apache.kafka.common.test.KafkaClusterTestKit;
import org.apache.kafka.common.test.TestKitNodes;
import org.apache.kafka.common.utils.Exit;
import org.jspecify.annotations.Nullable;

/** The one Kafka broker of this JVM. Started by the first caller, stopped with the JVM. */
public final class EmbeddedBroker {

  /**
   * The broker makes no topic by itself, as in production: a topic exists because it is declared.
   */
  private static final Map<String, String> PROPERTIES =
      Map.of(
          "auto.create.topics.enable", "false",
          "group.initial.rebalance.delay.ms", "0",
          "offsets.topic.replication.factor", "1",
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
    return Holder.BROKER.bootstrapServers();
  }

  private static final class Holder {
    static final KafkaClusterTestKit BROKER = start();

    private static KafkaClusterTestKit start() {
      // A broker that meets trouble, as when it is stopped under its clients, ends its JVM with a
      // status of its own: here that would be the status of the tests.
      Exit.setExitProcedure(Holder::stay);
      Exit.setHaltProcedure(Holder::stay);
      try {
        var builder =
            new KafkaClusterTestKit.Builder(
                new TestKitNodes.Builder()
                    .setCombined(true)
                    .setNumBrokerNodes(1)
                    .setNumControllerNodes(1)
                    .build());
        PROPERTIES.forEach(builder::setConfigProp);
        var broker = builder.build();
        broker.format();
        broker.startup();
        broker.waitForReadyBrokers();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(broker), "stop embedded Kafka"));
        return broker;
      } catch (Exception e) {
        throw new IllegalStateException("Expected the embedded Kafka to start", e);
      }
    }

    private static void stay(int status, @Nullable String message) {
      System.getLogger(EmbeddedBroker.class.getName())
          .log(System.Logger.Level.WARNING, "The embedded Kafka wanted to exit with {0}", status);
    }

    private static void stop(KafkaClusterTestKit broker) {
      try {
        broker.close();
      } catch (Exception e) {
        throw new IllegalStateException("Expected the embedded Kafka to stop", e);
      }
    }
  }
}
