package se.rond.dispatch.sweep;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.rond.dispatch.sweep.Sweep.Due;

/**
 * One kind of deadline. Each has a lane of its own, so that a flood of one kind keeps no other
 * waiting.
 */
public final class Lane {

  /** Most batches of one start, so that what stays due although it was done keeps nobody busy. */
  private static final int MOST_BATCHES = 20;

  private static final Logger log = LoggerFactory.getLogger(Lane.class);

  private final Sweep deadlines;
  private final Workers workers;
  private final int batch;
  private final AtomicBoolean busy = new AtomicBoolean();

  /**
   * @param workers who do what is due
   * @param batch most deadlines that are listed at once, above 0
   */
  public Lane(Sweep deadlines, Workers workers, int batch) {
    this.deadlines = deadlines;
    this.workers = workers;
    this.batch = batch;
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
        var done = workers.doAll(due, Lane::succeeds);
        // What fails stays due, and stands first again: it is left for the next sweep.
        if (done < batch) {
          break;
        }
      }
    } catch (RuntimeException e) {
      log.error("What is due could not be listed", e);
    }
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
