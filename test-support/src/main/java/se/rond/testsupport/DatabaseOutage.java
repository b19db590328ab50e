package se.rond.testsupport;

import java.sql.SQLException;

/**
 * While it is open, one service's role cannot log in and has no connections: to that service the
 * database is away, and to the others of this JVM it is not.
 */
public final class DatabaseOutage implements AutoCloseable {

  private final String role;

  private DatabaseOutage(String role) {
    this.role = role;
    run("alter role %s nologin".formatted(role));
    run(
        "select pg_terminate_backend(pid) from pg_stat_activity where usename = '%s'"
            .formatted(role));
  }

  /** Begins at once. */
  public static DatabaseOutage of(String role) {
    return new DatabaseOutage(role);
  }

  @Override
  public void close() {
    run("alter role %s login".formatted(role));
  }

  private static void run(String sql) {
    try (var connection = EmbeddedDatabase.administrator().getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException("Expected to run " + sql, e);
    }
  }
}
