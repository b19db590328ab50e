package se.rond.messaging;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.postgresql.PGConnection;
import org.postgresql.PGProperty;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/**
 * Which shards of the outbox this instance may send: session-level advisory locks on one connection
 * of its own, outside of the pool.
 *
 * <p>The server frees the locks of a process that dies as soon as its connection breaks, and no
 * clock is compared with another. A lease can still end before its holder notices; {@link Relay}
 * says why that repeats messages and never reorders them.
 *
 * <p>The same connection listens for hints that another instance has added rows. One thread uses
 * it; the set of held shards, given at construction, may be read by others.
 */
final class ShardLease implements AutoCloseable {

  /**
   * A server that does not answer for 10 s is away. Longer than anything asked of it here: a hint
   * is waited for 1 s at most, and a purge is bounded.
   */
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);

  /**
   * Makes the server look after a client that has gone silent, as when its machine lost power:
   * within 25 s it ends the session, and with it the lease. By default it would take two hours.
   */
  private static final String SERVER_KEEP_ALIVE =
      "-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3"
          + " -c tcp_user_timeout=25000";

  /**
   * Rows deleted in one go, so that a purge holds up no work: at one a minute, 1.4 million a day.
   */
  private static final int PURGE_BATCH = 1_000;

  /** Named by the table's own number, so that services which share a database never meet. */
  private static final String CHANNEL = "'rond_outbox_' || 'outbox'::regclass::oid";

  /** Tells the holder of a shard that there is work. Only a hint: sent outside of transactions. */
  static final String HINT = "select pg_notify(" + CHANNEL + ", ?)";

  private final Connection connection;
  private final Set<Integer> held = ConcurrentHashMap.newKeySet();

  /** Opens the connection; no shard is held yet. */
  ShardLease(JdbcConnectionDetails database) throws SQLException {
    var properties = new Properties();
    PGProperty.USER.set(properties, database.getUsername());
    PGProperty.PASSWORD.set(properties, database.getPassword());
    PGProperty.TCP_KEEP_ALIVE.set(properties, true);
    PGProperty.CONNECT_TIMEOUT.set(properties, (int) ANSWER_WITHIN.toSeconds());
    PGProperty.SOCKET_TIMEOUT.set(properties, (int) ANSWER_WITHIN.toSeconds());
    PGProperty.OPTIONS.set(properties, SERVER_KEEP_ALIVE);
    PGProperty.APPLICATION_NAME.set(properties, "rond outbox relay");
    connection = DriverManager.getConnection(database.getJdbcUrl(), properties);
    try (var statement = connection.createStatement();
        var channel = statement.executeQuery("select " + CHANNEL)) {
      channel.next();
      var name = channel.getString(1);
      statement.execute("listen " + name);
    } catch (SQLException e) {
      close();
      throw e;
    }
  }

  boolean holds(int shard) {
    return held.contains(shard);
  }

  /** Takes whatever shards are free. */
  void takeFree() throws SQLException {
    if (held.size() == Outbox.SHARDS) {
      return;
    }
    try (var lock =
        connection.prepareStatement(
            "select pg_try_advisory_lock('outbox'::regclass::oid::int, ?)")) {
      for (var shard = 0; shard < Outbox.SHARDS; shard++) {
        if (!holds(shard)) {
          lock.setInt(1, shard);
          if (isTrue(lock)) {
            held.add(shard);
          }
        }
      }
    }
  }

  /**
   * Returns the shards with rows to send. Fails where the server has gone, and the lease with it.
   */
  Set<Integer> unsent() throws SQLException {
    try (var statement =
        connection.prepareStatement(
            """
            select shard
            from generate_series(0, ?) every (shard)
            where exists (
              select from outbox where outbox.shard = every.shard and sent_at is null and parked_reason is null)
            """)) {
      statement.setInt(1, Outbox.SHARDS - 1);
      var shards = new HashSet<Integer>();
      try (var row = statement.executeQuery()) {
        while (row.next()) {
          shards.add(row.getInt(1));
        }
      }
      return shards;
    }
  }

  /** Waits for a hint, at most this long, and returns the shards named. */
  Set<Integer> awaitHint(Duration atMost) throws SQLException {
    var shards = new HashSet<Integer>();
    var hints =
        connection.unwrap(PGConnection.class).getNotifications(Math.toIntExact(atMost.toMillis()));
    if (hints != null) {
      for (var hint : hints) {
        shards.add(Integer.valueOf(hint.getParameter()));
      }
    }
    return shards;
  }

  /**
   * Deletes rows past their life, the oldest first, a batch of each table. The life stands beside
   * the tables, in V0_1.
   */
  void purge() throws SQLException {
    purge(
        """
        delete from outbox
        where sent_at < now() - interval '7 days'
          and position in (select position from outbox where sent_at is not null order by position limit ?)
        """);
    purge(
        """
        delete from inbox
        where (consumer, message_id) in (
          select consumer, message_id from inbox where received_at < now() - interval '15 days' order by received_at limit ?)
        """);
  }

  private void purge(String sql) throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      statement.setInt(1, PURGE_BATCH);
      statement.executeUpdate();
    }
  }

  private static boolean isTrue(PreparedStatement query) throws SQLException {
    try (var row = query.executeQuery()) {
      return row.next() && row.getBoolean(1);
    }
  }

  /** Gives all shards back. */
  @Override
  public void close() throws SQLException {
    held.clear();
    connection.close();
  }
}
