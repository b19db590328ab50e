package se.rond.benchmarks.chain;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import javax.sql.DataSource;

/** What one step of a chain has taken over, in a table of its own. */
final class Rows {

  private final DataSource database;
  private final String table;

  /** Makes the table, unless it is there. */
  Rows(DataSource database, String chain, String step) throws SQLException {
    this.database = database;
    this.table = "benchmark_" + chain + "_" + step;
    run(
        """
        create table if not exists %s (
          id uuid primary key,
          position bigint generated always as identity,
          payload text not null,
          sent boolean not null default false
        )
        """,
        PreparedStatement::execute);
  }

  /**
   * One row.
   *
   * @param position counts up; the rows of a step that one thread adds become visible in its order
   */
  record Row(UUID id, long position, String payload) {}

  /**
   * Returns once the row is committed, unsent; empty if the id stands already, since what is said
   * again is passed over.
   */
  Optional<Row> add(UUID id, String payload) throws SQLException {
    var position =
        run(
            "insert into %s (id, payload) values (?, ?) on conflict do nothing returning position",
            insert -> {
              insert.setObject(1, id);
              insert.setString(2, payload);
              try (var row = insert.executeQuery()) {
                return row.next() ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
              }
            });
    return position.isPresent()
        ? Optional.of(new Row(id, position.getAsLong(), payload))
        : Optional.empty();
  }

  /** What a process that was killed had taken over and not passed on, or not noted that it had. */
  List<Row> listUnsent() throws SQLException {
    return run("select id, position, payload from %s where not sent order by position", Rows::read);
  }

  /** What was added after that one. */
  List<Row> listAfter(long position) throws SQLException {
    return run(
        "select id, position, payload from %s where position > ? order by position",
        select -> {
          select.setLong(1, position);
          return read(select);
        });
  }

  void markSent(List<UUID> ids) throws SQLException {
    run(
        "update %s set sent = true where id = any (?)",
        update -> {
          update.setArray(1, update.getConnection().createArrayOf("uuid", ids.toArray()));
          return update.executeUpdate();
        });
  }

  private static List<Row> read(PreparedStatement select) throws SQLException {
    var found = new ArrayList<Row>();
    try (ResultSet row = select.executeQuery()) {
      while (row.next()) {
        found.add(
            new Row(
                row.getObject("id", UUID.class),
                row.getLong("position"),
                row.getString("payload")));
      }
    }
    return found;
  }

  private interface Work<T> {
    T in(PreparedStatement statement) throws SQLException;
  }

  /** One statement is one transaction. */
  private <T> T run(String sql, Work<T> work) throws SQLException {
    try (Connection connection = database.getConnection();
        var statement = connection.prepareStatement(sql.formatted(table))) {
      var result = work.in(statement);
      connection.commit();
      return result;
    }
  }
}
