package se.rond.benchmarks.load;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** What triage has recorded, read beside it. */
final class TriageDatabase implements AutoCloseable {

  private static final Duration LOOK_EVERY = Duration.ofMillis(100);

  private final HikariDataSource pool;
  private final Connection connection;

  /**
   * @param url of the database that the quickstart started
   */
  TriageDatabase(String url) throws SQLException {
    var config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setUsername("triage");
    config.setPassword("triage");
    config.setMaximumPoolSize(1);
    pool = new HikariDataSource(config);
    connection = pool.getConnection();
  }

  Connection connection() {
    return connection;
  }

  /**
   * Returns as soon as so many revisions are judged.
   *
   * @throws IllegalStateException if they are not within that time
   */
  void awaitJudged(long count, Duration within) throws SQLException, InterruptedException {
    await("select count(*) from assessment", count, within);
  }

  /**
   * Returns as soon as so many decisions have been acknowledged by the broker.
   *
   * @throws IllegalStateException if they have not within that time
   */
  void awaitSent(long count, Duration within) throws SQLException, InterruptedException {
    await("select count(*) from outbox where sent_at is not null", count, within);
  }

  private void await(String counted, long count, Duration within)
      throws SQLException, InterruptedException {
    var until = System.nanoTime() + within.toNanos();
    var found = 0L;
    while ((found = count(counted)) < count) {
      if (System.nanoTime() > until) {
        throw new IllegalStateException(
            "Expected %d of %s, found %d".formatted(count, counted, found));
      }
      Thread.sleep(LOOK_EVERY);
    }
  }

  private long count(String counted) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery(counted)) {
      row.next();
      return row.getLong(1);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
    pool.close();
  }
}
