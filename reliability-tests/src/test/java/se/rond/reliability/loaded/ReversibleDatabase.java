package se.rond.reliability.loaded;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * The database of a service, which can go back to where it was.
 *
 * <p>While it does, all that the service does happens on one connection, in one transaction that is
 * never committed; what the service itself begins, commits and rolls back is a savepoint of that.
 * So the service does the same statements in the same order as ever, sees what it has committed,
 * and loses what it has rolled back. Only one thread at a time may do anything: nobody waits for a
 * lock here, and nobody else sees what was done.
 */
public final class ReversibleDatabase extends DriverManagerDataSource {

  private @Nullable Connection trunk;

  /**
   * A service's own database, without the limits of time that its pool has: what is slow here is
   * nobody's fault.
   */
  public ReversibleDatabase(ScratchDatabase database, String service) {
    super(database.url(), service, service);
  }

  /** From here on it can go back, until {@link #abandon}. */
  public void begin() {
    try {
      var connection = super.getConnection();
      connection.setAutoCommit(false);
      trunk = connection;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Where it is now. */
  public Savepoint mark() {
    try {
      return trunk().setSavepoint();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Goes back to where it was then. Marks that were made later are void, and so is this one. */
  public void backTo(Savepoint mark) {
    try {
      goBack(mark);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Nothing of what was done since the beginning has happened. */
  public void abandon() {
    try {
      var connection = trunk();
      trunk = null;
      connection.rollback();
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public Connection getConnection() throws SQLException {
    return trunk == null
        ? super.getConnection()
        : (Connection)
            Proxy.newProxyInstance(
                Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, new Part());
  }

  private Connection trunk() {
    if (trunk == null) {
      throw new IllegalStateException("Expected a beginning before there is a way back");
    }
    return trunk;
  }

  private void goBack(Savepoint mark) throws SQLException {
    trunk().rollback(mark);
    trunk().releaseSavepoint(mark);
  }

  /** A connection as the service sees it: its transaction is a part of ours. */
  private final class Part implements InvocationHandler {

    private @Nullable Savepoint begun;
    private boolean closed;

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
        throws Throwable {
      var given = arguments == null ? new Object[0] : arguments;
      return switch (method.getName()) {
        case "getAutoCommit" -> begun == null;
        case "setAutoCommit" -> {
          if ((boolean) given[0]) {
            commit();
          } else if (begun == null) {
            begun = mark();
          }
          yield null;
        }
        case "commit" -> {
          commit();
          yield null;
        }
        case "rollback" -> {
          if (given.length > 0) {
            yield pass(method, given);
          }
          if (begun != null) {
            goBack(begun);
            begun = null;
          }
          yield null;
        }
        case "close" -> {
          if (begun != null) {
            goBack(begun);
            begun = null;
          }
          closed = true;
          yield null;
        }
        case "isClosed" -> closed;
        // There is one thread, so that each isolation is as good as any other.
        case "setReadOnly", "setTransactionIsolation" -> null;
        case "isReadOnly" -> false;
        case "getTransactionIsolation" -> Connection.TRANSACTION_READ_COMMITTED;
        case "hashCode" -> System.identityHashCode(proxy);
        case "equals" -> proxy == given[0];
        default -> pass(method, given);
      };
    }

    private void commit() throws SQLException {
      if (begun != null) {
        trunk().releaseSavepoint(begun);
        begun = null;
      }
    }

    private @Nullable Object pass(Method method, Object[] arguments) throws Throwable {
      try {
        return method.invoke(trunk(), arguments);
      } catch (InvocationTargetException e) {
        throw e.getCause() == null ? e : e.getCause();
      }
    }
  }
}
