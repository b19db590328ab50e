package se.rond.telemetry;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

/** What an exception says of its cause, and what may be said of it. */
public final class Thrown {

  /** Longest chain of causes that is followed, so that a circle ends. */
  private static final int MOST_CAUSES = 20;

  /**
   * Classes of SQLState where trying again can help (PostgreSQL manual, appendix A): connection
   * exception, transaction rollback, insufficient resources, operator intervention, system error.
   */
  private static final Set<String> FAULT_CLASSES = Set.of("08", "40", "53", "57", "58");

  /** Idle transaction ended, a server that is still read-only after a failover, lock timeout. */
  private static final Set<String> FAULT_STATES = Set.of("25P03", "25006", "55P03");

  private Thrown() {}

  /**
   * True where the database is in the way, or a race was lost: doing the same again can help. A
   * constraint that was violated or a statement that is wrong fails again however often it is
   * tried.
   */
  public static boolean isDatabaseFault(Throwable thrown) {
    return chain(thrown)
        .anyMatch(
            e ->
                e instanceof TransientDataAccessException
                    || e instanceof RecoverableDataAccessException
                    || e instanceof DataAccessResourceFailureException
                    || e instanceof CannotCreateTransactionException
                    // A rollback that fails hides why it was tried; both come from the connection.
                    || e instanceof TransactionSystemException
                    || e instanceof SQLTransientException
                    || e instanceof SQLRecoverableException
                    || e instanceof SQLException sql && isFault(sql.getSQLState()));
  }

  private static boolean isFault(@Nullable String sqlState) {
    return sqlState != null
        && sqlState.length() == 5
        && (FAULT_CLASSES.contains(sqlState.substring(0, 2)) || FAULT_STATES.contains(sqlState));
  }

  /**
   * The classes of an exception and its causes, each with the first of our lines it passed, for the
   * log. Messages are left out: they may repeat what somebody has sent.
   */
  public static String causes(Throwable thrown) {
    return chain(thrown)
        .map(
            e ->
                Stream.of(e.getStackTrace())
                    .filter(line -> line.getClassName().startsWith("se.rond."))
                    .findFirst()
                    .map(line -> e.getClass().getName() + " at " + line)
                    .orElse(e.getClass().getName()))
        .collect(Collectors.joining(", caused by "));
  }

  /** The exception and its causes, the first of them first, at most {@value #MOST_CAUSES}. */
  public static Stream<Throwable> chain(Throwable thrown) {
    return Stream.<Throwable>iterate(thrown, e -> e != null, Throwable::getCause)
        .limit(MOST_CAUSES);
  }
}
