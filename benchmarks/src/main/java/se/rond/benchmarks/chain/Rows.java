package se.rond.benchmarks.chain;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;

/** One table per chain and step; a row is an insert and a commit. */
final class Rows {

  private final DataSource database;
  private final String chain;

  Rows(DataSource database, String chain) {
    this.database = database;
    this.chain = chain;
  }

  /** Creates the table of a step, unless it is there. */
  void create(String step) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(
          "create table if not exists benchmark_%s_%s (id uuid primary key, payload text not null)"
              .formatted(chain, step));
      connection.commit();
    }
  }

  /** Returns once the row is on the database's disk; an id that stands already is passed over. */
  void add(String step, UUID id, String payload) throws SQLException {
    try (Connection connection = database.getConnection();
        var statement =
            connection.prepareStatement(
                "insert into benchmark_%s_%s (id, payload) values (?, ?) on conflict do nothing"
                    .formatted(chain, step))) {
      statement.setObject(1, id);
      statement.setString(2, payload);
      statement.executeUpdate();
      connection.commit();
    }
  }
}
