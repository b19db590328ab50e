package se.rond.dispatch.sight.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import se.rond.access.Caller;
import se.rond.dispatch.request.MaySee;
import se.rond.dispatch.sight.Sight;

/**
 * Begins transactions as the caller where there is a {@link Sight}; role and settings end with
 * them.
 */
class SightedTransactions extends JdbcTransactionManager {

  /**
   * One round trip, and the role last, which might do less. The schemas stay those that were
   * searched, also where the search path says "$user", which would lead elsewhere.
   */
  private static final String READ_AS =
      """
      select set_config('search_path', array_to_string(array(select quote_ident(name) from unnest(current_schemas(false)) name), ', '), true),
             set_config('rond.municipalities', cast(cast(? as text[]) as text), true),
             set_config('rond.own', cast(cast(? as text[]) as text), true),
             set_config('rond.responders', cast(cast(? as text[]) as text), true),
             set_config('role', 'dispatch_caller', true)
      """;

  SightedTransactions(DataSource dataSource) {
    super(dataSource);
  }

  /** Where this fails nothing has begun, and the connection is given back. */
  @Override
  protected void prepareTransactionalConnection(
      Connection connection, TransactionDefinition definition) throws SQLException {
    super.prepareTransactionalConnection(connection, definition);
    var caller = Sight.find();
    if (caller.isPresent()) {
      readAs(caller.get(), connection);
    }
  }

  private static void readAs(Caller caller, Connection connection) throws SQLException {
    var known = MaySee.parameters(caller);
    try (var statement = connection.prepareStatement(READ_AS)) {
      statement.setObject(1, known.get("municipalities"));
      statement.setObject(2, known.get("own"));
      statement.setObject(3, known.get("responders"));
      statement.execute();
    }
  }
}
