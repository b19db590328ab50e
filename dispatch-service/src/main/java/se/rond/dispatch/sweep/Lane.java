package se.rond.dispatch.sweep;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.CannotCreateTransactionException;
import se.rond.dispatch.sweep.Sweep.Due;

/**
 * One kind of deadline. Each has a lane of its own, so that a flood of one kind keeps no other
 * waiting.
 */
public final class Lane {

  /** Most batches of one start, so that what stays due although it was done keeps nobody busy. */
  private static final int MOST_BATCHES = 20;

  /** What PostgreSQL says where a row was waited for too long. */
  private static final String HELD = "55P03";

  private static final String FAILED = "What is due for request {} could not be done";

  private static final Logger log = LoggerFactory.getLogger(Lane.class);

  private final Sweep deadlines;
  private final Workers workers;
  private final int batch;
  private final int mostTogether;
  private final Together together;
  private final AtomicBoolean busy = new AtomicBoolean();

  /**
   * @param workers who do what is due
   * @param batch most deadlines that are listed at once, above 0
   * @param mostTogether most deadlines that share a transaction when more are due than there are
   *     workers: until its end nobody else gets at their requests; 1 for none
   */
  public Lane(Sweep deadlines, Workers workers, int batch, int mostTogether, Together together) {
    this.deadlines = deadlines;
    this.workers = workers;
    this.batch = batch;
    this.mostTogether = mostTogether;
    this.together = together;
  }

  /**
   * Begins to do everything that is due, beside the caller, unless it is still at it.
   *
   * @param later what time it is when it looks again; nothing to leave the rest for the next start
   */
  public void start(Instant now, Supplier<Optional<Instant>> later) {
    if (busy.compareAndSet(false, true)) {
      workers.begin(
          () -> {
            try {
              drain(now, later);
            } finally {
              busy.set(false);
            }
          });
    }
  }

  /**
   * Batch by batch, with what has become due meanwhile: a flood does not wait for the next start.
   */
  private void drain(Instant now, Supplier<Optional<Instant>> later) {
    try {
      var upTo = Optional.of(now);
      for (var i = 0; i < MOST_BATCHES && upTo.isPresent(); i++) {
        var due = deadlines.listDue(upTo.get(), batch);
        var done = workers.doAll(handfuls(due), this::meet);
        // What fails stays due, and stands first again: it is left for the next start.
        if (due.isEmpty() || done < due.size()) {
          break;
        }
        upTo = later.get();
      }
    } catch (RuntimeException e) {
      log.error("What is due could not be listed", e);
    }
  }

  /** One each while there are workers enough, so that in calm times nobody waits for another. */
  private List<List<Due>> handfuls(List<Due> due) {
    var size = Math.clamp(Math.ceilDiv(due.size(), workers.atOnce()), 1, mostTogether);
    return IntStream.iterate(0, from -> from < due.size(), from -> from + size)
        .mapToObj(from -> due.subList(from, Math.min(from + size, due.size())))
        .toList();
  }

  private int meet(List<Due> handful) {
    if (handful.size() == 1) {
      return succeeds(handful.getFirst()) ? 1 : 0;
    }
    try {
      together.meet(inOneOrder(handful));
      return handful.size();
    } catch (CannotCreateTransactionException | DataAccessResourceFailureException e) {
      log.error("{} deadlines could not be met, the database is away", handful.size(), e);
      return 0;
    } catch (RuntimeException e) {
      log.info("{} deadlines are not met together, but one by one: {}", handful.size(), name(e));
      return (int) handful.stream().filter(this::givesWayOrSucceeds).count();
    }
  }

  private static String name(RuntimeException e) {
    return e.getClass().getSimpleName();
  }

  /** One whose row somebody else holds keeps those behind it waiting no longer than that. */
  private boolean givesWayOrSucceeds(Due due) {
    try {
      together.meet(List.of(due));
      return true;
    } catch (RuntimeException e) {
      if (NestedExceptionUtils.getMostSpecificCause(e) instanceof SQLException held
          && HELD.equals(held.getSQLState())) {
        log.info("What is due for request {} is held by somebody, and left", due.request());
      } else {
        log.error(FAILED, due.request(), e);
      }
      return false;
    }
  }

  /**
   * Of those who meet what is due, all lock in that order; of whoever does not, see {@link
   * Together}.
   */
  private static List<Due> inOneOrder(List<Due> handful) {
    return handful.stream().sorted(Comparator.comparing(one -> one.request().value())).toList();
  }

  /** Does what is due, at most a batch, in order. */
  public void walk(Instant now) {
    deadlines.listDue(now, batch).forEach(Lane::succeeds);
  }

  /**
   * One request that fails keeps no other waiting. It stays due, so it is tried again by the next
   * sweep, and shown as an error each time.
   */
  private static boolean succeeds(Due due) {
    try {
      due.work().run();
      return true;
    } catch (RuntimeException e) {
      log.error(FAILED, due.request(), e);
      return false;
    }
  }
}
