package se.rond.benchmarks.chain;

import java.sql.SQLException;
import java.util.UUID;

/** Kafka to row to Kafka. */
final class PassOn {

  private PassOn() {}

  static void start(String step, String from, String to, String broker, Rows rows)
      throws SQLException {
    rows.create(step);
    var records = new Records(broker);
    Listener.start(
        step,
        from,
        broker,
        record -> {
          rows.add(step, UUID.fromString(record.key()), record.value());
          records.send(to, record.key(), record.value());
        });
  }
}
