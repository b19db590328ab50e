package se.rond.quickstart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import kafka.Kafka;
import kafka.tools.StorageTool;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/**
 * What runs in the broker's process, in its folder: formats the storage the first time, then is
 * Kafka.
 */
final class BrokerProcess {
  static final String CONFIGURATION = "server.properties";

  /** Appears when the broker answers. */
  static final String READY = "ready";

  /** Any id will do, as long as it stays: 16 bytes in Base64, here "rond-quickstart.". */
  private static final String CLUSTER_ID = "cm9uZC1xdWlja3N0YXJ0Lg";

  private BrokerProcess() {}

  static void main() {
    var format =
        new String[] {"format", "-t", CLUSTER_ID, "-c", CONFIGURATION, "--ignore-formatted"};
    int exit = StorageTool.execute(format, System.out);
    if (exit != 0) {
      System.exit(exit);
    }
    Thread.ofPlatform().daemon().name("ready").start(BrokerProcess::tellWhenReady);
    Kafka.main(new String[] {CONFIGURATION});
  }

  private static void tellWhenReady() {
    try {
      var settings = new Properties();
      try (var file = Files.newBufferedReader(Path.of(CONFIGURATION))) {
        settings.load(file);
      }
      var address = settings.getProperty("advertised.listeners").replace("PLAINTEXT://", "");
      try (var admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, address))) {
        admin.describeCluster().nodes().get();
      }
      Files.createFile(Path.of(READY));
    } catch (IOException | ExecutionException e) {
      throw new IllegalStateException("Expected the broker to answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
