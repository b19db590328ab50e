package se.rond.reliability.loaded;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
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

  /**
   * The same few hundred statements come again and again, on one connection: each is planned once,
   * for any values.
   */
  private static final String SETTINGS = "-c jit=off -c plan_cache_mode=force_generic_plan";

  /** One name is enough, since whoever goes back or on goes to the newest one. */
  private static final String MARK = "savepoint here";

  private static final String BACK = "rollback to here; release here";

  /** A role ends with the transaction that took it, which a savepoint's release would not do. */
  private static final String ON = "release here; reset role";

  private static final int NONE = 0;

  private @Nullable Connection trunk;

  /** How many marks stand. */
  private int marks;

  /**
   * A service's own database, without the limits of time that its pool has: what is slow here is
   * nobody's fault.
   */
  public ReversibleDatabase(ScratchDatabase database, String service) {
    super(database.url(), service, service);
    var settings = new Properties();
    settings.setProperty("options", SETTINGS);
    settings.setProperty("prepareThreshold", "1");
    settings.setProperty("preparedStatementCacheQueries", "2000");
    settings.setProperty("preparedStatementCacheSizeMiB", "50");
    setConnectionProperties(settings);
  }

  /** From here on it can go back, until {@link #abandon}. */
  public void begin() {
    try {
      var connection = super.getConnection();
      connection.setAutoCommit(false);
      trunk = connection;
      marks = 0;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Where it is now. */
  public int mark() {
    try {
      run(MARK);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return ++marks;
  }

  /** Goes back to where it was when the newest mark was made, which does not stand any more. */
  public void backTo(int mark) {
    try {
      leave(mark, BACK);
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

  private void leave(int mark, String how) throws SQLException {
    if (mark != marks) {
      throw new IllegalStateException(
          "Expected the newest of %d marks, but it was %d".formatted(marks, mark));
    }
    run(how);
    marks--;
  }

  private void run(String sql) throws SQLException {
    try (var statement = trunk().prepareStatement(sql)) {
      statement.execute();
    }
  }

  /** A connection as the service sees it: its transaction is a part of ours. */
  private final class Part implements InvocationHandler {

    /** The mark where a transaction began; none where there is none. */
    private int begun = NONE;

    private boolean closed;

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
        throws Throwable {
      var given = arguments == null ? new Object[0] : arguments;
      return switch (method.getName()) {
        case "getAutoCommit" -> begun == NONE;
        case "setAutoCommit" -> {
          if ((boolean) given[0]) {
            end(ON);
          } else if (begun == NONE) {
            begun = mark();
          }
          yield null;
        }
        case "commit" -> {
          end(ON);
          yield null;
        }
        case "rollback" -> {
          if (given.length > 0) {
            yield pass(method, given);
          }
          end(BACK);
          yield null;
        }
        case "close" -> {
          end(BACK);
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

    private void end(String how) throws SQLException {
      if (begun != NONE) {
        leave(begun, how);
        begun = NONE;
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
