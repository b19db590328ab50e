package se.rond.benchmarks.chain;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * Three processes on the broker and the database that Rond runs on, with the hops that Rond has:
 *
 * <pre>
 * receive:  HTTP -> row -> Kafka        decide:  Kafka -> row -> Kafka
 * judge:    Kafka -> row -> Kafka       tell:    Kafka -> row -> server-sent event
 * </pre>
 *
 * A row is one insert and one commit, and is sent and then marked by a {@link Relay}; a record is
 * acknowledged by all replicas. Whatever is killed, nothing that was taken is lost, and nothing is
 * told twice. It is the least that software with these promises can take, and what Rond is compared
 * with. {@code receive} and {@code decide} share a process, as dispatch does both. The short chain
 * leaves {@code decide} out.
 */
public final class BareChain {

  /** As many hops as Rond has. */
  public static final String FULL = "full";

  /** One hop less: {@code tell} hears {@code judge}. */
  public static final String SHORT = "short";

  /** As the topics of Rond have. */
  private static final int PARTITIONS = 12;

  /** As dispatch has. */
  private static final int CONNECTIONS = 16;

  private BareChain() {}

  /**
   * Runs one process of the chain until it is ended.
   *
   * @param args {@code receive}, {@code judge} or {@code tell}; the port to answer on; the chain's
   *     length, {@link #SHORT} or {@link #FULL}; the database's JDBC URL; the role whose schema
   *     takes the tables; and the broker
   */
  public static void main(String[] args) throws Exception {
    var step = args[0];
    var port = Integer.parseInt(args[1]);
    var chain = args[2];
    var broker = args[5];
    var received = "benchmark." + chain + ".received";
    var judged = "benchmark." + chain + ".judged";
    var decided = "benchmark." + chain + ".decided";
    var database = database(args[3], args[4]);
    createTopics(broker, List.of(received, judged, decided));
    switch (step) {
      case "receive" -> {
        var taken = new Rows(database, chain, "receive");
        Receive.start(port, taken, Relay.start(taken, received, broker));
        if (chain.equals(FULL)) {
          passOn("decide", judged, decided, broker, new Rows(database, chain, "decide"));
        }
      }
      case "judge" -> passOn("judge", received, judged, broker, new Rows(database, chain, "judge"));
      case "tell" ->
          Tell.start(
              port,
              chain.equals(FULL) ? decided : judged,
              broker,
              new Rows(database, chain, "tell"));
      default ->
          throw new IllegalArgumentException("Expected receive, judge or tell, found " + step);
    }
    System.out.println("ready");
    Thread.currentThread().join();
  }

  /** Kafka to row to Kafka. */
  private static void passOn(String step, String from, String to, String broker, Rows rows)
      throws SQLException {
    var relay = Relay.start(rows, to, broker);
    Listener.start(
        step,
        from,
        broker,
        record -> rows.add(UUID.fromString(record.key()), record.value()).ifPresent(relay::pass));
  }

  private static HikariDataSource database(String url, String role) {
    var config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setUsername(role);
    config.setPassword(role);
    config.setMaximumPoolSize(CONNECTIONS);
    // The server has room for 100 of all processes together.
    config.setMinimumIdle(1);
    config.setAutoCommit(false);
    return new HikariDataSource(config);
  }

  private static void createTopics(String broker, List<String> topics) throws InterruptedException {
    try (var admin = Admin.create(Map.of("bootstrap.servers", broker))) {
      for (var topic : topics) {
        try {
          admin.createTopics(List.of(new NewTopic(topic, PARTITIONS, (short) 1))).all().get();
        } catch (ExecutionException e) {
          if (!(e.getCause() instanceof TopicExistsException)) {
            throw new IllegalStateException("Expected topic " + topic + " to exist", e);
          }
        }
      }
    }
  }

  /** What every client of the broker is told. */
  static Properties client(String broker) {
    var properties = new Properties();
    properties.setProperty("bootstrap.servers", broker);
    return properties;
  }
}
