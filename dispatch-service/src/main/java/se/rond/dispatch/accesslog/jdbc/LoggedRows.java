package se.rond.dispatch.accesslog.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.UUID;
import se.rond.contracts.accesslog.LoggedAccess;

/** Rows of {@code access_log}. */
final class LoggedRows {

  private LoggedRows() {}

  /** Reads one; criteria as text, to the letter. */
  static LoggedAccess read(ResultSet row) throws SQLException {
    return new LoggedAccess(
        row.getObject("id", UUID.class),
        row.getObject("call", UUID.class),
        row.getObject("at", OffsetDateTime.class).toInstant(),
        row.getString("activity"),
        row.getString("operation"),
        row.getObject("resource", UUID.class),
        row.getObject("patient", UUID.class),
        row.getString("criteria"),
        row.getString("purpose"),
        row.getString("person"),
        row.getString("role"),
        row.getString("commission"),
        row.getString("care_unit"),
        row.getString("care_provider"));
  }
}
