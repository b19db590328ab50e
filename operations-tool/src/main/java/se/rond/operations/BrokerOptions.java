package se.rond.operations;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import se.rond.operations.Operations.NotDone;

/** How to reach the broker. */
final class BrokerOptions {

  /** A broker that does not answer for 20 s is away. */
  static final Duration ANSWER_WITHIN = Duration.ofSeconds(20);

  @Option(
      names = "--bootstrap-servers",
      paramLabel = "HOST:PORT",
      defaultValue = "${env:ROND_BOOTSTRAP_SERVERS}",
      description = "the Kafka cluster; by default the quickstart's")
  private @Nullable String bootstrapServers;

  @Option(
      names = "--command-config",
      paramLabel = "FILE",
      description = "properties for Kafka's clients, as TLS and credentials")
  private @Nullable Path file;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "${env:ROND_DATA:-.rond}",
      description = "the quickstart's folder (default ${DEFAULT-VALUE})")
  private Path data = Path.of(".rond");

  /** The client settings, without serializers. */
  Map<String, Object> properties() {
    return properties(bootstrapServers, file, data);
  }

  /**
   * The same of options that a command has by itself.
   *
   * @param data the quickstart's folder, for where no servers are named
   */
  static Map<String, Object> properties(
      @Nullable String bootstrapServers, @Nullable Path file, Path data) {
    var all = new HashMap<String, Object>();
    if (file != null) {
      var read = new Properties();
      try (var reader = Files.newBufferedReader(file)) {
        read.load(reader);
      } catch (IOException e) {
        throw new NotDone("Cannot read " + file, e);
      }
      read.stringPropertyNames().forEach(name -> all.put(name, read.getProperty(name)));
    }
    all.put(
        CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
        bootstrapServers == null ? Quickstart.bootstrapServers(data) : bootstrapServers);
    return all;
  }
}
