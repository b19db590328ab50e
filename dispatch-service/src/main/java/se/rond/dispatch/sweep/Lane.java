package se.rond.dispatch.sweep;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionOperations;
import se.rond.dispatch.sweep.Sweep.Due;

/**
 * One kind of deadline. Each has a lane of its own, so that a flood of one kind keeps no other
 * waiting.
 */
public final class Lane {

  /** Most batches of one start, so that what stays due although it was done keeps nobody busy. */
  private static final int MOST_BATCHES = 20;

  /** Most deadlines that one transaction meets: for so long nobody else gets at their requests. */
  private static final int MOST_TOGETHER = 16;

  private static final Logger log = LoggerFactory.getLogger(Lane.class);

  private final Sweep deadlines;
  private final Workers workers;
  private final int batch;
  private final TransactionOperations transactions;
  private final AtomicBoolean busy = new AtomicBoolean();

  /**
   * @param workers who do what is due
   * @param batch most deadlines that are listed at once, above 0
   * @param transactions what several deadlines share when more are due than there are workers
   */
  public Lane(Sweep deadlines, Workers workers, int batch, TransactionOperations transactions) {
    this.deadlines = deadlines;
    this.workers = workers;
    this.batch = batch;
    this.transactions = transactions;
  }

  /** Begins to do everything that is due, beside the caller, unless it is still at it. */
  public void start(Instant now) {
    if (busy.compareAndSet(false, true)) {
      workers.begin(
          () -> {
            try {
              drain(now);
            } finally {
              busy.set(false);
            }
          });
    }
  }

  /** Batch by batch: a flood is not spread over as many sweeps as it has batches. */
  private void drain(Instant now) {
    try {
      for (var i = 0; i < MOST_BATCHES; i++) {
        var due = deadlines.listDue(now, batch);
        var done = workers.doAll(handfuls(due), this::meet);
        // What fails stays due, and stands first again: it is left for the next sweep.
        if (done < batch) {
          break;
        }
      }
    } catch (RuntimeException e) {
      log.error("What is due could not be listed", e);
    }
  }

  /** One each while there are workers enough, so that in calm times nobody waits for another. */
  private List<List<Due>> handfuls(List<Due> due) {
    var together = Math.clamp(Math.ceilDiv(due.size(), workers.atOnce()), 1, MOST_TOGETHER);
    return IntStream.iterate(0, from -> from < due.size(), from -> from + together)
        .mapToObj(from -> due.subList(from, Math.min(from + together, due.size())))
        .toList();
  }

  /** Where one of them fails, the others are met by themselves. */
  private int meet(List<Due> handful) {
    return handful.size() > 1 && succeedTogether(handful)
        ? handful.size()
        : (int) handful.stream().filter(Lane::succeeds).count();
  }

  private boolean succeedTogether(List<Due> handful) {
    try {
      transactions.executeWithoutResult(_ -> inOneOrder(handful).forEach(one -> one.work().run()));
      return true;
    } catch (RuntimeException e) {
      log.warn(
          "{} deadlines are not met together, but one by one: {}", handful.size(), e.toString());
      return false;
    }
  }

  /** All who lock several requests to meet what is due lock them in that order. */
  private static Stream<Due> inOneOrder(List<Due> handful) {
    return handful.stream().sorted(Comparator.comparing(one -> one.request().value()));
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
      log.error("What is due for request {} could not be done", due.request(), e);
      return false;
    }
  }
}
