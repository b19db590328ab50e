package se.rond.testsupport;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Objects;
import javax.sql.DataSource;

/**
 * The one PostgreSQL server of this JVM, with the database {@code rond} and the roles and schemas
 * of {@code database/roles.sql}. Started by the first caller, stopped with the JVM.
 *
 * <p>It does not fsync, nor write what repairs torn pages: tests need the rules of the database,
 * not its durability.
 */
public final class EmbeddedDatabase {

  private static final String NAME = "rond";

  /** Room for the pools of many cached contexts. */
  private static final int CONNECTIONS = 300;

  private EmbeddedDatabase() {}

  /** The address, without a user. */
  public static String url() {
    return "jdbc:postgresql://localhost:%d/%s?logServerErrorDetail=false"
        .formatted(Holder.SERVER.getPort(), NAME);
  }

  /** Connections of the superuser to the database {@code rond}, unpooled. */
  public static DataSource administrator() {
    return Holder.SERVER.getDatabase("postgres", NAME);
  }

  private static final class Holder {
    static final EmbeddedPostgres SERVER = start();

    private static EmbeddedPostgres start() {
      try {
        var server =
            EmbeddedPostgres.builder()
                .setServerConfig("max_connections", Integer.toString(CONNECTIONS))
                .setServerConfig("shared_buffers", "128MB")
                .setServerConfig("full_page_writes", "off")
                .start();
        run(server.getPostgresDatabase(), "create database " + NAME);
        run(server.getDatabase("postgres", NAME), roles());
        return server;
      } catch (IOException e) {
        throw new UncheckedIOException("Expected the embedded PostgreSQL to start", e);
      } catch (SQLException e) {
        throw new IllegalStateException("Expected database/roles.sql to run", e);
      }
    }

    private static void run(DataSource database, String sql) throws SQLException {
      try (var connection = database.getConnection();
          var statement = connection.createStatement()) {
        statement.execute(sql);
      }
    }

    private static String roles() throws IOException {
      try (var script =
          Objects.requireNonNull(
              EmbeddedDatabase.class.getResourceAsStream("roles.sql"),
              "roles.sql beside " + EmbeddedDatabase.class)) {
        return new String(script.readAllBytes(), StandardCharsets.UTF_8);
      }
    }
  }
}
